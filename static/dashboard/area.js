// Shapes on the ground, as the filters bbox, near and within write them. Degrees are WGS 84; pure.

const RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

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
    return closed ? ring.slice(0, -1) : ring;
  };
  if (text.startsWith("{")) return JSON.parse(text).coordinates.map(open);
  return [open(text.split(",").map(numbers))];
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
    if (Math.abs(turn) > 1e-9 * (1 + Math.hypot(x2 - x1, y2 - y1))) return false;
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

// True when no two sides of the ring meet, other than neighbours at their corner.
export function isSimple(ring) {
  const count = ring.length;
  const side = (index) => [ring[index], ring[(index + 1) % count]];
  for (let i = 0; i < count; i++)
    for (let j = i + 1; j < count; j++) {
      const neighbours = j === i + 1 || (i === 0 && j === count - 1);
      if (!neighbours && cross(side(i), side(j))) return false;
    }
  return count >= 3;
}

function cross([a, b], [c, d]) {
  const turn = (p, q, r) => Math.sign((q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0]));
  return turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
}
