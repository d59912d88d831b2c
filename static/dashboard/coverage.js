// Which data sets a comparison of two periods rests on, and whether both hold them: data sets begin
// and end, and a number from one of two against a number from both says nothing. Pure.

import { firstFrom, NONE } from "./columns.js";
import { BIT } from "./dimensions.js";

const known = new WeakMap();
// Without incidents for longer than this before the period's end, a data set has not come so far.
const SILENT_DAYS = 31;

// The first and the last day of each data set, whatever is asked.
function boundsOf(record) {
  if (!known.has(record)) known.set(record, boundsIn(record));
  return known.get(record);
}

function boundsIn({ dataset, day, dictionaries }) {
  const first = new Float64Array(dictionaries.dataset.length).fill(Infinity);
  const last = new Float64Array(first.length).fill(-Infinity);
  // Sorted by day: the first that is met is the first, the last that is met the last.
  for (let i = 0; i < dataset.length; i++) last[dataset[i]] = day[i];
  for (let i = dataset.length - 1; i >= 0; i--) first[dataset[i]] = day[i];
  return Array.from(first, (day, at) => ({ first: day, last: last[at] }));
}

// What keeps `span` from being compared with the period `earlier`: { dataset, begins | ends: day },
// or null. The data sets are those with incidents that match in either period.
export function gapIn({ record, mask }, span, earlier) {
  return gapAmong(record, usedIn(record, mask, [earlier, span]), { span, earlier });
}

// The same, where it is known which data sets are counted.
export function gapAmong(record, datasets, spans) {
  const bounds = boundsOf(record);
  return datasets.map((dataset) => gap(dataset, bounds[dataset], spans)).find(Boolean) ?? null;
}

// The data sets that end before this day: { dataset, ends: day } each.
export function endedBefore(record, day) {
  return boundsOf(record).map(({ last }, dataset) => ({ dataset, ends: last })).filter(({ ends }) => Number.isFinite(ends) && ends < day);
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
  const used = new Uint8Array(record.dictionaries.dataset.length);
  for (const span of spans) markUsed(used, record, mask, span);
  return Array.from(used.keys()).filter((dataset) => used[dataset]);
}

// Of incidents that are the same, the first by rank alone is counted.
function markUsed(used, { day, dataset, group, rank }, mask, { after, before }) {
  const shown = new Map();
  const others = ~BIT.time;
  for (let i = firstFrom(day, after), end = firstFrom(day, before); i < end; i++) {
    if ((mask[i] & others) !== 0) continue;
    if (group[i] === NONE) used[dataset[i]] = 1;
    else {
      const other = shown.get(group[i]);
      if (other === undefined || rank[i] < rank[other]) shown.set(group[i], i);
    }
  }
  for (const i of shown.values()) used[dataset[i]] = 1;
}
