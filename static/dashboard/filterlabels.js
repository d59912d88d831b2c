// The filters in words, for whoever shows them. Pure.

import { activeFilters, LISTS, NO_FILTERS } from "./query.js";

// Each value of the filters in words: { filter, title, label }, and `off`, which takes it off.
export function filterLabels(filters, { words, names }) {
  return activeFilters(filters).flatMap((filter) => {
    const title = words.say(`filter.${filter}`);
    if (!LISTS.includes(filter))
      return [{
        filter, title, label: words.say(`filter.${filter}.value`, valuesOf(filter, filters[filter])),
        off: (now) => ({ ...now, [filter]: NO_FILTERS[filter] }),
      }];
    return filters[filter].map((key) => ({
      filter, title, label: names.value(filter, key),
      off: (now) => ({ ...now, [filter]: now[filter].filter((value) => value !== key) }),
    }));
  });
}

function valuesOf(name, value) {
  if (name !== "near") return { value: typeof value === "number" ? value : String(value) };
  const [lat, lon, km] = value.split(",").map(Number);
  return { km, point: `${lat.toFixed(2)}, ${lon.toFixed(2)}` };
}
