// What is taken from a file, and what is refused with its reason. Every reader fills one. Pure.
//
// A place is { name, folder, lines: [[[lon, lat], …], …] } in degrees (WGS 84); one line of one point
// is a site, all else is a route. A refusal is { where: { kind, n, name }, why, field, value, most }.

export const MOST = { bytes: 5 * 1024 * 1024, places: 2000, points: 100_000, letters: 120 };

export const isSite = ({ lines }) => lines.length === 1 && lines[0].length === 1;

// `held`: the places that are there already.
export function createBasket(held = []) {
  const places = [];
  const refused = [];
  const known = new Set(held.map(signature));
  let points = held.reduce((sum, place) => sum + sizeOf(place), 0);
  let same = 0;

  function refuse(where, reason) {
    refused.push({ where, ...reason, value: short(reason.value ?? "") });
  }

  // Several sites of one thing are several places, several lines are one route.
  function add({ where, name = "", folder = "", sites = [], routes = [] }) {
    const lines = routes.map(withoutRepeats);
    const reason = whyNot(sites, lines);
    if (reason) return refuse(where, reason);
    for (const [at, site] of sites.entries()) {
      const own = sites.length > 1 ? `${name} ${at + 1}`.trim() : name;
      take(where, { name: own, folder, lines: [[site]] });
    }
    if (lines.length) take(where, { name, folder, lines });
    return undefined;
  }

  function take(where, { name, folder, lines }) {
    const place = { name: short(name), folder: short(folder), lines: lines.map((line) => line.map(rounded)) };
    if (known.has(signature(place))) same += 1;
    else if (held.length + places.length >= MOST.places) refuse(where, { why: "many", most: MOST.places });
    else if (points + sizeOf(place) > MOST.points) refuse(where, { why: "long", most: MOST.points });
    else {
      known.add(signature(place));
      points += sizeOf(place);
      places.push(place);
    }
  }

  return { add, refuse, read: () => ({ places, refused, same }) };
}

function whyNot(sites, routes) {
  const points = [...sites, ...routes.flat()];
  const wrong = points.find(([lon, lat]) => !onEarth(lon, lat));
  if (wrong) return { why: wrong.every(Number.isFinite) ? "range" : "unreadable", field: "coordinates", value: wrong.join(" ") };
  if (points.length === 0) return { why: "nothing" };
  return routes.some((line) => line.length < 2) ? { why: "short" } : null;
}

const signature = ({ name, lines }) => `${name} ${lines.join(";")}`;
const sizeOf = ({ lines }) => lines.reduce((sum, line) => sum + line.length, 0);
const onEarth = (lon, lat) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;
// Five digits are one metre.
const rounded = ([lon, lat]) => [Number(lon.toFixed(5)), Number(lat.toFixed(5))];

const withoutRepeats = (line) => line.filter(([lon, lat], at) => at === 0 || lon !== line[at - 1][0] || lat !== line[at - 1][1]);

export function short(text) {
  const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}\s]+/gu, " ").trim();
  return plain.length > MOST.letters ? `${plain.slice(0, MOST.letters - 1)}…` : plain;
}
