// What is known of deaths in each region: retained deaths, and incidents with a figure, of those that pass.
// Of incidents linked as the same, the first by rank alone. Pure.

import { NONE } from "./columns.js";

const known = new WeakMap();

// { deaths, figures }, each by the number of a region; asked for a result again, it is there.
export function deathsIn(result) {
  if (!known.has(result)) known.set(result, count(result));
  return known.get(result);
}

function count({ record, mask, from, to }) {
  const regions = record.dictionaries.admin1.length;
  const sums = { deaths: new Int32Array(regions), figures: new Int32Array(regions) };
  const { group, rank } = record;
  const firsts = new Map();
  for (let i = from; i < to; i++) {
    if (mask[i] !== 0) continue;
    if (group[i] === NONE) add(sums, record, i);
    else {
      const other = firsts.get(group[i]);
      if (other === undefined || rank[i] < rank[other]) firsts.set(group[i], i);
    }
  }
  for (const i of firsts.values()) add(sums, record, i);
  return sums;
}

function add({ deaths, figures }, { admin1: { start, values }, retained, deathsState, enums }, i) {
  const figured = retained[i] >= 0 || enums.deaths_state[deathsState[i]] === "none";
  if (!figured) return;
  for (let at = start[i]; at < start[i + 1]; at++) {
    figures[values[at]] += 1;
    deaths[values[at]] += Math.max(0, retained[i]);
  }
}
