// The columns of `first` and `rest` of one part as plain ones, a value for each row or entry
// (docs/snapshot.md). Pure. Columns come as Uint8, Uint16 or Uint32, and leave as these.

import { FramesError } from "./frames.js";

const STATE = 3;
const CERTAINTY = 2;
const STANCE = 3; // bits of a role, and of an attribution

export function plainFirst({ columns, header }) {
  const { pair_state: both, pair_kind: kinds, pair_sub_kind: subKinds, retained } = needed(columns, ["pair_state", "pair_kind", "pair_sub_kind", "retained"]);
  sized(header, [both, retained]);
  const count = both.length;
  const kind = new kinds.constructor(count);
  const sub_kind = new subKinds.constructor(count);
  const deaths_state = new Uint8Array(count);
  let over = 0;
  for (let i = 0; i < count; i++) {
    const pair = both[i] >>> STATE;
    over |= (kinds.length - 1 - pair) | 0;
    kind[i] = kinds[pair];
    sub_kind[i] = subKinds[pair];
    deaths_state[i] = both[i] & 7;
  }
  if (over < 0 || kinds.length > subKinds.length) throw new FramesError(`${header.part}: pairs that nothing names`);
  const byState = placesIn(deaths_state);
  return { ...columns, kind, sub_kind, deaths_state, byState, retained: picked(retained, byState) };
}

// `first` is what plainFirst gave for the same part.
export function plainRest({ columns, header }, first) {
  const { date_precision, span, counts, contested, low, high } = needed(columns, ["date_precision", "span", "counts", "contested", "low", "high"]);
  sized(header, [date_precision, span, counts, contested, low, high]);
  const { byState } = first;
  return {
    ...columns,
    span: picked(span, placesIn(date_precision)),
    ...countsIn(counts, header.tag_bits),
    contested: picked(contested, byState), low: picked(low, byState), high: picked(high, byState),
    ...partiesIn(columns, header, first),
  };
}

function needed(columns, names) {
  for (const name of names) if (columns[name] === undefined) throw new FramesError(`no column ${name}`);
  return columns;
}

function sized({ part, rows }, columns) {
  for (const { length } of columns) if (length !== rows) throw new FramesError(`${part}: ${length} values for ${rows} rows`);
}

function countsIn(column, bits) {
  if (!Number.isSafeInteger(bits) || bits < 0 || bits > 29) throw new FramesError(`${bits} bits of tags`);
  const certainty = new Uint8Array(column.length);
  const tags = new (bits > 8 ? Uint32Array : Uint8Array)(column.length);
  const sources = new column.constructor(column.length);
  const [most, above] = [2 ** bits - 1, CERTAINTY + bits];
  for (let i = 0; i < column.length; i++) {
    certainty[i] = column[i] & 3;
    tags[i] = (column[i] >>> CERTAINTY) & most;
    sources[i] = column[i] >>> above;
  }
  return { certainty, tags, sources };
}

// Where the rows of each value of a key begin, once they are sorted by it. `| 0` tells V8 that a
// number is a small one.
function startsIn(key) {
  const start = key instanceof Uint8Array ? bytesCounted(key) : counted(key);
  for (let value = 1; value < start.length; value++) start[value] = (start[value] + start[value - 1]) | 0;
  return start;
}

// Two counts in turns: what is added to the same one waits for the time before.
function bytesCounted(key) {
  const start = new Int32Array(257);
  const other = new Int32Array(257);
  const even = key.length & ~1;
  for (let i = 0; i < even; i += 2) {
    start[key[i] + 1] += 1;
    other[key[i + 1] + 1] += 1;
  }
  if (even < key.length) start[key[even] + 1] += 1;
  for (let value = 0; value < 257; value++) start[value] += other[value];
  return start;
}

function counted(key) {
  let bits = 0;
  for (let i = 0; i < key.length; i++) bits |= key[i];
  if (bits < 0 || bits > 65535) throw new FramesError("a key beyond its numbers");
  const start = new Int32Array(bits + 2);
  for (let i = 0; i < key.length; i++) start[key[i] + 1] += 1;
  return start;
}

// Where each row stands in the order of a key.
function placesIn(key) {
  const next = startsIn(key);
  const places = new Int32Array(key.length);
  for (let i = 0; i < places.length; i++) {
    const value = key[i];
    const at = next[value];
    places[i] = at;
    next[value] = (at + 1) | 0;
  }
  return places;
}

function picked(column, places) {
  const values = new column.constructor(column.length);
  for (let i = 0; i < values.length; i++) values[i] = column[places[i]];
  return values;
}

// Rows in the order of their first places.
function byPlace({ sites, place }) {
  const lower = new Uint16Array(sites.length);
  const upper = new Uint16Array(place instanceof Uint32Array ? sites.length : 0);
  let at = 0;
  for (let i = 0; i < lower.length; i++) {
    const many = sites[i];
    if (many > 0) lower[i] = place[at];
    if (many > 0 && upper.length > 0) upper[i] = place[at] >>> 16;
    at = (at + many) | 0;
  }
  const order = sortedBy(lower, counting(lower.length));
  return upper.length > 0 ? sortedBy(upper, order) : order;
}

function counting(length) {
  const numbers = new Int32Array(length);
  for (let i = 0; i < length; i++) numbers[i] = i;
  return numbers;
}

function sortedBy(key, order) {
  const next = startsIn(key);
  const sorted = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    const value = key[row];
    const at = next[value];
    sorted[at] = row;
    next[value] = (at + 1) | 0;
  }
  return sorted;
}

function partiesIn(columns, header, first) {
  const { company, parties: sizes, actor: actors, stance } = needed(columns, ["company", "parties", "actor", "stance"]);
  sized(header, [company]);
  if (actors.length !== stance.length) throw new FramesError("participations of unequal length");
  const start = startsOf(sizes);
  if (start[sizes.length] !== actors.length) throw new FramesError(`${header.part}: parties do not add up`);
  const list = listsOf(named(company, sizes.length), first);
  const parties = new sizes.constructor(list.length);
  let total = 0;
  for (let i = 0; i < list.length; i++) {
    parties[i] = sizes[list[i]];
    total = (total + parties[i]) | 0;
  }
  return { parties, ...partedIn(spread({ list, start, total }, joinedIn(actors, stance)), actors.constructor) };
}

function startsOf(sizes) {
  const start = new Int32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) start[i + 1] = (start[i] + sizes[i]) | 0;
  return start;
}

// Which lists of participations are written, one after the other.
function named(company, size) {
  const lists = new Int32Array(company.length);
  let fresh = 0;
  for (let i = 0; i < lists.length; i++) {
    const known = company[i] | 0;
    lists[i] = known === 0 ? fresh : (known - 1) | 0;
    fresh = (fresh + (known === 0 ? 1 : 0)) | 0;
    if (lists[i] < 0 || lists[i] >= fresh) throw new FramesError("participations that nothing has named");
  }
  if (fresh !== size) throw new FramesError("participations that nobody has");
  return lists;
}

// Of each row: which is its own. They are written by kind, then by the first place.
function listsOf(lists, first) {
  const { kind } = first;
  const next = startsIn(kind);
  const order = byPlace(first);
  const own = new Int32Array(order.length);
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    const of = kind[row];
    const at = next[of];
    own[row] = lists[at];
    next[of] = (at + 1) | 0;
  }
  return own;
}

// One number, so that only one column is spread over the rows.
function joinedIn(actors, stance) {
  const both = new Uint32Array(actors.length);
  let most = 0;
  for (let i = 0; i < both.length; i++) {
    both[i] = (actors[i] << 8) | stance[i];
    most |= actors[i] >>> 24;
  }
  if (most > 0) throw new FramesError("more actors than there can be");
  return both;
}

function spread({ list, start, total }, values) {
  const into = new Uint32Array(total);
  let to = 0;
  for (let i = 0; i < list.length; i++) {
    const of = list[i];
    const end = start[of + 1];
    for (let at = start[of]; at < end; at++) {
      into[to] = values[at];
      to = (to + 1) | 0;
    }
  }
  return into;
}

function partedIn(both, Actors) {
  const actor = new Actors(both.length);
  const role = new Uint8Array(both.length);
  const attribution = new Uint8Array(both.length);
  const via = new Uint8Array(both.length);
  for (let i = 0; i < both.length; i++) {
    const one = both[i] | 0;
    actor[i] = one >>> 8;
    role[i] = one & 7;
    attribution[i] = (one >> STANCE) & 7;
    via[i] = (one >> (2 * STANCE)) & 3;
  }
  return { actor, role, attribution, via };
}
