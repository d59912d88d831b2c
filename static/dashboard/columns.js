// What all columns share: what stands for "no value", the values of a row, and the search for a day. Pure.

// `NONE` stands for "no value" in every column of whole numbers.
export const NONE = -1;

// Each row's values once, without those that are missing; `keep` chooses among the entries.
export function distinct(start, values, keep = () => true) {
  const rows = start.length - 1;
  const out = new Int32Array(values.length);
  const starts = new Uint32Array(rows + 1);
  let length = 0;
  for (let row = 0; row < rows; row++) {
    const from = length;
    for (let entry = start[row]; entry < start[row + 1]; entry++) {
      const wanted = values[entry] !== NONE && keep(entry);
      if (wanted && !stands(out, values[entry], from, length)) out[length++] = values[entry];
    }
    starts[row + 1] = length;
  }
  return { start: starts, values: out.slice(0, length) };
}

function stands(values, value, from, to) {
  for (let at = from; at < to; at++) if (values[at] === value) return true;
  return false;
}

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
