// Web Mercator: longitude and latitude to a square of side 1, y down. Pure.

const RADIANS = Math.PI / 180;
const LIMIT = 85.0511287798;
// Whole numbers on that square: a pixel of the closest zoom is cut in 512.
export const SIDE = 2 ** 30;

export const worldX = (lon) => lon / 360 + 0.5;

export function worldY(lat) {
  const sine = Math.sin(Math.max(-LIMIT, Math.min(LIMIT, lat)) * RADIANS);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export const longitude = (x) => (x - 0.5) * 360;

export function latitude(y) {
  return (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RADIANS;
}

// Every place on the square of SIDE; 0, 0 where it has no point.
export function project({ lon, lat }) {
  const points = { x: new Int32Array(lon.length), y: new Int32Array(lon.length) };
  for (let place = 0; place < lon.length; place++) {
    if (Number.isNaN(lon[place])) continue;
    points.x[place] = Math.round(worldX(lon[place]) * SIDE);
    points.y[place] = Math.round(worldY(lat[place]) * SIDE);
  }
  return points;
}
