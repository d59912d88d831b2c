import assert from "node:assert/strict";
import test from "node:test";
import { civil, createDates, dayFrom, dayOf, isoOf, today, weekday } from "../../static/dashboard/dates.js";

const NARROW = "\u202f";

test("days count from 1 January 1970 and back", () => {
  assert.equal(dayOf("1970-01-01"), 0);
  assert.equal(dayOf("2024-09-17"), 19983);
  for (const day of [-1, 0, 19983, 11016, 20512]) assert.equal(dayOf(isoOf(day)), day);
  assert.deepEqual(civil(19983), { year: 2024, month: 9, date: 17 });
});

test("a day that does not exist is none", () => {
  for (const text of ["2024-02-30", "2023-02-29", "2024-13-01", "17-09-2024", "", null, "2024-9-7"])
    assert.equal(dayOf(text), null, String(text));
  assert.notEqual(dayOf("2024-02-29"), null);
});

test("weeks start on Monday", () => {
  assert.equal(weekday(dayOf("2024-09-16")), 0);
  assert.equal(weekday(dayOf("2024-09-22")), 6);
  assert.equal(weekday(dayOf("1969-12-29")), 0);
});

test("today is the civil day where the reader is", () => {
  assert.equal(today(new Date(2024, 8, 17, 0, 5)), dayFrom(2024, 9, 17));
  assert.equal(today(new Date(2024, 8, 17, 23, 55)), dayFrom(2024, 9, 17));
});

test("English writes 17 Sep 2024, French 17 sept. 2024 and 1er mars", () => {
  const [en, fr] = [createDates("en"), createDates("fr")];
  assert.equal(en.day(19983), "17 Sep 2024");
  assert.equal(fr.day(19983), "17 sept. 2024");
  assert.equal(fr.day(dayOf("2025-03-01")), "1er mars 2025");
  assert.equal(en.day(dayOf("2025-03-01")), "1 Mar 2025");
  assert.equal(fr.monthYear(dayOf("2025-03-01")), "mars 2025");
});

test("a range says once what its ends share", () => {
  const en = createDates("en");
  const range = (from, to) => en.range(dayOf(from), dayOf(to));
  assert.equal(range("2024-01-01", "2024-12-31"), "1 Jan – 31 Dec 2024");
  assert.equal(range("2024-03-01", "2024-03-09"), "1 – 9 Mar 2024");
  assert.equal(range("2023-12-30", "2024-01-02"), "30 Dec 2023 – 2 Jan 2024");
  assert.equal(range("2024-03-01", "2024-03-01"), "1 Mar 2024");
  assert.equal(createDates("fr").range(dayOf("2024-01-01"), dayOf("2024-12-31")), "1er janv. – 31 déc. 2024");
});

test("an instant carries its zone", () => {
  assert.equal(createDates("en").instant("2026-11-21T18:40:00Z"), "21 Nov 2026, 18:40 UTC");
  assert.equal(createDates("fr").instant("2026-11-21T08:05:00Z"), `21 nov. 2026, 8${NARROW}h${NARROW}05 UTC`);
});
