// Which data sets a comparison of two periods rests on, and whether both hold them: data sets begin
// and end, and a number from one of two against a number from both says nothing. Pure.

import { firstFrom, NONE } from "./columns.js";
import { BIT } from "./dimensions.js";

const known = new WeakMap();
// Without incidents for longer than this before the period's end, a data set has not come so far.
const SILENT_DAYS = 31;

// The first and the last day of each data set, whatever is asked.
function boundsOf(record) {
  if (!known.has(record)) {
    const bounds = record.dictionaries.dataset.map(() => ({ first: Infinity, last: -Infinity }));
    record.dataset.forEach((at, i) => {
      bounds[at].first = Math.min(bounds[at].first, record.day[i]);
      bounds[at].last = Math.max(bounds[at].last, record.day[i]);
    });
    known.set(record, bounds);
  }
  return known.get(record);
}

// What keeps `span` from being compared with the period `earlier`: { dataset, begins | ends: day },
// or null. The data sets are those with incidents that match in either period.
export function gapIn({ record, mask }, span, earlier) {
  const bounds = boundsOf(record);
  const gaps = usedIn(record, mask, [earlier, span]).map((dataset) => gap(dataset, bounds[dataset], { span, earlier }));
  return gaps.find(Boolean) ?? null;
}

function gap(dataset, { first, last }, { span, earlier }) {
  if (first > earlier.after) return { dataset, begins: first };
  return last < span.after ? { dataset, ends: last } : null;
}

// The last day that the data sets in use have, where the period goes on for long after it; or null.
export function shortOf({ record, mask }, span) {
  const bounds = boundsOf(record);
  const lasts = usedIn(record, mask, [span]).map((dataset) => bounds[dataset].last);
  const last = Math.min(...lasts, Infinity);
  return last < span.before - 1 - SILENT_DAYS ? last : null;
}

function usedIn(record, mask, spans) {
  const used = new Set(spans.flatMap((span) => countedIn(record, mask, span).map((i) => record.dataset[i])));
  return [...used].toSorted((one, other) => one - other);
}

// Of incidents that are the same, the first by rank alone is counted.
function countedIn({ day, group, rank }, mask, { after, before }) {
  const alone = [];
  const shown = new Map();
  for (let i = firstFrom(day, after), end = firstFrom(day, before); i < end; i++) {
    if ((mask[i] & ~BIT.time) !== 0) continue;
    const other = shown.get(group[i]);
    if (group[i] === NONE) alone.push(i);
    else if (other === undefined || rank[i] < rank[other]) shown.set(group[i], i);
  }
  return [...alone, ...shown.values()];
}
