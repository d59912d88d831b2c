// Incidents as marks on the map; several on one spot open a list, and none hides another. Where there
// are too many to see a mark of each, they are gathered in cells.

import { incidentsIn, kindsIn, squaresIn } from "./cells.js";
import { NONE } from "./columns.js";
import { SIDE } from "./mercator.js";
import { createDiscs, createStamps, growth, reach } from "./marks.js";
import { readPalette } from "./palette.js";
import { REACH, crowdsIn, incidentsOf, marksIn, sitesIn } from "./spots.js";
import { choiceOf } from "./stages.js";

const TOUCH = 12;
const NEAR = 4;
const CLOSE = 14;
const MARGIN = 30;
const LABELS = 120;
// More marks than this are a blot; more sites are too many to look through.
const MOST = { marks: 6000, sites: 200_000 };
// As many of a cell are listed; more are looked at closer.
const LISTED = 200;
const CLOSEST = 13;

export function createMapView(map, store, tools) {
  return new Points(map, store, tools);
}

class Points {
  #stamp = new Map();
  #palette = null;
  #record = null;
  #cells = null; // the cells in sight with their counts, where the map shows cells
  #made = {};

  constructor(map, store, { words, namesOf }) {
    Object.assign(this, { map, store, words, namesOf });
    this.layer = map.layer((context, frame) => this.#paint(context, frame), { order: 40 });
    map.onClick((point) => this.#click(point));
    map.onPoint((point) => this.#hover(point));
    map.onLeave(() => this.#tell(null));
    map.node.addEventListener("keydown", (event) => this.#key(event));
    this.tip = map.node.parentElement.querySelector(".map-tip");
    store.subscribe((state, before) => this.#change(state, before), ["result", "mode", "selected", "theme"]);
  }

  #change(state, before) {
    if (!state.result) return;
    if (state.record !== this.#record || state.theme !== before?.theme) this.#stamp.clear();
    if (state.theme !== before?.theme) this.#palette = null;
    this.#record = state.record;
    this.layer.show(state.mode === "points" || Boolean(state.selected));
    this.layer.redraw();
  }

  // One set of stamps for each size of marks; a few zooms back and forth keep theirs.
  #stamps(scale) {
    if (!this.#stamp.has(scale)) {
      const { contested: ink } = this.#colours();
      const stamps = createStamps(this.store.get().spots.looks, { colours: this.#kinds(), ink, scale });
      this.#stamp.set(scale, stamps);
    }
    return this.#stamp.get(scale);
  }

  #discs(ratio) {
    const key = `discs ${ratio}`;
    if (!this.#stamp.has(key)) this.#stamp.set(key, createDiscs(this.#kinds(), ratio));
    return this.#stamp.get(key);
  }

  #kinds() {
    const { kind } = this.#colours();
    return this.#record.dictionaries.kind.map((entry) => kind(entry.key));
  }

  #colours() {
    this.#palette ??= readPalette();
    return this.#palette;
  }

  #look(s) {
    const { looks, of } = this.store.get().spots;
    return looks[of[s]];
  }

  #paint(context, frame) {
    const state = this.store.get();
    if (!state.result || this.#record !== state.record) return;
    if (state.mode === "points") this.#paintIncidents(context, frame, state);
    this.#paintSelected(context, frame, state);
  }

  #paintIncidents(context, frame, { record, result, spots }) {
    const shown = marksIn(record, spots, result, { box: boxOf(frame, MARGIN), most: MOST });
    this.#cells = null;
    if (!shown) this.#paintCells(context, frame, { result, spots });
    else {
      this.#paintMarks(context, frame, spots, shown.marks);
      if (frame.zoom >= 6.75) this.#paintCrowds(context, frame, crowdsIn(spots, record, shown));
    }
    this.#publish(!shown);
  }

  #publish(gathered) {
    if (this.store.get().gathered !== gathered) queueMicrotask(() => this.store.set({ gathered }));
  }

  #paintMarks(context, frame, { points, of }, marks) {
    const { ratio } = frame;
    const { at } = this.#record.site;
    const stamp = this.#stamps(growth(frame.zoom) * ratio);
    const scale = (frame.scale / SIDE) * ratio;
    const [left, top] = [frame.x * ratio, frame.y * ratio];
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (const s of marks) {
      const { picture, half } = stamp(of[s]);
      context.drawImage(picture, Math.round(points.x[at[s]] * scale - left) - half, Math.round(points.y[at[s]] * scale - top) - half);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
  }

  // A disc for each cell: its size by its incidents, its colour that of their most frequent kind.
  #paintCells(context, frame, { result, spots }) {
    const { ratio } = frame;
    const cells = this.#cellsOf(frame, spots);
    const { counts, kinds } = kindsIn(result, cells);
    const disc = this.#discs(ratio);
    context.setTransform(1, 0, 0, 1, 0, 0);
    for (let cell = 0; cell < cells.size; cell++) {
      let [sum, kind] = [0, 0];
      for (let at = 0; at < kinds; at++) {
        const many = counts[cell * kinds + at];
        sum += many;
        if (many > counts[cell * kinds + kind]) kind = at;
      }
      if (sum === 0) continue;
      const { picture, half } = disc(kind, sum);
      const [x, y] = cells.middles(cell);
      context.drawImage(picture, Math.round(x * ratio) - half, Math.round(y * ratio) - half);
    }
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.#cells = { ...cells, frame, counts, kinds };
  }

  // The cells of a frame stay while the map stands still.
  #cellsOf(frame, spots) {
    const key = [frame.scale, frame.x, frame.y, frame.width, frame.height].join();
    if (this.#made.key !== key || this.#made.spots !== spots) this.#made = { key, spots, cells: squaresIn(spots, frame) };
    return this.#made.cells;
  }

  // How many lie on one spot, where there is room to say it.
  #paintCrowds(context, frame, crowds) {
    if (crowds.length > LABELS) return;
    const grown = growth(frame.zoom);
    context.font = `600 10px ${this.#colours().font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = this.#palette["label-halo"];
    context.fillStyle = this.#palette.ink;
    for (const { s, incidents } of crowds) {
      const { x, y } = this.#pixel(frame, s);
      const at = reach(this.#look(s)) * grown + 2;
      const text = this.words.number(incidents);
      context.strokeText(text, x + at * 0.7, y - at * 0.7);
      context.fillText(text, x + at * 0.7, y - at * 0.7);
    }
  }

  #pixel(frame, s) {
    const { spots: { points } } = this.store.get();
    const place = this.#record.site.at[s];
    const scale = frame.scale / SIDE;
    return { x: points.x[place] * scale - frame.x, y: points.y[place] * scale - frame.y };
  }

  #paintSelected(context, frame, { selected, record }) {
    const i = selected ? record.indexOf(selected) : -1;
    if (i < 0) return;
    context.strokeStyle = this.#colours().ink;
    context.lineWidth = 2.25;
    const ringed = new Set();
    for (let s = record.site.start[i]; s < record.site.start[i + 1]; s++) {
      const { x, y } = this.#pixel(frame, s);
      const near = `${Math.round(x / CLOSE)} ${Math.round(y / CLOSE)}`;
      // Places that fall together at this zoom have one ring.
      if (!record.mappable[s] || ringed.has(near)) continue;
      ringed.add(near);
      context.beginPath();
      context.arc(x, y, reach(this.#look(s)) * growth(frame.zoom) + 5, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  // The incidents under a point of the screen, each once.
  #hits({ x, y, touch }, least = touch ? TOUCH : NEAR) {
    const { record, result, spots } = this.store.get();
    const frame = this.map.frame();
    const grown = growth(frame.zoom);
    const around = { ...frame, x: frame.x + x, y: frame.y + y, width: 0, height: 0 };
    const sites = sitesIn(record, spots, result, boxOf(around, Math.max(MARGIN, least)));
    return incidentsOf(spots, sites.filter((s) => {
      const pixel = this.#pixel(frame, s);
      return Math.hypot(pixel.x - x, pixel.y - y) <= Math.max(least, (this.#look(s).radius || 4) * grown) + 1;
    }));
  }

  #ready() {
    const { mode, result, drawing } = this.store.get();
    return mode === "points" && result !== null && !drawing;
  }

  #click(point) {
    if (!this.#ready()) return;
    if (this.#cells) this.#openCell(point);
    else this.#choose(this.#hits(point), point);
  }

  #choose(incidents, { x, y }) {
    if (incidents.length === 1) this.store.set({ ...choiceOf(this.#record, incidents[0]), spot: null });
    else this.store.set({ spot: incidents.length ? { x, y, incidents } : null });
  }

  // A few incidents are listed; into many the map goes closer.
  #openCell(point) {
    const { cell, many } = this.#cellAt(point);
    const zoom = this.map.view().zoom;
    if (many > LISTED && zoom < CLOSEST) return this.map.moveTo({ ...this.map.place(point.x, point.y), zoom: Math.min(CLOSEST, zoom + 2) });
    return this.#choose(many ? incidentsIn(this.store.get().result, this.#cells, cell) : [], point);
  }

  // The cells lie where they were painted, which may be further than what is in view.
  #cellAt({ x, y }) {
    const { frame, counts, kinds, at } = this.#cells;
    const now = this.map.frame();
    const cell = at(x + now.x - frame.x, y + now.y - frame.y);
    if (cell === NONE) return { cell, many: 0 };
    return { cell, many: counts.subarray(cell * kinds, (cell + 1) * kinds).reduce((sum, count) => sum + count, 0) };
  }

  #key(event) {
    if (event.target !== this.map.node || event.key !== "Enter" || !this.#ready()) return;
    event.preventDefault();
    const { width, height } = this.map.frame();
    const middle = { x: width / 2, y: height / 2 };
    if (this.#cells) this.#openCell(middle);
    else this.#choose(this.#hits(middle, REACH), middle);
  }

  #hover(point) {
    if (!this.#ready() || point.touch || this.map.moving()) return;
    const incidents = this.#cells ? { length: this.#cellAt(point).many } : this.#hits(point);
    if (incidents.length === 0) return void this.#tell(null);
    const names = this.namesOf(this.#record);
    const text = incidents.length === 1 && !this.#cells
      ? `${names.title(incidents[0])} · ${names.deathsLabel(incidents[0])}`
      : this.words.count("spot.title", incidents.length);
    this.#tell(text, point);
  }

  #tell(text, point = null) {
    this.map.node.style.cursor = text ? "pointer" : "";
    if (!this.tip) return;
    this.tip.hidden = !text;
    if (!text) return;
    this.tip.textContent = text;
    const room = this.map.node.clientWidth - this.tip.offsetWidth - 8;
    this.tip.style.transform = `translate(${Math.max(4, Math.min(room, point.x + 14))}px, ${Math.max(4, point.y - 30)}px)`;
  }
}

// A frame's box on the square of SIDE, and `margin` pixels more on every side.
function boxOf({ scale, x, y, width, height }, margin) {
  const unit = SIDE / scale;
  return {
    left: Math.floor((x - margin) * unit), right: Math.ceil((x + width + margin) * unit),
    top: Math.floor((y - margin) * unit), bottom: Math.ceil((y + height + margin) * unit),
  };
}
