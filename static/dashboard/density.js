// Incidents or reported deaths per cell: hexagons that stay in place while the map moves.

import { readPalette } from "./palette.js";
import { breaksOf, classOf } from "./classes.js";

const RADIUS = 13;

export function createDensityView(map, store) {
  let palette = null;
  const layer = map.layer(paint, { order: 30 });
  map.onClick((point) => open(point));

  store.subscribe((state, before) => {
    if (state.theme !== before?.theme) palette = null;
    layer.show(state.mode === "density");
    if (state.mode === "density") layer.redraw();
  }, ["result", "mode", "measure", "theme"]);

  function paint(context, frame) {
    const { result, mode, measure } = store.get();
    if (!result || mode !== "density") return;
    palette ??= readPalette();
    const cells = cellsIn(frame, result, store.get().points, measure);
    const values = [...cells.values()].map((cell) => cell.value);
    const breaks = breaksOf(values);
    publish(breaks, values.reduce((top, value) => Math.max(top, value), 0));
    for (const { x, y, value } of cells.values()) {
      if (value === 0) continue;
      context.fillStyle = palette[`ramp-${classOf(breaks, value)}`];
      context.globalAlpha = 0.85;
      hexagon(context, x - frame.x, y - frame.y);
      context.fill();
    }
    context.globalAlpha = 1;
  }

  function publish(breaks, top) {
    const now = store.get();
    const same = now.top === top && now.breaks?.join() === breaks.join();
    if (!same) queueMicrotask(() => store.set({ breaks, top }));
  }

  function open({ x, y }) {
    const { mode, result, points, measure, drawing } = store.get();
    if (mode !== "density" || !result || drawing) return;
    const frame = map.frame();
    const key = keyOf(...cellAt(x + frame.x, y + frame.y));
    const cell = cellsIn(frame, result, points, measure).get(key);
    store.set({ spot: cell ? { x, y, incidents: [...new Set(cell.incidents)] } : null });
  }
}

function cellsIn(frame, { record, mask, from, to }, points, measure) {
  const cells = new Map();
  const { start } = record.site;
  for (let i = from; i < to; i++) {
    if (mask[i] !== 0) continue;
    for (let s = start[i]; s < start[i + 1]; s++) {
      if (!record.mappable[s]) continue;
      const place = cellAt(points.x[s] * frame.scale, points.y[s] * frame.scale);
      add(cells, place, i, measure === "deaths" ? Math.max(0, record.retained[i]) : 1);
    }
  }
  return cells;
}

// An incident with several places in one cell counts there once.
function add(cells, [column, row], i, value) {
  const key = keyOf(column, row);
  const cell = cells.get(key);
  if (!cell) {
    const x = (column + (row & 1) / 2) * RADIUS * Math.sqrt(3);
    cells.set(key, { x, y: row * RADIUS * 1.5, value, incidents: [i] });
  } else if (cell.incidents.at(-1) !== i) {
    cell.value += value;
    cell.incidents.push(i);
  }
}

const keyOf = (column, row) => row * 1e6 + column;

// Column and row of the hexagon around a pixel of the world.
function cellAt(x, y) {
  const width = RADIUS * Math.sqrt(3);
  let best = null;
  const middle = Math.round(y / (RADIUS * 1.5));
  for (const row of [middle - 1, middle, middle + 1]) {
    const column = Math.round(x / width - (row & 1) / 2);
    const distance = Math.hypot((column + (row & 1) / 2) * width - x, row * RADIUS * 1.5 - y);
    if (!best || distance < best.distance) best = { column, row, distance };
  }
  return [best.column, best.row];
}

function hexagon(context, x, y) {
  context.beginPath();
  for (let corner = 0; corner < 6; corner++) {
    const turn = ((corner + 0.5) * Math.PI) / 3;
    context.lineTo(x + (RADIUS - 0.5) * Math.cos(turn), y + (RADIUS - 0.5) * Math.sin(turn));
  }
  context.closePath();
}
