import assert from "node:assert/strict";
import test from "node:test";
import { kilometres, polygon } from "../../static/dashboard/area.js";
import { createCrossfilter, passing } from "../../static/dashboard/crossfilter.js";
import { isoOf } from "../../static/dashboard/dates.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { createLinks } from "../../static/dashboard/links.js";
import { deathsIn } from "../../static/dashboard/regional.js";
import { DEATHS } from "../../static/dashboard/lists.js";
import { fixture, random } from "./fixture_columns.js";
import { decode } from "./decoded.js";

const answer = fixture({ count: 700, seed: 7, places: 60, actors: 12, linked: 0.1 });
const record = decode(answer);

// The plain way: every rule read from the answer as it came, one incident at a time.
function tells(i, name, wanted, filters) {
  const { incidents, sites, participations, sources, tags, dictionaries, enums } = answer;
  const siteRows = range(sites.start, i);
  const anySite = (column, known) => {
    const values = siteRows.map((s) => sites[column][s]).filter((value) => value !== -1);
    if (values.length === 0) return wanted.includes("none");
    return values.some((value) => wanted.includes(known[value].key ?? known[value]));
  };
  switch (name) {
    case "country": return anySite("country", dictionaries.country);
    case "admin1": return anySite("admin1", dictionaries.admin1);
    case "admin2": return anySite("admin2", dictionaries.admin2);
    case "precision": return anySite("precision", enums.precision);
    case "kind": return wanted.includes(dictionaries.kind[incidents.kind[i]].key);
    case "sub_kind": return wanted.includes(dictionaries.sub_kind[incidents.sub_kind[i]].key);
    case "certainty": return wanted.includes(enums.certainty[incidents.certainty[i]]);
    case "dataset": return wanted.includes(dictionaries.dataset[incidents.dataset[i]].key);
    case "fatalities": return wanted.includes(enums.deaths_state[incidents.deaths_state[i]]);
    case "fatalities_min": return figure(i) !== null && figure(i) >= wanted;
    case "fatalities_max": return figure(i) !== null && figure(i) <= wanted;
    case "contested": {
      const points = enums.contested.filter((_, bit) => (incidents.contested[i] >> bit) & 1);
      return points.length ? points.some((point) => wanted.includes(point)) : wanted.includes("none");
    }
    case "source": return listed(sources, "source", dictionaries.source, i, wanted);
    case "tag": return listed(tags, "tag", dictionaries.tag, i, wanted);
    case "actor": return involved(i, wanted, filters.role, filters.actor_exact);
    case "role": return filters.actor.length > 0 || inRole(i, wanted, participations, enums);
    case "bbox": {
      const [west, south, east, north] = wanted.split(",").map(Number);
      return points(i).some(([lon, lat]) => lon >= west && lon <= east && lat >= south && lat <= north);
    }
    case "near": {
      const [lat, lon, km] = wanted.split(",").map(Number);
      return points(i).some(([x, y]) => kilometres(lon, lat, x, y) <= km);
    }
    case "within": return points(i).some(([x, y]) => polygon(wanted)(x, y));
    case "after": return isoOf(incidents.day[i]) >= wanted;
    case "before": return isoOf(incidents.day[i]) < wanted;
    default: throw new Error(name);
  }
}

const range = (start, i) => Array.from({ length: start[i + 1] - start[i] }, (_, at) => start[i] + at);

function listed(columns, column, known, i, wanted) {
  const keys = range(columns.start, i).map((at) => known[columns[column][at]].key);
  return keys.length ? keys.some((key) => wanted.includes(key)) : wanted.includes("none");
}

function inRole(i, wanted, participations, enums) {
  const roles = range(participations.start, i).map((at) => enums.role[participations.role[at]]);
  return roles.length ? roles.some((role) => wanted.includes(role)) : wanted.includes("none");
}

function involved(i, wanted, roles, exact) {
  const { participations, dictionaries, enums } = answer;
  const rows = range(participations.start, i).map((at) => ({
    actor: participations.actor[at] === -1 ? null : dictionaries.actor[participations.actor[at]].key,
    role: enums.role[participations.role[at]],
    via: participations.via[at] === 1,
  }));
  const asked = (found) => roles.length === 0 || roles.includes(found.role);
  if (rows.some((found) => asked(found) && wanted.includes(found.actor) && !(exact && found.via))) return true;
  const role = roles.length ? roles : ["perpetrator", "party"];
  const named = rows.some((found) => found.actor && !found.via && role.includes(found.role));
  return wanted.includes("none") && !named;
}

function figure(i) {
  const { incidents, enums } = answer;
  const none = enums.deaths_state[incidents.deaths_state[i]] === "none";
  return none ? (incidents.retained[i] ?? 0) : incidents.retained[i];
}

function points(i) {
  const { sites } = answer;
  return range(sites.start, i)
    .filter((s) => sites.precision[s] <= 1 && sites.lon[s] !== null)
    .map((s) => [sites.lon[s] / 1e5, sites.lat[s] / 1e5]);
}

function matching(filters, without = []) {
  const asked = Object.entries(filters).filter(([name, value]) => {
    if (without.includes(name) || ["order", "actor_exact", "q"].includes(name)) return false;
    return Array.isArray(value) ? value.length > 0 : value !== "" && value !== null;
  });
  const all = Array.from({ length: answer.count }, (_, i) => i);
  return all.filter((i) => asked.every(([name, value]) => tells(i, name, value, filters)));
}

// Of linked incidents, the first by rank of those that match.
function once(indices) {
  const { group, rank } = answer.incidents;
  return indices.filter((i) => {
    if (group[i] === -1) return true;
    const others = indices.filter((j) => group[j] === group[i]);
    const best = others.toSorted((a, b) => rank[a] - rank[b] || a - b)[0];
    return best === i;
  });
}

// What a list filtered by each row would count: linked incidents once in each row.
function tally(indices, rowsOf, size) {
  const { group } = answer.incidents;
  const found = Array.from({ length: size }, () => new Set());
  for (const i of indices) for (const at of rowsOf(i)) found[at].add(group[i] === -1 ? i : `g${group[i]}`);
  return found.map((same) => same.size);
}

const named = (indices) => tally(indices, () => [0], 1)[0];

function agrees(result, filters) {
  const { counts, totals } = result;
  const { incidents, sites, dictionaries, enums } = answer;
  const found = matching(filters);
  assert.deepEqual([...passing(result)], found);
  const counted = once(found);
  assert.equal(totals.incidents, counted.length);
  assert.equal(totals.notOnMap, counted.filter((i) => points(i).length === 0).length);
  const figured = counted.filter((i) => figure(i) !== null || enums.deaths_state[incidents.deaths_state[i]] === "none");
  assert.equal(totals.withFigure, figured.length);
  assert.equal(totals.deaths, figured.reduce((sum, i) => sum + (incidents.retained[i] ?? 0), 0));
  assert.equal(totals.low, figured.reduce((sum, i) => sum + (incidents.low[i] ?? figure(i)), 0));
  assert.equal(totals.withoutFigure, counted.length - figured.length);
  assert.equal(totals.datasets, new Set(counted.map((i) => incidents.dataset[i])).size);

  const sited = (column) => (i) => range(sites.start, i).map((s) => sites[column][s]).filter((at) => at !== -1);
  const place = matching(filters, ["country", "admin1", "admin2"]);
  assert.deepEqual([...counts.country], tally(place, sited("country"), dictionaries.country.length));
  assert.deepEqual([...counts.admin1], tally(place, sited("admin1"), dictionaries.admin1.length));
  assert.deepEqual([...counts.admin2], tally(place, sited("admin2"), dictionaries.admin2.length));
  assert.equal(counts.noAdmin1[0], named(place.filter((i) => sited("admin1")(i).length === 0)));
  assert.deepEqual([...counts.precision], tally(matching(filters, ["precision"]), sited("precision"), enums.precision.length));
  const kind = matching(filters, ["kind", "sub_kind"]);
  assert.deepEqual([...counts.sub_kind], tally(kind, (i) => [incidents.sub_kind[i]], dictionaries.sub_kind.length));
  assert.deepEqual([...counts.kind], tally(kind, (i) => [incidents.kind[i]], dictionaries.kind.length));
  const certainty = matching(filters, ["certainty"]);
  assert.deepEqual([...counts.certainty], tally(certainty, (i) => [incidents.certainty[i]], 4));
  const source = matching(filters, ["source"]);
  assert.deepEqual([...counts.source], tally(source, (i) => range(answer.sources.start, i).map((at) => answer.sources.source[at]), 40));
  assert.equal(counts.noSource[0], named(source.filter((i) => range(answer.sources.start, i).length === 0)));
  assert.deepEqual([...counts.dataset], tally(matching(filters, ["dataset"]), (i) => [incidents.dataset[i]], 3));
  assert.deepEqual([...counts.inDataset], dictionaries.dataset.map((_, at) => counted.filter((i) => incidents.dataset[i] === at).length));
  const tag = matching(filters, ["tag"]);
  assert.deepEqual([...counts.tag], tally(tag, (i) => range(answer.tags.start, i).map((at) => answer.tags.tag[at]), 20));
  assert.equal(counts.noTag[0], named(tag.filter((i) => range(answer.tags.start, i).length === 0)));
  const contested = matching(filters, ["contested"]);
  const disputed = (i) => enums.contested.flatMap((_, bit) => ((incidents.contested[i] >> bit) & 1 ? [bit] : []));
  assert.deepEqual([...counts.contested], tally(contested, disputed, enums.contested.length));
  assert.equal(counts.noContested[0], named(contested.filter((i) => incidents.contested[i] === 0)));
  assert.deepEqual([...counts.deaths], tally(matching(filters, ["fatalities", "fatalities_min", "fatalities_max"]), deathsRow, DEATHS.length));
  agreesOnRegions(result, counted);
  const actors = matching(filters, ["actor", "role"]);
  const acting = (i) => range(answer.participations.start, i)
    .filter((at) => !filters.role.length || filters.role.includes(enums.role[answer.participations.role[at]]))
    .filter((at) => !(filters.actor_exact && answer.participations.via[at]))
    .map((at) => answer.participations.actor[at]).filter((at) => at !== -1);
  assert.deepEqual([...counts.actor], tally(actors, acting, dictionaries.actor.length));
  const time = matching(filters, ["after", "before"]);
  assert.equal(counts.dayIncidents.reduce((sum, count) => sum + count, 0), once(time).length);
  assert.equal(
    counts.dayDeaths.reduce((sum, count) => sum + count, 0),
    once(time).reduce((sum, i) => sum + Math.max(0, incidents.retained[i] ?? 0), 0),
  );
}

function deathsRow(i) {
  const state = answer.enums.deaths_state[answer.incidents.deaths_state[i]];
  const figure = answer.incidents.retained[i];
  const row = DEATHS.findIndex((bucket) =>
    (state === "retained" ? bucket.least <= figure && figure <= (bucket.most ?? Infinity) : bucket.state === state));
  return row < 0 ? [] : [row];
}

function agreesOnRegions(result, counted) {
  const { sites, dictionaries, incidents } = answer;
  const regions = dictionaries.admin1.map((_, at) => counted.filter((i) => range(sites.start, i).some((s) => sites.admin1[s] === at)));
  const { deaths, figures } = deathsIn(result);
  assert.deepEqual([...result.counts.regionIncidents], regions.map(({ length }) => length));
  assert.deepEqual([...deaths], regions.map((held) => held.reduce((sum, i) => sum + (incidents.retained[i] ?? 0), 0)));
  assert.deepEqual([...figures], regions.map((held) => held.filter((i) => figure(i) !== null).length));
  assert.equal(result.totals.noRegion, counted.filter((i) => range(sites.start, i).every((s) => sites.admin1[s] === -1)).length);
}

function anything(next) {
  const { dictionaries, enums } = answer;
  const some = (values, extra = []) => {
    const keys = [...values.map((value) => value.key ?? value), ...extra];
    return keys.filter(() => next() < 2 / keys.length);
  };
  const maybe = (value, otherwise) => (next() < 0.3 ? value() : otherwise);
  const day = () => answer.incidents.day[Math.floor(next() * answer.count)];
  const [one, other] = [day(), day()].toSorted((a, b) => a - b);
  return {
    ...NO_FILTERS,
    after: maybe(() => isoOf(one), ""),
    before: maybe(() => isoOf(other + 1), ""),
    country: maybe(() => some(dictionaries.country), []),
    admin1: maybe(() => some(dictionaries.admin1.slice(0, 8), ["none"]), []),
    kind: maybe(() => some(dictionaries.kind), []),
    sub_kind: maybe(() => some(dictionaries.sub_kind), []),
    actor: maybe(() => some(dictionaries.actor.slice(0, 4), ["none"]), []),
    actor_exact: next() < 0.3,
    role: maybe(() => some(enums.role.slice(0, 2), []), []),
    source: maybe(() => some(dictionaries.source.slice(0, 5), ["none"]), []),
    dataset: maybe(() => some(dictionaries.dataset), []),
    certainty: maybe(() => some(enums.certainty), []),
    contested: maybe(() => some(enums.contested, ["none"]), []),
    precision: maybe(() => some(enums.precision), []),
    fatalities: maybe(() => some(enums.deaths_state), []),
    fatalities_min: maybe(() => Math.floor(next() * 5), null),
    fatalities_max: maybe(() => 5 + Math.floor(next() * 20), null),
    tag: maybe(() => some(dictionaries.tag.slice(0, 4), ["none"]), []),
    bbox: maybe(() => "-6,12,4,17", ""),
    near: next() < 0.1 ? "14.5,-2,400" : "",
    within: next() < 0.1 ? "-6 12, 4 11, 5 17, -1 18" : "",
  };
}

test("every count equals the plain way, whatever filters follow each other, in one step or in many", () => {
  const next = random(11);
  const cross = createCrossfilter(record, { step: 90 });
  let before = NO_FILTERS;
  for (let turn = 0; turn < 200; turn++) {
    const fresh = anything(next);
    const names = Object.keys(fresh);
    const name = names[Math.floor(next() * names.length)];
    // Every other time, only one of them changes.
    const filters = turn % 2 ? { ...before, [name]: fresh[name] } : fresh;
    before = filters;
    agrees(cross.apply(filters), filters);
  }
});

test("brushing by differences ends where a full count ends", () => {
  const next = random(5);
  const cross = createCrossfilter(record, { step: 40 });
  const fixed = { ...NO_FILTERS, kind: ["battles", "riots"], contested: ["none"] };
  const [first, last] = [record.day[0], record.day.at(-1)];
  for (let turn = 0; turn < 60; turn++) {
    const after = first + Math.floor(next() * (last - first));
    const filters = { ...fixed, after: isoOf(after), before: isoOf(after + 1 + Math.floor(next() * 3000)) };
    agrees(cross.apply(filters), filters);
  }
});

test("of incidents linked as the same, the one whose data set ranks first among those that match counts", () => {
  const { start, rows, size } = createLinks(record);
  const groups = Array.from({ length: size }, (_, at) => [...rows.subarray(start[at], start[at + 1])]);
  const members = groups.find((group) => new Set(group.map((i) => record.dataset[i])).size > 1);
  const days = members.map((i) => record.day[i]);
  const period = { after: isoOf(Math.min(...days)), before: isoOf(Math.max(...days) + 1) };
  const cross = createCrossfilter(record);
  const both = cross.apply({ ...NO_FILTERS, ...period });
  const seen = passing(both);
  assert.equal(both.totals.incidents, once(seen).length);
  assert.ok(seen.length > both.totals.incidents, "the list shows both");
  const lower = record.dictionaries.dataset[record.dataset[members.at(-1)]].key;
  const one = cross.apply({ ...NO_FILTERS, ...period, dataset: [lower] });
  assert.ok(passing(one).includes(members.at(-1)), "filtered to its data set, its row counts");
});

test("text matches are a dimension like any other", () => {
  const matches = new Uint8Array(record.count);
  matches[3] = matches[8] = 1;
  const cross = createCrossfilter(record);
  assert.deepEqual([...passing(cross.apply({ ...NO_FILTERS, q: "gao" }, { matches }))], [3, 8]);
  assert.equal(cross.apply(NO_FILTERS).totals.incidents, once(matching(NO_FILTERS)).length);
});
