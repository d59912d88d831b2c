// What is counted together: each incident has the number of a combination of values; a pass counts
// combinations, and what these stand for is added up once at its end. Pure.
//
// { ids: each incident's combination, size, parts: { name: { size, start, values } } }: a combination's
// values in a part are those from start[c] to start[c + 1]; the number after the last stands for none.

import { NONE } from "./columns.js";

// As many as fit into the fastest memory, and are quickly added up.
const MOST = 8192;
// Above this, pairs of values are not looked for.
const PAIRED = 2048;

// `columns`: { name: { values, size } }, with one value for each incident. They are taken together in
// their order as far as their combinations are few.
export function combined(columns) {
  const groups = [];
  for (const [name, { values, size }] of Object.entries(columns)) {
    const last = groups.at(-1);
    const joins = last && last.size * size <= MOST;
    const group = joins ? last : { size: 1, members: [] };
    if (!joins) groups.push(group);
    group.members.push({ name, values, size, step: group.size });
    group.size *= size;
  }
  return groups.map(({ size, members }) => ({ ids: numbered(members), size, parts: partsOf(size, members) }));
}

function numbered(members) {
  const ids = new Int32Array(members[0].values);
  for (const { values, step } of members.slice(1)) addScaled(ids, values, step);
  return ids;
}

function addScaled(ids, values, step) {
  for (let i = 0; i < ids.length; i++) ids[i] += step * values[i];
}

function partsOf(size, members) {
  return Object.fromEntries(members.map(({ name, size: own, step }) => [name, {
    size: own,
    start: Uint32Array.from({ length: size + 1 }, (_, at) => at),
    values: Int32Array.from({ length: size }, (_, at) => Math.floor(at / step) % own),
  }]));
}

// Where the incidents lie, in what units and how finely known: those with one place by what is said of
// it, each of the few others by itself.
export function placed(record) {
  const { site, mappable, dictionaries: known, enums, onMap } = record;
  const keyOf = (s) =>
    `${site.country[s]} ${site.admin1[s]} ${site.admin2[s]} ${site.precision[s]} ${mappable[s]}`;
  const { ids, first } = alike(site, keyOf);
  const part = (name, most) => cut({ ...record[name], size: most }, first);
  return { ids, size: first.length, parts: {
    country: part("country", known.country.length),
    admin1: part("admin1", known.admin1.length),
    admin2: part("admin2", known.admin2.length),
    precision: part("precision", enums.precision.length),
    // Its only value is of incidents that the map cannot show.
    offMap: { size: 1, ...flags(first, onMap) },
  } };
}

// The rows whose only site has the same key have the same number; `first`: a row of each.
function alike({ start, at }, keyOf) {
  const byPlace = new Int32Array(greatest(at) + 1).fill(NONE);
  const byKey = new Map();
  const ids = new Int32Array(start.length - 1);
  const first = new Int32Array(ids.length);
  let size = 0;
  for (let i = 0; i < ids.length; i++) {
    const s = start[i];
    const alone = start[i + 1] === s + 1;
    if (alone && byPlace[at[s]] === NONE) {
      const key = keyOf(s);
      if (!byKey.has(key)) byKey.set(key, size);
      byPlace[at[s]] = byKey.get(key);
    }
    ids[i] = alone ? byPlace[at[s]] : size;
    if (ids[i] === size) first[size++] = i;
  }
  return { ids, first: first.subarray(0, size) };
}

function greatest(values) {
  let most = NONE;
  for (let at = 0; at < values.length; at++) if (values[at] > most) most = values[at];
  return most;
}

function flags(rows, onMap) {
  const start = Uint32Array.from({ length: rows.length + 1 }, (_, at) => at);
  return { start, values: Int32Array.from(rows, (row) => (onMap[row] ? 1 : 0)) };
}

// A list of values for each incident: equal ones of no, one or two values are one combination, every
// longer one is its own. Without any value a row has the number after the last, unless `none` is false.
export function drawn(name, list, { none = true } = {}) {
  const { size: most, start, values } = list;
  const known = shared(most + 2);
  const count = start.length - 1;
  const ids = new Int32Array(count);
  const first = new Int32Array(count);
  let size = 0;
  for (let row = 0; row < count; row++) {
    const from = start[row] | 0;
    const at = known.placeOf(values, from, (start[row + 1] - from) | 0);
    let id = at < 0 ? NONE : known.ids[at];
    if (id === NONE) {
      id = size++;
      first[id] = row;
      if (at >= 0) known.ids[at] = id;
    }
    ids[row] = id;
  }
  return { ids, size, parts: { [name]: cut(list, first.subarray(0, size), none) } };
}

// Where the combination of no, one or two values stands: of one value in the first row, no value in
// the last place of it, pairs in the rows after it.
function shared(width) {
  const paired = width <= PAIRED;
  const ids = new Int32Array(paired ? width * (width + 1) : width).fill(NONE);
  const placeOf = (values, from, many) => {
    if (many === 1) return values[from];
    if (many === 0) return width - 1;
    return many === 2 && paired ? (1 + values[from]) * width + values[from + 1] : NONE;
  };
  return { ids, placeOf };
}

// The entries of these rows.
function cut({ size, start, values }, rows, none = true) {
  const starts = new Uint32Array(rows.length + 1);
  for (let at = 0; at < rows.length; at++) {
    const many = start[rows[at] + 1] - start[rows[at]];
    starts[at + 1] = starts[at] + (many === 0 && none ? 1 : many);
  }
  const kept = new Int32Array(starts[rows.length]).fill(size);
  for (let at = 0; at < rows.length; at++) {
    let to = starts[at];
    for (let from = start[rows[at]], end = start[rows[at] + 1]; from < end; from++) kept[to++] = values[from];
  }
  return { size, start: starts, values: kept };
}

// A loop over so many at once is twice as fast as one over each.
export const ABREAST = 6;

// The numbers of all combinations of each incident side by side, so that one loop over one table counts
// them all. Those of combination c begin at bases[c]; each leaves room for `groups` more. What fills up
// the last ABREAST stands at 0, which counts nothing.
export function sideBySide(combinations, groups) {
  const width = Math.ceil(combinations.length / ABREAST) * ABREAST;
  const bases = [1];
  for (const { size } of combinations) bases.push(bases.at(-1) + size + groups);
  const slots = new Int32Array(combinations[0].ids.length * width);
  combinations.forEach(({ ids }, at) => {
    putBeside(slots, ids, { at, width, base: bases[at] });
  });
  return { slots, width, bases };
}

export function putBeside(slots, ids, { at, width, base }) {
  for (let i = 0, slot = at; i < ids.length; i++, slot += width) slots[slot] = base + ids[i];
}
