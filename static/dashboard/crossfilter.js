// Which incidents pass, and the counts of every section under the filters of the others. One bit
// per dimension and incident says that the incident fails it. The brush moves by differences: only
// the days that enter or leave are touched. A long count goes in steps, so that whoever draws frames can
// draw them between (counting.js). Pure: no DOM, no fetch.

import { firstFrom, NONE } from "./columns.js";
import { dayOf } from "./dates.js";
import { actorsIn, BIT, createPasses, DIMENSIONS } from "./dimensions.js";
import { sorted } from "./links.js";
import { ALL, clearBit, failing, flipTime, meeting, setBit, setBitBy } from "./masks.js";
import { prepareCounts } from "./prepare.js";
import { createDays, createSums, Tallies, WHOLE } from "./tally.js";

const COUNTED_ACTORS = { name: "actor", filters: ["actor_exact", "asked"] };
const TIMELESS = DIMENSIONS.filter(({ name }) => name !== "time");
const COUNTED = TIMELESS.filter(({ name }) => name !== "area" && name !== "text");
// As many roles are kept ready.
const CASTS = 8;
// Incidents counted in one step: half of a frame.
const STEP = 300_000;

export function createCrossfilter(record, { step = STEP } = {}) {
  return new Crossfilter(record, step);
}

class Crossfilter {
  #record;
  #links;
  #groups; // the number of every group of linked incidents
  #mask;
  #ok;
  #passes;
  #tallies;
  #casts = new Map(); // the actors in the roles that were asked for
  #cast; // the name of those that are counted
  #days;
  #sums;
  #counts;
  #met; // incidents that fail nothing
  #near; // incidents that fail one dimension
  #applied = {};
  #asked = 0; // the bits of the dimensions that anything may fail
  #window;
  #version = 0;
  #shape = 0;
  #step;
  #steps = null; // a count that is not at its end

  constructor(record, step) {
    const { count } = record;
    this.#step = step;
    const prepared = record.prepared ?? prepareCounts(record);
    this.#record = record;
    this.#links = prepared.links;
    this.#casts.set(castName([], false), prepared.actors);
    this.#cast = castName([], false);
    this.#tallies = new Tallies(record, prepared);
    this.#groups = Int32Array.from({ length: this.#links.size }, (_, group) => group);
    this.#mask = new Uint16Array(count);
    this.#ok = new Uint8Array(count);
    this.#met = new Int32Array(count);
    this.#near = new Int32Array(count);
    this.#passes = createPasses(record, prepared.lists);
    this.#days = createDays(record);
    this.#sums = createSums(record, prepared.lists);
    this.#counts = { ...this.#days.views, ...this.#tallies.views };
    this.#window = { from: 0, to: count };
  }

  // `matches`: 1 for the incidents whose text answers q. `roles`: the roles in which actors are
  // counted, where no filter asks for one.
  apply(filters, asked = {}) {
    return this.#run(this.applying(filters, asked));
  }

  // The same in steps: next() takes one, and at the end the result is its value. Whatever is asked
  // meanwhile runs these to their end first.
  applying(filters, { matches = null, roles = [] } = {}) {
    if (this.#steps) this.#run(this.#steps);
    const wanted = { ...filters, matches, asked: filters.role.length ? filters.role : roles };
    this.#steps = this.#count(filters, wanted);
    return this.#steps;
  }

  #run(steps) {
    let step = steps.next();
    while (!step.done) step = steps.next();
    return step.value;
  }

  *#count(filters, wanted) {
    const changed = TIMELESS.filter((dimension) => differs(dimension, this.#applied, wanted));
    const recast = this.#version === 0 || differs(COUNTED_ACTORS, this.#applied, wanted);
    const window = windowIn(this.#record, filters);
    const moved = window.from !== this.#window.from || window.to !== this.#window.to;
    this.#applied = wanted;
    if (changed.length || recast) {
      if (recast) this.#castActors(wanted);
      for (const dimension of changed) {
        this.#pass(dimension, wanted);
        yield;
      }
      // A section does not hang on its own filter.
      yield* this.#recount(window, changed.length === 1 && !recast && !moved ? changed[0].bit : null);
    } else if (moved) yield* this.#shift(window);
    if (changed.length || recast || moved) this.#version += 1;
    this.#steps = null;
    return this.#result(filters);
  }

  #castActors({ asked, actor_exact: exact }) {
    const name = castName(asked, exact);
    if (name === this.#cast) return;
    if (this.#casts.size >= CASTS && !this.#casts.has(name)) this.#casts.clear();
    if (!this.#casts.has(name)) this.#casts.set(name, actorsIn(this.#record, asked, exact));
    this.#tallies.cast(this.#casts.get(name));
    this.#cast = name;
    Object.assign(this.#counts, this.#tallies.views);
  }

  // Its bit on the incidents that do not meet every condition.
  #pass({ name, bit }, wanted) {
    const conditions = this.#passes[name](wanted, wanted.matches);
    if (this.#asked & bit) clearBit(this.#mask, bit);
    for (const condition of conditions) {
      if (condition.ids) setBitBy(this.#mask, condition.ids, condition.met.map((met) => 1 - met), bit);
      else {
        condition(this.#ok.fill(0));
        setBit(this.#mask, this.#ok, bit);
      }
    }
    this.#asked = conditions.length ? this.#asked | bit : this.#asked & ~bit;
  }

  // `standing`: the bit of a section whose counts stand.
  *#recount(window, standing) {
    const { count } = this.#record;
    for (const stretch of differences(this.#window, window)) flipTime(this.#mask, stretch);
    this.#window = window;
    this.#shape += 1;
    for (const { counts, bit } of this.#tallies.lists) if (bit !== standing) counts.fill(0);
    this.#days.clear();
    this.#sums.clear();
    this.#days.add(yield* this.#adding(window, 1, standing));
    yield;
    for (const stretch of differences({ from: 0, to: count }, window)) this.#days.add(this.#meeting(stretch));
    this.#days.add(this.#firsts(this.#groups, ALL & ~BIT.time));
    this.#addGroups(this.#groups, 1, standing);
  }

  // Unlinked incidents of a stretch that fail nothing, whatever the period.
  #meeting({ from, to }) {
    return this.#met.subarray(0, meeting(this.#met, this.#mask, this.#links.of, { from, to }));
  }

  // Failing nothing, an incident counts everywhere; failing one dimension, in that one's section only.
  *#adding(stretch, sign, standing = null) {
    const step = this.#step;
    const met = this.#meeting(stretch);
    if (met.length > step) yield;
    this.#sums.add(met, sign);
    yield* this.#tallies.adding({ rows: met }, sign, { standing, step });
    if (met.length === stretch.to - stretch.from) return met;
    for (const { bit } of COUNTED) {
      if ((this.#asked & bit) === 0 || bit === standing) continue;
      const near = this.#near.subarray(0, failing(this.#near, this.#mask, this.#links.of, { ...stretch, bit }));
      yield* this.#tallies.adding({ rows: near }, sign, { bit, step });
    }
    return met;
  }

  // Incidents linked as the same: once in each row of a section; in sums, the first by rank of
  // those that match.
  #addGroups(groups, sign, standing = null) {
    if (groups.length === 0) return;
    const [mask, links] = [this.#mask, this.#links];
    const { alike, mixed } = sorted(groups, links, mask);
    for (const [failed, held] of alike) this.#tallies.add(held, sign, { bit: failed === 0 ? null : failed, linked: true, standing });
    for (const list of mixed.length ? this.#tallies.lists : [])
      if (list.bit !== WHOLE && list.bit !== standing) list.addGroups(mixed, links, { mask, keep: ALL & ~list.bit, sign });
    const firsts = this.#firsts(groups, ALL);
    this.#sums.add(firsts, sign);
    this.#tallies.add({ rows: firsts }, sign, { bit: WHOLE });
  }

  // Of each group, the first incident by rank that fails nothing of `keep`.
  #firsts(groups, keep) {
    const mask = this.#mask;
    const { start, rows } = this.#links;
    const found = new Int32Array(groups.length);
    let length = 0;
    for (let g = 0; g < groups.length; g++) {
      const end = start[groups[g] + 1];
      let at = start[groups[g]];
      while (at < end && (mask[rows[at]] & keep) !== 0) at += 1;
      if (at < end) found[length++] = rows[at];
    }
    return found.subarray(0, length);
  }

  // The timeline's own bars do not change.
  *#shift(window) {
    const stretches = differences(this.#window, window);
    const touched = this.#touched(stretches);
    this.#addGroups(touched, -1);
    for (const stretch of stretches) {
      yield* this.#adding(stretch, stretch.from >= window.from && stretch.from < window.to ? 1 : -1);
      flipTime(this.#mask, stretch);
    }
    this.#addGroups(touched, 1);
    this.#window = window;
  }

  #touched(stretches) {
    const { of, size } = this.#links;
    const groups = new Set();
    if (size > 0) for (const { from, to } of stretches) for (let i = from; i < to; i++) if (of[i] !== NONE) groups.add(of[i]);
    return Int32Array.from(groups);
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
      totals: this.#totals(),
      ...this.#window,
    });
  }

  #totals() {
    const { withFigure, withoutFigure, notOnMap, noRegion, inDataset } = this.#counts;
    const [known, unknown] = [withFigure[0], withoutFigure[0]];
    return {
      incidents: known + unknown, notOnMap: notOnMap[0], withFigure: known, withoutFigure: unknown,
      ...this.#sums.sums, noRegion: noRegion[0],
      datasets: inDataset.reduce((many, count) => many + (count > 0 ? 1 : 0), 0),
    };
  }
}

const castName = (roles, exact) => `${roles.join()} ${Boolean(exact)}`;

// Incidents that pass every filter, as indices in the order of their days.
export function passing({ mask, from, to }) {
  const found = new Int32Array(to - from);
  let length = 0;
  for (let i = from; i < to; i++) {
    found[length] = i;
    length += mask[i] === 0 ? 1 : 0;
  }
  return found.subarray(0, length);
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
  const apart = to0 <= from1 || to1 <= from0;
  const stretches = apart
    ? [[from0, to0], [from1, to1]]
    : [[Math.min(from0, from1), Math.max(from0, from1)], [Math.min(to0, to1), Math.max(to0, to1)]];
  return stretches.filter(([from, to]) => from < to).map(([from, to]) => ({ from, to }));
}
