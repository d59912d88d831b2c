import assert from "node:assert/strict";
import test from "node:test";
import { dayOf, isoOf } from "../../static/dashboard/dates.js";
import { barScale, before, ceiling, change, chooseUnit, edges, startOf, step, ticks, windowOf } from "../../static/dashboard/scale.js";

const at = dayOf;
const span = (after, end) => ({ after: at(after), before: at(end) });

test("bars start on the day, the Monday, the first of the month", () => {
  assert.equal(isoOf(startOf("day", at("2024-09-17"))), "2024-09-17");
  assert.equal(isoOf(startOf("week", at("2024-09-17"))), "2024-09-16");
  assert.equal(isoOf(startOf("month", at("2024-09-17"))), "2024-09-01");
});

test("n bars have n + 1 edges and cover both ends", () => {
  assert.deepEqual(edges("month", at("2024-01-15"), at("2024-03-01")).map(isoOf), ["2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]);
  assert.equal(edges("week", at("2024-09-16"), at("2024-09-22")).length, 2);
  assert.equal(edges("day", 10, 10).length, 2);
});

test("steps of months keep the first of the month, across years", () => {
  assert.equal(isoOf(step("month", at("2024-11-01"), 3)), "2025-02-01");
  assert.equal(isoOf(step("month", at("2024-02-01"), -14)), "2022-12-01");
  assert.equal(isoOf(step("week", at("2024-09-16"), -1)), "2024-09-09");
});

test("a pixel falls in its bar and snaps to the nearest edge", () => {
  const scale = barScale(edges("month", at("2024-01-01"), at("2024-12-31")), 600);
  assert.equal(scale.size, 50);
  assert.deepEqual([scale.barAt(-5), scale.barAt(49), scale.barAt(51), scale.barAt(9999)], [0, 0, 1, 11]);
  assert.deepEqual([scale.edgeAt(24), scale.edgeAt(26), scale.edgeAt(9999)], [0, 1, 12]);
});

test("a day stands between the edges of its bar, and never off the line", () => {
  const scale = barScale(edges("month", at("2024-01-01"), at("2024-12-31")), 600);
  assert.equal(scale.at(at("2024-03-01")), 100);
  assert.equal(scale.at(at("2024-04-16")), 175);
  assert.equal(scale.at(at("1999-01-01")), 0);
  assert.equal(scale.at(at("2030-01-01")), 600);
  assert.equal(scale.barOf(at("2024-12-31")), 11);
});

test("the finest unit that can be seen is chosen", () => {
  const choose = (first, last, width, period = null) => chooseUnit({ first: at(first), last: at(last), width, period });
  assert.equal(choose("2024-01-01", "2024-06-30", 700), "day");
  assert.equal(choose("2022-01-01", "2024-12-31", 700), "week");
  assert.equal(choose("2012-01-01", "2024-12-31", 700), "month");
  assert.equal(choose("1950-01-01", "2024-12-31", 100), "month");
});

test("a short period is shown in several bars, whatever the record's length", () => {
  const choose = (period) => chooseUnit({ first: at("1997-01-01"), last: at("2024-12-31"), width: 700, period });
  assert.equal(choose(span("2024-12-01", "2024-12-08")), "day");
  assert.equal(choose(span("2024-09-01", "2024-12-01")), "week");
  assert.equal(choose(span("2024-01-01", "2025-01-01")), "month");
});

test("the window holds the period and stays within the record", () => {
  const [first, last] = [at("1997-01-01"), at("2024-12-31")];
  const window = (period) => windowOf({ unit: "day", first, last, period, width: 600 });
  const early = window(span("1997-01-03", "1997-01-10"));
  assert.equal(early.first, first);
  const late = window(span("2024-12-25", "2025-01-01"));
  assert.equal(late.last, last);
  const middle = window(span("2010-06-01", "2010-06-08"));
  assert.ok(middle.first < at("2010-06-01") && middle.last > at("2010-06-08"));
  assert.ok(middle.last - middle.first + 1 <= 200);
  assert.deepEqual(windowOf({ unit: "month", first, last, period: null, width: 10 }), { first, last });
});

test("labels never crowd", () => {
  for (const [first, last, width] of [["1997-01-01", "2024-12-31", 700], ["2024-01-01", "2024-12-31", 700], ["2012-01-01", "2024-12-31", 300], ["2024-06-01", "2024-08-31", 700]]) {
    const marks = edges("day", at(first), at(last));
    const found = ticks(marks, width);
    const scale = barScale(marks, width);
    assert.ok(found.length > 1, first);
    for (let i = 1; i < found.length; i++) assert.ok(scale.at(found[i].day) - scale.at(found[i - 1].day) > 50);
  }
});

test("an axis ends on a round number that holds the highest bar", () => {
  for (const value of [0, 1, 4, 7, 12, 99, 101, 412, 5007, 99999]) assert.ok(ceiling(value) >= value);
  assert.equal(ceiling(412), 500);
  assert.equal(ceiling(0), 1);
});

test("the period before is as long and ends where this one starts", () => {
  assert.deepEqual(before(span("2024-01-01", "2025-01-01")), span("2023-01-01", "2024-01-01"));
  assert.deepEqual(before(span("2024-03-01", "2024-05-01")), span("2024-01-01", "2024-03-01"));
  assert.deepEqual(before(span("2024-03-10", "2024-03-17")), span("2024-03-03", "2024-03-10"));
});

test("no change in percent on small numbers", () => {
  assert.equal(change(9, 30), null);
  assert.equal(change(30, 9), null);
  assert.equal(change(15, 10), 50);
  assert.equal(change(10, 20), -50);
});
