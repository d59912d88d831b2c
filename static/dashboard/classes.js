// Classes for a coloured map: five at most, with round limits, so that each holds about as many
// values. Pure.

const CLASSES = 5;
const ROUND = [1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500];

// The lowest value of each class, from the first; values of 0 are in none.
export function breaksOf(values) {
  const sorted = Float64Array.from(values).filter((value) => value > 0).sort();
  if (sorted.length === 0) return [];
  const limits = [Math.min(1, sorted[0])];
  for (let at = 1; at < CLASSES; at++) {
    const limit = round(sorted[Math.floor((at * sorted.length) / CLASSES)]);
    if (limit > limits.at(-1) && limit <= sorted.at(-1)) limits.push(limit);
  }
  return limits;
}

function round(value) {
  if (value <= ROUND.at(-1)) return ROUND.findLast((step) => step <= value) ?? 1;
  const power = 10 ** Math.floor(Math.log10(value));
  return Math.floor(value / power) * power;
}

// 0 to 4: few classes take the strong end and the weak end, not only the weak.
export function classOf(breaks, value) {
  const at = breaks.findLastIndex((limit) => value >= limit);
  if (breaks.length <= 1) return 2;
  return Math.round((Math.max(0, at) * (CLASSES - 1)) / (breaks.length - 1));
}
