// The record from the frames of its snapshot (docs/snapshot.md), as the page filters it. Pure.

import { NONE } from "./columns.js";
import { FramesError } from "./frames.js";
import { IdNumbers, idFrom, rowOf } from "./ids.js";
import { merge } from "./merge.js";
import { numbering, renumbered } from "./numbering.js";
import { heldIn, lessOne, rowsIn, tableOf } from "./parts.js";

const UNITS = ["country", "admin1", "admin2", "precision"];

// Whether `assemble` can lay the labels over each other: rows of several are told apart by their ids.
export function ready(labels) {
  const filled = withRows(labels);
  return filled.length === 1 || heldIn(filled).ids;
}

// `labels` in the order of the manifest, each with frames as decodeFrames gives them: { dictionaries:
// { places, place_names, names }, frames: { first: […], rest: […], ids: […], titles: […] } }. A
// section of which a part is missing is left out, and so are the names of places: the record's
// `stage` says what it holds, and the columns of the rest are neutral (none, 0, empty). `version` and
// `changed` are handed on. Throws FramesError for frames that do not fit together, and where the
// labels are not ready.
export function assemble(asked) {
  return recordOf(columnsOf(asked));
}

// The record without what it can do: it can be handed from one thread to another.
export function columnsOf({ labels, version = null, changed = null }) {
  const filled = withRows(labels);
  const held = heldIn(filled);
  if (filled.length > 1 && !held.ids) throw new FramesError("several labels without ids");
  const common = numbering(filled);
  const tables = filled.map(({ frames }, at) => renumbered(tableOf(frames, held), common.maps[at], held));
  const table = tables.length === 1 ? tables[0] : merge(tables);
  const { rows, lists, ids, targets } = table;
  return {
    version,
    changed,
    stage: Object.freeze({ ...held, place_names: filled.every(({ dictionaries }) => dictionaries.place_names) }),
    count: table.count,
    enums: common.enums,
    dictionaries: common.dictionaries,
    places: common.places,
    titles: titlesOf(table.titles),
    ids,
    offsets: new Map(filled.map(({ label }, at) => [label, { parts: tables[at].offsets, target: targets?.[at] }])),
    ...rows,
    group: groupsOf(table),
    rank: ranksOf(rows.dataset, held.rest ? common.dictionaries.dataset : []),
    participation: { ...lists.participation, actor: lessOne(lists.participation.actor) },
    source: lists.source,
    tag: lists.tag,
    ...placed(lists.site, common),
  };
}

export function recordOf({ offsets, ...columns }) {
  const { ids } = columns;
  return Object.freeze({
    ...columns,
    markRows: (label, part, marks) => markRows(offsets.get(label), part, marks),
    idOf: (i) => (i < ids.hi.length ? idFrom(ids.hi[i], ids.lo[i]) : null),
    indexOf: (id) => rowOf(ids, id),
  });
}

// Sets a 1 in `into` for the rows of a part that `distances` name; what the record does not hold is
// passed over.
function markRows(label, part, { into, distances }) {
  const offset = label?.parts.get(part);
  if (offset === undefined) return;
  let row = offset;
  for (const distance of distances) {
    row += distance;
    const place = label.target ? label.target[row] : row;
    if (place >= 0) into[place] = 1;
  }
}

// A label without rows has nothing to say, as long as another has.
function withRows(labels) {
  const filled = labels.filter(({ frames }) => rowsIn(frames) > 0);
  if (labels.length === 0) throw new FramesError("no labels");
  return filled.length ? filled : labels.slice(0, 1);
}

function titlesOf({ row, text }) {
  const titles = {};
  for (let at = 0; at < row.length; at++) titles[row[at]] = text[at];
  return titles;
}

// Small numbers in the order of the rows; NONE for an incident that is alone in what is shown.
function groupsOf({ count, grouped: { row, hi, lo } }) {
  const group = new Int32Array(count).fill(NONE);
  const names = new IdNumbers(row.length);
  const found = Array.from(row, (_, at) => names.add(hi[at], lo[at]));
  const members = new Uint32Array(names.size);
  for (const name of found) members[name] += 1;
  const shown = new Int32Array(names.size).fill(NONE);
  let next = 0;
  for (const [at, name] of found.entries()) {
    if (members[name] === 1) continue;
    if (shown[name] === NONE) shown[name] = next++;
    group[row[at]] = shown[name];
  }
  return group;
}

function ranksOf(dataset, known) {
  const ranks = Uint16Array.from(known, ({ rank }) => rank ?? 0);
  const values = new Uint16Array(dataset.length);
  if (ranks.some((rank) => rank > 0)) for (let i = 0; i < values.length; i++) values[i] = ranks[dataset[i]];
  return values;
}

// What the sites' places say, spread over the sites, and what follows from it for the incidents.
function placed({ start, at }, { places, dictionaries, enums }) {
  const named = new Int32Array(places.live.length).fill(NONE);
  dictionaries.place.forEach((name, place) => {
    if (name) named[place] = place;
  });
  const mappable = bytes(drawablePlaces(places, enums), at);
  if (places.live.includes(0) && bytes(places.live, at).includes(0)) throw new FramesError("a site at a blanked place");
  const units = {};
  for (const name of UNITS) units[name] = shorts(places[name], at);
  const points = { lon: doubles(places.lon, at), lat: doubles(places.lat, at), radius: floats(places.radius, at) };
  const site = { start, at, place: longs(named, at), ...units, ...points };
  const lists = UNITS.map((name) => [name, distinct(start, units[name])]);
  return { site, mappable, onMap: anyOf(start, mappable), ...Object.fromEntries(lists) };
}

// One function for each type of array: where a loop meets several, it is ten times as slow.
function bytes(column, at) {
  const values = new Uint8Array(at.length);
  for (let s = 0; s < values.length; s++) values[s] = column[at[s]];
  return values;
}

function shorts(column, at) {
  const values = new column.constructor(at.length);
  for (let s = 0; s < values.length; s++) values[s] = column[at[s]];
  return values;
}

function longs(column, at) {
  const values = new Int32Array(at.length);
  for (let s = 0; s < values.length; s++) values[s] = column[at[s]];
  return values;
}

function floats(column, at) {
  const values = new Float32Array(at.length);
  for (let s = 0; s < values.length; s++) values[s] = column[at[s]];
  return values;
}

function doubles(column, at) {
  const values = new Float64Array(at.length);
  for (let s = 0; s < values.length; s++) values[s] = column[at[s]];
  return values;
}

function drawablePlaces({ lon, precision }, enums) {
  const [exact, near] = ["exact", "near"].map((word) => enums.precision.indexOf(word));
  const drawable = new Uint8Array(lon.length);
  for (let place = 0; place < drawable.length; place++) {
    const known = precision[place] === exact || precision[place] === near;
    drawable[place] = known && !Number.isNaN(lon[place]) ? 1 : 0;
  }
  return drawable;
}

function anyOf(start, flags) {
  const rows = new Uint8Array(start.length - 1);
  for (let row = 0, at = 0; row < rows.length; row++)
    for (const end = start[row + 1] | 0; at < end; at++) rows[row] |= flags[at];
  return rows;
}

// Each row's values once, without those that are missing. Most rows have one.
function distinct(starts, column) {
  const start = new Uint32Array(starts.length);
  const values = new column.constructor(column.length);
  const rows = start.length - 1;
  let length = 0;
  let from = 0;
  for (let row = 0; row < rows; row++) {
    const to = starts[row + 1] | 0;
    if (to > from + 1) length = addOnce(values, length, column, [from, to]);
    else if (to > from) {
      values[length] = column[from];
      length += column[from] === NONE ? 0 : 1;
    }
    start[row + 1] = length;
    from = to;
  }
  return { start, values: values.subarray(0, length) };
}

function addOnce(values, first, column, [from, to]) {
  let length = first;
  for (let at = from; at < to; at++) {
    let known = first;
    while (known < length && values[known] !== column[at]) known += 1;
    if (known === length && column[at] !== NONE) values[length++] = column[at];
  }
  return length;
}
