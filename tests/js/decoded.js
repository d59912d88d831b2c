// The plain picture of a record that the snapshot's is held against: lists of numbers in JSON,
// decoded without frames (fixture_columns.js makes them).

import { NONE } from "../../static/dashboard/columns.js";

const FORMAT = 1;
const SCALE = 1e5;

export class ColumnsError extends Error {}

export function decode(answer) {
  if (answer?.format !== FORMAT) throw new ColumnsError(`columns format ${answer?.format}`);
  const { count, dictionaries, enums, incidents, sites } = answer;
  const whole = (values) => Int32Array.from(values, (value) => value ?? NONE);
  const record = {
    version: answer.record,
    changed: answer.data_to, // the last change of the record, an instant
    count,
    enums,
    dictionaries,
    titles: answer.titles,
    id: incidents.id,
    idOf: (i) => incidents.id[i],
    indexOf: (id) => incidents.id.indexOf(id),
    day: Int32Array.from(incidents.day),
    span: Int32Array.from(incidents.span),
    datePrecision: Uint8Array.from(incidents.date_precision),
    kind: Uint8Array.from(incidents.kind),
    subKind: Uint16Array.from(incidents.sub_kind),
    certainty: Uint8Array.from(incidents.certainty),
    contested: Uint8Array.from(incidents.contested),
    dataset: Uint16Array.from(incidents.dataset),
    deathsState: Uint8Array.from(incidents.deaths_state),
    low: whole(incidents.low),
    retained: whole(incidents.retained),
    high: whole(incidents.high),
    group: whole(incidents.group),
    rank: Uint16Array.from(incidents.rank),
    site: {
      start: Uint32Array.from(sites.start),
      country: whole(sites.country),
      admin1: whole(sites.admin1),
      admin2: whole(sites.admin2),
      lon: degrees(sites.lon),
      lat: degrees(sites.lat),
      precision: Uint8Array.from(sites.precision),
      place: whole(sites.place),
      // Every site is a place of its own.
      at: Uint32Array.from(sites.lon.keys()),
      radius: Float32Array.from(sites.radius, (value) => value ?? NaN),
    },
    participation: {
      start: Uint32Array.from(answer.participations.start),
      actor: whole(answer.participations.actor),
      role: Uint8Array.from(answer.participations.role),
      attribution: Uint8Array.from(answer.participations.attribution),
      via: Uint8Array.from(answer.participations.via),
    },
    source: lists(answer.sources.start, answer.sources.source),
    tag: lists(answer.tags.start, answer.tags.tag),
  };
  check(record);
  const { lon, lat } = record.site;
  return Object.freeze({ ...record, places: { lon, lat }, ...derived(record) });
}

function check(record) {
  const sorted = record.day.every((day, index) => index === 0 || record.day[index - 1] <= day);
  if (record.id.length !== record.count || record.day.length !== record.count)
    throw new ColumnsError("columns of unequal length");
  if (!sorted) throw new ColumnsError("columns not sorted by day");
}

const degrees = (values) =>
  Float64Array.from(values, (value) => (value === null ? NaN : value / SCALE));

const lists = (start, values) => ({
  start: Uint32Array.from(start),
  values: Int32Array.from(values),
});

function derived(record) {
  const { site, enums, count } = record;
  const exact = enums.precision.indexOf("exact");
  const near = enums.precision.indexOf("near");
  const mappable = Uint8Array.from(site.lon, (lon, index) => {
    const known = site.precision[index] === exact || site.precision[index] === near;
    return known && !Number.isNaN(lon) ? 1 : 0;
  });
  const onMap = new Uint8Array(count);
  for (let i = 0; i < count; i++)
    for (let s = site.start[i]; s < site.start[i + 1]; s++) if (mappable[s]) onMap[i] = 1;
  return {
    mappable,
    onMap,
    country: distinct(site.start, site.country),
    admin1: distinct(site.start, site.admin1),
    admin2: distinct(site.start, site.admin2),
    precision: distinct(site.start, site.precision),
  };
}

// Each row's values once, without those that are missing.
export function distinct(start, values) {
  const rows = Array.from({ length: start.length - 1 }, (_, row) => [...new Set(values.subarray(start[row], start[row + 1]))]);
  const known = rows.map((row) => row.filter((value) => value !== NONE));
  const starts = [0];
  for (const row of known) starts.push(starts.at(-1) + row.length);
  return lists(starts, known.flat());
}
