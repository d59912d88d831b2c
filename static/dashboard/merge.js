// Several labels' tables, in common numbers, laid over each other: a row of a later one replaces the
// row of the same id in an earlier one. Pure.

import { IdNumbers } from "./ids.js";

export function merge(tables) {
  const { targets, count } = orderOf(tables, replaced(tables));
  const rows = (columnOf) => scattered(tables.map(columnOf), targets, count);
  const columns = Object.keys(tables[0].rows).map((name) => [name, rows((table) => table.rows[name])]);
  const lists = Object.keys(tables[0].lists).map((name) => [name, mergedList(tables.map((table) => table.lists[name]), targets, count)]);
  return {
    count,
    targets,
    ids: { hi: rows(({ ids }) => ids.hi), lo: rows(({ ids }) => ids.lo) },
    rows: Object.fromEntries(columns),
    lists: Object.fromEntries(lists),
    grouped: sparse(tables.map((table) => table.grouped), targets),
    titles: sparse(tables.map((table) => table.titles), targets),
  };
}

// For each table: 1 for the rows whose id a later table has too.
function replaced(tables) {
  const later = new IdNumbers(tables.slice(1).reduce((sum, { count }) => sum + count, 0));
  const dropped = tables.map(({ count }) => new Uint8Array(count));
  for (let at = tables.length - 1; at >= 0; at--) {
    const { ids: { hi, lo }, count } = tables[at];
    for (let row = 0; row < count; row++) if (later.find(hi[row], lo[row]) >= 0) dropped[at][row] = 1;
    if (at > 0) for (let row = 0; row < count; row++) later.add(hi[row], lo[row]);
  }
  return dropped;
}

// Where each row of each table comes to stand, by day and id; -1 where it is dropped.
function orderOf(tables, dropped) {
  const targets = tables.map(({ count }) => new Int32Array(count));
  const heads = tables.map(() => 0);
  let place = 0;
  for (;;) {
    const at = foremost(tables, heads);
    if (at < 0) return { targets, count: place };
    const row = heads[at]++;
    targets[at][row] = dropped[at][row] ? -1 : place++;
  }
}

function foremost(tables, heads) {
  let best = -1;
  for (let at = 0; at < tables.length; at++)
    if (heads[at] < tables[at].count && (best < 0 || stepsBefore(tables[at], heads[at], tables[best], heads[best]))) best = at;
  return best;
}

function stepsBefore(one, row, other, otherRow) {
  const days = one.rows.day[row] - other.rows.day[otherRow];
  if (days !== 0) return days < 0;
  const upper = one.ids.hi[row] - other.ids.hi[otherRow];
  return upper === 0 ? one.ids.lo[row] < other.ids.lo[otherRow] : upper < 0;
}

function scattered(columns, targets, count) {
  const values = new (widest(columns))(count);
  columns.forEach((column, at) => {
    const target = targets[at];
    for (let row = 0; row < target.length; row++) if (target[row] >= 0) values[target[row]] = column[row];
  });
  return values;
}

// Common numbers made columns of one name alike but for their width.
function widest(columns) {
  const types = columns.map((column) => column.constructor);
  return types.reduce((most, type) => (type.BYTES_PER_ELEMENT > most.BYTES_PER_ELEMENT ? type : most));
}

function mergedList(lists, targets, count) {
  const start = startsOf(lists, targets, count);
  const names = Object.keys(lists[0]).filter((name) => name !== "start");
  const merged = names.map((name) => {
    const columns = lists.map((list) => list[name]);
    const values = new (widest(columns))(start[count]);
    lists.forEach((list, at) => {
      copyEntries(columns[at], list.start, { values, start, target: targets[at] });
    });
    return [name, values];
  });
  return { start, ...Object.fromEntries(merged) };
}

function startsOf(lists, targets, count) {
  const start = new Uint32Array(count + 1);
  lists.forEach((list, at) => {
    const target = targets[at];
    for (let row = 0; row < target.length; row++)
      if (target[row] >= 0) start[target[row] + 1] = list.start[row + 1] - list.start[row];
  });
  for (let row = 0; row < count; row++) start[row + 1] += start[row];
  return start;
}

function copyEntries(column, from, { values, start, target }) {
  for (let row = 0; row < target.length; row++) {
    if (target[row] < 0) continue;
    let to = start[target[row]];
    for (let at = from[row]; at < from[row + 1]; at++) values[to++] = column[at];
  }
}

// What only some rows have, { row, … }, with the new rows and in their order.
function sparse(lists, targets) {
  const entries = lists.flatMap((list, at) => {
    const names = Object.keys(list);
    const places = Array.from(list.row, (row) => targets[at][row]);
    return places.flatMap((row, entry) =>
      (row < 0 ? [] : [Object.fromEntries(names.map((name) => [name, name === "row" ? row : list[name][entry]]))]));
  });
  entries.sort((one, other) => one.row - other.row);
  return Object.fromEntries(Object.keys(lists[0]).map((name) => [name, entries.map((entry) => entry[name])]));
}
