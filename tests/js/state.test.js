import assert from "node:assert/strict";
import test from "node:test";
import { dayOf, isoOf } from "../../static/dashboard/dates.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { createDerive, INITIAL, newestYear } from "../../static/dashboard/state.js";
import { createStore } from "../../static/dashboard/store.js";
import { unfinishedFrom } from "../../static/dashboard/unfinished.js";
import { fixture } from "./fixture_columns.js";
import { decode } from "./decoded.js";

const record = decode(fixture({ count: 200, seed: 4, places: 30 }));
const loaded = (changes = {}) => {
  const store = createStore({ ...INITIAL, ...changes }, createDerive());
  store.set({ record });
  return store;
};

test("without a period in the address, the newest year with data is asked for", () => {
  const { asked, span, filters } = loaded().get();
  const year = isoOf(record.day.at(-1)).slice(0, 4);
  assert.equal(asked.after, `${year}-01-01`);
  assert.equal(asked.before, `${Number(year) + 1}-01-01`);
  assert.deepEqual(span, newestYear(record));
  assert.equal(filters.after, "", "the default is not written into the filters");
});

test("all time is a choice of its own", () => {
  const { asked, span, result } = loaded({ period: "all" }).get();
  assert.equal(asked.after, "");
  assert.equal(span, null);
  assert.equal(result.to - result.from, record.count);
});

test("a period with one end runs to the end of the record", () => {
  const { span } = loaded({ filters: { ...NO_FILTERS, after: "2010-01-01" } }).get();
  assert.equal(span.after, dayOf("2010-01-01"));
  assert.equal(span.before, record.day.at(-1) + 1);
});

test("what is counted follows filters, matches and the side of actors, and nothing else", () => {
  const store = loaded({ period: "all" });
  const first = store.get().result;
  store.set({ mode: "density" });
  assert.equal(store.get().result, first);
  store.set({ filters: Object.freeze({ ...NO_FILTERS, kind: ["battles"] }) });
  const battles = store.get().result;
  assert.ok(battles.totals.incidents < first.totals.incidents);
  store.set({ side: ["target"] });
  assert.notEqual(store.get().result.counts.actor, battles);
  store.set({ matches: new Uint8Array(record.count), matched: "x", filters: { ...NO_FILTERS, q: "x" } });
  assert.equal(store.get().result.totals.incidents, 0);
});

test("what takes longer than a frame is counted in steps, and what was true before stays until the end", () => {
  const store = createStore({ ...INITIAL, period: "all" }, createDerive({ large: 20 }));
  store.set({ record });
  const first = store.get().result;
  assert.equal(first.record, record, "a record that has come is counted at once");
  store.set({ filters: Object.freeze({ ...NO_FILTERS, kind: ["battles"] }) });
  const { counting, result } = store.get();
  assert.equal(result, first);
  let steps = 0;
  let step = counting.next();
  for (; !step.done; step = counting.next()) steps += 1;
  assert.ok(steps > 3);
  const plain = loaded({ period: "all", filters: Object.freeze({ ...NO_FILTERS, kind: ["battles"] }) }).get().result;
  assert.deepEqual(step.value.totals, plain.totals);
  assert.deepEqual(step.value.counts, plain.counts);
});

test("a filter in the midst of a count is counted whole", () => {
  const store = createStore({ ...INITIAL, period: "all" }, createDerive({ large: 20 }));
  store.set({ record });
  for (const filters of [{ kind: ["battles"] }, { certainty: ["verified"] }, { after: "2015-01-01" }, { kind: ["riots"], after: "2012-01-01" }]) {
    store.set({ filters: Object.freeze({ ...NO_FILTERS, ...filters }) });
    if (filters.kind?.[0] !== "riots") store.get().counting?.next();
  }
  let step = store.get().counting.next();
  while (!step.done) step = store.get().counting.next();
  const plain = loaded({ filters: store.get().filters }).get().result;
  assert.deepEqual(step.value.totals, plain.totals);
  assert.deepEqual(step.value.counts, plain.counts);
});

test("a new record in the midst of a count is counted at once, and the old count is given up", () => {
  const store = createStore({ ...INITIAL, period: "all" }, createDerive({ large: 20 }));
  store.set({ record });
  store.set({ filters: Object.freeze({ ...NO_FILTERS, kind: ["battles"] }) });
  const next = decode(fixture({ count: 200, seed: 5, places: 30 }));
  store.set({ record: next });
  assert.equal(store.get().counting, null);
  assert.equal(store.get().result.record, next);
});

test("a brush leaves the shape of the timeline as it is, another filter does not", () => {
  const store = loaded();
  const { shape } = store.get().result;
  store.set({ filters: { ...NO_FILTERS, after: "2015-01-01", before: "2016-01-01" } });
  assert.equal(store.get().result.shape, shape);
  store.set({ filters: { ...NO_FILTERS, kind: ["riots"] } });
  assert.notEqual(store.get().result.shape, shape);
});

test("an empty record asks for nothing and breaks nothing", () => {
  const store = createStore({ ...INITIAL }, createDerive());
  store.set({ record: decode(fixture({ count: 0 })) });
  assert.equal(store.get().result.totals.incidents, 0);
  assert.equal(store.get().span, null);
});

test("the last four weeks before the record's last change are still filling", () => {
  assert.equal(isoOf(unfinishedFrom({ changed: "2024-12-29T08:00:00Z" })), "2024-12-01");
  assert.equal(unfinishedFrom({ changed: null }), Infinity);
});
