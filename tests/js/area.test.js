import assert from "node:assert/strict";
import test from "node:test";
import { polygon } from "../../static/dashboard/area.js";
import { fromQuery } from "../../static/dashboard/query.js";

test("a point a centimetre outside of a long slanted edge is outside, one on it is inside", () => {
  const inside = polygon("-2 13,4 13,4 19");
  assert.equal(inside(1, 16), true);
  assert.equal(inside(0.9999999, 16), false);
  assert.equal(inside(1.0000001, 16), true);
});

test("a point outside of a short edge is outside", () => {
  const inside = polygon("1 15,1.00001 15,1.00001 15.00001");
  assert.equal(inside(1.000005, 15.000005), true);
  assert.equal(inside(1.000004, 15.000006), false);
});

test("all edges and corners belong to a polygon, whichever way round it is written", () => {
  for (const ring of ["0 0,4 0,4 4,0 4", "0 4,4 4,4 0,0 0"]) {
    const inside = polygon(ring);
    for (const [lon, lat] of [[0, 0], [4, 0], [4, 4], [0, 4], [2, 0], [4, 2], [2, 4], [0, 2]])
      assert.equal(inside(lon, lat), true, `${ring}: ${lon} ${lat}`);
    assert.equal(inside(-1, 4), false);
    assert.equal(inside(5, 0), false);
  }
});

test("a GeoJSON polygon with a hole is read as the API reads it, and what it refuses is left out", () => {
  const outer = [[-2, 13], [2, 13], [2, 16], [-2, 16], [-2, 13]];
  const hole = [[-1, 14], [0, 14], [0, 15], [-1, 15], [-1, 14]];
  const written = (...coordinates) => JSON.stringify({ type: "Polygon", coordinates });
  const read = (text) => fromQuery(new URLSearchParams({ within: text })).filters.within;
  assert.equal(read(written(outer, hole)), written(outer, hole));
  const inside = polygon(written(outer, hole));
  assert.deepEqual([[1, 14], [-0.5, 14.5], [0, 14.5], [2, 16]].map((point) => inside(...point)), [true, false, false, true]);
  const beside = hole.map(([lon, lat]) => [lon + 9, lat]);
  const through = hole.map(([lon, lat]) => [lon + 2.5, lat]);
  for (const wrong of [[outer, beside], [outer, through], [outer, hole, hole.map(([x, y]) => [x + 0.5, y + 0.5])]])
    assert.equal(read(written(...wrong)), "");
  for (const text of ["{", "{}", '{"type":"Polygon","coordinates":[]}', '{"type":"Polygon","coordinates":[["x"]]}'])
    assert.equal(read(text), "");
});

test("a corner that is written twice changes nothing of what a polygon holds", () => {
  const inside = polygon("-2 13,2 13,2 13,2 16,-2 16");
  assert.deepEqual([[0, 14], [2, 13], [9, 14], [2, 12]].map((point) => inside(...point)), [true, true, false, false]);
});

test("a corner that is written twice does not make a polygon cross itself", () => {
  const read = (within) => fromQuery(new URLSearchParams({ within })).filters.within;
  assert.equal(read("-2 13,2 13,2 13,2 16,-2 16"), "-2 13,2 13,2 13,2 16,-2 16");
  assert.equal(read("0 13,0 15,2 13,2 15"), "");
  assert.equal(read("0 13,0 13,2 15"), "");
});
