// Incidents gathered into cells of the map. Pure.

import { NONE } from "./columns.js";
import { SIDE } from "./mercator.js";

// Square cells that stay in place while the map moves; their side is between 12 and 23 pixels.
const SQUARES = 16;
// Hexagons of a fixed size on the screen.
export const RADIUS = 13;
const WIDTH = RADIUS * Math.sqrt(3);
const HEIGHT = RADIUS * 1.5;

// { size: how many cells, of: each place's cell, or `size` outside, middles(cell): in pixels of the frame,
// at(x, y): the cell there, or NONE }.
export function squaresIn(spots, frame) {
  const level = Math.round(Math.log2(frame.scale / SQUARES));
  const shift = Math.log2(SIDE) - level;
  const side = frame.scale / 2 ** level;
  const [left, top] = [Math.floor(frame.x / side), Math.floor(frame.y / side)];
  const columns = Math.ceil(frame.width / side) + 1;
  const rows = Math.ceil(frame.height / side) + 1;
  const { points: { x, y }, drawable } = spots;
  const cell = (column, row) => (column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : NONE);
  const of = cellsOf(drawable, columns * rows, (place) => cell((x[place] >> shift) - left, (y[place] >> shift) - top));
  const middles = (at) => [((at % columns) + left + 0.5) * side - frame.x, (Math.floor(at / columns) + top + 0.5) * side - frame.y];
  return { of, size: columns * rows, middles, at: (px, py) => cell(Math.floor((px + frame.x) / side) - left, Math.floor((py + frame.y) / side) - top) };
}

export function hexagonsIn(spots, frame) {
  const left = Math.floor(frame.x / WIDTH) - 1;
  const top = Math.floor(frame.y / HEIGHT) - 1;
  const columns = Math.ceil(frame.width / WIDTH) + 3;
  const rows = Math.ceil(frame.height / HEIGHT) + 3;
  const { points: { x, y }, drawable } = spots;
  const scale = frame.scale / SIDE;
  const cellAt = (px, py) => {
    const place = hexagonAt(px, py);
    const [column, row] = [(place & 0xffffff) - left, Math.floor(place / 2 ** 24) - top];
    return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : NONE;
  };
  const of = cellsOf(drawable, columns * rows, (place) => cellAt(x[place] * scale, y[place] * scale));
  const middles = (at) => {
    const row = Math.floor(at / columns) + top;
    return [((at % columns) + left + (row & 1) / 2) * WIDTH - frame.x, row * HEIGHT - frame.y];
  };
  return { of, size: columns * rows, middles, at: (px, py) => cellAt(px + frame.x, py + frame.y) };
}

// The hexagon around a pixel of the world, as row * 2 ** 24 + column.
function hexagonAt(x, y) {
  const middle = Math.round(y / HEIGHT);
  let best = 0;
  let least = Infinity;
  for (let row = middle - 1; row <= middle + 1; row++) {
    const column = Math.round(x / WIDTH - (row & 1) / 2);
    const [across, down] = [(column + (row & 1) / 2) * WIDTH - x, row * HEIGHT - y];
    const distance = across * across + down * down;
    if (distance >= least) continue;
    least = distance;
    best = row * 2 ** 24 + column;
  }
  return best;
}

function cellsOf(drawable, size, cellOf) {
  const of = new Int32Array(drawable.length).fill(size);
  for (let place = 0; place < of.length; place++) {
    const cell = drawable[place] ? cellOf(place) : NONE;
    if (cell !== NONE) of[place] = cell;
  }
  return of;
}

// Each cell's passing incidents, one with several places in it once; by kind, `kinds` numbers for each
// cell. What lies outside is counted in a cell of its own, so that nothing has to be asked.
export function kindsIn({ record, mask, from, to }, { of, size }) {
  const { site: { start, at }, kind, dictionaries } = record;
  const kinds = dictionaries.kind.length;
  const counts = new Int32Array((size + 1) * kinds);
  for (let i = from, s = start[from]; i < to; i++) {
    const end = start[i + 1] | 0;
    if (mask[i] === 0)
      for (let one = s; one < end; one++) {
        const cell = of[at[one]];
        if (one === s || !stands(of, at, cell, [s, one])) counts[cell * kinds + kind[i]] += 1;
      }
    s = end;
  }
  return { counts, kinds };
}

// Each cell's incidents, and their retained deaths.
export function sumsIn({ record, mask, from, to }, { of, size }) {
  const { site: { start, at }, retained } = record;
  const [incidents, deaths] = [new Int32Array(size + 1), new Float64Array(size + 1)];
  for (let i = from, s = start[from]; i < to; i++) {
    const end = start[i + 1] | 0;
    if (mask[i] === 0)
      for (let one = s; one < end; one++) {
        const cell = of[at[one]];
        if (one > s && stands(of, at, cell, [s, one])) continue;
        incidents[cell] += 1;
        deaths[cell] += retained[i] & ~(retained[i] >> 31);
      }
    s = end;
  }
  return { incidents: incidents.subarray(0, size), deaths: deaths.subarray(0, size) };
}

function stands(of, at, cell, [from, to]) {
  for (let s = from; s < to; s++) if (of[at[s]] === cell) return true;
  return false;
}

// The passing incidents of one cell.
export function incidentsIn({ record, mask, from, to }, { of }, cell) {
  const { start, at } = record.site;
  const found = [];
  for (let i = from; i < to; i++) {
    if (mask[i] !== 0) continue;
    let s = start[i];
    while (s < start[i + 1] && of[at[s]] !== cell) s += 1;
    if (s < start[i + 1]) found.push(i);
  }
  return Int32Array.from(found);
}
