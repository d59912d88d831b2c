// The bundled base map: land, borders, regions, rivers, lakes, towns, in the page's language. No
// request leaves for another host.

import { enterWorld, leaveWorld, pathOf } from "./ground.js";
import { candidates, placed } from "./labels.js";
import { pixelsOf } from "./leaflet.js";
import { readPalette } from "./palette.js";
import { decodeBaseMap } from "./topology.js";

const OURS = ["ML", "BF", "NE", "TD", "MR"];
const DETAIL_FROM = 6.25;
const REGIONS_FROM = 4.5;
const SPACING = 3;

export function createBasemapView(map, store, tools) {
  return new Basemap(map, store, tools);
}

class Basemap {
  #palette = null;
  #levels = {};
  #names = null;

  constructor(map, store, { words }) {
    Object.assign(this, { map, store, words });
    this.ground = map.layer((context, frame) => this.#paintGround(context, frame), { order: 10, margin: 0.3, opaque: true });
    this.labels = map.layer((context, frame) => this.#paintLabels(context, frame), { order: 60 });
    map.onView(() => this.#want());
    store.subscribe((state, before) => {
      if (state.theme !== before?.theme) this.#palette = null;
      this.#take(state, before);
      this.#want();
      // Until then the picture that came with the page is the ground.
      this.ground.show(Boolean(this.#levels.coarse));
      this.ground.redraw();
      this.labels.redraw();
    }, ["basemap", "basemapDetail", "theme"]);
  }

  // Close up, the finer outlines are asked for; the coarse ones serve until they are there.
  #want() {
    if (this.map.view().zoom >= DETAIL_FROM && !this.store.get().detailed) this.store.set({ detailed: true });
  }

  #take({ basemap, basemapDetail }, before) {
    if (basemap && basemap !== before?.basemap) {
      this.#names = decodeBaseMap(basemap);
      this.#levels.coarse = paths(this.#names);
    }
    if (basemapDetail && basemapDetail !== before?.basemapDetail)
      this.#levels.fine = paths(decodeBaseMap(basemapDetail));
  }

  #colours() {
    this.#palette ??= readPalette();
    return this.#palette;
  }

  #paintGround(context, frame) {
    const { coarse, fine } = this.#levels;
    const colours = this.#colours();
    context.fillStyle = coarse ? colours.water : colours.ground;
    context.fillRect(0, 0, frame.width, frame.height);
    if (!coarse) return;
    const level = frame.zoom >= DETAIL_FROM && fine ? fine : coarse;
    const pixel = enterWorld(context, frame);
    const fill = (path, colour) => {
      context.fillStyle = colour;
      context.fill(path, "evenodd");
    };
    const stroke = (path, colour, width) => {
      Object.assign(context, { strokeStyle: colour, lineWidth: width * pixel, lineJoin: "round" });
      context.stroke(path);
    };
    fill(coarse.neighbours, colours.ground);
    fill(level.others, colours.ground);
    fill(level.ours, colours.land);
    if (frame.zoom >= REGIONS_FROM) stroke(level.regions, colours["border-minor"], frame.zoom >= 6 ? 1.25 : 1);
    stroke(coarse.rivers, colours.river, frame.zoom >= 6 ? 1.4 : 1);
    fill(coarse.lakes, colours.water);
    stroke(coarse.lakes, colours.river, 0.75);
    stroke(level.coast, colours.river, 1);
    stroke(level.borders, colours.border, frame.zoom >= 6 ? 1.75 : 1.4);
    leaveWorld(context, frame);
  }

  #paintLabels(context, frame) {
    if (!this.#names) return;
    const colours = this.#colours();
    const labels = candidates(this.#names, frame.zoom, this.words.language);
    context.lineJoin = "round";
    context.textBaseline = "middle";
    for (const label of placed(labels, (candidate) => this.#measure(context, frame, candidate)))
      this.#write(context, frame, label, colours);
  }

  #style(context, { kind }, { zoom }) {
    const { font } = this.#colours();
    const size = zoom >= 6.5 ? 13 : 12;
    context.letterSpacing = kind === "country" ? `${SPACING}px` : "0px";
    context.font = {
      country: `700 ${size}px ${font}`,
      capital: `500 ${size - 0.5}px ${font}`,
      town: `400 ${size - 1}px ${font}`,
      region: `600 11px ${font}`,
      water: `italic 400 11px ${font}`,
    }[kind];
  }

  #measure(context, frame, label) {
    const { x, y } = pixelsOf(frame, label.lon, label.lat);
    if (x < -80 || y < -20 || x > frame.width + 80 || y > frame.height + 20) return null;
    this.#style(context, label, frame);
    label.written = label.kind === "country" ? label.text.toLocaleUpperCase(this.words.language) : label.text;
    const width = context.measureText(label.written).width;
    const left = pointed(label) ? x + 5 : x - width / 2;
    return { left: left - 4, right: left + width + 4, top: y - 8, bottom: y + 8 };
  }

  #write(context, frame, label, colours) {
    const { x, y } = pixelsOf(frame, label.lon, label.lat);
    this.#style(context, label, frame);
    const town = pointed(label);
    context.textAlign = town ? "left" : "center";
    context.fillStyle = town ? colours["label-town"] : label.kind === "water" ? colours.river : colours.label;
    context.strokeStyle = colours["label-halo"];
    context.lineWidth = 3;
    context.globalAlpha = 0.85;
    context.strokeText(label.written, town ? x + 5 : x, y);
    context.globalAlpha = 1;
    context.fillText(label.written, town ? x + 5 : x, y);
    if (town) context.fillRect(x - 1.75, y - 1.75, 3.5, 3.5);
  }
}

const pointed = ({ kind }) => kind === "town" || kind === "capital";

// One path for each colour.
function paths(ground) {
  const countries = Object.entries(ground.countries);
  const rings = (wanted) => countries.filter(([key]) => OURS.includes(key) === wanted).flatMap(([, found]) => found);
  return {
    ours: pathOf(rings(true), true),
    others: pathOf(rings(false), true),
    neighbours: pathOf(Object.values(ground.neighbours).flat(), true),
    coast: pathOf(ground.coast, false),
    borders: pathOf(ground.borders, false),
    regions: pathOf(ground.regions, false),
    rivers: pathOf(ground.rivers.flatMap(({ lines }) => lines), false),
    lakes: pathOf(ground.lakes.flatMap((lake) => lake.rings), true),
  };
}
