// One label's frames, laid end to end: a table with its own numbers. Pure.
//
// A table is { count, offsets (where each part's rows begin), rows: { day, kind, … }, lists: { site: { start, at }, participation: { start,
// actor, … }, source: { start, values }, tag: { start, values } }, ids: { hi, lo }, grouped: { row,
// hi, lo }, titles: { row, text } }. An actor is still 0 for nobody, else its number + 1. Sections that
// are not held leave neutral values.
//
// A loop over columns is fast as long as it meets few types of arrays (four, in V8): loops of several
// columns see none but Uint8, Uint16, Uint32 and Int32. `| 0` tells V8 that a sum is a small whole number.

import { plainFirst, plainRest } from "./coding.js";
import { NONE } from "./columns.js";
import { FramesError } from "./frames.js";
import { HALF_MASK } from "./ids.js";

const SECTIONS = ["first", "rest", "ids", "titles"];

export function rowsIn({ first = [] }) {
  const rows = first.reduce((sum, { header }) => sum + header.rows, 0);
  if (!Number.isSafeInteger(rows)) throw new FramesError("a part without its number of rows");
  return rows;
}

// Which sections are there for every part of all of these labels.
export function heldIn(labels) {
  const held = SECTIONS.map((section) => [section, labels.every(({ frames }) => holds(frames, section))]);
  return Object.fromEntries(held);
}

function holds(frames, section) {
  const there = new Set(frames[section]?.map(({ header }) => header.part));
  return (frames.first ?? []).every(({ header }) => there.has(header.part));
}

export function tableOf(frames, held) {
  const parts = partsOf(frames, held);
  const count = rowsIn(frames);
  const { day, ids } = sorted(parts, count, held);
  const retained = lessOne(joined(parts, "first", "retained"));
  const site = { start: starts(parts, "first", "sites", "place"), at: joined(parts, "first", "place", null) };
  const first = { day, kind: joined(parts, "first", "kind"), deathsState: joined(parts, "first", "deaths_state"), retained };
  const rest = held.rest ? restOf(parts, retained) : withoutRest(count);
  return {
    count,
    offsets: new Map(parts.map(({ offset, frames: own }) => [own.first.header.part, offset])),
    ids,
    rows: { ...first, ...rest.rows },
    lists: { site, ...rest.lists },
    grouped: rest.grouped,
    titles: held.titles ? titlesOf(parts) : { row: [], text: [] },
  };
}

// [{ offset, rows, frames: { first, … } }], by day.
function partsOf(frames, held) {
  const sections = SECTIONS.filter((section) => held[section]);
  const byPart = sections.map((section) => new Map(frames[section]?.map((frame) => [frame.header.part, frame])));
  const firsts = (frames.first ?? []).toSorted((one, other) => one.header.first_day - other.header.first_day);
  if (byPart[0].size < firsts.length) throw new FramesError("a part that stands twice");
  let offset = 0;
  return firsts.map(({ header: { part, rows } }) => {
    const own = sections.map((section, at) => [section, byPart[at].get(part)]);
    for (const [section, { header }] of own)
      if (header.kind !== section || header.rows !== rows) throw new FramesError(`${section} of ${part} belongs to another`);
    offset += rows;
    return { offset: offset - rows, rows, frames: plain(Object.fromEntries(own)) };
  });
}

function plain({ first, rest, ...others }) {
  const columns = plainFirst(first);
  const found = { first: { header: first.header, columns }, ...others };
  if (rest) found.rest = { header: rest.header, columns: plainRest(rest, columns) };
  return found;
}

// A column of a frame; `length` null: as long as it is.
function taken(part, section, name, length = part.rows) {
  const { header, columns } = part.frames[section];
  const column = columns[name];
  if (column === undefined || (length !== null && column.length !== length))
    throw new FramesError(`${section} of ${header.part}: ${name} of ${column?.length} values`);
  return column;
}

function joined(parts, section, name, length) {
  return end(parts.map((part) => taken(part, section, name, length)), Uint8Array);
}

// Columns one after the other, as wide as the widest.
function end(columns, least) {
  const wide = columns.reduce(
    (most, { constructor: type }) => (type.BYTES_PER_ELEMENT > most.BYTES_PER_ELEMENT ? type : most), least,
  );
  const values = new wide(columns.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const column of columns) {
    values.set(column, at);
    at += column.length;
  }
  return values;
}

// Where each row's entries start, and after the last one where all end.
function starts(parts, section, sizes, entries) {
  const start = new Uint32Array(parts.reduce((sum, { rows }) => sum + rows, 1));
  let row = 0;
  let at = 0;
  for (const part of parts) {
    const until = at + taken(part, section, entries, null).length;
    const counts = taken(part, section, sizes);
    for (let i = 0; i < counts.length; i++) {
      at = (at + counts[i]) | 0;
      row += 1;
      start[row] = at;
    }
    if (at !== until) throw new FramesError(`${section} of ${part.frames.first.header.part}: ${sizes} do not add up`);
  }
  return start;
}

// Where 0 stands for none and n + 1 for n.
export function lessOne(column, type = Int32Array) {
  const values = new type(column.length);
  for (let i = 0; i < values.length; i++) values[i] = (column[i] - 1) | 0;
  return values;
}

// Days and ids, both written as steps within a day.
function sorted(parts, count, held) {
  const day = new Int32Array(count);
  const ids = { hi: new Uint32Array(held.ids ? count : 0), lo: new Uint32Array(held.ids ? count : 0) };
  let open = -Infinity;
  for (const part of parts) {
    const { first_day: first, part: name } = part.frames.first.header;
    const perDay = taken(part, "first", "per_day", null);
    if (!Number.isSafeInteger(first) || first < open) throw new FramesError(`the days of ${name} are not its own`);
    if (perDay.reduce((sum, many) => sum + many, 0) !== part.rows) throw new FramesError(`the days of ${name} do not add up`);
    open = first + perDay.length;
    let at = part.offset;
    for (const [later, many] of perDay.entries()) {
      day.fill(first + later, at, at + many);
      at += many;
    }
    if (held.ids) sumIds(part, perDay, ids);
  }
  return { day, ids };
}

function sumIds(part, perDay, { hi, lo }) {
  const steps = { hi: taken(part, "ids", "id_hi"), lo: taken(part, "ids", "id_lo") };
  const { offset } = part;
  let at = 0;
  for (const many of perDay) {
    let upper = 0;
    let lower = 0;
    for (const next = at + many; at < next; at++) {
      lower = (lower + steps.lo[at]) | 0;
      upper = (upper + steps.hi[at] + (lower >>> 30)) & HALF_MASK;
      lower &= HALF_MASK;
      hi[offset + at] = upper;
      lo[offset + at] = lower;
    }
  }
}

function restOf(parts, retained) {
  const column = (name, length) => joined(parts, "rest", name, length);
  const low = lows(column("low"), retained);
  const list = (sizes, name) => ({ start: starts(parts, "rest", sizes, name), values: column(name, null) });
  const { start, values: actor } = list("parties", "actor");
  const grouped = { row: rowsAt(parts, "rest", "grouped"), hi: column("group_hi", null), lo: column("group_lo", null) };
  const participation = {
    start,
    actor,
    role: column("role", null),
    attribution: column("attribution", null),
    via: column("via", null),
  };
  for (const other of [participation.role, participation.attribution, participation.via])
    if (other.length !== actor.length) throw new FramesError("participations of unequal length");
  for (const half of [grouped.hi, grouped.lo])
    if (half.length !== grouped.row.length) throw new FramesError("groups of unequal length");
  return {
    rows: {
      span: column("span"),
      datePrecision: column("date_precision"),
      subKind: joined(parts, "first", "sub_kind"),
      certainty: column("certainty"),
      contested: column("contested"),
      dataset: column("dataset"),
      low,
      high: highs(column("high"), low, retained),
    },
    lists: { participation, source: list("sources", "source"), tag: list("tags", "tag") },
    grouped,
  };
}

// Nobody writes into a record, so that one array may stand for several columns.
function withoutRest(count) {
  const zero = new Uint8Array(count);
  const none = new Int32Array(count).fill(NONE);
  const start = new Uint32Array(count + 1);
  const empty = new Uint8Array(0);
  return {
    rows: {
      span: zero, datePrecision: zero, subKind: zero, certainty: zero, contested: zero, dataset: zero,
      low: none, high: none,
    },
    lists: {
      participation: { start, actor: empty, role: empty, attribution: empty, via: empty },
      source: { start, values: empty },
      tag: { start, values: empty },
    },
    grouped: { row: [], hi: [], lo: [] },
  };
}

// Figures come without order, so that a branch on each would be guessed wrong often: a shift by 31
// makes -1 of what is negative, and 0 of all else.
function lows(column, retained) {
  const low = new Int32Array(column.length);
  for (let i = 0; i < low.length; i++) {
    const written = (column[i] - 1) | 0;
    const alone = retained[i] >> 31;
    low[i] = (written & alone) | ((retained[i] - written) & ~alone) | (written >> 31);
  }
  return low;
}

function highs(column, low, retained) {
  const high = new Int32Array(column.length);
  for (let i = 0; i < high.length; i++) {
    const written = (column[i] - 1) | 0;
    const alone = retained[i] >> 31;
    const from = (low[i] & ~(low[i] >> 31) & alone) | (retained[i] & ~alone);
    high[i] = (from + written) | (written >> 31);
  }
  return high;
}

// Rows written as distances.
function rowsAt(parts, section, name) {
  const distances = parts.map((part) => taken(part, section, name, null));
  const rows = new Uint32Array(distances.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  parts.forEach(({ offset, rows: many }, part) => {
    let row = offset;
    for (const distance of distances[part]) {
      row += distance;
      rows[at++] = row;
    }
    if (distances[part].length && row >= offset + many) throw new FramesError(`${section}: ${name} beyond the rows`);
  });
  return rows;
}

function titlesOf(parts) {
  const row = rowsAt(parts, "titles", "row");
  const text = parts.flatMap(({ frames }) => frames.titles.text ?? []);
  if (text.length !== row.length) throw new FramesError("titles of unequal length");
  return { row, text };
}
