import assert from "node:assert/strict";
import test from "node:test";
import { kilometres } from "../../static/dashboard/area.js";
import { createCrossfilter, passing } from "../../static/dashboard/crossfilter.js";
import { dayOf, isoOf } from "../../static/dashboard/dates.js";
import { cut, nearestOf, stretchesOf, windTo } from "../../static/dashboard/places/distance.js";
import { countNear, isWhole, listNear, spansOf, survey } from "../../static/dashboard/places/nearby.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { decode } from "./decoded.js";
import { fixture, random } from "./fixture_columns.js";

const record = decode(fixture({ count: 12000, seed: 7, places: 24, linked: 0.3 }));
const site = (lon, lat) => ({ name: `${lat} ${lon}`, folder: "", lines: [[[lon, lat]]] });
const between = (next, low, high) => low + (high - low) * next();

// The nearest of very many points along the way.
function sampled(line, lon, lat) {
  let best = Infinity;
  for (let at = 1; at < line.length; at++)
    for (let part = 0; part <= 2000; part++) {
      const [[x0, y0], [x1, y1]] = [line[at - 1], line[at]];
      best = Math.min(best, kilometres(x0 + ((x1 - x0) * part) / 2000, y0 + ((y1 - y0) * part) / 2000, lon, lat));
    }
  return best;
}

test("the distance to a route is that of its nearest point, within 0.5 % up to 50 km and beyond", () => {
  const next = random(3);
  for (let round = 0; round < 60; round++) {
    const lat0 = between(next, 5, 26);
    const line = Array.from({ length: 3 }, () => [between(next, -3, 3), lat0 + between(next, -1.5, 1.5)]);
    const [lon, lat] = [between(next, -3, 3), lat0 + between(next, -1.5, 1.5)];
    const wanted = sampled(line, lon, lat);
    const found = Math.min(...stretchesOf({ lines: [line] }).map((stretch) => nearestOf(stretch, lon, lat).km));
    // Samples of a long way lie up to a hundred metres apart.
    if (wanted < 80) assert.ok(Math.abs(found - wanted) <= 0.005 * wanted + 0.05, `${found} ${wanted}`);
  }
});

test("a route is measured as it runs on the map, straight in degrees, however long a piece is", () => {
  const line = [[-8, 12.65], [8, 17]];
  const pieces = cut(line);
  assert.ok(pieces.length > 60);
  assert.deepEqual([pieces[0], pieces.at(-1)], line);
  const stretches = stretchesOf({ lines: [line] });
  assert.ok(stretches.length > 1);
  assert.ok(Math.min(...stretches.map((stretch) => nearestOf(stretch, 0, 14.825).km)) < 0.01);
});

test("to a point it is the great circle", () => {
  const [stretch] = stretchesOf(site(-1.63, 14.1));
  assert.equal(nearestOf(stretch, 0, 15).km, kilometres(-1.63, 14.1, 0, 15));
  const [[lon, lat]] = [[10, 14]];
  const winds = [[10, 15, "n"], [11, 15, "ne"], [11, 14, "e"], [11, 13, "se"], [10, 13, "s"], [9, 13, "sw"], [9, 14, "w"], [9, 15, "nw"]];
  for (const [x, y, wind] of winds) assert.equal(windTo({ lon, lat }, x, y), wind);
});

// What the page's own filters count in the same days and circle.
function counted(cross, filters, [lat, lon, km], { after, before }) {
  const near = { ...NO_FILTERS, ...filters, near: `${lat},${lon},${km}`, after: isoOf(after), before: isoOf(before) };
  const result = cross.apply(near);
  return { incidents: result.totals.incidents, rows: passing(result).length };
}

test("a site's counts are those of the page's filter on the same circle and days, twins counted once", () => {
  const next = random(11);
  let seenSome = 0;
  let seenTwins = 0;
  for (const filters of [{}, { kind: ["civilians"] }, { country: ["ML", "BF"], certainty: ["verified"] }])
    for (let round = 0; round < 12; round++) {
      const [km, days] = [[10, 25, 50][round % 3], [7, 30, 90][Math.floor(round / 3) % 3]];
      const at = Math.floor(next() * 200);
      const s = [...record.site.lon.keys()].filter((one) => record.mappable[one]).at(-1 - at);
      const [lon, lat] = [record.site.lon[s], record.site.lat[s]];
      const place = site(lon, lat);
      // A period and an area of the page, which must not matter.
      const own = createCrossfilter(record).apply({ ...NO_FILTERS, ...filters, after: "2001-01-01", before: "2001-02-01", near: "10,10,5" });
      const seen = survey(own, days);
      const cross = createCrossfilter(record);
      const now = counted(cross, filters, [lat, lon, km], seen.span);
      const before = counted(cross, filters, [lat, lon, km], seen.earlier);
      const found = countNear(seen, place, { km });
      assert.deepEqual([found.now, found.before], [now.incidents, before.incidents]);
      assert.equal(listNear(seen, place, { km }).length, now.incidents);
      seenSome += now.incidents;
      seenTwins += now.rows - now.incidents;
    }
  assert.ok(seenSome > 50 && seenTwins > 0, `${seenSome} ${seenTwins}`);
});

test("the spans end with the newest day of the record, and follow on each other", () => {
  const { span, earlier } = spansOf(record, 30);
  assert.equal(span.before, record.day.at(-1) + 1);
  assert.deepEqual([span.before - span.after, earlier.before - earlier.after, earlier.before], [30, 30, span.after]);
});

test("near a route are those within reach of any of its points, each once, with the nearest distance", () => {
  const seen = survey(createCrossfilter(record).apply(NO_FILTERS), 90);
  // Past some of the places where something happened of late.
  const beside = [...new Set(seen.site)].filter((_, at, all) => at % Math.ceil(all.length / 5) === 0).map((s) => [record.site.lon[s] + 0.1, record.site.lat[s] + 0.1]);
  const route = { name: "r", folder: "", lines: [beside.slice(0, 3), beside.slice(2)] };
  const hits = listNear(seen, route, { km: 50 });
  const wanted = new Map();
  for (let i = 0; i < record.count; i++)
    for (let s = record.site.start[i]; s < record.site.start[i + 1]; s++) {
      if (!record.mappable[s] || record.day[i] < seen.span.after) continue;
      const km = Math.min(...route.lines.map((line) => sampled(line, record.site.lon[s], record.site.lat[s])));
      if (km <= 50 && !(wanted.get(i) <= km)) wanted.set(i, km);
    }
  assert.ok(hits.length > 10);
  for (const { i, km } of hits) assert.ok(Math.abs(km - wanted.get(i)) < 0.13, `${i}: ${km} ${wanted.get(i)}`);
  const groups = new Set([...wanted.keys()].map((i) => (record.group[i] < 0 ? `i${i}` : record.group[i])));
  assert.equal(hits.length, groups.size);
  assert.deepEqual(hits.map(({ i }) => record.day[i]), hits.map(({ i }) => record.day[i]).toSorted((one, other) => other - one));
});

test("incidents of the days without a point on the map are counted apart, once", () => {
  const result = createCrossfilter(record).apply(NO_FILTERS);
  const seen = survey(result, 90);
  const off = [...record.day.keys()].filter((i) => record.day[i] >= seen.span.after && !record.onMap[i]);
  assert.equal(seen.offMap, new Set(off.map((i) => (record.group[i] < 0 ? `i${i}` : record.group[i]))).size);
  assert.ok(seen.offMap > 0);
});

// [day, data set] at one place
function small(rows) {
  const column = (Type, values) => Type.from(values);
  const count = rows.length;
  return {
    count, day: column(Int32Array, rows.map(([day]) => dayOf(day))), dataset: column(Uint16Array, rows.map(([, set]) => set)),
    group: new Int32Array(count).fill(-1), rank: new Uint16Array(count), onMap: new Uint8Array(count).fill(1), mappable: new Uint8Array(count).fill(1),
    site: { start: Uint32Array.from({ length: count + 1 }, (_, at) => at), lon: new Float64Array(count).fill(1), lat: new Float64Array(count).fill(14), radius: new Float32Array(count).fill(12) },
    dictionaries: { dataset: [{ key: "own" }, { key: "ucdp" }] },
  };
}

test("a place is not compared where one of its data sets misses one of the spans", () => {
  const seenIn = (rows) => {
    const one = small(rows.toSorted(([first], [second]) => (first < second ? -1 : 1)));
    return survey({ record: one, mask: new Uint16Array(one.count) }, 30);
  };
  const own = [["2019-01-01", 0], ["2024-11-15", 0], ["2024-12-20", 0], ["2024-12-31", 0]];
  assert.deepEqual(countNear(seenIn(own), site(1, 14), { km: 10 }), { now: 2, before: 1, gap: null });
  const ended = countNear(seenIn([...own, ["2020-01-01", 1], ["2024-11-20", 1]]), site(1, 14), { km: 10 });
  assert.deepEqual(ended.gap, { dataset: 1, ends: dayOf("2024-11-20") });
  const begun = countNear(seenIn([...own, ["2024-12-21", 1]]), site(1, 14), { km: 10 });
  assert.deepEqual(begun.gap, { dataset: 1, begins: dayOf("2024-12-21") });
  assert.equal(countNear(seenIn([...own, ["2024-12-21", 1]]), site(3, 14), { km: 10 }).gap, null);
  assert.equal(listNear(seenIn(own), site(1, 14), { km: 10 })[0].radius, 12);
});

test("a record that is still coming in is not counted", () => {
  assert.ok(isWhole({ stage: { first: true, rest: true, ids: true, titles: false } }));
  assert.ok(!isWhole({ stage: { first: true, rest: false, ids: true } }));
  assert.ok(isWhole(record));
});
