// The record's columns as the passes read them (combinations.js): what is filtered and counted by its
// value, and figures. Pure.

import { combined, drawn, placed } from "./combinations.js";
import { NONE } from "./columns.js";

// Rows of the section "deaths", in its order: five states without a retained figure, then figures.
export const DEATHS = [
  { state: "none" },
  { state: "withheld" },
  { state: "unknown" },
  { state: "rival" },
  { state: "single" },
  { state: "retained", least: 0, most: 0 },
  { least: 1, most: 9 },
  { least: 10, most: 49 },
  { least: 50, most: null },
];

// `combinations`: all of them but the actors', each with its parts by name. `figure`: each incident's
// deaths, where somebody says that nobody died 0, NONE where there is none.
export function createLists(record) {
  const { dictionaries: known, enums } = record;
  const figure = figuresOf(record);
  const facts = combined({
    kind: { values: record.kind, size: known.kind.length },
    sub_kind: { values: record.subKind, size: known.sub_kind.length },
    contested: { values: record.contested, size: 1 << enums.contested.length },
    certainty: { values: record.certainty, size: enums.certainty.length },
    deaths: { values: deathRows(record), size: DEATHS.length + 1 },
    state: { values: record.deathsState, size: enums.deaths_state.length },
    dataset: { values: record.dataset, size: known.dataset.length },
    figured: { values: figured(figure), size: 2 },
  });
  const listed = ["source", "tag"].map((name) => drawn(name, { ...record[name], size: known[name].length }));
  return { figure, combinations: [...facts, placed(record), ...listed] };
}

function figuresOf({ retained, deathsState, enums }) {
  const none = enums.deaths_state.indexOf("none");
  const figures = new Int32Array(retained.length);
  for (let i = 0; i < figures.length; i++)
    figures[i] = deathsState[i] === none && retained[i] < 0 ? 0 : retained[i];
  return figures;
}

function figured(figure) {
  const values = new Uint8Array(figure.length);
  for (let i = 0; i < values.length; i++) values[i] = 1 + (figure[i] >> 31);
  return values;
}

// The row of the section "deaths" of each incident; DEATHS.length where it has none.
function deathRows({ retained, deathsState, enums }) {
  const states = enums.deaths_state.map((word) => DEATHS.findIndex(({ state }) => state === word));
  const byState = Int32Array.from(states, (row) => (row < 0 ? DEATHS.length : row));
  const first = DEATHS.findIndex(({ state }) => state === "retained");
  const rows = new Uint8Array(retained.length);
  for (let i = 0; i < rows.length; i++) {
    const row = byState[deathsState[i]];
    rows[i] = row === first ? figureRow(retained[i], first) : row;
  }
  return rows;
}

function figureRow(figure, first) {
  if (figure === NONE) return DEATHS.length;
  let row = first;
  while (row + 1 < DEATHS.length && figure >= DEATHS[row + 1].least) row += 1;
  return row;
}

// Each incident's actors, once each, in the roles that `asked` marks; components count for their
// wholes unless `exact`. The number after the last stands for the incidents that `nobody` marks.
export function actorsOf({ participation, dictionaries }, { asked, exact, nobody }) {
  const { start, actor, role, via } = participation;
  const size = dictionaries.actor.length;
  const rows = start.length - 1;
  const kept = new Int32Array(actor.length + rows);
  const starts = new Uint32Array(rows + 1);
  const direct = exact ? 1 : 0;
  let length = 0;
  for (let row = 0, at = 0; row < rows; row++) {
    const first = length;
    for (const end = start[row + 1] | 0; at < end; at++) {
      const counts = actor[at] >= 0 && asked[role[at]] && !(direct & via[at]);
      if (counts && !stands(kept, actor[at], first, length)) kept[length++] = actor[at];
    }
    if (nobody[row]) kept[length++] = size;
    starts[row + 1] = length;
  }
  return drawn("actor", { size, start: starts, values: kept }, { none: false });
}

function stands(values, value, from, to) {
  for (let at = from; at < to; at++) if (values[at] === value) return true;
  return false;
}
