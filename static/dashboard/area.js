// Shapes on the ground, as the filters bbox, near and within write them. Degrees are WGS 84; pure.

const RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;
// Square degrees: what the server forgives, too.
const ON_EDGE = 1e-12;

const numbers = (text) => text.split(/[ ,]+/).filter(Boolean).map(Number);

// west,south,east,north
export function box(text) {
  const [west, south, east, north] = numbers(text);
  return (lon, lat) => lon >= west && lon <= east && lat >= south && lat <= north;
}

export function kilometres(lon1, lat1, lon2, lat2) {
  const half = (degrees) => Math.sin((degrees * RADIANS) / 2) ** 2;
  const across = Math.cos(lat1 * RADIANS) * Math.cos(lat2 * RADIANS);
  const chord = half(lat2 - lat1) + across * half(lon2 - lon1);
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(chord)));
}

// lat,lon,km
export function circle(text) {
  const [lat, lon, km] = numbers(text);
  const reach = km / (RADIUS_KM * RADIANS);
  return (x, y) => Math.abs(y - lat) <= reach + 1e-9 && kilometres(lon, lat, x, y) <= km;
}

// "lon lat, lon lat, …" or a GeoJSON Polygon, as rings of [lon, lat].
export function ringsOf(text) {
  const open = (ring) => {
    const [first, last] = [ring[0], ring.at(-1)];
    const closed = ring.length > 1 && first[0] === last[0] && first[1] === last[1];
    return onceEach(closed ? ring.slice(0, -1) : ring);
  };
  if (text.startsWith("{")) return JSON.parse(text).coordinates.map((ring) => open(ring.map(([lon, lat]) => [lon, lat])));
  return [open(text.split(",").map(numbers))];
}

// A corner that is written twice makes no side.
function onceEach(corners) {
  return corners.filter(([lon, lat], at) => {
    const [x, y] = corners.at(at - 1);
    return lon !== x || lat !== y;
  });
}

// Whether a text of JSON is a GeoJSON Polygon of positions.
export function isPolygon(text) {
  let given = null;
  try {
    given = JSON.parse(text);
  } catch {
    return false;
  }
  const rings = given?.type === "Polygon" ? given.coordinates : null;
  const position = (one) => Array.isArray(one) && one.length >= 2 && one.slice(0, 2).every(Number.isFinite);
  return Array.isArray(rings) && rings.length > 0 && rings.every((ring) => Array.isArray(ring) && ring.every(position));
}

// A point on the outer edge is inside, a point on the edge of a hole is outside.
export function polygon(text) {
  const [outer, ...holes] = ringsOf(text);
  const holds = (ring, lon, lat) => onEdge(ring, lon, lat) || insideRing(ring, lon, lat);
  return (lon, lat) => holds(outer, lon, lat) && !holes.some((hole) => holds(hole, lon, lat));
}

function onEdge(ring, lon, lat) {
  return ring.some(([x1, y1], index) => {
    const [x2, y2] = ring[(index + 1) % ring.length];
    const turn = (x2 - x1) * (lat - y1) - (y2 - y1) * (lon - x1);
    if (Math.abs(turn) > ON_EDGE) return false;
    const along = (lon - x1) * (x2 - x1) + (lat - y1) * (y2 - y1);
    return along >= 0 && along <= (x2 - x1) ** 2 + (y2 - y1) ** 2;
  });
}

function insideRing(ring, lon, lat) {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [x1, y1] = ring[i];
    const [x2, y2] = ring[j];
    if (y1 > lat !== y2 > lat && lon < ((x2 - x1) * (lat - y1)) / (y2 - y1) + x1) inside = !inside;
  }
  return inside;
}

// True when every ring is simple, and holes lie in the outer ring and apart.
export function isSound([outer, ...holes]) {
  const rings = [outer, ...holes];
  if (!rings.every(isSimple)) return false;
  const apart = rings.every((one, at) => rings.slice(at + 1).every((other) => !sidesCross(one, other)));
  const holds = (ring, [lon, lat]) => onEdge(ring, lon, lat) || insideRing(ring, lon, lat);
  const strictly = (ring, [lon, lat]) => !onEdge(ring, lon, lat) && insideRing(ring, lon, lat);
  const nested = holes.some((one) => holes.some((other) => one !== other && one.some((corner) => strictly(other, corner))));
  return apart && !nested && holes.every((hole) => hole.every((corner) => holds(outer, corner)));
}

// Rings may touch; here they pass through each other.
function sidesCross(one, other) {
  const sides = (ring) => ring.map((corner, at) => [corner, ring[(at + 1) % ring.length]]);
  const through = (p, q, [c, d]) => turn(p, q, c) * turn(p, q, d) < 0;
  return sides(one).some(([a, b]) => sides(other).some(([c, d]) => through(a, b, [c, d]) && through(c, d, [a, b])));
}

// True when no two sides of the ring meet, other than neighbours at their corner.
export function isSimple(corners) {
  const ring = onceEach(corners);
  const count = ring.length;
  const side = (index) => [ring[index], ring[(index + 1) % count]];
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const neighbours = j === i + 1 || (i === 0 && j === count - 1);
      if (!neighbours && cross(side(i), side(j))) return false;
    }
  return count >= 3;
}

const turn = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));

function cross([a, b], [c, d]) {
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}
