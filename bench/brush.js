// Runs in the page of bench/brush.py: the same walk of the brush by differences, as a full pass, and
// by the crossfilter library on the same record.

import { getFile, getJson } from "/static/dashboard/api.js";
import { createCrossfilter } from "/static/dashboard/crossfilter.js";
import { isoOf } from "/static/dashboard/dates.js";
import { decodeFrames } from "/static/dashboard/frames.js";
import { NO_FILTERS } from "/static/dashboard/query.js";
import { assemble } from "/static/dashboard/snapshot.js";

const STEPS = 100;
// One value of each of some sections, chosen in turns.
const FACETS = [["kind", 0], ["certainty", 1], ["country", 2], ["source", 3], ["actor", 5]];
const SECTIONS = ["first", "rest", "ids", "titles"];

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))];
const figures = (values) => ({ mean: values.reduce((sum, value) => sum + value, 0) / values.length, p50: quantile(values, 0.5), p95: quantile(values, 0.95), worst: Math.max(...values) });

// A year's window that walks over the last ten years, some days at a time.
function walkOver(record) {
  const last = record.day[record.count - 1];
  return Array.from({ length: STEPS }, (_, at) => {
    const after = last - 3650 + Math.round((at * 3285) / STEPS);
    return [after, after + 365];
  });
}

const asked = ([after, before]) => ({ ...NO_FILTERS, after: isoOf(after), before: isoOf(before) });

function timed(act) {
  const began = performance.now();
  act();
  return performance.now() - began;
}

async function load() {
  const manifest = await getJson("/api/v1/snapshot/");
  const [label] = manifest.labels;
  const bring = (file) => getFile(`/api/v1/snapshot/files/${file.address}/`);
  const files = await Promise.all(label.bundles.map(bring));
  const dictionaries = Object.fromEntries(await Promise.all(Object.entries(label.dictionaries)
    .map(async ([name, file]) => [name, decodeFrames(await bring(file))[0]])));
  const began = performance.now();
  const frames = Object.fromEntries(SECTIONS.map((section) =>
    [section, decodeFrames(files[label.bundles.findIndex((bundle) => bundle.section === section)])]));
  const decoded = performance.now();
  const record = assemble({ labels: [{ label: label.label, dictionaries, frames }] });
  return { record, decode: decoded - began, assemble: performance.now() - decoded };
}

let held = null;
export const loaded = async () => (held ??= await load());

// Our own: making it, passes by differences, full passes over all dimensions, facets in turns.
export async function passes(rounds) {
  const { record, decode, assemble: assembling } = await loaded();
  const walk = walkOver(record);
  let cross = null;
  const making = timed(() => {
    cross = createCrossfilter(record);
  });
  const first = timed(() => cross.apply(NO_FILTERS));
  const words = { ...record.enums, ...record.dictionaries };
  const facets = FACETS.map(([name, at]) => ({ ...NO_FILTERS, [name]: [words[name][at].key ?? words[name][at]] }));
  const found = { differences: [], full: [], facet: [], flick: [] };
  for (let round = 0; round < rounds; round++) {
    cross.apply(asked(walk[0]));
    found.differences.push(...walk.map((span) => timed(() => cross.apply(asked(span)))));
    // Another role in turns, so that every section is counted anew over the whole record.
    for (let at = 0; at < 6; at++)
      found.full.push(timed(() => cross.apply({ ...NO_FILTERS, ...(at % 2 ? { certainty: ["verified"] } : {}) })));
    for (const filters of facets) {
      cross.apply(NO_FILTERS);
      found.facet.push(timed(() => cross.apply(filters)));
    }
    // The whole record enters or leaves at once.
    cross.apply(NO_FILTERS);
    for (let at = 0; at < 4; at++) found.flick.push(timed(() => cross.apply(at % 2 ? NO_FILTERS : asked(walk[0]))));
  }
  return {
    count: record.count, decode, assemble: assembling, making, first,
    ...Object.fromEntries(Object.entries(found).map(([name, values]) => [name, figures(values)])),
  };
}

// The library on the same record: dimensions and counts of every section of the rail, its brush
// along the same walk, and the same facets. Throws where it counts otherwise than ours.
export async function library(rounds) {
  const { record } = await loaded();
  const walk = walkOver(record);
  const began = performance.now();
  const cross = globalThis.crossfilter(Array.from({ length: record.count }, (_, i) => i));
  const single = (column) => cross.dimension((i) => column[i]);
  const listed = ({ start, values }) => cross.dimension((i) => Array.from(values.subarray(start[i], start[i + 1])), true);
  const { participation } = record;
  const day = single(record.day);
  const dimensions = {
    kind: single(record.kind), certainty: single(record.certainty), dataset: single(record.dataset), contested: single(record.contested),
    deaths: single(record.deathsState), country: listed(record.country), admin1: listed(record.admin1), precision: listed(record.precision),
    source: listed(record.source), tag: listed(record.tag),
    actor: listed({ start: participation.start, values: participation.actor }),
  };
  const groups = Object.fromEntries(Object.entries(dimensions).map(([name, dimension]) => [name, dimension.group()]));
  // The count line: deaths, and between what bounds.
  const sums = [record.retained, record.low, record.high].map((column) => cross.groupAll().reduceSum((i) => Math.max(0, column[i])));
  // A group counts nothing until it is asked, and keeps count from then on: a page asks all of them.
  const counted = () => {
    for (const group of Object.values(groups)) group.all();
    for (const sum of sums) sum.value();
  };
  counted();
  const build = performance.now() - began;
  const brush = [];
  const facet = [];
  for (let round = 0; round < rounds; round++) {
    day.filterRange(walk[0]);
    brush.push(...walk.map((span) => timed(() => counted(day.filterRange(span)))));
    day.filterAll();
    for (const [name, at] of FACETS) {
      facet.push(timed(() => counted(dimensions[name].filterExact(at))));
      dimensions[name].filterAll();
    }
  }
  day.filterRange(walk.at(-1));
  compare(record, groups, walk.at(-1));
  if (sums[0].value() <= 0) throw new Error("no deaths");
  return { build, brush: figures(brush), facet: figures(facet) };
}

// Without incidents linked as the same, which the library cannot know of.
function compare(record, groups, span) {
  const alone = { ...record, group: new Int32Array(record.count).fill(-1) };
  const { counts } = createCrossfilter(alone).apply(asked(span));
  for (const name of ["kind", "certainty", "dataset", "country", "admin1", "precision", "source", "tag"]) {
    const theirs = new Int32Array(counts[name].length);
    for (const { key, value } of groups[name].all()) if (key >= 0) theirs[key] = value;
    if (theirs.some((value, at) => value !== counts[name][at])) throw new Error(`other counts of ${name}`);
  }
}
