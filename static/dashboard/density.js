// Incidents or reported deaths per cell: hexagons that stay in place while the map moves.

import { hexagonsIn, incidentsIn, RADIUS, sumsIn } from "./cells.js";
import { breaksOf, classOf } from "./classes.js";
import { NONE } from "./columns.js";
import { readPalette } from "./palette.js";

const CORNERS = Array.from({ length: 6 }, (_, corner) => {
  const turn = ((corner + 0.5) * Math.PI) / 3;
  return [(RADIUS - 0.5) * Math.cos(turn), (RADIUS - 0.5) * Math.sin(turn)];
});

export function createDensityView(map, store) {
  let palette = null;
  let made = {};
  const layer = map.layer(paint, { order: 30 });
  map.onClick((point) => open(point));

  store.subscribe((state, before) => {
    if (state.theme !== before?.theme) palette = null;
    layer.show(state.mode === "density");
    if (state.mode === "density") layer.redraw();
  }, ["result", "mode", "measure", "theme"]);

  // The cells of a frame stay while the map stands still.
  function cellsOf(frame, spots) {
    const key = [frame.scale, frame.x, frame.y, frame.width, frame.height].join();
    if (made.key !== key || made.spots !== spots) made = { key, spots, cells: hexagonsIn(spots, frame) };
    return made.cells;
  }

  function paint(context, frame) {
    const { result, mode, measure, spots } = store.get();
    if (!result || mode !== "density") return;
    palette ??= readPalette();
    const cells = cellsOf(frame, spots);
    const values = sumsIn(result, cells)[measure];
    const breaks = breaksOf(values);
    publish(breaks, values.reduce((top, value) => Math.max(top, value), 0));
    context.globalAlpha = 0.85;
    for (let cell = 0; cell < values.length; cell++) {
      if (values[cell] === 0) continue;
      context.fillStyle = palette[`ramp-${classOf(breaks, values[cell])}`];
      hexagon(context, cells.middles(cell));
    }
    context.globalAlpha = 1;
  }

  function publish(breaks, top) {
    const now = store.get();
    const same = now.top === top && now.breaks?.join() === breaks.join();
    if (!same) queueMicrotask(() => store.set({ breaks, top }));
  }

  function open({ x, y }) {
    const { mode, result, spots, drawing } = store.get();
    if (mode !== "density" || !result || drawing) return;
    const cells = hexagonsIn(spots, map.frame());
    const cell = cells.at(x, y);
    const incidents = cell === NONE ? [] : incidentsIn(result, cells, cell);
    store.set({ spot: incidents.length ? { x, y, incidents } : null });
  }
}

function hexagon(context, [x, y]) {
  context.beginPath();
  for (const [dx, dy] of CORNERS) context.lineTo(x + dx, y + dy);
  context.closePath();
  context.fill();
}
