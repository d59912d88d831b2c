// Reports of the last weeks are still coming in: the day from which that is so. Pure.

const DAYS = 28;

export function unfinishedFrom({ changed }) {
  if (!changed) return Infinity;
  return Math.floor(Date.parse(changed) / 86_400_000) - DAYS;
}
