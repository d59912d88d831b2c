// Incidents near a place in the newest days of the record, against the days before. Under all filters
// of the page but its period and its area, which these counts have of their own. Pure.

import { firstFrom, NONE } from "../columns.js";
import { gapAmong } from "../coverage.js";
import { BIT } from "../dimensions.js";
import { DEGREE_KM, nearestOf, stretchesOf, windTo } from "./distance.js";

const OWN = BIT.time | BIT.area;
const RADIANS = Math.PI / 180;
// Rounding must not keep out what lies on the rim.
const SLACK = 1e-9;

// So many days up to the newest of the record, and as many before them; days are half-open.
export function spansOf(record, days) {
  const end = record.day[record.count - 1] + 1;
  return { span: { after: end - days, before: end }, earlier: { after: end - 2 * days, before: end - days } };
}

// The sites of the incidents in both spans, by latitude; and those incidents of the newer that have
// no point on the map: they are near no place.
export function survey({ record, mask }, days) {
  const spans = spansOf(record, days);
  const [incident, at] = [[], []];
  const unplaced = [];
  const { start } = record.site;
  for (let i = firstFrom(record.day, spans.earlier.after); i < record.count; i++) {
    if ((mask[i] & ~OWN) !== 0) continue;
    if (!record.onMap[i] && record.day[i] >= spans.span.after) unplaced.push(i);
    for (let s = start[i]; s < start[i + 1]; s++)
      if (record.mappable[s]) {
        incident.push(i);
        at.push(s);
      }
  }
  const { lon, lat } = record.site;
  const order = Array.from(at.keys()).sort((one, other) => lat[at[one]] - lat[at[other]]);
  return {
    ...spans,
    record,
    size: order.length,
    incident: Int32Array.from(order, (entry) => incident[entry]),
    site: Int32Array.from(order, (entry) => at[entry]),
    lat: Float64Array.from(order, (entry) => lat[at[entry]]),
    lon: Float64Array.from(order, (entry) => lon[at[entry]]),
    offMap: once(record, unplaced).length,
    datasets: datasetsOf(record, incident.concat(unplaced)),
  };
}

// Calls `found(entry, near)` for each site in reach of a stretch of the place. `wanted(entry)`: up to
// how many kilometres it still matters; what is counted already need not be measured.
function eachNear(seen, place, { km, wanted }, found) {
  for (const stretch of stretchesOf(place)) {
    const reach = km / DEGREE_KM + SLACK;
    const north = stretch.north + reach;
    const side = reach / Math.cos(Math.max(Math.abs(north), Math.abs(stretch.south - reach)) * RADIANS) + SLACK;
    for (let entry = firstFrom(seen.lat, stretch.south - reach); entry < seen.size && seen.lat[entry] <= north; entry++) {
      const lon = seen.lon[entry];
      if (lon < stretch.west - side || lon > stretch.east + side) continue;
      const most = wanted(entry);
      if (most < 0 || apart(stretch, seen.lat[entry]) > most) continue;
      const near = nearestOf(stretch, lon, seen.lat[entry]);
      if (near.km <= km) found(entry, near);
    }
  }
}

// Kilometres to the stretch, at the least.
const apart = ({ south, north }, lat) => Math.max(south - lat, lat - north) * DEGREE_KM - SLACK;

// { now, before, gap }: incidents in each span; `gap` is what keeps them from being compared, as
// gapIn in coverage.js says it. Incidents that are the same count once.
export function countNear(seen, place, reach) {
  const { record, span, earlier } = seen;
  const [newer, older] = [new Set(), new Set()];
  const sideOf = (i) => (record.day[i] >= span.after ? newer : older);
  const wanted = (entry) => (sideOf(seen.incident[entry]).has(seen.incident[entry]) ? -1 : reach.km);
  eachNear(seen, place, { ...reach, wanted }, (entry) => sideOf(seen.incident[entry]).add(seen.incident[entry]));
  const [now, before] = [once(record, newer), once(record, older)];
  const gap = gapAmong(record, datasetsOf(record, [...now, ...before]), { span, earlier });
  return { now: now.length, before: before.length, gap };
}

// The incidents of the newer span, newest first: { i, km, wind, radius }; `radius` in kilometres where
// the incident's own place is approximate, else 0.
export function listNear(seen, place, reach) {
  const { record, span } = seen;
  const best = new Map();
  const wanted = (entry) => {
    const i = seen.incident[entry];
    return record.day[i] < span.after ? -1 : (best.get(i)?.near.km ?? reach.km);
  };
  eachNear(seen, place, { ...reach, wanted }, (entry, near) => {
    const i = seen.incident[entry];
    if (!(best.get(i)?.near.km <= near.km)) best.set(i, { entry, near });
  });
  return once(record, best.keys()).sort((one, other) => record.day[other] - record.day[one] || other - one).map((i) => {
    const { entry, near } = best.get(i);
    const radius = record.site.radius[seen.site[entry]];
    return { i, km: near.km, wind: windTo(near, seen.lon[entry], seen.lat[entry]), radius: Number.isNaN(radius) ? 0 : radius };
  });
}

// Of incidents that are the same, the first by rank.
function once(record, incidents) {
  const { group, rank } = record;
  const alone = [];
  const first = new Map();
  for (const i of incidents) {
    const other = first.get(group[i]);
    if (group[i] === NONE) alone.push(i);
    else if (other === undefined || rank[i] < rank[other] || (rank[i] === rank[other] && i < other)) first.set(group[i], i);
  }
  return [...alone, ...first.values()];
}

const datasetsOf = (record, incidents) => [...new Set(incidents.map((i) => record.dataset[i]))].sort((one, other) => one - other);

// Whether the record holds all that these counts need: it may still be coming in.
export const isWhole = (record) => !record.stage || (record.stage.rest && record.stage.ids);
