// The filters as dimensions over the columns. Each dimension is one section of the rail: a bit, the
// filters that belong to it, and the conditions that its incidents meet. Pure.

import { box, circle, polygon } from "./area.js";
import { NONE } from "./columns.js";
import { actorsOf } from "./lists.js";

export const DIMENSIONS = [
  { name: "time", filters: ["after", "before"] },
  { name: "place", filters: ["country", "admin1", "admin2"] },
  { name: "area", filters: ["bbox", "near", "within"] },
  { name: "kind", filters: ["kind", "sub_kind"] },
  { name: "actor", filters: ["actor", "actor_exact", "role"] },
  { name: "certainty", filters: ["certainty"] },
  { name: "contested", filters: ["contested"] },
  { name: "deaths", filters: ["fatalities", "fatalities_min", "fatalities_max"] },
  { name: "source", filters: ["source"] },
  { name: "dataset", filters: ["dataset"] },
  { name: "tag", filters: ["tag"] },
  { name: "precision", filters: ["precision"] },
  { name: "text", filters: ["q"] },
].map((dimension, index) => Object.freeze({ ...dimension, bit: 1 << index }));

export const BIT = Object.freeze(
  Object.fromEntries(DIMENSIONS.map(({ name, bit }) => [name, bit])),
);

// For each dimension a function (filters, matches) → conditions, of which an incident must meet all.
// A condition is { ids, met }, which holds 1 for the combinations that meet it, or a function (ok) that
// puts a 1 for each incident that meets it into `ok`, which holds zeros. `matches` holds 1 for the incidents whose text answers q.
export function createPasses(record, lists) {
  const { dictionaries, enums } = record;
  const keys = (name) => (dictionaries[name] ?? enums[name]).map((entry) => entry.key ?? entry);
  const listed = (name, wanted) => (wanted.length ? drawing(lists, name, lookup([...keys(name), "none"], wanted)) : null);
  const some = (...conditions) => conditions.filter(Boolean);

  return {
    place: ({ country, admin1, admin2 }) => some(listed("country", country), listed("admin1", admin1), listed("admin2", admin2)),
    area: ({ bbox, near, within }) => [bbox && box(bbox), near && circle(near), within && polygon(within)]
      .filter(Boolean).map((inside) => anywhere(record, inside)),
    kind: ({ kind, sub_kind }) => some(listed("kind", kind), listed("sub_kind", sub_kind)),
    actor: (filters) => some(filters.actor.length ? involving(record, keys("actor"), filters) : inRole(record, filters.role)),
    certainty: ({ certainty }) => some(listed("certainty", certainty)),
    contested: ({ contested }) => some(disputed(enums, lists, contested)),
    deaths: (filters) => some(...deadly(enums, lists, filters)),
    source: ({ source }) => some(listed("source", source)),
    dataset: ({ dataset }) => some(listed("dataset", dataset)),
    tag: ({ tag }) => some(listed("tag", tag)),
    precision: ({ precision }) => some(listed("precision", precision)),
    text: ({ q }, matches) => some(q && matches && ((ok) => ok.set(matches))),
  };
}

// 1 for the numbers of the keys that are wanted.
function lookup(known, wanted) {
  const asked = new Set(wanted);
  return Uint8Array.from(known, (key) => (asked.has(key) ? 1 : 0));
}

// Combinations with a value of which `set` holds 1.
function drawing({ combinations }, name, set) {
  const { ids, size, parts } = combinations.find(({ parts: held }) => held[name]);
  const { start, values } = parts[name];
  const met = new Uint8Array(size);
  for (let id = 0; id < size; id++) for (let at = start[id]; at < start[id + 1]; at++) met[id] |= set[values[at]];
  return { ids, met };
}

// Asked for each place once, however many incidents lie there.
function anywhere({ site, places, mappable }, inside) {
  const { start, at } = site;
  const { lon, lat } = places;
  const holds = new Uint8Array(lon.length);
  for (let place = 0; place < holds.length; place++)
    holds[place] = !Number.isNaN(lon[place]) && inside(lon[place], lat[place]) ? 1 : 0;
  return (ok) => {
    for (let i = 0, s = 0; i < ok.length; i++)
      for (const end = start[i + 1] | 0; s < end; s++) ok[i] |= holds[at[s]] & mappable[s];
  };
}

// Which roles a row of actors speaks of: the asked ones, or any.
function roleSet({ enums }, roles) {
  return Uint8Array.from(enums.role, (word) => (roles.length === 0 || roles.includes(word) ? 1 : 0));
}

// Each incident's actors in the asked roles, once each, and whether nobody is named.
export function actorsIn(record, roles, exact) {
  return actorsOf(record, { asked: roleSet(record, roles), exact, nobody: nobodyNamed(record, roles) });
}

// 1 where nobody is named: no participation with an actor in the asked role, which without a word
// is the perpetrator's or a party's. Asked for "none" as a role: nobody is recorded at all.
function nobodyNamed(record, roles) {
  const { start, actor, role, via } = record.participation;
  const given = roles.filter((word) => word !== "none");
  const asked = roleSet(record, given.length ? given : ["perpetrator", "party"]);
  const naming = given.length > 0 || roles.length === 0;
  const unrecorded = roles.includes("none");
  const nobody = new Uint8Array(record.count);
  for (let i = 0, at = 0; i < nobody.length; i++) {
    const end = start[i + 1] | 0;
    let named = naming ? 0 : 1;
    if (at === end && unrecorded) named = 0;
    for (; at < end; at++) if (actor[at] >= 0 && asked[role[at]] && !via[at]) named = 1;
    nobody[i] = 1 - named;
  }
  return nobody;
}

function involving(record, known, { actor: wanted, actor_exact: exact, role: roles }) {
  const { start, actor, role, via } = record.participation;
  const asked = roleSet(record, roles);
  const set = lookup(known, wanted);
  const nobody = wanted.includes("none") ? nobodyNamed(record, roles) : null;
  return (ok) => {
    if (nobody) ok.set(nobody);
    for (let i = 0, at = 0; i < ok.length; i++)
      for (const end = start[i + 1] | 0; at < end; at++)
        if (actor[at] >= 0 && set[actor[at]] && asked[role[at]] && !(exact && via[at])) ok[i] = 1;
  };
}

function inRole(record, roles) {
  if (roles.length === 0) return null;
  const { start, role } = record.participation;
  const asked = roleSet(record, roles);
  const none = roles.includes("none") ? 1 : 0;
  return (ok) => {
    for (let i = 0, at = 0; i < ok.length; i++) {
      const end = start[i + 1] | 0;
      if (at === end) ok[i] = none;
      for (; at < end; at++) ok[i] |= asked[role[at]];
    }
  };
}

function disputed(enums, lists, wanted) {
  if (wanted.length === 0) return null;
  const bits = enums.contested.reduce((mask, word, index) => (wanted.includes(word) ? mask | (1 << index) : mask), 0);
  const set = Uint8Array.from({ length: 1 << enums.contested.length }, (_, number) => ((number & bits) !== 0 ? 1 : 0));
  if (wanted.includes("none")) set[0] = 1;
  return drawing(lists, "contested", set);
}

function deadly(enums, lists, { fatalities, fatalities_min: least, fatalities_max: most }) {
  const byState = fatalities.length ? drawing(lists, "state", lookup(enums.deaths_state, fatalities)) : null;
  const { figure } = lists;
  const [from, to] = [Math.max(NONE + 1, least ?? 0), most ?? 0x7fffffff];
  const byFigure = (ok) => {
    for (let i = 0; i < ok.length; i++) ok[i] = figure[i] >= from && figure[i] <= to ? 1 : 0;
  };
  return [byState, least !== null || most !== null ? byFigure : null];
}
