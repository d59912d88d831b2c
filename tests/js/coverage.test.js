import assert from "node:assert/strict";
import test from "node:test";
import { gapIn, shortOf } from "../../static/dashboard/coverage.js";
import { dayOf } from "../../static/dashboard/dates.js";
import { BIT } from "../../static/dashboard/dimensions.js";

// [day, data set, group, rank, bits of what it fails]
function result(rows) {
  const column = (at) => Int32Array.from(rows, (row) => row[at]);
  const record = {
    day: Int32Array.from(rows, ([day]) => dayOf(day)), dataset: column(1), group: column(2), rank: column(3),
    dictionaries: { dataset: [{ key: "own" }, { key: "ucdp" }] },
  };
  return { record, mask: Uint16Array.from(rows, (row) => row[4] ?? 0) };
}

const year = (number) => ({ after: dayOf(`${number}-01-01`), before: dayOf(`${number + 1}-01-01`) });
const own = [["2019-05-01", 0, -1, 0], ["2023-03-01", 0, -1, 0], ["2024-03-01", 0, -1, 0], ["2024-12-20", 0, -1, 0]];
const sorted = (...rows) => result(rows.toSorted(([one], [other]) => (one < other ? -1 : 1)));

test("two years of the same data sets can be compared, a filter on the period notwithstanding", () => {
  assert.equal(gapIn(sorted(...own), year(2024), year(2023)), null);
  const timed = own.map((row) => [...row, BIT.time]);
  assert.equal(gapIn(sorted(...timed), year(2024), year(2023)), null);
});

test("a data set that begins after the earlier period has begun is named, with its day", () => {
  const found = gapIn(sorted(...own, ["2023-01-02", 1, -1, 3], ["2024-02-01", 1, -1, 3]), year(2024), year(2023));
  assert.deepEqual(found, { dataset: 1, begins: dayOf("2023-01-02") });
});

test("a data set that ends before the later period begins is named, with its day", () => {
  const found = gapIn(sorted(...own, ["2018-01-02", 1, -1, 3], ["2023-11-30", 1, -1, 3]), year(2024), year(2023));
  assert.deepEqual(found, { dataset: 1, ends: dayOf("2023-11-30") });
});

test("a data set without a matching incident in either period stands in nobody's way", () => {
  const filtered = ["2024-02-01", 1, -1, 3, BIT.kind];
  assert.equal(gapIn(sorted(...own, filtered), year(2024), year(2023)), null);
});

test("of incidents that are the same only the first by rank is counted, as in the sums", () => {
  const twin = (dataset, rank) => ["2024-03-02", dataset, 7, rank];
  assert.equal(gapIn(sorted(...own, twin(1, 3), twin(0, 0)), year(2024), year(2023)), null);
  assert.ok(gapIn(sorted(...own, twin(1, 0), twin(0, 3)), year(2024), year(2023)));
});

test("a period that goes on for long after the last incident is said to be short", () => {
  assert.equal(shortOf(sorted(...own), year(2024)), null);
  assert.equal(shortOf(sorted(...own.slice(0, 3)), year(2024)), dayOf("2024-03-01"));
  assert.equal(shortOf(sorted(...own), year(2030)), null);
});
