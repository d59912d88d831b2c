// The columns of `first` and `rest` of one part as plain ones, a value for each row or entry
// (docs/snapshot.md). Pure. Columns come as Uint8, Uint16 or Uint32, and leave as these.

import { FramesError } from "./frames.js";

const STATE = 3;
const CERTAINTY = 2;
const STANCE = 3; // bits of a role, and of an attribution

// { columns, byState: the rows in the order of their states of deaths }.
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
  const byState = orderOf(deaths_state);
  return { byState, columns: { ...columns, kind, sub_kind, deaths_state, retained: turnedBack(retained, byState) } };
}

// `first` is what plainFirst gave for the same part.
export function plainRest({ columns, header }, { byState, columns: first }) {
  const { date_precision, span, counts, contested, low, high } = needed(columns, ["date_precision", "span", "counts", "contested", "low", "high"]);
  sized(header, [date_precision, span, counts, contested, low, high]);
  return {
    ...columns,
    span: turnedBack(span, orderOf(date_precision)),
    ...countsIn(counts, header.tag_bits),
    contested: turnedBack(contested, byState), low: turnedBack(low, byState), high: turnedBack(high, byState),
    ...partiesIn(columns, header, byPlace(first)),
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

// Rows in the order of a key of at most 2 ** 16 values, and of `order` where keys are equal. `| 0`
// tells V8 that a number is a small one.
function orderOf(key, order = null) {
  let most = 0;
  for (let i = 0; i < key.length; i++) most |= key[i];
  if (most < 0 || most > 65535) throw new FramesError("a key beyond its numbers");
  const next = new Int32Array(most + 2);
  for (let i = 0; i < key.length; i++) next[key[i] + 1] += 1;
  for (let value = 1; value < next.length; value++) next[value] += next[value - 1];
  return order === null ? sortedBy(key, next) : sortedAgain(key, next, order);
}

function sortedBy(key, next) {
  const sorted = new Int32Array(key.length);
  for (let i = 0; i < key.length; i++) {
    const value = key[i];
    sorted[next[value]] = i;
    next[value] = (next[value] + 1) | 0;
  }
  return sorted;
}

function sortedAgain(key, next, order) {
  const sorted = new Int32Array(key.length);
  for (let i = 0; i < order.length; i++) {
    const row = order[i];
    const value = key[row];
    sorted[next[value]] = row;
    next[value] = (next[value] + 1) | 0;
  }
  return sorted;
}

function turnedBack(column, order) {
  const values = new column.constructor(column.length);
  for (let i = 0; i < order.length; i++) values[order[i]] = column[i];
  return values;
}

// By kind, then by the first place that a row has.
function byPlace({ kind, sites, place }) {
  const lower = new Uint16Array(kind.length);
  const upper = new Uint16Array(kind.length);
  let at = 0;
  let above = 0;
  for (let i = 0; i < kind.length; i++) {
    const first = sites[i] > 0 ? place[at] : 0;
    lower[i] = first;
    upper[i] = first >>> 16;
    above |= upper[i];
    at = (at + sites[i]) | 0;
  }
  const order = orderOf(lower);
  return orderOf(kind, above ? orderOf(upper, order) : order);
}

function partiesIn(columns, header, order) {
  const { company, parties: sizes, actor: actors, stance } = needed(columns, ["company", "parties", "actor", "stance"]);
  sized(header, [company]);
  if (actors.length !== stance.length) throw new FramesError("participations of unequal length");
  const start = startsOf(sizes);
  if (start[sizes.length] !== actors.length) throw new FramesError(`${header.part}: parties do not add up`);
  const list = listsOf(company, sizes.length, order);
  const parties = new sizes.constructor(list.length);
  let total = 0;
  for (let i = 0; i < list.length; i++) {
    parties[i] = sizes[list[i]];
    total = (total + parties[i]) | 0;
  }
  const actor = new actors.constructor(total);
  const said = new Uint8Array(total);
  spread({ list, start }, actors, actor);
  spread({ list, start }, stance, said);
  return { parties, actor, ...stancesIn(said) };
}

function startsOf(sizes) {
  const start = new Int32Array(sizes.length + 1);
  for (let i = 0; i < sizes.length; i++) start[i + 1] = (start[i] + sizes[i]) | 0;
  return start;
}

// Of each row: which list of participations is its own.
function listsOf(company, size, order) {
  const list = new Int32Array(order.length);
  let fresh = 0;
  for (let i = 0; i < order.length; i++) {
    const known = company[i] | 0;
    list[order[i]] = known === 0 ? fresh++ : (known - 1) | 0;
    if (known > fresh) throw new FramesError("participations that nothing has named");
  }
  if (fresh !== size) throw new FramesError("participations that nobody has");
  return list;
}

function spread({ list, start }, values, into) {
  let to = 0;
  for (let i = 0; i < list.length; i++) {
    const end = start[list[i] + 1];
    for (let at = start[list[i]]; at < end; at++) into[to++] = values[at];
  }
}

function stancesIn(said) {
  const role = new Uint8Array(said.length);
  const attribution = new Uint8Array(said.length);
  const via = new Uint8Array(said.length);
  for (let i = 0; i < said.length; i++) {
    role[i] = said[i] & 7;
    attribution[i] = (said[i] >> STANCE) & 7;
    via[i] = said[i] >> (2 * STANCE);
  }
  return { role, attribution, via };
}
