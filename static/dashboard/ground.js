// The base map's lines and areas as paths to paint: on the square of the world (mercator.js),
// shifted so that the region lies around 0, where numbers are finest.

import { worldX, worldY } from "./mercator.js";

const ORIGIN = Object.freeze({ x: worldX(2), y: worldY(15) });

// Lines of [latitude, longitude], as topology.js decodes them.
export function pathOf(lines, closed) {
  const path = new Path2D();
  for (const line of lines) {
    line.forEach(([lat, lon], at) => {
      const [x, y] = [worldX(lon) - ORIGIN.x, worldY(lat) - ORIGIN.y];
      if (at === 0) path.moveTo(x, y);
      else path.lineTo(x, y);
    });
    if (closed) path.closePath();
  }
  return path;
}

// Lets a context paint such paths in a frame; returns how long one pixel is.
export function enterWorld(context, frame) {
  const { scale, x, y, ratio } = frame;
  const [left, top] = [ORIGIN.x * scale - x, ORIGIN.y * scale - y];
  context.setTransform(ratio * scale, 0, 0, ratio * scale, ratio * left, ratio * top);
  return 1 / scale;
}

export function leaveWorld(context, { ratio }) {
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
}

// Even-odd: does the place lie inside these rings?
export function holds(rings, lon, lat) {
  let inside = false;
  for (const ring of rings)
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [y1, x1] = ring[i];
      const [y2, x2] = ring[j];
      if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
    }
  return inside;
}
