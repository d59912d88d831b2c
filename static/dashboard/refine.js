// What a click in the rail makes of the filters: the first refines, the second clears. Pure.

import { DEATHS } from "./tally.js";

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

// States may stand together; figures are one stretch at a time; the two exclude each other.
export function toggleDeaths(filters, at) {
  const { state, least = null, most = null } = DEATHS[at];
  const bare = { ...filters, fatalities: [], fatalities_min: null, fatalities_max: null };
  if (least !== null) {
    if (deathsChosen(filters, at)) return bare;
    return { ...bare, fatalities: state ? [state] : [], fatalities_min: least, fatalities_max: most };
  }
  const states = filters.fatalities_min === null && filters.fatalities_max === null;
  return { ...bare, fatalities: toggleValue(states ? filters : bare, "fatalities", state).fatalities };
}

export function deathsChosen(filters, at) {
  const { state, least = null, most = null } = DEATHS[at];
  if (least === null) return filters.fatalities_min === null && filters.fatalities.includes(state);
  const asked = filters.fatalities.length === 0 ? undefined : filters.fatalities.join();
  return filters.fatalities_min === least && filters.fatalities_max === most && asked === state;
}
