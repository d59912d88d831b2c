// The counts that the page shows, kept as whole numbers in typed arrays. A rail section is a list of
// rows; each incident has some of them. Timeline and totals are sums of their own. Pure.

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
const TOTALS = ["incidents", "notOnMap", "withFigure", "deaths", "low", "high", "noRegion"];

export function deathsRow(record, i) {
  const state = record.enums.deaths_state[record.deathsState[i]];
  const row = DEATHS.findIndex((bucket) => bucket.state === state);
  if (state !== "retained") return row;
  const figure = record.retained[i];
  return DEATHS.findIndex(
    ({ least, most }) => least !== undefined && figure >= least && figure <= (most ?? Infinity),
  );
}

// One section: its counts by row, and each incident's rows.
class Section {
  constructor(size, { start, values }) {
    this.counts = new Int32Array(size);
    this.start = start;
    this.values = values;
  }

  add(i, sign) {
    const { counts, start, values } = this;
    for (let at = start[i], end = start[i + 1]; at < end; at++) counts[values[at]] += sign;
  }

  // Incidents that are the same count once in each row.
  addOnce(members, sign) {
    const { counts, start, values } = this;
    const rows = new Set(members.flatMap((i) => [...values.subarray(start[i], start[i + 1])]));
    for (const row of rows) counts[row] += sign;
  }
}

// Each incident's rows from several lists, one after the other: `size` rows each, and one more for
// "no value" where `missing` is set.
function joined(count, lists) {
  const start = new Uint32Array(count + 1);
  const values = [];
  let offset = 0;
  const offsets = lists.map(({ size, missing }) => {
    const own = offset;
    offset += size + (missing ? 1 : 0);
    return own;
  });
  for (let i = 0; i < count; i++) {
    lists.forEach((list, at) => {
      const before = values.length;
      list.each(i, (value) => values.push(offsets[at] + value));
      if (list.missing && values.length === before) values.push(offsets[at] + list.size);
    });
    start[i + 1] = values.length;
  }
  return { size: offset, offsets, rows: { start, values: Int32Array.from(values) } };
}

const listed = ({ start, values }, size, missing = false) => ({
  size,
  missing,
  each(i, add) {
    for (let at = start[i]; at < start[i + 1]; at++) add(values[at]);
  },
});
const single = (column, size) => ({ size, each: (i, add) => add(column[i]) });
const bits = (column, size) => ({
  size,
  missing: true,
  each(i, add) {
    for (let bit = 0; bit < size; bit++) if ((column[i] >> bit) & 1) add(bit);
  },
});

// Names for the counts: parts of a section's array, so that a rail row reads where it is told.
function makeSection(record, lists, names) {
  const { size, offsets, rows } = joined(record.count, lists);
  const section = new Section(size, rows);
  const views = {};
  lists.forEach((list, at) => {
    const [name, missing] = names[at];
    views[name] = section.counts.subarray(offsets[at], offsets[at] + list.size);
    if (missing) views[missing] = section.counts.subarray(offsets[at] + list.size, offsets[at] + list.size + 1);
  });
  return { section, views };
}

export function createTally(record) {
  const { dictionaries: known, enums } = record;
  const deaths = Uint8Array.from({ length: record.count }, (_, i) => deathsRow(record, i));
  const made = {
    place: makeSection(record, [
      listed(record.country, known.country.length),
      listed(record.admin1, known.admin1.length, true),
      listed(record.admin2, known.admin2.length),
    ], [["country"], ["admin1", "noAdmin1"], ["admin2"]]),
    kind: makeSection(record, [single(record.kind, known.kind.length), single(record.subKind, known.sub_kind.length)], [["kind"], ["sub_kind"]]),
    certainty: makeSection(record, [single(record.certainty, enums.certainty.length)], [["certainty"]]),
    contested: makeSection(record, [bits(record.contested, enums.contested.length)], [["contested", "noContested"]]),
    deaths: makeSection(record, [single(deaths, DEATHS.length)], [["deaths"]]),
    source: makeSection(record, [listed(record.source, known.source.length, true)], [["source", "noSource"]]),
    dataset: makeSection(record, [single(record.dataset, known.dataset.length)], [["dataset"]]),
    tag: makeSection(record, [listed(record.tag, known.tag.length, true)], [["tag", "noTag"]]),
    precision: makeSection(record, [listed(record.precision, enums.precision.length)], [["precision"]]),
  };
  const entries = Object.entries(made);
  return {
    sections: Object.fromEntries(entries.map(([name, { section }]) => [name, section])),
    views: Object.assign({}, ...entries.map(([, { views }]) => views)),
  };
}

// Actors are counted in the asked role, so that their section is made anew when it changes.
export function actorSection(record, actors, nobody) {
  const named = listed(actors, record.dictionaries.actor.length);
  const none = { size: 1, each: (i, add) => nobody[i] && add(0) };
  return makeSection(record, [named, none], [["actor"], ["noActor"]]);
}

// Days × kinds for the timeline: of incidents that are the same, the first alone.
export function createDays(record) {
  const first = record.day[0] ?? 0;
  const count = record.count ? record.day[record.count - 1] - first + 1 : 0;
  const kinds = record.dictionaries.kind.length;
  const dayIncidents = new Int32Array(count * kinds);
  const dayDeaths = new Int32Array(count * kinds);
  return {
    views: { days: { first, count, kinds }, dayIncidents, dayDeaths },
    add(i, sign) {
      const at = (record.day[i] - first) * kinds + record.kind[i];
      dayIncidents[at] += sign;
      if (record.retained[i] > 0) dayDeaths[at] += sign * record.retained[i];
    },
    clear() {
      dayIncidents.fill(0);
      dayDeaths.fill(0);
    },
  };
}

export function createTotals(record) {
  const none = record.enums.deaths_state.indexOf("none");
  const all = new Float64Array(TOTALS.length);
  const inDataset = new Int32Array(record.dictionaries.dataset.length);
  const regionIncidents = new Int32Array(record.dictionaries.admin1.length);
  const regionDeaths = new Int32Array(record.dictionaries.admin1.length);
  const { admin1 } = record;

  function addFigures(i, sign) {
    const figure = record.deathsState[i] === none ? Math.max(0, record.retained[i]) : record.retained[i];
    if (figure === NONE) return;
    all[2] += sign;
    all[3] += sign * figure;
    all[4] += sign * (record.low[i] === NONE ? figure : record.low[i]);
    all[5] += sign * (record.high[i] === NONE ? figure : record.high[i]);
  }

  return {
    views: { inDataset, regionIncidents, regionDeaths },
    add(i, sign) {
      all[0] += sign;
      if (!record.onMap[i]) all[1] += sign;
      if (admin1.start[i] === admin1.start[i + 1]) all[6] += sign;
      inDataset[record.dataset[i]] += sign;
      addFigures(i, sign);
      for (let at = admin1.start[i]; at < admin1.start[i + 1]; at++) {
        regionIncidents[admin1.values[at]] += sign;
        if (record.retained[i] > 0) regionDeaths[admin1.values[at]] += sign * record.retained[i];
      }
    },
    clear() {
      for (const counts of [all, inDataset, regionIncidents, regionDeaths]) counts.fill(0);
    },
    read() {
      const named = Object.fromEntries(TOTALS.map((name, at) => [name, all[at]]));
      const datasets = inDataset.reduce((many, count) => many + (count > 0 ? 1 : 0), 0);
      return { ...named, withoutFigure: named.incidents - named.withFigure, datasets };
    },
  };
}
