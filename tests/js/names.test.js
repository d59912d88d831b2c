import assert from "node:assert/strict";
import test from "node:test";
import { createCrossfilter } from "../../static/dashboard/crossfilter.js";
import { createNames } from "../../static/dashboard/names.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { createSections } from "../../static/dashboard/sections.js";
import { createWords } from "../../static/dashboard/words.js";
import { fixture } from "./fixture_columns.js";
import { decode } from "./decoded.js";

const TEXTS = {
  "title.composed": "{kind}, {place} ({country})",
  "title.country": "{kind}, {country}",
  range: "{low}–{high}",
  "deaths.retained.one": "{n} reported death",
  "deaths.retained.other": "{n} reported deaths",
  "deaths.rival_range": "{range} reported deaths, no figure retained",
  "deaths.single_range": "{range} reported deaths, one figure only, not retained",
  "deaths.and_more": "{n} +",
  "country.ML": "Mali",
  "country.NE": "Niger",
};
const answer = fixture({ count: 300, seed: 9, places: 40 });
const record = decode(answer);
const [english, french] = ["en", "fr"].map((language) => createNames(record, createWords(TEXTS, language)));
const of = (state) => answer.incidents.deaths_state.indexOf(answer.enums.deaths_state.indexOf(state));

test("a title of its own is shown, in the page's language; else kind and place", () => {
  assert.equal(english.title(0), "Attack on the barracks at dawn");
  assert.equal(french.title(0), "Attaque de la caserne à l'aube");
  const i = answer.sites.start.findIndex((s, at) => at > 0 && answer.sites.place[s] >= 0);
  const place = answer.dictionaries.place[answer.sites.place[answer.sites.start[i]]][0];
  assert.match(english.title(i), new RegExp(`, ${place} \\(`));
});

test("a place is named as finely as it is known, and never more", () => {
  for (const [s, precision] of answer.sites.precision.entries()) {
    const name = english.place(s);
    if (precision === 5) assert.match(name, /^(country\.|Mali|Niger)/);
    else if (answer.sites.place[s] >= 0) assert.match(name, /^Place/);
    else assert.match(name, /^(District|Region|country\.|Mali|Niger)/);
  }
});

test("none, unknown and 0 are written differently, and a rival figure is not a retained one", () => {
  assert.equal(english.deaths(of("unknown")), "×");
  assert.equal(english.deaths(of("withheld")), "×");
  assert.equal(english.deaths(of("none")), "0");
  assert.equal(english.deathsLabel(of("unknown")), "deaths.unknown");
  assert.match(english.deathsLabel(of("rival")), /no figure retained$/);
  assert.ok(!english.retains(of("rival")) && english.retains(of("retained")));
});

test("one figure alone is shown as it is given, and said not to be retained", () => {
  const i = of("single");
  assert.equal(english.deaths(i), String(answer.incidents.low[i]));
  assert.equal(english.deathsLabel(i), `${answer.incidents.low[i]} reported deaths, one figure only, not retained`);
  assert.ok(!english.retains(i));
  const silent = { ...record, low: record.low.with(i, -1), high: record.high.with(i, -1) };
  assert.equal(createNames(silent, createWords(TEXTS, "en")).deaths(i), "×");
});

test("a filter value is called by its name; an unknown key by itself", () => {
  assert.equal(english.value("actor", "actor-3"), "Actor 3");
  assert.equal(english.value("actor", "nobody-known"), "nobody-known");
  assert.equal(english.value("country", "ML"), "Mali");
  assert.equal(english.value("actor", "none"), "actor.none");
  const words = createWords({ "deaths.none": "nobody died, someone says" }, "en");
  assert.equal(createNames(record, words).value("fatalities", "none"), "nobody died, someone says");
});

const sections = createSections(record, english, createWords(TEXTS, "en"));
const section = (name) => sections.find((candidate) => candidate.name === name);

test("every row of the rail reads a count that is there", () => {
  const { counts } = createCrossfilter(record).apply(NO_FILTERS);
  const walk = (rows) => rows.flatMap((row) => [row, ...(row.parts ? walk(row.parts()) : [])]);
  for (const { name, rows } of sections)
    for (const row of walk(rows()))
      assert.equal(typeof counts[row.counts][row.at], "number", `${name} ${row.id}`);
});

test("a row's click gives what its count says, for every row of every section", () => {
  const cross = createCrossfilter(record);
  for (const { name, rows } of sections)
    for (const row of rows()) {
      const told = cross.apply(NO_FILTERS).counts[row.counts][row.at];
      const filters = row.toggle(NO_FILTERS);
      assert.ok(row.chosen(filters), `${name} ${row.id}`);
      assert.equal(cross.apply(filters).totals.incidents, told, `${name} ${row.id}`);
      assert.deepEqual(row.toggle(filters), NO_FILTERS, `${name} ${row.id}: a second click clears`);
    }
});

test("regions stand under their country, districts under their region", () => {
  const country = section("place").rows()[0];
  const regions = country.parts();
  assert.ok(regions.length > 0);
  for (const region of regions) {
    assert.equal(answer.dictionaries.admin1[region.at].country, country.at);
    for (const district of region.parts())
      assert.equal(answer.dictionaries.admin2[district.at].parent, region.at);
  }
});

test("no section is made of a people: actors, data sets, sources and words alone", () => {
  assert.deepEqual(
    sections.map(({ name }) => name),
    ["place", "kind", "actor", "certainty", "contested", "deaths", "dataset", "source", "tag", "precision"],
  );
});
