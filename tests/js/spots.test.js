import assert from "node:assert/strict";
import test from "node:test";
import { hexagonsIn, incidentsIn, kindsIn, squaresIn, sumsIn } from "../../static/dashboard/cells.js";
import { createCrossfilter, passing } from "../../static/dashboard/crossfilter.js";
import { isoOf } from "../../static/dashboard/dates.js";
import { SIDE, worldX, worldY } from "../../static/dashboard/mercator.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { createSpots, crowdsIn, incidentsOf, marksIn, sitesIn } from "../../static/dashboard/spots.js";
import { fixture, random } from "./fixture_columns.js";
import { decode } from "./decoded.js";

const record = decode(fixture({ count: 900, seed: 12, places: 80, linked: 0.1 }));
const spots = createSpots(record);
const { site, mappable } = record;
const WORLD = { left: 0, right: SIDE, top: 0, bottom: SIDE };
const cross = createCrossfilter(record);
const next = random(21);

const range = (i) => Array.from({ length: site.start[i + 1] - site.start[i] }, (_, at) => site.start[i] + at);
const drawn = (i) => range(i).filter((s) => mappable[s] === 1);
const middle = ([x, y]) => [worldX(x), worldY(y)];

function anything() {
  const kinds = record.dictionaries.kind.map(({ key }) => key).filter(() => next() < 0.4);
  const [first, last] = [record.day[0], record.day[record.count - 1]];
  const after = first + Math.floor(next() * (last - first));
  const timed = next() < 0.6 ? { after: isoOf(after), before: isoOf(after + 1 + Math.floor(next() * 3000)) } : {};
  return { ...NO_FILTERS, ...timed, kind: kinds };
}

function anyFrame() {
  const zoom = 4 + Math.floor(next() * 20) / 4;
  const scale = 256 * 2 ** zoom;
  const [x, y] = middle([-12 + 26 * next(), 10 + 9 * next()]);
  const [width, height] = [900, 600];
  return { zoom, scale, x: x * scale - width / 2, y: y * scale - height / 2, width, height, ratio: 1 };
}

const pixel = (frame, s) => [worldX(site.lon[s]) * frame.scale - frame.x, worldY(site.lat[s]) * frame.scale - frame.y];

test("what lies in a box is found by the days or by the index alike, and nothing else", () => {
  for (let turn = 0; turn < 300; turn++) {
    const result = cross.apply(anything());
    const frame = anyFrame();
    const unit = SIDE / frame.scale;
    const box = {
      left: Math.floor(frame.x * unit), right: Math.ceil((frame.x + frame.width) * unit),
      top: Math.floor(frame.y * unit), bottom: Math.ceil((frame.y + frame.height) * unit),
    };
    const inside = (s) => {
      const [x, y] = [Math.round(worldX(site.lon[s]) * SIDE), Math.round(worldY(site.lat[s]) * SIDE)];
      return x >= box.left && x <= box.right && y >= box.top && y <= box.bottom;
    };
    const expected = [...passing(result)].flatMap((i) => drawn(i).filter(inside));
    const found = [...sitesIn(record, spots, result, box)];
    assert.deepEqual(found.toSorted((a, b) => a - b), expected);
    const rows = [...new Set(expected.map((s) => spots.rows[s]))].toSorted((a, b) => a - b);
    assert.deepEqual([...incidentsOf(spots, Int32Array.from(found))], rows);
  }
});

test("each incident in sight has a mark on its spot, large ones first, and no look more than three times", () => {
  const result = cross.apply(NO_FILTERS);
  const marked = (most) => marksIn(record, spots, result, { box: WORLD, most: { marks: 1e6, sites: 1e6, ...most } });
  const { sites, marks } = marked({});
  assert.deepEqual([...sites], [...sitesIn(record, spots, result, WORLD)]);
  const radii = Array.from(marks, (s) => spots.looks[spots.of[s]].radius);
  assert.deepEqual(radii, radii.toSorted((a, b) => b - a));
  const at = (s) => `${site.lon[s]} ${site.lat[s]}`;
  const looked = (s) => `${at(s)} ${JSON.stringify(spots.looks[spots.of[s]])}`;
  const many = Map.groupBy(sites, looked);
  const painted = Map.groupBy(marks, looked);
  for (const [look, held] of many) assert.equal(painted.get(look).length, Math.min(3, held.length));
  assert.equal(marked({ marks: marks.length - 1 }), null, "too many are not painted one by one");
  assert.equal(marked({ marks: marks.length }).marks.length, marks.length);
  assert.equal(marked({ sites: sites.length - 1 }), null);
  const crowds = Map.groupBy(sites, at);
  const told = new Map(crowdsIn(spots, record, { sites, marks }).map(({ s, incidents }) => [at(s), incidents]));
  for (const [spot, held] of crowds) assert.equal(told.get(spot) ?? 1, held.length);
});

test("cells hold what lies in them, an incident with several places in one cell once", () => {
  for (let turn = 0; turn < 100; turn++) {
    const result = cross.apply(anything());
    const frame = anyFrame();
    for (const made of [squaresIn(spots, frame), hexagonsIn(spots, frame)]) holdsWhatLiesThere(result, made, frame);
  }
});

function holdsWhatLiesThere(result, made, frame) {
  const expected = Map.groupBy([...passing(result)].flatMap((i) => cellsOf(i, made, frame).map((cell) => [cell, i])), ([cell]) => cell);
  const { incidents, deaths } = sumsIn(result, made);
  const { counts, kinds } = kindsIn(result, made);
  const step = () => 1 + Math.floor(next() * 40);
  for (let cell = 0; cell < made.size; cell += step()) {
    if (!inSight(frame, made, cell)) continue;
    const held = (expected.get(cell) ?? []).map(([, i]) => i);
    assert.equal(incidents[cell], held.length);
    assert.equal(deaths[cell], held.reduce((sum, i) => sum + Math.max(0, record.retained[i]), 0));
    assert.deepEqual([...incidentsIn(result, made, cell)], held);
    const byKind = Array.from({ length: kinds }, (_, at) => held.filter((i) => record.kind[i] === at).length);
    assert.deepEqual([...counts.subarray(cell * kinds, (cell + 1) * kinds)], byKind);
  }
}

const cellsOf = (i, made, frame) => [...new Set(drawn(i).map((s) => made.at(...pixel(frame, s))))];

function inSight({ width, height }, made, cell) {
  const [x, y] = made.middles(cell);
  return x > 20 && y > 20 && x < width - 20 && y < height - 20;
}

test("a point lies in the cell whose middle is nearest", () => {
  for (let turn = 0; turn < 200; turn++) {
    const frame = anyFrame();
    const [x, y] = [next() * frame.width, next() * frame.height];
    for (const [made, reach] of [[squaresIn(spots, frame), 23 / Math.SQRT2], [hexagonsIn(spots, frame), 13.01]]) {
      const [cx, cy] = made.middles(made.at(x, y));
      assert.ok(Math.hypot(cx - x, cy - y) <= reach);
    }
  }
});

test("what the map shows and what it cannot show are together all that is counted", () => {
  const world = { zoom: 0, scale: 256, x: 0, y: 0, width: 256, height: 256, ratio: 1 };
  const cells = squaresIn(spots, world);
  for (let turn = 0; turn < 300; turn++) {
    const result = cross.apply(anything());
    const shown = incidentsOf(spots, sitesIn(record, spots, result, WORLD));
    const gathered = new Set(Array.from({ length: cells.size }, (_, cell) => [...incidentsIn(result, cells, cell)]).flat());
    assert.deepEqual([...gathered].toSorted((a, b) => a - b), [...shown]);
    const firsts = once([...passing(result)]);
    const onMap = new Set(shown);
    assert.equal(firsts.filter((i) => onMap.has(i)).length + result.totals.notOnMap, result.totals.incidents);
    for (const i of shown) assert.ok(drawn(i).length > 0, "no mark without a point");
  }
});

// Of linked incidents, the first by rank of those that match.
function once(indices) {
  const best = new Map();
  for (const i of indices) {
    const group = record.group[i] === -1 ? `alone ${i}` : record.group[i];
    const other = best.get(group);
    if (other === undefined || record.rank[i] < record.rank[other]) best.set(group, i);
  }
  return [...best.values()];
}

test("a record without a single point has none in sight", () => {
  const empty = decode(fixture({ count: 0 }));
  const none = createSpots(empty);
  const result = createCrossfilter(empty).apply(NO_FILTERS);
  assert.equal(sitesIn(empty, none, result, WORLD).length, 0);
});
