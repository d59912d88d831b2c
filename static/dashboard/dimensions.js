// The filters as dimensions over the columns. Each dimension is one section of the rail: a bit, the
// filters that belong to it, and a pass that says which incidents fail it. Pure.

import { box, circle, polygon } from "./area.js";
import { distinct, NONE } from "./columns.js";

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

// For one dimension: a function (incident index) → passes; null where nothing is asked.
// `matches` holds 1 for the incidents whose text answers q.
export function createPasses(record) {
  const { dictionaries, enums } = record;
  const keys = (entries) => entries.map((entry) => entry.key ?? entry);
  const named = {
    country: [keys(dictionaries.country), record.country],
    admin1: [keys(dictionaries.admin1), record.admin1],
    admin2: [keys(dictionaries.admin2), record.admin2],
    precision: [enums.precision, record.precision],
    source: [keys(dictionaries.source), record.source],
    tag: [keys(dictionaries.tag), record.tag],
  };
  const single = {
    kind: [keys(dictionaries.kind), record.kind],
    sub_kind: [keys(dictionaries.sub_kind), record.subKind],
    certainty: [enums.certainty, record.certainty],
    dataset: [keys(dictionaries.dataset), record.dataset],
  };
  const actorKeys = keys(dictionaries.actor);

  function listed(name, wanted) {
    if (wanted.length === 0) return null;
    const [known, { start, values }] = named[name];
    const set = lookup(known, wanted);
    const none = wanted.includes("none");
    return (i) => {
      if (start[i] === start[i + 1]) return none;
      for (let at = start[i]; at < start[i + 1]; at++) if (set[values[at]]) return true;
      return false;
    };
  }

  function one(name, wanted) {
    if (wanted.length === 0) return null;
    const [known, column] = single[name];
    const set = lookup(known, wanted);
    return (i) => set[column[i]] === 1;
  }

  return {
    place: ({ country, admin1, admin2 }) =>
      both(listed("country", country), listed("admin1", admin1), listed("admin2", admin2)),
    area: ({ bbox, near, within }) =>
      both(
        anywhere(record, bbox && box(bbox)),
        anywhere(record, near && circle(near)),
        anywhere(record, within && polygon(within)),
      ),
    kind: ({ kind, sub_kind }) => both(one("kind", kind), one("sub_kind", sub_kind)),
    actor: (filters) => actorPass(record, actorKeys, filters),
    certainty: ({ certainty }) => one("certainty", certainty),
    contested: ({ contested }) => contestedPass(record, contested),
    deaths: (filters) => deathsPass(record, filters),
    source: ({ source }) => listed("source", source),
    dataset: ({ dataset }) => one("dataset", dataset),
    tag: ({ tag }) => listed("tag", tag),
    precision: ({ precision }) => listed("precision", precision),
    text: ({ q }, matches) => (q && matches ? (i) => matches[i] === 1 : null),
  };
}

function lookup(known, wanted) {
  const asked = new Set(wanted);
  return Uint8Array.from(known, (key) => (asked.has(key) ? 1 : 0));
}

function both(...passes) {
  const asked = passes.filter(Boolean);
  if (asked.length === 0) return null;
  if (asked.length === 1) return asked[0];
  return (i) => asked.every((pass) => pass(i));
}

function anywhere({ site, mappable }, inside) {
  if (!inside) return null;
  return (i) => {
    for (let s = site.start[i]; s < site.start[i + 1]; s++)
      if (mappable[s] && inside(site.lon[s], site.lat[s])) return true;
    return false;
  };
}

// Which roles a row of actors speaks of: the asked ones, or any.
export function roleSet(record, roles) {
  const { role } = record.enums;
  return Uint8Array.from(role, (word) => (roles.length === 0 || roles.includes(word) ? 1 : 0));
}

// Each incident's actors in the asked roles, once each; components count for their wholes unless
// `exact`.
export function actorsIn(record, roles, exact) {
  const { start, actor, role, via } = record.participation;
  const asked = roleSet(record, roles);
  return distinct(start, actor, (entry) => asked[role[entry]] === 1 && !(exact && via[entry]));
}

// 1 where nobody is named: no participation with an actor in the asked role, which without a word
// is the perpetrator's or a party's. Asked for "none" as a role: nobody is recorded at all.
export function nobodyNamed(record, roles) {
  const given = roles.filter((word) => word !== "none");
  const named = actorsIn(record, given.length ? given : ["perpetrator", "party"], true);
  const all = record.participation.start;
  const asked = given.length > 0 || roles.length === 0;
  return Uint8Array.from({ length: record.count }, (_, i) => {
    const unnamed = asked && named.start[i] === named.start[i + 1];
    return unnamed || (roles.includes("none") && all[i] === all[i + 1]) ? 1 : 0;
  });
}

function actorPass(record, known, { actor, actor_exact: exact, role }) {
  if (actor.length === 0) return rolePass(record, role);
  const set = lookup(known, actor);
  const { start, values } = actorsIn(record, role, exact);
  const nobody = actor.includes("none") ? nobodyNamed(record, role) : null;
  return (i) => {
    if (nobody?.[i]) return true;
    for (let at = start[i]; at < start[i + 1]; at++) if (set[values[at]]) return true;
    return false;
  };
}

function rolePass(record, roles) {
  if (roles.length === 0) return null;
  const { start, role } = record.participation;
  const asked = roleSet(record, roles);
  const none = roles.includes("none");
  return (i) => {
    if (start[i] === start[i + 1]) return none;
    for (let at = start[i]; at < start[i + 1]; at++) if (asked[role[at]]) return true;
    return false;
  };
}

function contestedPass(record, wanted) {
  if (wanted.length === 0) return null;
  const bits = record.enums.contested.reduce(
    (mask, word, index) => (wanted.includes(word) ? mask | (1 << index) : mask),
    0,
  );
  const none = wanted.includes("none");
  return (i) => (record.contested[i] === 0 ? none : (record.contested[i] & bits) !== 0);
}

function deathsPass(record, { fatalities, fatalities_min: least, fatalities_max: most }) {
  const states = lookup(record.enums.deaths_state, fatalities);
  const byState = fatalities.length ? (i) => states[record.deathsState[i]] === 1 : null;
  const bounded = least !== null || most !== null;
  const none = record.enums.deaths_state.indexOf("none");
  const byFigure = (i) => {
    // Where somebody says that nobody died, that is 0.
    const figure = record.deathsState[i] === none ? Math.max(0, record.retained[i]) : record.retained[i];
    return figure !== NONE && figure >= (least ?? 0) && figure <= (most ?? Infinity);
  };
  return both(byState, bounded ? byFigure : null);
}
