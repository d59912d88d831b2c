// What the timeline shows, from the counts of days and kinds. Pure.

import { before, step } from "./scale.js";

// Sums of each bar and kind, in the order of the bars; and each bar's whole.
export function stack(counts, marks, measure) {
  const { kinds } = counts.days;
  const bars = marks.length - 1;
  const byKind = new Float64Array(bars * kinds);
  const whole = new Float64Array(bars);
  for (let bar = 0; bar < bars; bar++)
    eachDay(counts, marks[bar], marks[bar + 1], measure, (kind, value) => {
      byKind[bar * kinds + kind] += value;
      whole[bar] += value;
    });
  return { byKind, whole, kinds, highest: whole.reduce((top, value) => Math.max(top, value), 0) };
}

export function sum(counts, from, to, measure) {
  let total = 0;
  eachDay(counts, from, to, measure, (_, value) => {
    total += value;
  });
  return total;
}

function eachDay(counts, from, to, measure, add) {
  const { first, count, kinds } = counts.days;
  const values = measure === "deaths" ? counts.dayDeaths : counts.dayIncidents;
  const start = Math.max(0, from - first);
  const end = Math.min(count, to - first);
  for (let at = start * kinds; at < end * kinds; at++) if (values[at]) add(at % kinds, values[at]);
}

// The bars of `span` as they were one span before: [index of the bar, its value then]; and both
// sums. `whole` is false where the record does not reach back that far.
export function comparison(counts, { marks, unit, span, measure }) {
  const earlier = before(span);
  const months = wholeMonths(span, earlier);
  const back = (day) => (months ? step("month", day, -months) : day - (span.after - earlier.after));
  const line = [];
  for (let bar = 0; bar < marks.length - 1; bar++) {
    const [from, to] = [Math.max(marks[bar], span.after), Math.min(marks[bar + 1], span.before)];
    const whole = unit !== "month" || (from === marks[bar] && to === marks[bar + 1]);
    if (from < to && whole) line.push([bar, sum(counts, back(from), back(to), measure)]);
  }
  return {
    line,
    earlier,
    whole: earlier.after >= counts.days.first,
    sum: sum(counts, span.after, span.before, measure),
    earlierSum: sum(counts, earlier.after, earlier.before, measure),
  };
}

function wholeMonths(span, earlier) {
  for (let months = 1; months <= 1200; months++) {
    const start = step("month", span.after, -months);
    if (start === earlier.after && isFirst(span.after) && isFirst(span.before)) return months;
    if (start < earlier.after) return 0;
  }
  return 0;
}

const isFirst = (day) => step("month", day, 0) === day;
