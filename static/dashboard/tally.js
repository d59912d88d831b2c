// The counts that the page shows, kept as whole numbers in typed arrays. A rail section is a list of
// rows; each incident has some of them. Timeline and sums are kept apart. Pure.

import { ABREAST, putBeside } from "./combinations.js";
import { BIT } from "./dimensions.js";
import { DEATHS } from "./lists.js";

// What stands apart from every section: counted where nothing at all is failed.
export const WHOLE = 0;
const NO_GROUPS = new Int32Array(0);
// Where there are so many combinations to an incident, incidents are counted one by one.
const FEW = 24;
// The bit of each part, and the names of its counts: for its values, and for none.
const COUNTED = [
  ["country", BIT.place, "country"],
  ["admin1", BIT.place, "admin1", "noAdmin1"],
  ["admin2", BIT.place, "admin2"],
  ["precision", BIT.precision, "precision"],
  ["kind", BIT.kind, "kind"],
  ["sub_kind", BIT.kind, "sub_kind"],
  ["certainty", BIT.certainty, "certainty"],
  ["contested", BIT.contested, "contested", "noContested"],
  ["deaths", BIT.deaths, "deaths"],
  ["dataset", BIT.dataset, "dataset"],
  ["source", BIT.source, "source", "noSource"],
  ["tag", BIT.tag, "tag", "noTag"],
  ["actor", BIT.actor, "actor", "noActor"],
  ["admin1", WHOLE, "regionIncidents", "noRegion"],
  ["dataset", WHOLE, "inDataset"],
  ["offMap", WHOLE, "notOnMap"],
  ["figured", WHOLE, "withoutFigure", "withFigure"],
];

function countSlots(table, slots, width, rows) {
  for (let row = 0; row < rows.length; row++)
    for (let slot = rows[row] * width, end = slot + width; slot < end; slot += ABREAST) {
      table[slots[slot]] += 1;
      table[slots[slot + 1]] += 1;
      table[slots[slot + 2]] += 1;
      table[slots[slot + 3]] += 1;
      table[slots[slot + 4]] += 1;
      table[slots[slot + 5]] += 1;
    }
}

function countIds(table, base, ids, rows) {
  for (let row = 0; row < rows.length; row++) table[base + ids[rows[row]]] += 1;
}

function spread(counts, { start, values }, { table, base }, sign) {
  for (let id = 0; id + 1 < start.length; id++) {
    const many = table[base + id];
    if (many === 0) continue;
    for (let at = start[id], end = start[id + 1]; at < end; at++) counts[values[at]] += sign * many;
  }
}

function addEach(counts, { start, values }, ids, rows, sign) {
  for (let row = 0; row < rows.length; row++) addOne(counts, start, values, { id: ids[rows[row]], sign });
}

function addGroupsEach(counts, { start, values }, first, groups, sign) {
  for (let g = 0; g < groups.length; g++) addOne(counts, start, values, { id: first + groups[g], sign });
}

function addOne(counts, start, values, { id, sign }) {
  for (let at = start[id], end = start[id + 1]; at < end; at++) counts[values[at]] += sign;
}

// One list of rows: its counts, the last for incidents without any. After the combinations of its part
// stand those of the groups of linked incidents: what any of them has, once.
class Rows {
  #seen;
  #stamp = 0;

  constructor(part, ids, links, [, bit, name, missing]) {
    Object.assign(this, { ids, bit });
    this.counts = new Int32Array(part.size + 1);
    this.views = { [name]: this.counts.subarray(0, part.size) };
    if (missing) this.views[missing] = this.counts.subarray(part.size);
    this.#seen = new Float64Array(part.size + 1);
    this.part = bit === WHOLE ? part : this.#withGroups(part, links);
  }

  #withGroups({ size, start, values }, { size: groups, start: of, rows }) {
    const first = start.length - 1;
    const starts = new Uint32Array(first + groups + 1);
    starts.set(start);
    const found = [];
    for (let g = 0; g < groups; g++) {
      this.#stamp += 1;
      for (let m = of[g]; m < of[g + 1]; m++)
        for (let at = start[this.ids[rows[m]]], end = start[this.ids[rows[m]] + 1]; at < end; at++)
          if (this.#isNew(values[at])) found.push(values[at]);
      starts[first + g + 1] = start[first] + found.length;
    }
    const all = new Int32Array(start[first] + found.length);
    all.set(values.subarray(0, start[first]));
    all.set(found, start[first]);
    return { size, start: starts, values: all };
  }

  #isNew(value) {
    if (this.#seen[value] === this.#stamp) return false;
    this.#seen[value] = this.#stamp;
    return true;
  }

  // Groups of which some members fail nothing of `keep` and others do: once in each row of the former.
  addGroups(groups, links, { mask, keep, sign }) {
    const { counts, part: { start, values }, ids } = this;
    for (const g of groups) {
      this.#stamp += 1;
      for (let m = links.start[g], end = links.start[g + 1]; m < end; m++) {
        if ((mask[links.rows[m]] & keep) !== 0) continue;
        const id = ids[links.rows[m]];
        for (let at = start[id]; at < start[id + 1]; at++) if (this.#isNew(values[at])) counts[values[at]] += sign;
      }
    }
  }
}

// Combinations and the lists of rows that are counted by them.
class Tally {
  constructor({ ids, size, parts }, base, record, links) {
    Object.assign(this, { ids, size, base });
    const shown = COUNTED.filter(([name]) => parts[name]);
    this.lists = shown.map((counted) => new Rows(partOf(counted[0], parts, record), ids, links, counted));
  }
}

// All of them, the actors' last.
export class Tallies {
  #record;
  #links;
  #beside;
  #tallies;
  #table;

  constructor(record, { lists, links, actors, beside }) {
    this.#record = record;
    this.#links = links;
    this.#beside = beside;
    this.#table = new Int32Array(beside.bases.at(-1));
    this.#tallies = [...lists.combinations, actors].map((combination, at) => new Tally(combination, beside.bases[at], record, links));
  }

  get lists() {
    return this.#tallies.flatMap(({ lists }) => lists);
  }

  get views() {
    return Object.assign({}, ...this.lists.map(({ views }) => views));
  }

  // Actors are counted in the asked role, so that theirs are made anew when it changes.
  cast(actors) {
    const { slots, width, bases } = this.#beside;
    const at = this.#tallies.length - 1;
    const base = bases[at];
    putBeside(slots, actors.ids, { at, width, base });
    this.#tallies[at] = new Tally(actors, base, this.#record, this.#links);
    this.#table = new Int32Array(base + actors.size + this.#links.size);
  }

  // Incidents as indices, and groups of linked incidents by their numbers: to the lists of one bit, or
  // to all; to those of WHOLE too, unless `linked`; never
  // to those of the bit `standing`.
  add(counted, sign, asked = {}) {
    for (const _ of this.adding(counted, sign, asked));
  }

  // The same, `step` incidents at a time.
  *adding({ rows, groups = NO_GROUPS }, sign, { bit = null, linked = false, standing = null, step = Infinity } = {}) {
    if (rows.length + groups.length === 0) return;
    const wanted = (list) => list.bit !== standing && (bit === null ? !linked || list.bit !== WHOLE : list.bit === bit);
    const together = this.#addFewTo(wanted, { rows, groups }, sign);
    if (together.length === 0) return;
    for (const [{ base, size }] of together) this.#table.fill(0, base, base + size + this.#links.size);
    for (const some of inSteps(rows, step)) {
      this.#countTogether(some, together);
      if (some !== rows) yield;
    }
    for (const [{ base, size }] of together) for (const group of groups) this.#table[base + size + group] += 1;
    for (const [tally, lists] of together)
      for (const { counts, part } of lists) spread(counts, part, { table: this.#table, base: tally.base }, sign);
  }

  // To the lists for which these are few; the others are told.
  #addFewTo(wanted, { rows, groups }, sign) {
    const others = [];
    for (const tally of this.#tallies) {
      const lists = tally.lists.filter(wanted);
      if ((rows.length + groups.length) * FEW < tally.size) addFew({ rows, groups }, sign, tally, lists);
      else if (lists.length > 0) others.push([tally, lists]);
    }
    return others;
  }

  #countTogether(rows, together) {
    const { slots, width } = this.#beside;
    const [[{ ids, base }]] = together;
    if (together.length === 1) countIds(this.#table, base, ids, rows);
    else countSlots(this.#table, slots, width, rows);
  }
}

function inSteps(rows, step) {
  if (rows.length <= step) return [rows];
  return Array.from({ length: Math.ceil(rows.length / step) }, (_, at) => rows.subarray(at * step, (at + 1) * step));
}

function addFew({ rows, groups }, sign, { ids, size }, lists) {
  for (const { counts, part } of lists) {
    addEach(counts, part, ids, rows, sign);
    addGroupsEach(counts, part, size, groups, sign);
  }
}

function partOf(name, parts, { enums }) {
  if (name === "contested") return bitsOf(parts.contested, enums.contested.length);
  // Their last number is the one of none.
  if (name === "deaths") return { ...parts.deaths, size: DEATHS.length };
  if (name === "figured") return { ...parts.figured, size: 1 };
  return parts[name];
}

// Numbers as the bits that are set in them.
function bitsOf({ values }, size) {
  const rows = Array.from(values, (number) => {
    const found = Array.from({ length: size }, (_, bit) => bit).filter((bit) => (number >> bit) & 1);
    return found.length ? found : [size];
  });
  const start = new Uint32Array(rows.length + 1);
  rows.forEach(({ length }, at) => {
    start[at + 1] = start[at] + length;
  });
  return { size, start, values: Int32Array.from(rows.flat()) };
}

// Days × kinds for the timeline: of incidents that are the same, the first alone.
export function createDays(record) {
  const first = record.day[0] ?? 0;
  const count = record.count ? record.day[record.count - 1] - first + 1 : 0;
  const kinds = record.dictionaries.kind.length;
  const incidents = new Int32Array(count * kinds);
  const deaths = new Int32Array(count * kinds);
  const { day, kind, retained } = record;
  return {
    views: { days: { first, count, kinds }, dayIncidents: incidents, dayDeaths: deaths },
    add(rows) {
      for (let row = 0; row < rows.length; row++) {
        const i = rows[row];
        const at = (day[i] - first) * kinds + kind[i];
        incidents[at] += 1;
        deaths[at] += retained[i] & ~(retained[i] >> 31);
      }
    },
    clear() {
      incidents.fill(0);
      deaths.fill(0);
    },
  };
}

// The deaths in incidents with a figure: as retained, and between what bounds.
export function createSums({ low, high }, { figure }) {
  const sums = { deaths: 0, low: 0, high: 0 };
  return {
    sums,
    add(rows, sign) {
      let deaths = 0;
      let lowest = 0;
      let highest = 0;
      for (let row = 0; row < rows.length; row++) {
        const i = rows[row];
        const one = figure[i];
        if (one < 0) continue;
        deaths += one;
        lowest += low[i] < 0 ? one : low[i];
        highest += high[i] < 0 ? one : high[i];
      }
      sums.deaths += sign * deaths;
      sums.low += sign * lowest;
      sums.high += sign * highest;
    },
    clear: () => Object.assign(sums, { deaths: 0, low: 0, high: 0 }),
  };
}
