// Where the record's sites lie on the map, and which of them are in sight. A site is drawn where its
// place is known exactly or nearly; no other site has a point. Pure.
//
// Sites are indexed by square cells of the world: those of cell (column, row) stand in `index.sites`
// from index.start[cell] to index.start[cell + 1], cell = row * columns + column.

import { NONE } from "./columns.js";
import { IdNumbers } from "./ids.js";
import { createLooks } from "./marks.js";
import { project } from "./mercator.js";

// Where Enter looks: incidents within so many pixels of the map's middle are found.
export const REACH = 16;
// A cell's side, as a power of two of SIDE: some 40 km.
const CELL = 20;
// The same mark on the same spot is painted this often at most, and so many on one spot in all: more
// would only saturate it.
const REPEATS = 3;
const ON_SPOT = 200;
const SLICE = 8192;

// `drawable`: 1 for the places with a point. `rows`: each site's incident. `of`, `looks`: each site's
// look. `spot`: each place's number; places with the same point share it. `same`: each site's number;
// sites of one look on one spot share it.
export function createSpots(record) {
  const { site, mappable, places } = record;
  const points = project(places);
  const drawable = new Uint8Array(places.lon.length);
  for (let s = 0; s < site.at.length; s++) drawable[site.at[s]] |= mappable[s];
  const { looks, of } = createLooks(record);
  const spot = spotsOf(points, drawable);
  const { numbers: same, size: marks } = marksOf(site.at, spot, of);
  return { points, drawable, looks, of, spot, same, marks, rows: rowsOf(site), index: indexOf(record, points) };
}

function rowsOf({ start, at }) {
  const rows = new Int32Array(at.length);
  for (let i = 0, s = 0; i + 1 < start.length; i++) for (const end = start[i + 1] | 0; s < end; s++) rows[s] = i;
  return rows;
}

function spotsOf({ x, y }, drawable) {
  const known = new IdNumbers(drawable.length);
  const spot = new Int32Array(drawable.length).fill(NONE);
  for (let place = 0; place < spot.length; place++) if (drawable[place]) spot[place] = known.add(x[place], y[place]);
  return spot;
}

function marksOf(at, spot, of) {
  const known = new IdNumbers(at.length);
  const numbers = new Int32Array(at.length).fill(NONE);
  for (let s = 0; s < at.length; s++) if (spot[at[s]] !== NONE) numbers[s] = known.add(spot[at[s]], of[s]);
  return { numbers, size: known.size };
}

function indexOf({ site: { at }, mappable }, points) {
  const bounds = boundsOf(at, mappable, points);
  const columns = bounds.right - bounds.left + 1;
  const rows = bounds.bottom - bounds.top + 1;
  const start = new Uint32Array(Math.max(0, columns * rows) + 1);
  const cellOf = (s) => ((points.y[at[s]] >> CELL) - bounds.top) * columns + (points.x[at[s]] >> CELL) - bounds.left;
  for (let s = 0; s < at.length; s++) if (mappable[s]) start[cellOf(s) + 1] += 1;
  for (let cell = 0; cell + 1 < start.length; cell++) start[cell + 1] += start[cell];
  const next = start.slice();
  const sites = new Int32Array(start[start.length - 1]);
  for (let s = 0; s < at.length; s++) if (mappable[s]) sites[next[cellOf(s)]++] = s;
  return { ...bounds, columns, start, sites };
}

function boundsOf(at, mappable, { x, y }) {
  const bounds = { left: Infinity, right: -Infinity, top: Infinity, bottom: -Infinity };
  for (let s = 0; s < at.length; s++) {
    if (!mappable[s]) continue;
    const [column, row] = [x[at[s]] >> CELL, y[at[s]] >> CELL];
    if (column < bounds.left) bounds.left = column;
    if (column > bounds.right) bounds.right = column;
    if (row < bounds.top) bounds.top = row;
    if (row > bounds.bottom) bounds.bottom = row;
  }
  return bounds.left <= bounds.right ? bounds : { left: 0, right: -1, top: 0, bottom: -1 };
}

// The stretches of `index.sites` that a box of the world may hold, row by row of cells.
function stretchesIn({ index }, { left, right, top, bottom }) {
  const found = [];
  const first = Math.max(index.left, left >> CELL);
  const last = Math.min(index.right, right >> CELL);
  if (first > last) return found;
  const lowest = Math.min(index.bottom, bottom >> CELL);
  for (let row = Math.max(index.top, top >> CELL); row <= lowest; row++) {
    const cell = (row - index.top) * index.columns - index.left;
    const [from, to] = [index.start[cell + first], index.start[cell + last + 1]];
    if (from < to) found.push([from, to]);
  }
  return found;
}

// The passing sites whose point lies in a box, each once: by the days of the period or by the index,
// whichever are fewer.
export function sitesIn(record, spots, result, box) {
  const search = createSearch(record, spots, result, box);
  while (search.next());
  return search.sites();
}

// What is to be painted for them: { sites, marks }, the marks large ones first so that they lie below
// small ones. Null as soon as there are more than `most.marks` or `most.sites`.
export function marksIn(record, spots, result, { box, most }) {
  const search = createSearch(record, spots, result, box);
  const counted = { painted: new Uint8Array(spots.marks), onSpot: new Uint8Array(spots.spot.length), marks: new Int32Array(most.marks + SLICE), length: 0, seen: 0 };
  while (search.next()) {
    const sites = search.sites();
    choose(counted, sites, record.site.at, spots);
    if (counted.length > most.marks || sites.length > most.sites) return null;
  }
  return { sites: search.sites(), marks: bySize(counted.marks.subarray(0, counted.length), spots) };
}

// No more than REPEATS of one look on one spot, and ON_SPOT on one spot.
function choose(counted, sites, at, { same, spot }) {
  const { painted, onSpot, marks } = counted;
  for (let k = counted.seen; k < sites.length; k++) {
    const s = sites[k];
    if (painted[same[s]] === REPEATS || onSpot[spot[at[s]]] === ON_SPOT) continue;
    painted[same[s]] += 1;
    onSpot[spot[at[s]]] += 1;
    marks[counted.length++] = s;
  }
  counted.seen = sites.length;
}

function bySize(marks, { of, looks }) {
  const sizes = Float64Array.from(looks, ({ radius }) => (200 - 2 * radius) * 2 ** 32);
  const keys = Float64Array.from(marks, (s) => sizes[of[s]] + s).sort();
  return Int32Array.from(keys, (key) => key % 2 ** 32);
}

// next() looks a stretch further, and says whether there was one.
function createSearch(record, spots, result, box) {
  const stretches = stretchesIn(spots, box);
  const indexed = stretches.reduce((sum, [from, to]) => sum + to - from, 0);
  const { start, at } = record.site;
  const [from, to] = [start[result.from], start[result.to]];
  const near = { at, mappable: record.mappable, box, mask: result.mask, spots };
  const [among, asked] = to - from <= indexed ? [null, [[from, to]]] : [spots.index.sites, stretches];
  const slices = asked.flatMap(([first, last]) =>
    Array.from({ length: Math.ceil((last - first) / SLICE) }, (_, k) => [first + k * SLICE, Math.min(last, first + (k + 1) * SLICE)]));
  const found = { sites: new Int32Array(SLICE), length: 0 };
  let slice = 0;
  return {
    sites: () => found.sites.subarray(0, found.length),
    next() {
      if (slice === slices.length) return false;
      const [first, last] = slices[slice++];
      if (found.sites.length < found.length + last - first) found.sites = grown(found.sites);
      collect(found, near, { from: first, to: last, among });
      return true;
    },
  };
}

function grown(array) {
  const larger = new Int32Array(array.length * 2);
  larger.set(array);
  return larger;
}

function collect(found, { at, mappable, box, mask, spots }, { from, to, among }) {
  const { left, right, top, bottom } = box;
  const { rows, points: { x, y } } = spots;
  const { sites } = found;
  let { length } = found;
  for (let k = from; k < to; k++) {
    const s = among === null ? k : among[k];
    if (mask[rows[s]] !== 0 || mappable[s] === 0) continue;
    const [px, py] = [x[at[s]], y[at[s]]];
    if (px >= left && px <= right && py >= top && py <= bottom) sites[length++] = s;
  }
  found.length = length;
}

// The distinct incidents of sites, in the order of their days.
export function incidentsOf(spots, sites) {
  const rows = new Int32Array(sites.length);
  for (let k = 0; k < sites.length; k++) rows[k] = spots.rows[sites[k]];
  rows.sort();
  return rows.filter((row, k) => k === 0 || row !== rows[k - 1]);
}

// The spots on which several of `sites` lie: { s: the largest of their `marks`, incidents: how many }.
export function crowdsIn({ spot }, { site: { at } }, { sites, marks }) {
  const many = new Int32Array(spot.length);
  for (let k = 0; k < sites.length; k++) many[spot[at[sites[k]]]] += 1;
  const crowds = [];
  for (const s of marks) {
    const incidents = many[spot[at[s]]];
    if (incidents > 1) crowds.push({ s, incidents });
    many[spot[at[s]]] = 0;
  }
  return crowds;
}
