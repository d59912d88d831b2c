// The filter rail: each row shows its count under the other filters and a bar; a click refines, a
// second clears; a section never filters itself.

import { build, freshId, separator, toggle, write } from "./elements.js";
import { createSections } from "./sections.js";
import { hasRest, LATER_SECTIONS } from "./stages.js";

const MORE = 20;
const SEARCHED_FROM = 12;
const SIDES = {
  any: [],
  attributed: ["perpetrator"],
  party: ["party"],
  targeted: ["target", "victim", "affected"],
  responder: ["responder"],
};

export function createRailView(node, store, { words, namesOf }) {
  let sections = [];

  store.subscribe((state, before) => {
    if (state.record && state.record !== before?.record) {
      const specs = createSections(state.record, namesOf(state.record), words);
      const later = (spec) => !hasRest(state.record) && LATER_SECTIONS.includes(spec.name);
      const had = document.activeElement?.dataset;
      const made = specs.map((spec) => (later(spec) ? createComing(spec, store, words) : createSection(spec, store, words)));
      sections = made.filter((section) => section.show);
      node.replaceChildren(...made.map((section) => section.node));
      watch(node, sections);
      if (had?.row) queueMicrotask(() => focusRow(node, had));
    }
    if (!state.result) return;
    for (const section of sections) section.show(state);
  }, ["record", "result", "brushing", "side"]);
}

// While a brush is held, sections that are scrolled out of sight wait; they catch up when it is
// let go, or when they come into sight.
function watch(node, sections) {
  const observer = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const section = sections.find((candidate) => candidate.node === target);
      section?.sight(isIntersecting);
    }
  }, { root: node.parentElement });
  for (const section of sections) observer.observe(section.node);
}

// A section whose columns are still to come: on a slow link, when they are asked for.
function createComing({ name, title }, store, words) {
  const ask = build("button", { type: "button", class: "link-button", onclick: () => store.set({ wanted: "all" }) }, words.say("rail.load"));
  const lines = Array.from({ length: 3 }, () => build("span", { class: "skeleton-line", "aria-hidden": "true" }));
  const node = build("section", { class: `rail-section rail-${name}`, "aria-label": title, "aria-busy": "true" },
    build("div", { class: "section-title" }, build("h2", {}, title)), ...(store.get().wanted === "all" ? lines : [ask]));
  ask.addEventListener("click", () => ask.replaceWith(...lines));
  return { node };
}

// The new rows stand where the old ones did: the keyboard stays on its own.
function focusRow(node, { section, row }) {
  for (const button of node.querySelectorAll(".rail-row"))
    if (button.dataset.section === section && button.dataset.row === row) button.focus({ preventScroll: true });
}

function createSection(spec, store, words) {
  return new Section(spec, store, words);
}

class Section {
  #made = new Map();
  #opened = new Set();
  #rows = [];
  #left = 0;
  #needle = "";
  #told = null;

  constructor(spec, store, words) {
    Object.assign(this, { spec, store, words });
    this.limit = spec.limit ?? Infinity;
    const heading = freshId("rail");
    const title = build("div", { class: "section-title" }, build("h2", { id: heading }, spec.title));
    if (spec.roles) title.append(createSides(store, words));
    this.list = build("ul", { class: "rail-rows" });
    this.search = this.#searchBox();
    this.more = build("button", {
      type: "button", class: "link-button rail-more", onclick: () => this.#showMore(),
    });
    this.note = build("p", { class: "rail-note small muted", role: "status", hidden: true });
    const attributes = { class: `rail-section rail-${spec.name}`, "aria-labelledby": heading };
    this.node = build("section", attributes, title, this.search, this.list, this.note, this.more);
  }

  sight(seen) {
    this.seen = seen;
    if (seen && this.stale) this.show(this.store.get());
  }

  // Rows keep their places while a brush is held; they settle when it is let go.
  show(state) {
    this.stale = state.brushing && this.seen === false;
    if (this.stale) return;
    if (!state.brushing || this.#rows.length === 0) this.#arrange(state);
    this.#count(state);
    this.#tell(state);
  }

  #refresh() {
    this.#arrange(this.store.get());
    this.#count(this.store.get());
    this.#tell(this.store.get());
  }

  // Below the rows: that a search finds none, or what the last click took away, while that holds.
  #tell({ filters }) {
    const nothing = this.#needle !== "" && this.#rows.length === 0;
    const told = this.#told?.filters === filters ? this.#told.text : "";
    const text = nothing ? this.words.say("rail.nothing") : told;
    toggle(this.note, "hidden", text === "");
    write(this.note, text);
  }

  #searchBox() {
    const label = this.words.say("rail.search", { section: this.spec.title });
    const oninput = (event) => {
      this.#needle = fold(event.target.value);
      this.#refresh();
    };
    return build("input", {
      type: "search", class: "rail-search", "aria-label": label, placeholder: label, hidden: true, oninput,
    });
  }

  #showMore() {
    this.limit = this.#left > 0 ? this.limit + MORE : this.spec.limit;
    this.#refresh();
  }

  #arrange({ result, filters }) {
    const { spec } = this;
    const all = spec.rows().filter((row) => visible(row, result, filters));
    const sorted = spec.sorted ? byCount(all, result, filters) : all;
    const asked = this.#needle ? sorted.filter((row) => fold(row.label).includes(this.#needle)) : sorted;
    const shown = asked.filter((row, at) => at < this.limit || row.last || row.chosen(filters));
    this.#rows = shown.flatMap((row) => this.#withParts(row, result, filters));
    this.#left = asked.length - shown.length;
    const long = all.length >= SEARCHED_FROM || this.#needle !== "";
    toggle(this.search, "hidden", spec.limit === undefined || !long);
    toggle(this.more, "hidden", spec.limit === undefined || asked.length <= spec.limit);
    write(this.more, this.words.say(this.#left > 0 ? "rail.more" : "rail.less", { n: this.#left }));
    this.#place(this.#rows.map((row) => this.#made.get(row.id) ?? this.#make(row)));
    for (const row of this.#rows) this.#dress(row, filters);
  }

  #open(row, filters) {
    return this.#opened.has(row.id) || row.chosen(filters) || Boolean(row.holds?.(filters));
  }

  #withParts(row, result, filters) {
    if (!row.parts || !this.#open(row, filters)) return [row];
    const parts = row.parts().filter((part) => visible(part, result, filters));
    const below = byCount(parts, result, filters);
    return [row, ...below.flatMap((part) => this.#withParts(part, result, filters))];
  }

  // Moving nodes takes the focus from the one that has it: give it back.
  #place(nodes) {
    const { list } = this;
    const focused = document.activeElement;
    nodes.forEach((item, at) => {
      if (list.children[at] !== item) list.insertBefore(item, list.children[at] ?? null);
    });
    while (list.children.length > nodes.length) list.lastElementChild.remove();
    if (focused !== document.activeElement && list.contains(focused)) focused.focus();
  }

  #make(row) {
    const dot = row.dot ? build("span", { class: `dot kind-${row.dot}`, "aria-hidden": "true" }) : null;
    const name = build("span", { class: "rail-label", title: row.label }, row.label);
    const bar = build("span", { class: "bar", "aria-hidden": "true" });
    const number = build("span", { class: "rail-count" });
    const button = build("button", {
      type: "button", class: "rail-row", "data-row": row.id, "data-section": this.spec.name,
      onclick: () => this.#choose(item.row),
    }, dot, name, bar, number);
    const item = build("li", { class: `rail-item level-${row.level ?? 0}` }, this.#opener(row), button);
    Object.assign(item, { row, button, bar, number });
    this.#made.set(row.id, item);
    return item;
  }

  #choose(row) {
    const state = this.store.get();
    const filters = withSide(row.toggle(state.filters), state);
    const text = this.spec.told?.(state.filters, filters, row) ?? "";
    this.#told = text ? { filters, text } : null;
    this.store.set({ filters });
  }

  #opener(row) {
    if (!row.parts || row.parts().length === 0) return null;
    const label = this.words.say("rail.open", { name: row.label });
    const onclick = () => {
      if (!this.#opened.delete(row.id)) this.#opened.add(row.id);
      this.#refresh();
    };
    return build("button", {
      type: "button", class: "rail-open", "aria-expanded": "false", "aria-label": label, onclick,
    });
  }

  #dress(row, filters) {
    const item = this.#made.get(row.id);
    item.row = row;
    item.button.setAttribute("aria-pressed", String(row.chosen(filters)));
    const opener = item.querySelector(".rail-open");
    if (opener) opener.setAttribute("aria-expanded", String(this.#open(row, filters)));
  }

  #count({ result: { counts } }) {
    const value = (row) => counts[row.counts][row.at];
    const most = this.#rows.reduce((top, row) => Math.max(top, value(row)), 1);
    for (const row of this.#rows) {
      const item = this.#made.get(row.id);
      const [now, share] = [value(row), value(row) / most];
      if (item.now !== now) write(item.number, this.words.number(now));
      if (item.share !== share) item.bar.style.backgroundSize = `${100 * share}% 100%`;
      Object.assign(item, { now, share });
    }
  }
}

function visible(row, { counts }, filters) {
  const holds = row.chosen(filters) || row.holds?.(filters);
  return counts[row.counts][row.at] > 0 || row.dot || holds;
}

function byCount(rows, { counts }, filters) {
  const value = (row) => counts[row.counts][row.at];
  const rank = (row) => (row.last ? 2 : row.chosen(filters) ? 0 : 1);
  return rows.toSorted((one, other) => rank(one) - rank(other) || value(other) - value(one));
}

// The side in which actors are counted becomes a filter when an actor is chosen.
function withSide(filters, { side, filters: before }) {
  if (filters.actor.length === 0) return { ...filters, role: before.actor.length ? [] : filters.role };
  return before.actor.length ? filters : { ...filters, role: Object.freeze([...side]) };
}

function createSides(store, words) {
  const node = build("div", { class: "section-note rail-sides", role: "group", "aria-label": words.say("rail.side") });
  for (const [name, roles] of Object.entries(SIDES)) {
    if (node.childElementCount) node.append(separator());
    node.append(build("button", {
      type: "button", class: "link-button", "data-side": name, "aria-pressed": "false",
      onclick: () => {
        const { filters } = store.get();
        const role = Object.freeze([...roles]);
        const filtered = filters.actor.length || filters.role.length;
        store.set({ side: role, filters: filtered ? { ...filters, role } : filters });
      },
    }, words.say(`side.${name}`)));
  }
  store.subscribe(({ side, filters }) => {
    const now = (filters.role.length ? filters.role : side).join();
    for (const button of node.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(SIDES[button.dataset.side].join() === now));
  }, ["side", "filters"]);
  return node;
}

const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
