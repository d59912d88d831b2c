import assert from "node:assert/strict";
import test from "node:test";
import { comparison, stack, sum } from "../../static/dashboard/bars.js";
import { dayOf } from "../../static/dashboard/dates.js";
import { edges } from "../../static/dashboard/scale.js";

const first = dayOf("2023-01-01");
const count = 800;
const kinds = 2;
const counts = {
  days: { first, count, kinds },
  dayIncidents: Int32Array.from({ length: count * kinds }, (_, at) => (at % kinds === 0 ? 1 : (at >> 1) % 2)),
  dayDeaths: Int32Array.from({ length: count * kinds }, (_, at) => at % 5),
};

test("bars add up the days between their edges, by kind", () => {
  const marks = edges("month", first, dayOf("2023-03-31"));
  const bars = stack(counts, marks, "incidents");
  assert.deepEqual([...bars.byKind].filter((_, at) => at % kinds === 0), [31, 28, 31]);
  assert.equal(bars.whole[0], sum(counts, marks[0], marks[1], "incidents"));
  assert.equal(bars.highest, Math.max(...bars.whole));
});

test("bars before and after the record are empty, not wrong", () => {
  const marks = edges("day", first - 3, first + 1);
  assert.deepEqual([...stack(counts, marks, "incidents").whole.slice(0, 3)], [0, 0, 0]);
  assert.equal(sum(counts, first + count, first + count + 99, "deaths"), 0);
});

test("a year is compared with the year before, month by month", () => {
  const span = { after: dayOf("2024-01-01"), before: dayOf("2025-01-01") };
  const marks = edges("month", first, dayOf("2024-12-31"));
  const { line, earlierSum, sum: now, whole } = comparison(counts, { marks, unit: "month", span, measure: "incidents" });
  assert.equal(line.length, 12);
  assert.deepEqual(line[1], [13, sum(counts, dayOf("2023-02-01"), dayOf("2023-03-01"), "incidents")]);
  assert.equal(earlierSum, sum(counts, dayOf("2023-01-01"), dayOf("2024-01-01"), "incidents"));
  assert.equal(now, sum(counts, span.after, span.before, "incidents"));
  assert.ok(whole);
});

test("a period before the record's start is said to be cut", () => {
  const span = { after: first, before: first + 30 };
  const { whole, earlierSum } = comparison(counts, { marks: edges("day", first, first + 30), unit: "day", span, measure: "incidents" });
  assert.deepEqual([whole, earlierSum], [false, 0]);
});
