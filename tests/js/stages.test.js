import assert from "node:assert/strict";
import test from "node:test";
import { isSlow } from "../../static/dashboard/link.js";
import { createMonthly, dotsOf } from "../../static/dashboard/monthly.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { choiceOf, hasRest, inStages, isWhole, lacks } from "../../static/dashboard/stages.js";

const first = { stage: { first: true, rest: false, ids: false } };
const rest = { stage: { first: true, rest: true, ids: false } };
const whole = { stage: { first: true, rest: true, ids: true } };

test("a record knows how far it has come", () => {
  assert.deepEqual([first, rest, whole].map(hasRest), [false, true, true]);
  assert.deepEqual([first, rest, whole].map(isWhole), [false, false, true]);
});

test("filters that ask for what has not come are named, others work", () => {
  const asked = (more) => ({ ...NO_FILTERS, ...more });
  assert.equal(lacks(first, asked({ actor: ["jnim"] })), true);
  assert.equal(lacks(first, asked({ sub_kind: ["looting"] })), true);
  assert.equal(lacks(rest, asked({ actor: ["jnim"] })), false);
  assert.equal(lacks(first, asked({ country: ["ML"], kind: ["riots"], fatalities_min: 3 })), false);
});

test("an incident without its id is opened when that has come", () => {
  assert.deepEqual(choiceOf({ idOf: () => "VS-1" }, 4), { selected: "VS-1", opening: -1 });
  assert.deepEqual(choiceOf({ idOf: () => null }, 4), { opening: 4, wanted: "all" });
});

test("a small record comes in one go", () => {
  const manifest = (bytes) => ({ labels: [{ dictionaries: { names: { bytes: 10 } }, bundles: [{ bytes }] }] });
  assert.equal(inStages(manifest(1000)), false);
  assert.equal(inStages(manifest(4_000_000)), true);
});

test("the address decides on the link, then the browser, then how the page came", () => {
  const slowly = { transferSize: 12_000, requestStart: 0, responseStart: 450, responseEnd: 700 };
  const quickly = { transferSize: 12_000, requestStart: 0, responseStart: 30, responseEnd: 40 };
  assert.equal(isSlow({ link: "fast", connection: { saveData: true }, page: slowly }), false);
  assert.equal(isSlow({ link: "slow", connection: { effectiveType: "4g" }, page: quickly }), true);
  assert.equal(isSlow({ link: "", connection: { saveData: true, effectiveType: "4g" }, page: quickly }), true);
  assert.equal(isSlow({ link: "", connection: { effectiveType: "3g" }, page: quickly }), true);
  assert.equal(isSlow({ link: "", connection: { effectiveType: "4g" }, page: slowly }), false);
  assert.equal(isSlow({ link: "", page: slowly }), true);
  assert.equal(isSlow({ link: "", page: quickly }), false);
  assert.equal(isSlow({ link: "", page: { ...slowly, transferSize: 0 } }), false);
  assert.equal(isSlow({ link: "" }), false);
});

// Three months, two kinds, two squares.
const columns = {
  incidents: [3, 1, 0, 2, 5, 0], deaths: [4, 0, 0, 0, 9, 0], figured: [2, 0, 3], low: [3, 0, 8], high: [6, 0, 9], off_map: [1, 0, 2],
  step: [0, 2, 1, 2], count: [3, 2, 4, 1], column: [240, 241], row: [230, 231], kind: [1, 0],
};

test("months are summed as the count line wants them", () => {
  const monthly = createMonthly({ months: 3 }, columns, 2);
  assert.deepEqual(monthly.totals(0, 3), {
    incidents: 11, withFigure: 5, withoutFigure: 6, notOnMap: 3, datasets: 1, deaths: 13, low: 11, high: 15,
  });
  assert.equal(monthly.totals(1, 2).incidents, 2);
  assert.deepEqual([...monthly.squares(0, 3)], [5, 5]);
  assert.deepEqual([...monthly.squares(2, 3)], [2, 1]);
  assert.deepEqual([...createMonthly({ months: 3 }, { ...columns, step: undefined, column: undefined }, 2).squares(0, 3)], []);
});

test("squares become dots by kind and size, empty ones none", () => {
  const dots = dotsOf(Int32Array.of(0, 10), columns);
  assert.deepEqual([...dots], [["0 7", "M241.5 231.5h0"]]);
});
