// Which incidents pass, and the counts of every section under the filters of the others. One bit
// per dimension and incident says that the incident fails it. The brush moves by differences: only
// the days that enter or leave are touched. Pure: no DOM, no fetch.

import { firstFrom, NONE } from "./columns.js";
import { dayOf } from "./dates.js";
import { actorsIn, BIT, createPasses, DIMENSIONS, nobodyNamed } from "./dimensions.js";
import { actorSection, createDays, createTally, createTotals } from "./tally.js";

const COUNTED_ACTORS = { name: "actor", filters: ["actor_exact", "asked"] };
const TIMELESS = DIMENSIONS.filter(({ name }) => name !== "time");
const COUNTED = TIMELESS.filter(({ name }) => name !== "area" && name !== "text");

export function createCrossfilter(record) {
  return new Crossfilter(record);
}

class Crossfilter {
  #record;
  #mask;
  #passes;
  #sections;
  #days;
  #totals;
  #counts;
  #applied = {};
  #window;
  #version = 0;
  #shape = 0;

  constructor(record) {
    this.#record = record;
    this.#mask = new Uint16Array(record.count);
    this.#passes = createPasses(record);
    this.#days = createDays(record);
    this.#totals = createTotals(record);
    const { sections, views } = createTally(record);
    this.#sections = sections;
    this.#counts = { ...views, ...this.#days.views, ...this.#totals.views };
    this.#window = { from: 0, to: record.count };
    this.groups = linked(record);
  }

  // `matches`: 1 for the incidents whose text answers q. `roles`: the roles in which actors are
  // counted, where no filter asks for one.
  apply(filters, { matches = null, roles = [] } = {}) {
    const wanted = { ...filters, matches, asked: filters.role.length ? filters.role : roles };
    const changed = TIMELESS.filter((dimension) => differs(dimension, this.#applied, wanted));
    const recast = this.#version === 0 || differs(COUNTED_ACTORS, this.#applied, wanted);
    const window = windowIn(this.#record, filters);
    const moved = window.from !== this.#window.from || window.to !== this.#window.to;
    this.#applied = wanted;
    if (changed.length || recast) {
      if (recast) this.#castActors(wanted);
      for (const dimension of changed) this.#pass(dimension, wanted);
      this.#recount(window);
    } else if (moved) this.#shift(window);
    else return this.#result(filters);
    this.#version += 1;
    return this.#result(filters);
  }

  #castActors({ asked, actor_exact: exact }) {
    const record = this.#record;
    const { section, views } = actorSection(record, actorsIn(record, asked, exact), nobodyNamed(record, asked));
    this.#sections.actor = section;
    Object.assign(this.#counts, views);
  }

  #pass({ name, bit }, wanted) {
    const passing = this.#passes[name](wanted, wanted.matches);
    const mask = this.#mask;
    for (let i = 0; i < mask.length; i++)
      mask[i] = !passing || passing(i) ? mask[i] & ~bit : mask[i] | bit;
  }

  #recount(window) {
    const mask = this.#mask;
    const { from, to } = window;
    this.#window = window;
    for (const { name } of COUNTED) this.#sections[name].counts.fill(0);
    this.#shape += 1;
    this.#days.clear();
    this.#totals.clear();
    for (let i = 0; i < mask.length; i++) {
      mask[i] = i >= from && i < to ? mask[i] & ~BIT.time : mask[i] | BIT.time;
      if (!this.groups.has(this.#record.group[i])) this.#add(i, mask[i], 1);
    }
    for (const members of this.groups.values()) this.#addGroup(members, 1);
  }

  // Failing nothing, it counts everywhere; failing one dimension, in that one's section only.
  #add(i, failed, sign) {
    if (failed === 0) {
      for (const { name } of COUNTED) this.#sections[name].add(i, sign);
      this.#days.add(i, sign);
      this.#totals.add(i, sign);
    } else if ((failed & (failed - 1)) === 0) this.#addAlone(i, failed, sign);
  }

  #addAlone(i, bit, sign) {
    if (bit === BIT.time) this.#days.add(i, sign);
    else this.#sections[DIMENSIONS[31 - Math.clz32(bit)].name]?.add(i, sign);
  }

  // Incidents linked as the same: once in each row of a section; in sums, the first by rank of
  // those that match.
  #addGroup(members, sign) {
    const mask = this.#mask;
    for (const { name, bit } of COUNTED) {
      const matching = members.filter((i) => (mask[i] & ~bit) === 0);
      if (matching.length) this.#sections[name].addOnce(matching, sign);
    }
    const shown = members.find((i) => (mask[i] & ~BIT.time) === 0);
    if (shown !== undefined) this.#days.add(shown, sign);
    const first = members.find((i) => mask[i] === 0);
    if (first !== undefined) this.#totals.add(first, sign);
  }

  #shift(window) {
    const touched = new Set();
    for (const [start, end] of differences(this.#window, window))
      for (let i = start; i < end; i++) this.#cross(i, touched);
    for (const members of touched) this.#addGroup(members, 1);
    this.#window = window;
  }

  // The incident enters or leaves the period.
  #cross(i, touched) {
    const group = this.#record.group[i];
    const members = group === NONE ? undefined : this.groups.get(group);
    if (!members) this.#flip(i);
    else if (!touched.has(members)) {
      touched.add(members);
      this.#addGroup(members, -1);
    }
    this.#mask[i] ^= BIT.time;
  }

  // Its own bar in the timeline does not change.
  #flip(i) {
    const others = this.#mask[i] & ~BIT.time;
    const sign = this.#mask[i] & BIT.time ? 1 : -1;
    if (others === 0) {
      for (const { name } of COUNTED) this.#sections[name].add(i, sign);
      this.#totals.add(i, sign);
    } else if ((others & (others - 1)) === 0) this.#addAlone(i, others, sign);
  }

  #result(filters) {
    return Object.freeze({
      version: this.#version,
      // What a brush leaves as it is (the bars of the timeline) has the same shape.
      shape: this.#shape,
      record: this.#record,
      mask: this.#mask,
      filters,
      counts: this.#counts,
      totals: this.#totals.read(),
      ...this.#window,
    });
  }
}

// Incidents that pass every filter, as indices in the order of their days.
export function passing({ mask, from, to }) {
  const found = [];
  for (let i = from; i < to; i++) if (mask[i] === 0) found.push(i);
  return found;
}

function differs({ name, filters }, before, after) {
  if (name === "text" && before.matches !== after.matches) return true;
  return filters.some((key) => {
    const [one, other] = [before[key], after[key]];
    if (!Array.isArray(one) || !Array.isArray(other)) return one !== other;
    return one !== other && one.join() !== other.join();
  });
}

function windowIn(record, { after, before }) {
  const from = after ? firstFrom(record.day, dayOf(after)) : 0;
  const to = before ? firstFrom(record.day, dayOf(before)) : record.count;
  return { from, to: Math.max(from, to) };
}

// The stretches that are in one of two windows and not in the other.
function differences({ from: from0, to: to0 }, { from: from1, to: to1 }) {
  if (to0 <= from1 || to1 <= from0)
    return [
      [from0, to0],
      [from1, to1],
    ];
  return [
    [Math.min(from0, from1), Math.max(from0, from1)],
    [Math.min(to0, to1), Math.max(to0, to1)],
  ];
}

function linked(record) {
  const groups = new Map();
  record.group.forEach((group, i) => {
    if (group === NONE) return;
    if (groups.has(group)) groups.get(group).push(i);
    else groups.set(group, [i]);
  });
  for (const [group, members] of groups) {
    if (members.length === 1) groups.delete(group);
    members.sort((one, other) => record.rank[one] - record.rank[other] || one - other);
  }
  return groups;
}
