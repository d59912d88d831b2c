import assert from "node:assert/strict";
import test from "node:test";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { deathsChosen, toggleDeaths, togglePart, toggleValue, toggleWhole } from "../../static/dashboard/refine.js";
import { DEATHS } from "../../static/dashboard/tally.js";

const countryOf = (key) => key.slice(0, 2).toUpperCase();
const PARTS = [{ name: "admin1", parentOf: countryOf }, { name: "admin2", parentOf: countryOf }];
const region = (filters, key) => togglePart(filters, { whole: "country", part: "admin1", deeper: [{ name: "admin2", parentOf: () => "" }] }, key, countryOf);
const country = (filters, key) => toggleWhole(filters, "country", key, PARTS);

test("a click refines, a second clears", () => {
  const once = toggleValue(NO_FILTERS, "actor", "jnim");
  assert.deepEqual(once.actor, ["jnim"]);
  assert.deepEqual(toggleValue(once, "actor", "jnim"), NO_FILTERS);
});

test("a region takes the place of countries that are not its own", () => {
  const both = country(country(NO_FILTERS, "ML"), "NE");
  const gao = region(both, "ml-gao");
  assert.deepEqual([gao.country, gao.admin1], [["ML"], ["ml-gao"]]);
  const two = region(gao, "ne-tillaberi");
  assert.deepEqual([two.country, two.admin1], [["ML", "NE"], ["ml-gao", "ne-tillaberi"]]);
  const back = region(region(two, "ne-tillaberi"), "ml-gao");
  assert.deepEqual([back.country, back.admin1], [["ML"], []]);
});

test("without a country, a region stands alone", () => {
  assert.deepEqual(region(NO_FILTERS, "ml-gao").country, []);
});

test("a country that is taken away takes its regions along; another keeps none of them", () => {
  const gao = region(country(NO_FILTERS, "ML"), "ml-gao");
  assert.deepEqual(country(gao, "ML"), NO_FILTERS);
  const moved = country(region(NO_FILTERS, "ml-gao"), "BF");
  assert.deepEqual([moved.country, moved.admin1], [["BF"], []]);
});

test("states of the toll stand together, figures are one stretch, each excludes the other", () => {
  const at = (test) => DEATHS.findIndex(test);
  const none = at(({ state }) => state === "none");
  const unknown = at(({ state }) => state === "unknown");
  const tens = at(({ least }) => least === 10);
  const zero = at(({ most }) => most === 0);
  const states = toggleDeaths(toggleDeaths(NO_FILTERS, none), unknown);
  assert.deepEqual(states.fatalities, ["none", "unknown"]);
  const figures = toggleDeaths(states, tens);
  assert.deepEqual([figures.fatalities, figures.fatalities_min, figures.fatalities_max], [[], 10, 49]);
  assert.ok(deathsChosen(figures, tens) && !deathsChosen(figures, none));
  assert.deepEqual(toggleDeaths(figures, tens), NO_FILTERS);
  const retained = toggleDeaths(figures, zero);
  assert.deepEqual([retained.fatalities, retained.fatalities_min, retained.fatalities_max], [["retained"], 0, 0]);
  assert.deepEqual(toggleDeaths(retained, none).fatalities, ["none"]);
});
