// Regions coloured by incidents or by reported deaths. Here also count those that no point can
// show, as long as their region is known. Of what a region's hatching tells nothing is known: no
// incident there, or none with a figure. A click refines to the region.

import { breaksOf, classOf } from "./classes.js";
import { division } from "./epochs.js";
import { enterWorld, holds, leaveWorld, pathOf } from "./ground.js";
import { readPalette } from "./palette.js";
import { picture } from "./picture.js";
import { deathsIn } from "./regional.js";
import { togglePart } from "./refine.js";
import { decodeBaseMap } from "./topology.js";

const HATCH = 8;

export function createRegionsView(map, store, tools) {
  return new Regions(map, store, tools);
}

class Regions {
  #palette = null;
  #ground = null;
  #rings = new Map();
  #index = null;
  #hovered = "";

  constructor(map, store, { words, namesOf }) {
    Object.assign(this, { map, store, words, namesOf });
    this.tip = map.node.parentElement.querySelector(".map-tip");
    this.layer = map.layer((context, frame) => this.#paint(context, frame), { order: 20 });
    map.onClick((point) => this.#click(point));
    map.onPoint((point) => this.#hover(point));
    store.subscribe((state, before) => this.#change(state, before), ["result", "mode", "measure", "theme", "basemap", "brushing"]);
  }

  #change(state, before) {
    if (state.theme !== before?.theme) this.#palette = null;
    if (state.basemap && state.basemap !== before?.basemap) {
      this.#ground = decodeBaseMap(state.basemap);
      this.current = new Set(this.#ground.unitLabels.map(({ key }) => key));
      this.#rings.clear();
      this.borders = pathOf(this.#ground.borders, false);
    }
    if (state.record && state.record !== before?.record)
      this.#index = new Map(state.record.dictionaries.admin1.map((unit, at) => [unit.key, at]));
    if (state.mode === "regions") this.#count(state);
    this.layer.show(state.mode === "regions");
    if (state.mode === "regions") this.layer.redraw();
  }

  #value(key) {
    const { result, measure } = this.store.get();
    const at = this.#index.get(key);
    if (at === undefined) return 0;
    return measure === "deaths" ? deathsIn(result).deaths[at] : result.counts.regionIncidents[at];
  }

  #unknown(key) {
    const { result, measure } = this.store.get();
    const at = this.#index.get(key);
    if (at === undefined) return true;
    return (measure === "deaths" ? deathsIn(result).figures[at] : result.counts.regionIncidents[at]) === 0;
  }

  #count({ result, breaks: published, top: highest }) {
    if (!result || !this.#ground) return;
    const { shown, older } = division(this.#ground.unitKeys(), this.current, (key) => this.#value(key));
    this.shown = [...shown];
    const values = this.shown.map((key) => this.#value(key));
    const [breaks, top] = [breaksOf(values), Math.max(0, ...values)];
    const elsewhere = this.#elsewhere(shown);
    const same = published?.join() === breaks.join() && highest === top && this.store.get().elsewhere === elsewhere;
    if (!same) this.store.set({ breaks, top, elsewhere, olderUnits: older.join() });
  }

  // What is counted under regions that this division does not show, or under none.
  #elsewhere(shown) {
    const { admin1 } = this.store.get().record.dictionaries;
    return admin1.reduce((sum, unit) => sum + (shown.has(unit.key) ? 0 : this.#value(unit.key)), 0);
  }

  // A unit's outline, decoded when first needed.
  #outline(key) {
    if (!this.#rings.has(key)) {
      const rings = this.#ground.unitRings(key);
      this.#rings.set(key, { rings, path: pathOf(rings, true) });
    }
    return this.#rings.get(key);
  }

  #paint(context, frame) {
    const { mode, breaks, filters } = this.store.get();
    if (mode !== "regions" || !this.shown) return;
    this.#palette ??= readPalette();
    const pixel = enterWorld(context, frame);
    context.globalAlpha = 0.88;
    for (const key of this.shown) {
      const value = this.#value(key);
      if (value === 0) continue;
      context.fillStyle = this.#palette[`ramp-${classOf(breaks ?? [], value)}`];
      context.fill(this.#outline(key).path, "evenodd");
    }
    context.globalAlpha = 1;
    context.fillStyle = this.#hatching(context, frame);
    for (const key of this.shown) if (this.#unknown(key)) context.fill(this.#outline(key).path, "evenodd");
    context.strokeStyle = this.#palette.paper;
    context.lineWidth = pixel;
    for (const key of this.shown) context.stroke(this.#outline(key).path);
    Object.assign(context, { strokeStyle: this.#palette.border, lineWidth: 1.4 * pixel });
    context.stroke(this.borders);
    const marked = [...filters.admin1, this.#hovered].filter((key) => this.shown.includes(key));
    Object.assign(context, { strokeStyle: this.#palette.ink, lineWidth: 2 * pixel, lineJoin: "round" });
    for (const key of marked) context.stroke(this.#outline(key).path);
    leaveWorld(context, frame);
  }

  // Lines of one width on the screen, which stay in place while the map moves.
  #hatching(context, { x, y, ratio }) {
    const side = HATCH * ratio;
    const made = picture(side, side, (tile) => {
      Object.assign(tile, { strokeStyle: this.#palette.hatch, lineWidth: ratio, globalAlpha: 0.35 });
      for (const from of [-side, 0, side]) {
        tile.moveTo(from, side);
        tile.lineTo(from + side, 0);
      }
      tile.stroke();
    });
    const pattern = context.createPattern(made, "repeat");
    pattern.setTransform(context.getTransform().inverse().translate(-(x * ratio) % side, -(y * ratio) % side));
    return pattern;
  }

  #at({ lon, lat }) {
    const { mode, result, drawing } = this.store.get();
    if (mode !== "regions" || !result || drawing || !this.shown) return "";
    return this.shown.find((key) => holds(this.#outline(key).rings, lon, lat)) ?? "";
  }

  #click(point) {
    const key = this.#at(point);
    if (!this.#index?.has(key)) return;
    const { filters, record } = this.store.get();
    const { admin1, country } = record.dictionaries;
    const countryOf = (unit) => country[admin1[this.#index.get(unit)]?.country];
    const levels = { whole: "country", part: "admin1", deeper: [{ name: "admin2", parentOf: () => "" }] };
    this.store.set({ filters: Object.freeze(togglePart(filters, levels, key, countryOf)) });
  }

  #hover(point) {
    const { mode } = this.store.get();
    if (mode !== "regions") return;
    const key = point.touch ? "" : this.#at(point);
    if (key !== this.#hovered) {
      this.#hovered = key;
      this.layer.redraw();
    }
    const known = this.#index?.has(key);
    this.map.node.style.cursor = known ? "pointer" : "";
    this.tip.hidden = !known;
    if (known) this.#tell(key, point);
  }

  #tell(key, { x, y }) {
    const { record, result } = this.store.get();
    const at = this.#index.get(key);
    const name = this.namesOf(record).name(record.dictionaries.admin1[at]);
    const incidents = this.words.count("count.incidents", result.counts.regionIncidents[at]);
    const deaths = this.words.count("count.deaths", deathsIn(result).deaths[at]);
    this.tip.textContent = `${name} · ${incidents} · ${deaths}`;
    const room = this.map.node.clientWidth - this.tip.offsetWidth - 8;
    this.tip.style.transform = `translate(${Math.max(4, Math.min(room, x + 14))}px, ${Math.max(4, y - 30)}px)`;
  }
}
