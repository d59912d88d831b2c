// The filters in hand, each with a way to take it off; among them those that no rail row shows:
// a drawn area, words, a figure.

import { build } from "./elements.js";
import { filterLabels } from "./filterlabels.js";
import { activeFilters, NO_FILTERS } from "./query.js";

export function createActiveView(node, store, { words, namesOf }) {
  store.subscribe(({ record, filters }) => {
    const names = activeFilters(filters);
    node.hidden = !record || names.length === 0;
    if (node.hidden) return;
    const found = filterLabels(filters, { words, names: namesOf(record) });
    const list = build("ul", { class: "active-list" }, ...found.map(chip));
    const all = build("button", { type: "button", class: "link-button active-clear", onclick: clear }, words.say("filters.clear"));
    node.replaceChildren(list, all);
  }, ["record", "filters"]);

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
