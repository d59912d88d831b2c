// What a click in the rail makes of the filters: the first refines, the second clears. Pure.

import { DEATHS } from "./lists.js";

const without = (values, gone) => values.filter((value) => !gone.includes(value));

export function toggleValue(filters, name, key) {
  const values = filters[name];
  const next = values.includes(key) ? without(values, [key]) : [...values, key];
  return { ...filters, [name]: Object.freeze(next) };
}

// A whole and its parts (country and regions, kind and sub-kinds). The levels are joined by AND, so
// that a chosen part takes the place of wholes that are not its own, and a whole that is taken
// away takes its parts along. `parentOf(key)` names the whole of a part.
export function togglePart(filters, { whole, part, deeper = [] }, key, parentOf) {
  const next = toggleValue(filters, part, key);
  const parents = [...new Set(next[part].filter((value) => value !== "none").map(parentOf))];
  const narrowed = filters[whole].length > 0 && next[part].length > 0;
  if (narrowed) next[whole] = Object.freeze(parents);
  for (const { name, parentOf: above } of deeper)
    next[name] = Object.freeze(next[name].filter((value) => next[part].includes(above(value))));
  return next;
}

// `parts`: the levels below, each with the whole of each of its keys.
export function toggleWhole(filters, whole, key, parts) {
  const next = toggleValue(filters, whole, key);
  for (const { name, parentOf } of parts) {
    const kept = next[whole].length
      ? next[name].filter((value) => value !== "none" && next[whole].includes(parentOf(value)))
      : [];
    next[name] = Object.freeze(kept);
  }
  return next;
}

// States may stand together, and so may bands of figures that touch: they are one stretch, which is
// all that fatalities_min and fatalities_max can say. What does not fit gives way, see `gaveWay`.
export function toggleDeaths(filters, at) {
  const { state, least } = DEATHS[at];
  const bands = chosenBands(filters);
  if (least === undefined) {
    const states = bands.length || bounded(filters) ? [] : filters.fatalities;
    return { ...filters, ...NO_DEATHS, fatalities: toggleValue({ fatalities: states }, "fatalities", state).fatalities };
  }
  return { ...filters, ...NO_DEATHS, ...stretch(bandsAfter(bands, at)) };
}

export function deathsChosen(filters, at) {
  const { state, least } = DEATHS[at];
  if (least !== undefined) return chosenBands(filters).includes(at);
  return !bounded(filters) && filters.fatalities.includes(state);
}

// The rows that were chosen and are no longer, though the click was on another.
export function gaveWay(before, after, clicked) {
  const rows = DEATHS.map((_, at) => at);
  return rows.filter((at) => at !== clicked && deathsChosen(before, at) && !deathsChosen(after, at));
}

const NO_DEATHS = Object.freeze({ fatalities: Object.freeze([]), fatalities_min: null, fatalities_max: null });
const BANDS = DEATHS.flatMap(({ least }, at) => (least === undefined ? [] : [at]));
const ZERO = BANDS[0];

const bounded = ({ fatalities_min: least, fatalities_max: most }) => least !== null || most !== null;

// The bands of which a stretch consists exactly, or none. The row of 0 is of retained figures alone:
// without that word a stretch from 0 also holds those of whom somebody says that nobody died.
function chosenBands(filters) {
  if (!bounded(filters)) return [];
  const { fatalities, fatalities_min: low, fatalities_max: high } = filters;
  const retained = fatalities.join() === "retained";
  if (fatalities.length > 0 && !retained) return [];
  const first = BANDS.find((at) => DEATHS[at].least === low);
  const last = BANDS.find((at) => DEATHS[at].most === high);
  if (first === undefined || last === undefined || last < first) return [];
  return (first === ZERO) === retained ? BANDS.filter((at) => at >= first && at <= last) : [];
}

// A band that touches the stretch joins it, one at its end leaves it; one in its middle cuts it, and
// the lower part stays. One apart takes its place.
function bandsAfter(bands, at) {
  if (bands[0] === at) return bands.slice(1);
  if (bands.includes(at)) return bands.filter((band) => band < at);
  const touches = bands[0] === at + 1 || bands.at(-1) === at - 1;
  return touches ? [...bands, at].toSorted((one, other) => one - other) : [at];
}

function stretch(bands) {
  if (bands.length === 0) return {};
  return {
    fatalities: Object.freeze(bands[0] === ZERO ? ["retained"] : []),
    fatalities_min: DEATHS[bands[0]].least,
    fatalities_max: DEATHS[bands.at(-1)].most,
  };
}
