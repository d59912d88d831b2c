// The places on the map: neutral marks with names, and how far the open one reaches.

import { pixelsOf } from "../leaflet.js";
import { readPalette } from "../palette.js";
import { isSite } from "./basket.js";
import { cut } from "./distance.js";

const MARK = 5;
const LABELS = 150;
const EDGE = 1.5;

export function createLayer(map, mine, { store }) {
  const drawn = new WeakMap();
  const layer = map.layer(paint, { order: 45 });
  store.subscribe(() => layer.redraw(), ["theme"]);
  mine.subscribe(({ places }) => {
    layer.show(places.length > 0);
    layer.redraw();
  }, ["places", "open", "km"]);

  // As it is measured: straight in degrees.
  function linesOf(place) {
    if (!drawn.has(place)) drawn.set(place, place.lines.map(cut));
    return drawn.get(place);
  }

  function paint(context, frame) {
    const { places, open, km } = mine.get();
    const pen = { context, frame, palette: readPalette(), linesOf, taken: [] };
    if (open) paintReach(pen, open, km * map.pixelsPerKilometre(open.lines[0][0][1]));
    for (const place of places.filter((one) => !isSite(one))) paintRoute(pen, place);
    for (const place of places.filter(isSite)) paintSite(pen, place);
    if (open) paintName(pen, open, true);
    for (const place of places.filter((one) => one !== open)) paintName(pen, place, false);
  }
}

function trace({ context, frame, linesOf }, place) {
  context.beginPath();
  for (const line of linesOf(place))
    for (const [at, [lon, lat]] of line.entries()) {
      const { x, y } = pixelsOf(frame, lon, lat);
      if (at === 0) context.moveTo(x, y);
      else context.lineTo(x, y);
    }
}

// All within so many pixels of the place: its rim, then a wash. A site is a line of no length.
function paintReach(pen, place, reach) {
  const { context, palette } = pen;
  const stroke = (width, how) => {
    Object.assign(context, { lineWidth: width, lineCap: "round", lineJoin: "round", ...how });
    trace(pen, place);
    if (isSite(place)) {
      const { x, y } = pixelsOf(pen.frame, ...place.lines[0][0]);
      context.lineTo(x, y + 0.01);
    }
    context.stroke();
  };
  context.save();
  stroke(2 * reach + EDGE, { strokeStyle: palette.ink });
  stroke(2 * reach - EDGE, { globalCompositeOperation: "destination-out" });
  stroke(2 * reach - EDGE, { globalCompositeOperation: "source-over", globalAlpha: 0.08 });
  context.restore();
}

function paintRoute(pen, place) {
  const { context, palette } = pen;
  for (const [lineWidth, strokeStyle] of [[5, palette.paper], [2.25, palette.ink]]) {
    Object.assign(context, { lineWidth, strokeStyle, lineCap: "round", lineJoin: "round" });
    trace(pen, place);
    context.stroke();
  }
}

// A diamond: no mark of the record is one.
function paintSite({ context, frame, palette }, { lines: [[[lon, lat]]] }) {
  const { x, y } = pixelsOf(frame, lon, lat);
  context.beginPath();
  for (const [dx, dy] of [[0, -1], [1, 0], [0, 1], [-1, 0]]) context.lineTo(x + dx * (MARK + 1), y + dy * (MARK + 1));
  context.closePath();
  Object.assign(context, { fillStyle: palette.paper, strokeStyle: palette.ink, lineWidth: 2 });
  context.fill();
  context.stroke();
}

// Above the mark, for the base map writes beside its own; where there is room for it.
function paintName({ context, frame, palette, taken }, place, isOpen) {
  if (taken.length >= LABELS) return;
  const line = place.lines[0];
  const { x, y } = pixelsOf(frame, ...line[Math.floor(line.length / 2)]);
  if (x < 0 || y < 0 || x > frame.width || y > frame.height) return;
  context.font = `${isOpen ? 700 : 600} 11px ${palette.font}`;
  const text = place.name.length > 32 ? `${place.name.slice(0, 31)}…` : place.name;
  const half = context.measureText(text).width / 2 + 1;
  const above = y - 15;
  const box = { left: x - half, right: x + half, top: above - 7, bottom: above + 7 };
  const meets = (other) => box.left < other.right && box.right > other.left && box.top < other.bottom && box.bottom > other.top;
  if (taken.some(meets)) return;
  taken.push(box);
  Object.assign(context, { textAlign: "center", textBaseline: "middle", lineWidth: 3.5, lineJoin: "round", strokeStyle: palette.paper, fillStyle: palette.ink });
  context.strokeText(text, x, above);
  context.fillText(text, x, above);
}
