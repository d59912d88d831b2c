// The filters in hand, each with a way to take it off; among them those that no rail row shows:
// a drawn area, words, a figure.

import { build } from "./elements.js";
import { activeFilters, LISTS, NO_FILTERS } from "./query.js";

export function createActiveView(node, store, { words, namesOf }) {
  store.subscribe(({ record, filters }) => {
    const names = activeFilters(filters);
    node.hidden = !record || names.length === 0;
    if (node.hidden) return;
    const found = names.flatMap((name) => entries(name, filters, namesOf(record)));
    const list = build("ul", { class: "active-list" }, ...found.map(chip));
    const all = build("button", { type: "button", class: "link-button active-clear", onclick: clear }, words.say("filters.clear"));
    node.replaceChildren(list, all);
  }, ["record", "filters"]);

  function entries(name, filters, names) {
    if (LISTS.includes(name))
      return filters[name].map((key) => ({
        label: names.value(name, key),
        title: words.say(`filter.${name}`),
        off: (now) => ({ ...now, [name]: now[name].filter((value) => value !== key) }),
      }));
    return [{
      label: words.say(`filter.${name}.value`, valuesOf(name, filters[name])),
      title: words.say(`filter.${name}`),
      off: (now) => ({ ...now, [name]: NO_FILTERS[name] }),
    }];
  }

  function valuesOf(name, value) {
    if (name !== "near") return { value: typeof value === "number" ? value : String(value) };
    const [lat, lon, km] = value.split(",").map(Number);
    return { km, point: `${lat.toFixed(2)}, ${lon.toFixed(2)}` };
  }

  function chip({ label, title, off }) {
    const name = words.say("filter.remove", { name: `${title}: ${label}` });
    const onclick = () => store.set({ filters: Object.freeze(off(store.get().filters)) });
    const text = build("span", { class: "active-text" }, label);
    return build("li", {}, build("button", { type: "button", class: "active-chip", title: name, "aria-label": name, onclick }, text, build("span", { "aria-hidden": "true" }, "×")));
  }

  function clear() {
    const { after, before, order } = store.get().filters;
    store.set({ filters: Object.freeze({ ...NO_FILTERS, after, before, order }) });
  }
}
