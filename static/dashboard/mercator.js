// Web Mercator: longitude and latitude to a square of side 1, y down. Pure.

const RADIANS = Math.PI / 180;
const LIMIT = 85.0511287798;

export const worldX = (lon) => lon / 360 + 0.5;

export function worldY(lat) {
  const sine = Math.sin(Math.max(-LIMIT, Math.min(LIMIT, lat)) * RADIANS);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

export const longitude = (x) => (x - 0.5) * 360;

export function latitude(y) {
  return (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) / RADIANS;
}

// Every site's place on that square; NaN where there is no point to draw.
export function project(record) {
  const { lon, lat } = record.site;
  return {
    x: Float64Array.from(lon, (value, s) => (record.mappable[s] ? worldX(value) : NaN)),
    y: Float64Array.from(lat, (value, s) => (record.mappable[s] ? worldY(value) : NaN)),
  };
}
