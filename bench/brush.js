// Runs in the page: the same brush by differences and as a full recount, on the same record.

import { getFile, getJson } from "/static/dashboard/api.js";
import { createCrossfilter } from "/static/dashboard/crossfilter.js";
import { isoOf } from "/static/dashboard/dates.js";
import { createFollowing } from "/static/dashboard/following.js";
import { createHolding } from "/static/dashboard/holding.js";
import { NO_FILTERS } from "/static/dashboard/query.js";

const STEPS = 200;

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(share * (values.length - 1))];

// A year's window that walks over the last ten years, a few days at a time.
function spans(record) {
  const last = record.day[record.count - 1];
  return Array.from({ length: STEPS }, (_, at) => {
    const after = last - 3650 + Math.round((at * 3285) / STEPS);
    return { ...NO_FILTERS, after: isoOf(after), before: isoOf(after + 365) };
  });
}

function timed(act) {
  const began = performance.now();
  act();
  return performance.now() - began;
}

export async function passes(rounds) {
  const holding = createHolding({ file: ({ address }) => getFile(`/api/v1/snapshot/files/${address}/`) });
  const record = await createFollowing(holding, { manifest: () => getJson("/api/v1/snapshot/") }).next();
  const walk = spans(record);
  const byDifferences = [];
  const recounted = [];
  for (let round = 0; round < rounds; round++) {
    const cross = createCrossfilter(record);
    cross.apply(walk[0]);
    byDifferences.push(...walk.map((filters) => timed(() => cross.apply(filters))));
    const full = createCrossfilter(record);
    full.apply(walk[0]);
    // A role that nobody has, in turns: every section is counted anew.
    recounted.push(...walk.map((filters, at) => timed(() => full.apply(filters, { roles: at % 2 ? ["x"] : ["y"] }))));
  }
  const figures = (values) => ({ p50: quantile(values, 0.5), p95: quantile(values, 0.95) });
  return { count: record.count, differences: figures(byDifferences), recount: figures(recounted) };
}

// Collects the time between frames, and the time that the page's scripts take for each move of the
// pointer (pass, map, rail, list, count line), until told to stop.
export function recordFrames() {
  const [gaps, scripts] = [[], []];
  let last = performance.now();
  let began = 0;
  let running = true;
  const begin = () => {
    began = performance.now();
  };
  const end = () => scripts.push(performance.now() - began);
  addEventListener("pointermove", begin, true);
  addEventListener("pointermove", end);
  requestAnimationFrame(function next(now) {
    gaps.push(now - last);
    last = now;
    if (running) requestAnimationFrame(next);
  });
  return () => {
    running = false;
    removeEventListener("pointermove", begin, true);
    removeEventListener("pointermove", end);
    return { gaps: gaps.slice(1), scripts };
  };
}
