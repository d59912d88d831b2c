// The sections of the rail: which rows each has, what they are called, where their counts stand, and
// what a click makes of the filters.

import { BIT } from "./dimensions.js";
import { deathsChosen, gaveWay, toggleDeaths, togglePart, toggleValue, toggleWhole } from "./refine.js";
import { DEATHS } from "./lists.js";
import { hasRest } from "./stages.js";

export function createSections(record, names, words) {
  const { dictionaries, enums } = record;
  const keys = {
    country: dictionaries.country,
    ...Object.fromEntries(
      ["admin1", "admin2", "kind", "sub_kind", "actor", "source", "dataset", "tag"].map((name) => [
        name,
        dictionaries[name].map((entry) => entry.key),
      ]),
    ),
  };
  const place = placeTree(record, names, keys);
  const kind = kindTree(record, names, keys);

  // A plain section: one filter, one row per value.
  const plain = (name, label, more = {}) => ({
    name,
    filter: name,
    rows: () => (keys[name] ?? enums[name]).map((key, at) => ({
      id: key,
      at,
      counts: name,
      label: label(at, key),
      toggle: (filters) => toggleValue(filters, name, key),
      chosen: (filters) => filters[name].includes(key),
    })),
    ...more,
  });
  const missing = (name, counts, label, filter = name) => ({
    id: "none",
    at: 0,
    counts,
    label,
    last: true,
    toggle: (filters) => toggleValue(filters, filter, "none"),
    chosen: (filters) => filters[filter].includes("none"),
  });
  const withMissing = (section, row) => ({ ...section, rows: () => [...section.rows(), row] });
  const entry = (name) => (at) => names.name(dictionaries[name][at]);

  return [
    { name: "place", sorted: true, limit: 6, ...place },
    { name: "kind", ...kind },
    withMissing(
      plain("actor", entry("actor"), { sorted: true, limit: 6, roles: true }),
      missing("actor", "noActor", words.say("actor.none")),
    ),
    plain("certainty", (_, key) => words.say(`certainty.${key}`)),
    withMissing(
      plain("contested", (_, key) => words.say(`contested.${key}`), { sorted: true }),
      missing("contested", "noContested", words.say("contested.none")),
    ),
    deaths(words),
    plain("dataset", entry("dataset"), { sorted: true, limit: 6 }),
    withMissing(
      plain("source", entry("source"), { sorted: true, limit: 6 }),
      missing("source", "noSource", words.say("source.none")),
    ),
    withMissing(
      plain("tag", entry("tag"), { sorted: true, limit: 6 }),
      missing("tag", "noTag", words.say("tag.none")),
    ),
    plain("precision", (_, key) => words.say(`precision.${key}`)),
  ].map((section) => ({ ...section, title: words.say(`rail.${section.name}`), bit: BIT[section.name] }));
}

function deaths(words) {
  return {
    name: "deaths",
    // What a click on a row took away, in words; "" where it took nothing.
    told: (before, after, clicked) => {
      const gone = gaveWay(before, after, clicked.at).map((at) => deathsLabel(DEATHS[at], words));
      return gone.length ? words.say("rail.deaths.gave_way", { names: gone.join(", ") }) : "";
    },
    rows: () =>
      DEATHS.map((bucket, at) => ({
        id: String(bucket.least ?? bucket.state),
        at,
        counts: "deaths",
        label: deathsLabel(bucket, words),
        toggle: (filters) => toggleDeaths(filters, at),
        chosen: (filters) => deathsChosen(filters, at),
      })),
  };
}

function deathsLabel({ state, least, most }, words) {
  if (least === undefined) return words.say(`deaths.${state}`);
  if (least === most) return words.number(least);
  if (most === null) return words.say("deaths.and_more", { n: least });
  return words.say("range", { low: least, high: most });
}

// country → region → district: a row's parts stand under it while it is chosen or open.
function placeTree(record, names, keys) {
  const { admin1, admin2 } = record.dictionaries;
  const countryOf = new Map(admin1.map((unit) => [unit.key, keys.country[unit.country]]));
  const regionOf = new Map(
    admin2.map((unit) => [unit.key, unit.parent >= 0 ? admin1[unit.parent].key : ""]),
  );
  const parts = [
    { name: "admin1", parentOf: (key) => countryOf.get(key) },
    { name: "admin2", parentOf: (key) => countryOf.get(regionOf.get(key)) },
  ];
  const below = { name: "admin2", parentOf: (key) => regionOf.get(key) };

  const country = (key, at) => ({
    id: key, at, level: 0, counts: "country", label: names.country(at),
    toggle: (filters) => toggleWhole(filters, "country", key, parts),
    chosen: (filters) => filters.country.includes(key),
    holds: (filters) => filters.admin1.some((unit) => countryOf.get(unit) === key)
      || filters.admin2.some((unit) => countryOf.get(regionOf.get(unit)) === key),
    parts: () => admin1.flatMap((unit, index) => (unit.country === at ? [region(unit, index)] : [])),
  });
  const region = (unit, at) => ({
    id: unit.key, at, level: 1, counts: "admin1", label: names.name(unit),
    toggle: (filters) => togglePart(
      filters, { whole: "country", part: "admin1", deeper: [below] }, unit.key, (key) => countryOf.get(key),
    ),
    chosen: (filters) => filters.admin1.includes(unit.key),
    holds: (filters) => filters.admin2.some((key) => regionOf.get(key) === unit.key),
    parts: () => admin2.flatMap((entry, index) => (entry.parent === at ? [district(entry, index)] : [])),
  });
  const district = (unit, at) => ({
    id: unit.key, at, level: 2, counts: "admin2", label: names.name(unit),
    toggle: (filters) => {
      const next = togglePart(
        filters, { whole: "admin1", part: "admin2" }, unit.key, (key) => regionOf.get(key),
      );
      const region1 = next.admin1.map((key) => countryOf.get(key));
      return next.country.length && next.admin1.length
        ? { ...next, country: Object.freeze([...new Set(region1)]) }
        : next;
    },
    chosen: (filters) => filters.admin2.includes(unit.key),
    parts: () => [],
  });
  return { rows: () => keys.country.map(country) };
}

function kindTree(record, names, keys) {
  const { kind, sub_kind: sub } = record.dictionaries;
  const kindOf = new Map(sub.map((entry) => [entry.key, keys.kind[entry.parent]]));
  const parts = [{ name: "sub_kind", parentOf: (key) => kindOf.get(key) }];
  return {
    rows: () =>
      kind.map((entry, at) => ({
        id: entry.key, at, level: 0, counts: "kind", label: names.name(entry), dot: entry.key,
        toggle: (filters) => toggleWhole(filters, "kind", entry.key, parts),
        chosen: (filters) => filters.kind.includes(entry.key),
        holds: (filters) => filters.sub_kind.some((key) => kindOf.get(key) === entry.key),
        parts: () =>
          (hasRest(record) ? sub : []).flatMap((part, index) => (part.parent === at ? [subKind(part, index)] : [])),
      })),
  };

  function subKind(entry, at) {
    return {
      id: entry.key, at, level: 1, counts: "sub_kind", label: names.name(entry),
      toggle: (filters) => togglePart(
        filters, { whole: "kind", part: "sub_kind" }, entry.key, (key) => kindOf.get(key),
      ),
      chosen: (filters) => filters.sub_kind.includes(entry.key),
      parts: () => [],
    };
  }
}
