// The incidents in view, one line each, however many: only the rows on screen exist. For keyboard
// and screen reader it is the map's equal.

import { passing } from "./crossfilter.js";
import { build, toggle, write } from "./elements.js";
import { order } from "./order.js";
import { choiceOf } from "./stages.js";

const ROW = 30;
const SPARE = 3;
// Browsers draw no taller than some 16 million pixels.
const TALLEST = 8_000_000;

export function createListView(node, store, tools) {
  return new List(node, store, tools);
}

class List {
  #rows = new Int32Array(0);
  #backwards = false;
  #active = 0;
  #pool = [];
  top = 0;
  height = 0;

  constructor(node, store, { words, dates, namesOf }) {
    Object.assign(this, { node, store, words, dates, namesOf });
    this.count = build("span");
    this.note = build("span", { class: "section-note" });
    this.title = build("h2", { class: "section-title list-title" }, this.count, this.note);
    this.sorts = { start: this.#sorter("start"), fatalities: this.#sorter("fatalities") };
    this.head = this.#header();
    this.window = build("div", { class: "list-window", role: "presentation" });
    this.body = build("div", { class: "list-body", role: "presentation" }, this.window);
    this.scroller = build("div", { class: "list-scroller", role: "rowgroup" }, this.body);
    this.grid = build("div", { class: "list-grid", role: "grid", "aria-label": words.say("list.label") }, this.head, this.scroller);
    this.empty = build("p", { class: "list-empty muted", hidden: true });
    node.append(this.title, this.grid, this.empty);
    this.scroller.addEventListener("scroll", () => {
      this.top = this.scroller.scrollTop;
      this.#render();
    }, { passive: true });
    this.grid.addEventListener("keydown", (event) => this.#key(event));
    this.body.addEventListener("click", (event) => this.#open(event.target.closest("[data-at]")));
    // Sizes are told, not read: reading them in a frame would lay the whole page out anew.
    new ResizeObserver(([entry]) => {
      this.height = entry.contentRect.height;
      this.#render();
      this.#find();
    }).observe(this.scroller);
    store.subscribe((state, before) => this.#change(state, before), ["result", "selected", "filters", "brushing", "sheet", "sought"]);
  }

  #header() {
    const cell = (child, name) => build("div", { role: "columnheader", class: `list-cell list-${name}` }, child);
    return build("div", { role: "rowgroup", class: "list-head" },
      build("div", { role: "row", class: "list-row", "aria-rowindex": "1" },
        cell(this.sorts.start, "day"), cell(this.words.say("list.what"), "what"), cell(this.sorts.fatalities, "deaths")));
  }

  #sorter(name) {
    return build("button", { type: "button", class: "link-button list-sort", onclick: () => this.#sort(name) }, this.words.say(`list.${name}`));
  }

  #sort(name) {
    const { filters } = this.store.get();
    const next = filters.order === `-${name}` ? name : `-${name}`;
    this.scroller.scrollTop = 0;
    this.store.set({ filters: { ...filters, order: next } });
  }

  #change(state, before) {
    if (!state.result) return;
    this.#take(state, before);
    this.#active = Math.max(0, Math.min(this.#active, this.#rows.length - 1));
    for (const [name, button] of Object.entries(this.sorts)) {
      const direction = { [name]: "ascending", [`-${name}`]: "descending" }[state.filters.order];
      const cell = button.parentElement;
      if (direction) cell.setAttribute("aria-sort", direction);
      else cell.removeAttribute("aria-sort");
      button.dataset.sorted = direction ?? "";
    }
    const { incidents } = state.result.totals;
    const again = this.#rows.length - incidents;
    write(this.count, this.words.count("list.count", incidents));
    write(this.note, again > 0 ? this.words.count("list.again", again) : "");
    this.grid.setAttribute("aria-rowcount", String(this.#rows.length + 1));
    toggle(this.empty, "hidden", this.#rows.length > 0);
    write(this.empty, this.#rows.length ? "" : this.words.say("empty"));
    if (state.selected !== before?.selected) this.#reveal(state);
    this.#render();
    if (state.sought !== before?.sought) this.#find();
  }

  #take({ result, filters }, before) {
    if (result.record !== before?.result?.record) for (const row of this.#pool) row.worn = "";
    if (result === before?.result && filters.order === before?.filters.order) return;
    // The latest first is the order of the columns read from its end.
    this.#backwards = filters.order === "-start";
    const rows = passing(result);
    this.#rows = this.#backwards ? rows : order(rows, result.record, filters.order);
  }

  // Brings the row of a newly selected incident into sight.
  #reveal({ selected, result }) {
    const at = selected ? this.#placeOf(result.record.indexOf(selected)) : -1;
    if (at < 0) return;
    this.#active = at;
    this.#scrollTo(at);
  }

  #placeOf(i) {
    const at = this.#rows.indexOf(i);
    return at >= 0 && this.#backwards ? this.#rows.length - 1 - at : at;
  }

  get #squeeze() {
    return Math.max(1, (this.#rows.length * ROW) / TALLEST);
  }

  #scrollTo(at) {
    const top = (at * ROW) / this.#squeeze;
    if (top < this.top) this.scroller.scrollTop = top;
    else if (top + ROW > this.top + this.height) this.scroller.scrollTop = top + ROW - this.height;
    this.top = this.scroller.scrollTop;
  }

  #render() {
    const { height } = this;
    const whole = (this.#rows.length * ROW) / this.#squeeze;
    const scrollTop = Math.max(0, Math.min(this.top, whole - height));
    if (this.whole !== whole) this.body.style.height = `${whole}px`;
    this.whole = whole;
    const top = Math.floor((scrollTop * this.#squeeze) / ROW);
    const first = Math.max(0, top - SPARE);
    const last = Math.min(this.#rows.length, top + Math.ceil(height / ROW) + SPARE);
    while (this.#pool.length < last - first) this.#pool.push(this.#make());
    const state = this.store.get();
    this.window.style.top = `${Math.round(scrollTop + (first - top) * ROW - ((scrollTop * this.#squeeze) % ROW))}px`;
    this.#pool.forEach((row, index) => {
      const at = first + index;
      if (row.shown !== at < last) row.node.hidden = at >= last;
      row.shown = at < last;
      if (at < last) this.#dress(row, at, state);
    });
  }

  // Gives the keyboard to a row, once there is room to show it; until then that waits.
  #find() {
    const { sought, result } = this.store.get();
    if (!sought || !this.height || !result) return;
    const at = this.#placeOf(result.record.indexOf(sought));
    if (at >= 0) this.#active = at;
    this.#scrollTo(this.#active);
    this.#render();
    this.#focus();
    queueMicrotask(() => this.store.set({ sought: "" }));
  }

  #focus() {
    this.body.querySelector('[tabindex="0"]:not([hidden])')?.focus({ preventScroll: true });
  }

  #make() {
    const day = build("span", { role: "gridcell", class: "list-cell list-day" });
    const dot = build("span", { class: "dot", "aria-hidden": "true" });
    const text = build("span", { class: "list-text" });
    const title = build("span", { role: "gridcell", class: "list-cell list-title-cell" }, dot, text);
    const deaths = build("span", { role: "gridcell", class: "list-cell list-deaths" });
    const node = build("div", { role: "row", class: "list-row" }, day, title, deaths);
    this.window.append(node);
    return { node, day, dot, text, deaths, worn: "", shown: true };
  }

  #dress(row, at, { result: { record }, selected }) {
    const i = this.#rows[this.#backwards ? this.#rows.length - 1 - at : at];
    const { node } = row;
    const chosen = record.idOf(i) === selected;
    const worn = `${at} ${record.idOf(i)} ${chosen} ${at === this.#active}`;
    if (row.worn === worn) return;
    row.worn = worn;
    node.dataset.at = String(at);
    node.dataset.id = record.idOf(i) ?? "";
    row.i = i;
    node.setAttribute("aria-rowindex", String(at + 2));
    node.setAttribute("aria-selected", String(chosen));
    node.tabIndex = at === this.#active ? 0 : -1;
    this.#fill(row, i, record);
  }

  #fill({ day, dot, text, deaths }, i, record) {
    const names = this.namesOf(record);
    const kind = record.dictionaries.kind[record.kind[i]];
    const title = names.title(i);
    write(day, this.dates.day(record.day[i]));
    dot.className = `dot kind-${kind.key}`;
    write(text, title);
    text.title = `${title} (${names.name(kind)})`;
    write(deaths, names.deaths(i));
    deaths.title = names.deathsLabel(i);
    deaths.classList.toggle("unretained", !names.retains(i));
  }

  #open(row) {
    if (!row) return;
    this.#active = Number(row.dataset.at);
    const { i } = this.#pool.find(({ node }) => node === row);
    this.store.set(choiceOf(this.store.get().result.record, i));
  }

  #key(event) {
    if (event.target.closest(".list-head")) return;
    const page = Math.max(1, Math.floor(this.height / ROW) - 1);
    const by = { ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page, Home: -Infinity, End: Infinity }[event.key];
    if (by !== undefined) {
      event.preventDefault();
      this.#active = Math.max(0, Math.min(this.#rows.length - 1, this.#active + by));
      this.#scrollTo(this.#active);
      this.#render();
      this.#focus();
    } else if (event.key === "Enter" || event.key === " ") {
      event.preventDefault();
      this.#open(document.activeElement.closest("[data-at]"));
    }
  }
}
