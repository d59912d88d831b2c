import assert from "node:assert/strict";
import test from "node:test";
import { createCrossfilter } from "../../static/dashboard/crossfilter.js";
import { DEATHS } from "../../static/dashboard/lists.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { decode } from "./decoded.js";
import { fixture } from "./fixture_columns.js";

const answer = fixture({ count: 700, seed: 7, places: 60, actors: 12, linked: 0.1 });
const record = decode(answer);
const row = (values, name) => values.findIndex((value) => (value.key ?? value) === name);

test("a key that nothing has matches nothing", () => {
  const result = createCrossfilter(record).apply({ ...NO_FILTERS, actor: ["nobody-of-that-name"] });
  assert.equal(result.totals.incidents, 0);
});

test("the same filters again cost nothing and change nothing", () => {
  const cross = createCrossfilter(record);
  const filters = { ...NO_FILTERS, kind: ["battles"] };
  assert.equal(cross.apply(filters).version, cross.apply({ ...filters }).version);
});

test("deaths fall into one row each", () => {
  const { counts, totals } = createCrossfilter(record).apply(NO_FILTERS);
  assert.equal(counts.deaths.length, DEATHS.length);
  // Linked incidents may stand in two rows, each of which counts them once.
  assert.ok(counts.deaths.reduce((sum, count) => sum + count, 0) >= totals.incidents);
  assert.ok(row(answer.enums.deaths_state, "none") >= 0);
});
