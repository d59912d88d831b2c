import assert from "node:assert/strict";
import test from "node:test";
import { firstFrom, NONE } from "../../static/dashboard/columns.js";
import { fixture } from "./fixture_columns.js";
import { ColumnsError, decode, distinct } from "./decoded.js";

const answer = fixture({ count: 60, seed: 2, places: 20 });

test("columns come out as they went in, with none for null", () => {
  const record = decode(answer);
  assert.equal(record.count, 60);
  assert.deepEqual([...record.day], answer.incidents.day);
  assert.deepEqual([...record.retained], answer.incidents.retained.map((value) => value ?? NONE));
  const s = answer.sites.lon.findIndex((lon) => lon !== null);
  assert.equal(record.site.lon[s], answer.sites.lon[s] / 1e5);
  assert.ok(Number.isNaN(record.site.lon[answer.sites.lon.indexOf(null)]));
});

test("only an exact or near point can be drawn", () => {
  const record = decode(answer);
  for (const [s, precision] of answer.sites.precision.entries())
    assert.equal(record.mappable[s], precision <= 1 && answer.sites.lon[s] !== null ? 1 : 0);
});

test("another format, unequal columns or unsorted days are refused, not guessed", () => {
  assert.throws(() => decode({ ...answer, format: 2 }), ColumnsError);
  assert.throws(() => decode(null), ColumnsError);
  assert.throws(() => decode({ ...answer, count: 61 }), ColumnsError);
  const days = answer.incidents.day.toReversed();
  assert.throws(() => decode({ ...answer, incidents: { ...answer.incidents, day: days } }), ColumnsError);
});

test("an empty record is a record", () => {
  const empty = fixture({ count: 0 });
  assert.equal(decode(empty).count, 0);
});

test("a value that a row has twice stands once", () => {
  const { start, values } = distinct(Uint32Array.of(0, 3, 3, 5), Int32Array.of(4, 4, NONE, 7, 4));
  assert.deepEqual([...start], [0, 1, 1, 3]);
  assert.deepEqual([...values], [4, 7, 4]);
});

test("the first incident from a day is found among equal days", () => {
  const days = Int32Array.of(1, 3, 3, 3, 8);
  assert.deepEqual([0, 1, 2, 3, 4, 9].map((day) => firstFrom(days, day)), [0, 0, 1, 1, 4, 5]);
});
