// How far it is from an incident to a site or a route, and in which direction. Pure.
//
// To a site: the great circle, as the filter `near` measures. To a route: its nearest point. A route
// runs straight in degrees between its points (RFC 7946), so it is cut into short pieces; about each
// incident a piece is then laid on a plane whose degrees of longitude have the length that they have
// halfway: less than one metre in a thousand off within 50 km.

import { kilometres } from "../area.js";

const RADIANS = Math.PI / 180;
export const DEGREE_KM = 6371.0088 * RADIANS;
const PIECE_KM = 25;
const TOGETHER = 24;
const COMPASS = ["n", "ne", "e", "se", "s", "sw", "w", "nw"];

const known = new WeakMap();

// The route in stretches of a few pieces, each with the box it lies in: what lies far from the box
// is far from every piece.
export function stretchesOf(place) {
  if (!known.has(place)) known.set(place, place.lines.map(cut).flatMap(stretches));
  return known.get(place);
}

export function cut(line) {
  return line.flatMap((to, at) => {
    const from = line[at - 1];
    if (!from) return [to];
    const pieces = Math.max(1, Math.ceil(kilometres(from[0], from[1], to[0], to[1]) / PIECE_KM));
    return Array.from({ length: pieces }, (_, piece) => between(from, to, (piece + 1) / pieces));
  });
}

const between = ([lon1, lat1], [lon2, lat2], part) => [lon1 + (lon2 - lon1) * part, lat1 + (lat2 - lat1) * part];

function stretches(line) {
  const found = [];
  for (let from = 0; from === 0 || from < line.length - 1; from += TOGETHER) {
    const points = line.slice(from, from + TOGETHER + 1);
    const [lons, lats] = [points.map(([lon]) => lon), points.map(([, lat]) => lat)];
    found.push({ points, west: Math.min(...lons), east: Math.max(...lons), south: Math.min(...lats), north: Math.max(...lats) });
  }
  return found;
}

// The point of a stretch that is nearest to where one stands: { km, lon, lat }.
export function nearestOf({ points }, lon, lat) {
  if (points.length === 1) return { km: kilometres(points[0][0], points[0][1], lon, lat), lon: points[0][0], lat: points[0][1] };
  const best = { km: Infinity, lon: 0, lat: 0 };
  for (let at = 1; at < points.length; at++) {
    const [from, to] = [plane(points[at - 1], lon, lat), plane(points[at], lon, lat)];
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    const length = dx * dx + dy * dy;
    const part = length === 0 ? 0 : Math.max(0, Math.min(1, -(from.x * dx + from.y * dy) / length));
    const km = Math.hypot(from.x + part * dx, from.y + part * dy);
    if (km >= best.km) continue;
    const [x, y] = between(points[at - 1], points[at], part);
    Object.assign(best, { km, lon: x, lat: y });
  }
  return best;
}

// Kilometres east and north of where one stands.
function plane([lon, lat], lon0, lat0) {
  return { x: (lon - lon0) * Math.cos(((lat + lat0) / 2) * RADIANS) * DEGREE_KM, y: (lat - lat0) * DEGREE_KM };
}

// One of eight winds, from the first point to the second.
export function windTo(from, lon, lat) {
  const across = (lon - from.lon) * RADIANS;
  const [phi, phi2] = [from.lat * RADIANS, lat * RADIANS];
  const y = Math.sin(across) * Math.cos(phi2);
  const x = Math.cos(phi) * Math.sin(phi2) - Math.sin(phi) * Math.cos(phi2) * Math.cos(across);
  return COMPASS[Math.round(Math.atan2(y, x) / (Math.PI / 4) + 8) % 8];
}
