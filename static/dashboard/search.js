// Search as you type: incidents, places, actors; or all incidents that mention the words.
// `/` brings the keyboard here.

import { build, freshId } from "./elements.js";

export function createSearchView(node, store, tools) {
  return new Search(node, store, tools);
}

class Search {
  #options = [];
  #active = -1;
  #shown = "";

  constructor(node, store, { words, dates, namesOf, map }) {
    Object.assign(this, { node, store, words, dates, namesOf, map });
    const id = freshId("found");
    this.input = build("input", {
      type: "search", class: "search-input", role: "combobox", "aria-label": words.say("search.label"),
      "aria-controls": id, "aria-expanded": "false", "aria-autocomplete": "list", autocomplete: "off",
      maxlength: "200", placeholder: words.say("search.placeholder"), "data-search": true,
      oninput: () => this.#type(), onfocus: () => this.#type(), onkeydown: (event) => this.#key(event),
      onblur: () => this.#close(),
    });
    this.list = build("div", { class: "search-found", role: "listbox", id, "aria-label": words.say("search.found"), hidden: true });
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
    node.append(this.input, this.list);
    document.addEventListener("keydown", (event) => this.#slash(event));
    store.subscribe((state, before) => {
      if (before && state.filters.q !== before.filters.q && !state.filters.q) this.input.value = "";
      if (!before && state.filters.q) this.input.value = state.filters.q;
      this.#show(state);
    }, ["found", "filters", "typed"]);
  }

  #slash(event) {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (event.key !== "/" || typing || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.input.focus();
    this.input.select();
  }

  #type() {
    this.store.set({ typed: this.input.value.trim() });
  }

  #close() {
    this.store.set({ typed: "" });
  }

  #show({ typed, found, record }) {
    this.#options = [];
    const kept = typed === this.#shown ? this.#active : -1;
    this.#shown = typed;
    this.#active = -1;
    const open = typed !== "" && record !== null;
    this.list.hidden = !open;
    this.input.setAttribute("aria-expanded", String(open));
    this.input.removeAttribute("aria-activedescendant");
    if (!open) return void this.list.replaceChildren();
    const answer = found?.q === typed ? found : null;
    const all = this.#option({ take: () => this.#ask(typed) }, build("span", {}, this.words.say("search.all", { q: typed })));
    const groups = answer ? ["actors", "units", "places", "incidents"].map((kind) => this.#group(kind, answer[kind] ?? [])) : [];
    const nothing = answer && groups.every((group) => group === null) ? build("p", { class: "search-none muted" }, this.words.say("search.nothing")) : null;
    const waiting = answer ? null : build("p", { class: "search-none muted" }, this.words.say("search.waiting"));
    this.list.replaceChildren(...[all, ...groups, nothing, waiting].filter(Boolean));
    // An answer that comes late does not take back what the arrow keys have chosen.
    if (kept >= 0) this.#activate(Math.min(kept, this.#options.length - 1));
    return undefined;
  }

  #group(kind, entries) {
    if (entries.length === 0) return null;
    const title = freshId("group");
    const make = {
      actors: (entry) => this.#actor(entry),
      units: (entry) => this.#unit(entry),
      places: (entry) => this.#place(entry),
      incidents: (entry) => this.#incident(entry),
    }[kind];
    return build("div", { role: "group", "aria-labelledby": title },
      build("p", { class: "search-title section-title", id: title }, this.words.say(`search.${kind}`)), ...entries.map(make));
  }

  #option(choice, ...children) {
    const option = build("div", { role: "option", class: "search-option", id: freshId("option"), "aria-selected": "false" }, ...children);
    this.#options.push({ option, ...choice });
    return option;
  }

  #name(pair) {
    return pair[this.words.language] || pair.en || pair.fr;
  }

  // The name that was found, where it is not the one that is shown.
  #also(matched, shown) {
    return build("small", {}, matched && matched !== shown ? matched : "");
  }

  #actor({ key, name, matched }) {
    const take = () => {
      const { filters, side } = this.store.get();
      this.#filter({ actor: Object.freeze([key]), role: filters.role.length ? filters.role : Object.freeze([...side]) });
    };
    const shown = this.#name(name);
    return this.#option({ take }, build("span", {}, shown), this.#also(matched, shown));
  }

  // Level 1 is a region, level 2 a district; both refine.
  #unit({ key, name, level, country }) {
    const filter = level === 1 ? "admin1" : "admin2";
    const take = () => this.#filter({ country: [], admin1: [], admin2: [], [filter]: Object.freeze([key]) });
    const where = [this.words.say(`filter.${filter}`), this.words.say(`country.${country}`)].join(", ");
    return this.#option({ take }, build("span", {}, this.#name(name)), build("small", {}, where));
  }

  #place({ name, matched, latitude, longitude, country, admin1 }) {
    const take = () => {
      if (latitude !== null && longitude !== null) this.map.moveTo({ lon: longitude, lat: latitude, zoom: 9 });
    };
    const region = admin1 && this.#name(admin1.name);
    const where = [region, country && this.words.say(`country.${country}`)].filter(Boolean).join(", ");
    const shown = matched && matched !== name ? `${matched} (${name})` : name;
    return this.#option({ take }, build("span", {}, shown), build("small", {}, where));
  }

  #incident({ id, title, start }) {
    const day = this.dates.iso(start);
    return this.#option({ take: () => this.store.set({ selected: id }) }, build("span", {}, this.#name(title)), build("small", {}, day));
  }

  #ask(q) {
    this.#filter({ q });
  }

  #filter(changes) {
    this.store.set({ filters: Object.freeze({ ...this.store.get().filters, ...changes }) });
  }

  #take(option) {
    const choice = this.#options.find((entry) => entry.option === option);
    if (!choice) return;
    choice.take();
    const { q } = this.store.get().filters;
    this.input.value = q;
    this.#close();
    this.input.blur();
  }

  #key(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && this.#options.length) this.#move(by);
    else if (event.key === "Enter") this.#enter();
    else if (event.key === "Escape") this.#escape();
    else return;
    event.preventDefault();
  }

  #move(by) {
    const count = this.#options.length;
    this.#activate((this.#active + by + count + (this.#active < 0 && by < 0 ? 1 : 0)) % count);
  }

  #activate(active) {
    this.#active = active;
    for (const [at, { option }] of this.#options.entries())
      option.setAttribute("aria-selected", String(at === this.#active));
    const { option } = this.#options[this.#active];
    this.input.setAttribute("aria-activedescendant", option.id);
    option.scrollIntoView({ block: "nearest" });
  }

  // Without a choice, Enter asks for all incidents with these words; an empty field takes them off.
  #enter() {
    if (this.#active >= 0) return this.#take(this.#options[this.#active].option);
    this.#ask(this.input.value.trim());
    this.#close();
    return this.input.blur();
  }

  #escape() {
    if (this.store.get().typed) return this.#close();
    this.input.value = this.store.get().filters.q;
    return this.input.blur();
  }
}
