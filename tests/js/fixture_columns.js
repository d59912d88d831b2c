// A synthetic columns answer, the same for the same seed: for tests and for the bench, never for
// show. Places in clusters, actors by Zipf's law, more incidents in later years.

import { dayFrom } from "../../static/dashboard/dates.js";

const KINDS = [
  ["battles", "Battles", "Combats", ["armed_clash", "state_regains_territory", "non_state_takes_territory"]],
  ["civilians", "Violence against civilians", "Violences contre les civils", ["attack_on_civilians", "abduction", "sexual_violence"]],
  ["explosions", "Explosions, remote violence", "Explosions et violences à distance", ["air_strike", "remote_explosive", "shelling", "suicide_bombing", "grenade", "chemical_weapon"]],
  ["protests", "Protests", "Manifestations", ["peaceful_protest", "protest_with_intervention", "excessive_force"]],
  ["riots", "Riots", "Émeutes", ["violent_demonstration", "mob_violence"]],
  ["other", "Other developments", "Autres faits marquants", ["agreement", "arrests", "change_to_group", "weapons_use_disrupted", "base_established", "looting", "non_violent_transfer", "other_development"]],
];
const COUNTRIES = ["ML", "BF", "NE", "TD", "MR", "NG"];
const HUBS = [
  [-4.0, 14.6], [-1.6, 14.1], [0.3, 14.0], [1.5, 12.3], [2.4, 15.9], [0.0, 16.3], [-3.0, 16.7],
  [13.0, 13.3], [5.0, 13.8], [-8.0, 12.6], [-12.0, 15.5], [1.2, 15.3],
];
export const ENUMS = {
  certainty: ["verified", "corroborated", "single_origin", "unverified"],
  contested: ["occurrence", "place", "author", "toll", "control"],
  precision: ["exact", "near", "admin3", "admin2", "admin1", "country", "area"],
  role: ["perpetrator", "party", "target", "victim", "responder", "affected"],
  attribution: ["claimed", "attributed", "denied", "disputed", "unknown", "stated"],
  deaths_state: ["retained", "rival", "single", "none", "withheld", "unknown"],
  date_precision: ["day", "days", "week", "month", "year"],
};

// mulberry32
export function random(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

export function fixture({ count = 500, seed = 1, places = 3000, actors = 60, linked = 0.02 } = {}) {
  const chance = chances(random(seed));
  const dictionaries = words(places, actors, chance.next);
  const first = dayFrom(1997, 1, 1);
  const length = dayFrom(2024, 12, 28) - first;
  const days = Array.from({ length: count }, () => first + Math.floor(length * Math.sqrt(chance.next())));
  days.sort((one, other) => one - other);
  const made = { chance, dictionaries, count, days };
  return {
    format: 1, record: `fixture-${seed}-${count}`, data_to: "2025-01-10T08:30:00Z", count,
    enums: ENUMS, dictionaries,
    incidents: incidentsOf(made, linked),
    sites: sitesOf(made, where(places, dictionaries, chance.next)),
    participations: participationsOf(made, actors),
    sources: drawn(made, "source", 40, 4),
    tags: drawn(made, "tag", 20, 3),
    titles: { 0: ["Attack on the barracks at dawn", "Attaque de la caserne à l'aube"] },
  };
}

function chances(next) {
  const below = (limit) => Math.floor(next() * limit);
  function pick(weights) {
    let left = next() * weights.reduce((sum, weight) => sum + weight, 0);
    return weights.findIndex((weight) => {
      left -= weight;
      return left <= 0;
    });
  }
  return { next, below, pick, zipf: (limit) => Math.min(limit - 1, Math.floor(limit ** next() - 1)) };
}

function incidentsOf({ chance, dictionaries, count, days }, linked) {
  const { next, below, pick } = chance;
  const names = ["id", "span", "date_precision", "kind", "sub_kind", "certainty", "contested", "dataset", "rank", "group", "deaths_state", "low", "retained", "high"];
  const columns = Object.fromEntries(names.map((name) => [name, []]));
  let groups = 0;
  for (let i = 0; i < count; i++) {
    const kind = pick([38, 33, 14, 5, 4, 6]);
    const own = dictionaries.sub_kind.flatMap((entry, at) => (entry.parent === kind ? [at] : []));
    const dataset = pick([1, 3, 6]);
    const joins = i > 0 && next() < linked;
    if (joins && columns.group[i - 1] === -1) columns.group[i - 1] = groups++;
    const row = {
      id: `VS-${String(i).padStart(12, "0")}`,
      span: next() < 0.9 ? 0 : below(9),
      date_precision: next() < 0.9 ? 0 : below(5),
      kind, sub_kind: own[below(own.length)],
      certainty: pick([27, 39, 30, 4]),
      contested: next() < 0.85 ? 0 : below(32),
      dataset, rank: dataset,
      group: joins ? columns.group[i - 1] : -1,
      ...deaths(chance),
    };
    for (const name of names) columns[name].push(row[name]);
  }
  return { ...columns, day: days };
}

function deaths({ next, pick }) {
  const state = pick([60, 6, 4, 12, 4, 14]);
  const figure = Math.floor(Math.exp(next() * 4.2) - 1);
  const known = state <= 1 ? [Math.floor(figure * 0.7), Math.ceil(figure * 1.4)] : [null, null];
  const [low, high] = { 2: [figure, figure], 3: [0, 0] }[state] ?? known;
  const retained = { 0: figure, 3: next() < 0.5 ? 0 : null }[state] ?? null;
  return { deaths_state: state, low, retained, high };
}

function sitesOf({ chance, count }, place) {
  const { next, below, pick, zipf } = chance;
  const sites = { start: [0], country: [], admin1: [], admin2: [], lon: [], lat: [], precision: [], place: [], radius: [] };
  function add() {
    const at = zipf(place.length);
    const precision = pick([55, 20, 2, 10, 8, 4, 1]);
    const drawable = precision <= 1;
    sites.country.push(place[at].country);
    sites.admin1.push(precision !== 5 && next() < 0.97 ? place[at].admin1 : -1);
    sites.admin2.push(precision <= 3 && next() < 0.8 ? place[at].admin2 : -1);
    sites.lon.push(drawable ? place[at].lon : null);
    sites.lat.push(drawable ? place[at].lat : null);
    sites.precision.push(precision);
    sites.place.push(precision <= 2 ? at : -1);
    sites.radius.push(precision === 1 ? 5 + below(20) : null);
  }
  for (let i = 0; i < count; i++) {
    for (let more = next() < 0.95 ? 1 : 1 + below(3); more > 0; more--) add();
    sites.start.push(sites.country.length);
  }
  return sites;
}

function participationsOf({ chance, count }, actors) {
  const { next, below, zipf } = chance;
  const rows = { start: [0], actor: [], role: [], attribution: [], via: [] };
  for (let i = 0; i < count; i++) {
    for (let more = below(4); more > 0; more--) {
      rows.actor.push(next() < 0.25 ? -1 : zipf(actors));
      rows.role.push(below(5));
      rows.attribution.push(below(6));
      rows.via.push(next() < 0.1 ? 1 : 0);
    }
    rows.start.push(rows.actor.length);
  }
  return rows;
}

// Each incident's few values out of many.
function drawn({ chance, count }, name, size, most) {
  const found = { start: [0], [name]: [] };
  for (let i = 0; i < count; i++) {
    const values = Array.from({ length: chance.below(most) }, () => chance.zipf(size));
    found[name].push(...new Set(values));
    found.start.push(found[name].length);
  }
  return found;
}

function words(places, actors, next) {
  const named = (key, name) => ({ key, name_en: name, name_fr: name });
  const list = (count, make) => Array.from({ length: count }, (_, at) => make(at));
  const sub = KINDS.flatMap(([, , , keys], parent) => keys.map((key) => ({ ...named(key, key.replaceAll("_", " ")), parent })));
  return {
    kind: KINDS.map(([key, name_en, name_fr]) => ({ key, name_en, name_fr })),
    sub_kind: sub,
    country: COUNTRIES,
    admin1: list(48, (at) => ({ ...named(`${COUNTRIES[at % 6].toLowerCase()}-region-${at}`, `Region ${at}`), country: at % 6, type: "region" })),
    admin2: list(240, (at) => ({ ...named(`district-${at}`, `District ${at}`), parent: at % 48, type: "district" })),
    place: list(places, (at) => [`Place ${at}`, `Lieu ${at}`]),
    actor: list(actors, (at) => ({ ...named(`actor-${at}`, `Actor ${at}`), type: next() < 0.5 ? "state" : "rebel" })),
    source: list(40, (at) => ({ ...named(`source-${at}`, `Source ${at}`), kind: "press" })),
    dataset: [
      { ...named("own", "Our record"), licence: "CC BY 4.0", credit: "", may_export: true },
      { ...named("curated", "Curated demo"), licence: "CC BY 4.0", credit: "", may_export: true },
      { ...named("ucdp", "UCDP GED"), licence: "CC BY 4.0", credit: "UCDP", may_export: true },
    ],
    tag: list(20, (at) => ({ ...named(`tag-${at}`, `Tag ${at}`), vocabulary: "target" })),
  };
}

function where(places, dictionaries, next) {
  return Array.from({ length: places }, () => {
    const [lon, lat] = HUBS[Math.floor(next() * HUBS.length)];
    const spread = () => (next() + next() + next() - 1.5) * 1.6;
    const admin2 = Math.floor(next() * dictionaries.admin2.length);
    const admin1 = dictionaries.admin2[admin2].parent;
    return {
      lon: Math.round((lon + spread()) * 1e5),
      lat: Math.round((lat + spread()) * 1e5),
      admin1,
      admin2,
      country: dictionaries.admin1[admin1].country,
    };
  });
}
