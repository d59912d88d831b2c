// The orders of the list. Incidents without a retained figure come last, either way; among equals the
// later come first. Pure.

const FIGURES = 20_000;

// `indices` in the order of their days. Gives a typed array of its own, or `indices` themselves.
export function order(indices, record, by) {
  if (by === "start") return indices;
  if (by !== "fatalities" && by !== "-fatalities") return indices.toReversed();
  return byFigure(indices.toReversed(), record.retained, by === "fatalities" ? 1 : -1);
}

// One place after the other, figure by figure: no incident is compared with another. Where figures
// are beyond reason, `FIGURES` and more stand together.
function byFigure(indices, retained, sign) {
  const rank = (figure) => (figure < 0 ? FIGURES + 1 : sign > 0 ? Math.min(figure, FIGURES) : FIGURES - Math.min(figure, FIGURES));
  const next = new Uint32Array(FIGURES + 3);
  for (let at = 0; at < indices.length; at++) next[rank(retained[indices[at]]) + 1] += 1;
  for (let at = 1; at < next.length; at++) next[at] += next[at - 1];
  const [first, last] = sign > 0 ? [next[FIGURES], next[FIGURES + 1]] : [0, next[1]];
  const sorted = new Int32Array(indices.length);
  for (let at = 0; at < indices.length; at++) sorted[next[rank(retained[indices[at]])]++] = indices[at];
  sorted.subarray(first, last).sort((one, other) => sign * (retained[one] - retained[other]));
  return sorted;
}
