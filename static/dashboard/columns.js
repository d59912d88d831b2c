// What all columns share: what stands for "no value", and the search for a day. Pure.

// `NONE` stands for "no value" in every column of whole numbers.
export const NONE = -1;

// The first index whose day is not before `day`: the columns are sorted by day.
export function firstFrom(days, day) {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (days[middle] < day) low = middle + 1;
    else high = middle;
  }
  return low;
}
