// The places, those with most incidents first; one of them open, with its incidents.

import { build } from "../elements.js";
import { choiceOf } from "../stages.js";
import { isSite } from "./basket.js";
import { listNear } from "./nearby.js";
import { createWording } from "./wording.js";

const SHOWN = 50;

export function createRows(node, mine, tools) {
  return new Rows(node, mine, tools);
}

class Rows {
  #all = null;

  constructor(node, mine, { store, words, dates, namesOf, map }) {
    Object.assign(this, { node, mine, store, words, dates, namesOf, map });
    this.wording = createWording({ words, dates, namesOf });
    this.list = build("ul", { class: "mine-list", "aria-label": words.say("places.title") });
    this.reserves = build("ul", { class: "mine-reserves small muted" });
    node.append(this.list, this.reserves);
    mine.subscribe((state) => this.#show(state), ["rows", "seen", "open", "places"]);
  }

  // What had the keyboard has it again after the rows are made anew.
  #show({ rows, seen, open, places }) {
    const held = this.node.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    const made = rows.length === places.length ? rows.map((row, at) => this.#row(row, at, { seen, open })) : [];
    this.list.replaceChildren(...made);
    this.reserves.hidden = !seen || places.length === 0;
    if (seen) this.reserves.replaceChildren(...this.wording.reserves(seen).map((line) => build("li", {}, line)));
    if (held) [...this.list.querySelectorAll("[data-key]")].find(({ dataset }) => dataset.key === held)?.focus({ preventScroll: true });
  }

  #row(row, at, { seen, open }) {
    const { place } = row;
    const isOpen = place === open;
    const id = `mine-open-${at}`;
    const kind = this.words.say(isSite(place) ? "places.site" : "places.route");
    const head = build("button", {
      type: "button", class: "mine-row", "data-key": `row ${place.name} ${place.lines[0][0]}`, "aria-expanded": String(isOpen),
      "aria-controls": isOpen && id, onclick: () => this.#toggle(place),
    },
    build("span", { class: isSite(place) ? "mine-mark" : "mine-mark mine-mark-route", role: "img", "aria-label": kind, title: kind }),
    build("span", { class: "mine-name" }, place.name, place.folder ? build("small", {}, ` ${place.folder}`) : null),
    build("span", { class: "mine-count" }, build("strong", {}, this.words.number(row.now)), build("span", { class: "visually-hidden" }, ` ${this.words.count("places.noun", row.now)}`)),
    build("small", { class: "mine-compared" }, seen ? this.wording.compared(row, seen.record) : ""));
    return build("li", { class: "mine-item" }, head, isOpen ? this.#opened(row, seen, id) : null);
  }

  #toggle(place) {
    this.#all = null;
    const open = this.mine.get().open === place ? null : place;
    this.mine.set({ open });
    if (open) this.#zoom(open);
  }

  #zoom({ lines }) {
    const { km } = this.mine.get();
    const [lons, lats] = [lines.flat().map(([lon]) => lon), lines.flat().map(([, lat]) => lat)];
    const up = (km * 1.2) / 111;
    const side = up / Math.cos((lats[0] * Math.PI) / 180);
    this.map.fit(Math.min(...lons) - side, Math.min(...lats) - up, Math.max(...lons) + side, Math.max(...lats) + up);
  }

  #opened({ place }, seen, id) {
    const actions = [this.#button("show", "places.show", () => {
      this.#zoom(place);
      if (globalThis.matchMedia("(max-width: 50rem)").matches) this.store.set({ sheet: "" });
    }, "mine-show")];
    const warning = isSite(place) ? build("p", { class: "small muted", id: `${id}-warning` }, this.words.say("places.filter.warning")) : null;
    if (warning) actions.push(this.#button("filter", "places.filter", () => this.#filter(place), "mine-filter", { "aria-describedby": warning.id }));
    return build("div", { class: "mine-opened", id }, build("p", { class: "mine-actions" }, ...actions), warning, ...(seen ? this.#incidents(place, seen) : []));
  }

  #button(key, word, act, name, more = {}) {
    return build("button", { type: "button", class: `button ${name}`, "data-key": key, onclick: act, ...more }, this.words.say(word));
  }

  #filter({ lines: [[[lon, lat]]] }) {
    const near = `${lat},${lon},${this.mine.get().km}`;
    this.store.set({ filters: Object.freeze({ ...this.store.get().filters, near, within: "", bbox: "" }) });
  }

  #incidents(place, seen) {
    const hits = listNear(seen, place, this.mine.get());
    if (hits.length === 0) return [build("p", { class: "mine-nothing" }, this.words.say("empty"))];
    const shown = this.#all === place ? hits : hits.slice(0, SHOWN);
    const list = build("ul", { class: "mine-incidents" }, ...shown.map((hit) => build("li", {}, this.#incident(hit, seen.record))));
    const more = hits.length > shown.length ? build("button", {
      type: "button", class: "link-button", "data-key": "all", onclick: () => this.#showAll(place),
    }, this.words.count("places.all", hits.length)) : null;
    return [list, more].filter(Boolean);
  }

  #showAll(place) {
    this.#all = place;
    this.#show(this.mine.get());
  }

  #incident(hit, record) {
    const names = this.namesOf(record);
    const kind = record.dictionaries.kind[record.kind[hit.i]];
    const id = record.idOf(hit.i);
    return build("button", { type: "button", class: "mine-incident", "data-key": id ?? hit.i, onclick: () => this.store.set(choiceOf(record, hit.i)) },
      build("span", { class: "mine-day" }, this.dates.day(record.day[hit.i])),
      build("span", { class: `dot kind-${kind.key}`, "aria-hidden": "true" }),
      build("span", { class: "mine-what" }, names.title(hit.i)),
      build("span", { class: "mine-far" }, this.wording.distance(hit)));
  }
}
