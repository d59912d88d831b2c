// The orders of the list. Incidents without a retained figure come last, either way. Pure.

export function order(indices, record, by) {
  if (by === "start") return indices;
  const reversed = indices.toReversed();
  if (by !== "fatalities" && by !== "-fatalities") return reversed;
  const sign = by === "fatalities" ? 1 : -1;
  const { retained } = record;
  return reversed.sort((one, other) => {
    const [a, b] = [retained[one], retained[other]];
    if (a < 0 || b < 0) return (b >= 0) - (a >= 0);
    return sign * (a - b);
  });
}
