import assert from "node:assert/strict";
import test from "node:test";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { deathsChosen, gaveWay, toggleDeaths, togglePart, toggleValue, toggleWhole } from "../../static/dashboard/refine.js";
import { DEATHS } from "../../static/dashboard/lists.js";

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

const at = (test) => DEATHS.findIndex(test);
const [NONE, UNKNOWN] = ["none", "unknown"].map((word) => at(({ state }) => state === word));
const [ZERO, ONES, TENS, MANY] = [0, 1, 10, 50].map((figure) => at(({ least }) => least === figure));
const said = ({ fatalities, fatalities_min, fatalities_max }) => [fatalities.join(), fatalities_min, fatalities_max];
const clicked = (...rows) => rows.reduce((filters, row) => toggleDeaths(filters, row), NO_FILTERS);
const chosen = (filters) => DEATHS.flatMap((_, row) => (deathsChosen(filters, row) ? [row] : []));

test("states of the toll stand together; a figure takes their place, and they its", () => {
  const states = clicked(NONE, UNKNOWN);
  assert.deepEqual(states.fatalities, ["none", "unknown"]);
  const figures = toggleDeaths(states, TENS);
  assert.deepEqual(said(figures), ["", 10, 49]);
  assert.deepEqual(gaveWay(states, figures, TENS), [NONE, UNKNOWN]);
  assert.deepEqual(toggleDeaths(figures, TENS), NO_FILTERS);
  assert.deepEqual(said(toggleDeaths(figures, NONE)), ["none", null, null]);
});

test("bands that touch become one stretch, in either order", () => {
  for (const rows of [[TENS, MANY], [MANY, TENS]]) {
    const both = clicked(...rows);
    assert.deepEqual(said(both), ["", 10, null]);
    assert.deepEqual(chosen(both), [TENS, MANY]);
  }
  const whole = clicked(TENS, ONES, ZERO, MANY);
  assert.deepEqual(said(whole), ["retained", 0, null]);
  assert.deepEqual(chosen(whole), [ZERO, ONES, TENS, MANY]);
});

test("a band apart takes the place of the others, and it is known which gave way", () => {
  const ones = clicked(ONES);
  const many = toggleDeaths(ones, MANY);
  assert.deepEqual(said(many), ["", 50, null]);
  assert.deepEqual(gaveWay(ones, many, MANY), [ONES]);
  assert.deepEqual(gaveWay(clicked(TENS), clicked(TENS, MANY), MANY), []);
});

test("a second click takes an end off; in the middle it leaves the lower part", () => {
  const whole = clicked(ONES, TENS, MANY);
  assert.deepEqual(said(toggleDeaths(whole, ONES)), ["", 10, null]);
  assert.deepEqual(said(toggleDeaths(whole, MANY)), ["", 1, 49]);
  const cut = toggleDeaths(whole, TENS);
  assert.deepEqual(said(cut), ["", 1, 9]);
  assert.deepEqual(gaveWay(whole, cut, TENS), [MANY]);
  assert.deepEqual(said(toggleDeaths(clicked(ZERO, ONES), ZERO)), ["", 1, 9]);
});

test("a stretch that is no sum of bands chooses no row, and a click on one replaces it", () => {
  for (const [low, high] of [[5, null], [null, 49], [0, 9], [10, 30]]) {
    const filters = { ...NO_FILTERS, fatalities_min: low, fatalities_max: high };
    assert.deepEqual(chosen(filters), []);
    assert.deepEqual(said(toggleDeaths(filters, TENS)), ["", 10, 49]);
  }
});
