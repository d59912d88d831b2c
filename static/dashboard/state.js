// The page's state: where it starts, and what follows from it. Pure.

import { createCrossfilter } from "./crossfilter.js";
import { civil, dayFrom, dayOf, isoOf } from "./dates.js";
import { NONE } from "./columns.js";
import { NO_FILTERS, NO_PAGE } from "./query.js";
import { createSpots } from "./spots.js";
import { lacks } from "./stages.js";

export const ADDRESSED = [
  "filters", "period", "mode", "unit", "measure", "selected", "compare", "view", "link",
];

export const INITIAL = Object.freeze({
  ...NO_PAGE,
  filters: NO_FILTERS,
  record: null,
  asked: NO_FILTERS, // the filters with the default period written out
  span: null, // the period as days { after, before }, or null for all time
  result: null,
  counting: null, // a count that takes longer than a frame, in steps; until its end, what was true before stays
  spots: null, // where the record's sites lie on the map
  matched: "", // the words that `matches` answers
  matches: null, // 1 for the incidents whose text answers q
  side: [], // the roles in which the rail counts actors
  brushing: false,
  status: "loading", // loading | partial | ready | failed
  progress: null, // { bytes, total } of what is coming
  wanted: "all", // all | first: on a slow link the rest of the record waits for a wish
  opening: NONE, // the incident to be opened as soon as its id is there
  problem: "",
  away: false,
  ignored: [], // what of the address was not understood: { name, value, why }
  sought: "", // the incident whose row the keyboard is to be given
  dossier: null, // { id, status, content }
  typed: "",
  found: null,
  drawing: "", // "" | circle | polygon
  spot: null, // { x, y, incidents }: several incidents on one spot
  sheet: "", // "" | filters | list | places: what a narrow screen has open; places, any screen
  viewHidden: false, // the map is held on a place that the address must not tell
  theme: "",
  basemap: null,
  basemapDetail: null,
  detailed: false, // close enough for the finer outlines
  unitShown: "", // the unit of the bars on screen
  gathered: false, // the map shows incidents in cells: there are too many for a mark each
  breaks: [], // the classes of a coloured map
  top: 0, // the highest value on it
  elsewhere: 0, // counted under no region on the map
  olderUnits: "", // countries shown as they were divided before
});

// The year of the newest incident, as half-open days.
export function newestYear(record) {
  if (!record || record.count === 0) return null;
  const { year } = civil(record.day[record.count - 1]);
  return yearSpan(year);
}

export const yearSpan = (year) => ({ after: dayFrom(year, 1, 1), before: dayFrom(year + 1, 1, 1) });

function askedOf({ filters, period, record }) {
  if (filters.after || filters.before || period === "all") return filters;
  const year = newestYear(record);
  if (!year) return filters;
  return Object.freeze({ ...filters, after: isoOf(year.after), before: isoOf(year.before) });
}

function spanOf(asked, record) {
  if (!asked.after && !asked.before) return null;
  const after = dayOf(asked.after) ?? record?.day[0] ?? 0;
  const last = record?.count ? record.day[record.count - 1] : after;
  const before = dayOf(asked.before) ?? Math.max(last, after) + 1;
  return Object.freeze({ after, before });
}

// Above this many incidents a count may take longer than a frame.
const LARGE = 300_000;

export function createDerive({ large = LARGE } = {}) {
  let cross = null;

  return function derive(next, previous) {
    const loaded = next.record !== previous.record;
    const derived = {};
    if (loaded && next.record) {
      cross = createCrossfilter(next.record, { step: large });
      derived.spots = next.record.prepared?.spots ?? createSpots(next.record);
    }
    const differ = (...keys) => keys.some((key) => next[key] !== previous[key]);
    let { asked } = next;
    if (loaded || differ("filters", "period")) {
      asked = derived.asked = askedOf(next);
      derived.span = spanOf(asked, next.record);
    }
    // Until the server has said which incidents hold the words, or what the filters ask for has come,
    // what was true before stays.
    const waiting = (next.filters.q !== "" && next.filters.q !== next.matched) || lacks(next.record, asked);
    const behind = next.result?.record !== next.record;
    if (cross && !waiting && (loaded || behind || asked !== previous.asked || differ("matches", "matched", "side")))
      Object.assign(derived, counted(cross, asked, { ...next, atOnce: loaded || behind || next.record.count <= large }));
    return derived;
  };
}

// The result, or what is left to be counted of it (counting.js takes the other steps).
function counted(cross, asked, { matches, side, atOnce }) {
  if (atOnce) return { counting: null, result: cross.apply(asked, { matches, roles: side }) };
  const counting = cross.applying(asked, { matches, roles: side });
  const { done, value } = counting.next();
  return done ? { counting: null, result: value } : { counting };
}
