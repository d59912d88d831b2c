// Incidents as points on the map. Several on one spot open a list; none hides another.

import { createLooks, createStamps, growth, reach } from "./marks.js";
import { readPalette } from "./palette.js";

const TOUCH = 12;
const NEAR = 4;
const CLOSE = 14;
// The same mark on the same spot is painted this often at most: more would only saturate it.
const REPEATS = 3;
const LABELS = 120;

export function createMapView(map, store, tools) {
  return new Points(map, store, tools);
}

class Points {
  #stamp = new Map();
  #palette = null;
  #record = null;

  constructor(map, store, { words, namesOf }) {
    Object.assign(this, { map, store, words, namesOf });
    this.layer = map.layer((context, frame) => this.#paint(context, frame), { order: 40 });
    map.onClick((point) => this.#click(point));
    map.onPoint((point) => this.#hover(point));
    map.onLeave(() => this.#tell(null));
    map.node.addEventListener("keydown", (event) => this.#key(event));
    for (const name of ["focus", "blur"]) map.node.addEventListener(name, () => this.layer.redraw());
    this.tip = map.node.parentElement.querySelector(".map-tip");
    store.subscribe((state, before) => this.#change(state, before), ["result", "mode", "selected", "theme"]);
  }

  #change(state, before) {
    if (!state.result) return;
    if (state.record !== this.#record) this.#prepare(state.record);
    if (state.theme !== before?.theme) {
      this.#palette = null;
      this.#stamp.clear();
    }
    this.layer.redraw();
  }

  #prepare(record) {
    this.#record = record;
    this.#stamp.clear();
    this.looks = createLooks(record);
    const { site } = record;
    const incident = new Int32Array(site.lon.length);
    for (let i = 0; i < record.count; i++) incident.fill(i, site.start[i], site.start[i + 1]);
    this.incident = incident;
    // Large marks lie below small ones.
    const sites = [...site.lon.keys()].filter((s) => record.mappable[s]);
    const size = (s) => this.looks.looks[this.looks.of[s]].radius;
    this.sites = Int32Array.from(sites.sort((one, other) => size(other) - size(one)));
    this.same = sameMarks(this.sites, record, this.looks.of);
    this.spots = sameMarks(this.sites, record, null);
  }

  // One set of stamps for each size of marks; a few zooms back and forth keep theirs.
  #stamps(scale) {
    if (!this.#stamp.has(scale)) {
      const { kind, contested: ink } = this.#colours();
      const colours = this.#record.dictionaries.kind.map((entry) => kind(entry.key));
      this.#stamp.set(scale, createStamps(this.looks.looks, { colours, ink, scale }));
    }
    return this.#stamp.get(scale);
  }

  #colours() {
    this.#palette ??= readPalette();
    return this.#palette;
  }

  #reach(s, grown) {
    return reach(this.looks.looks[this.looks.of[s]]) * grown;
  }

  // Calls `found(site, x, y)` for each passing site in the frame, large ones first.
  #each(frame, found) {
    const { result, points } = this.store.get();
    const { mask } = result;
    const { sites, incident } = this;
    const margin = 30;
    for (const s of sites) {
      if (mask[incident[s]] !== 0) continue;
      const x = points.x[s] * frame.scale - frame.x;
      const y = points.y[s] * frame.scale - frame.y;
      if (x > -margin && y > -margin && x < frame.width + margin && y < frame.height + margin) found(s, x, y);
    }
  }

  #paint(context, frame) {
    const state = this.store.get();
    if (!state.result || this.#record !== state.record) return;
    if (state.mode === "points") this.#paintMarks(context, frame);
    this.#paintSelected(context, frame, state);
    if (document.activeElement === this.map.node) this.#paintCrosshair(context, frame);
  }

  #paintMarks(context, frame) {
    const { ratio } = frame;
    const grown = growth(frame.zoom);
    const stamp = this.#stamps(grown * ratio);
    const painted = new Uint8Array(this.same.count);
    const crowds = new Map();
    context.setTransform(1, 0, 0, 1, 0, 0);
    this.#each(frame, (s, x, y) => {
      const same = this.same.of[s];
      const spot = this.spots.of[s];
      if (this.spots.size[spot] > 1) {
        const crowd = crowds.get(spot);
        if (crowd) crowd.incidents += 1;
        else crowds.set(spot, { x, y, incidents: 1, s });
      }
      if (painted[same] >= REPEATS) return;
      painted[same] += 1;
      const { picture, half } = stamp(this.looks.of[s]);
      context.drawImage(picture, Math.round(x * ratio) - half, Math.round(y * ratio) - half);
    });
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    if (frame.zoom >= 6.75) this.#paintCrowds(context, crowds, grown);
  }

  // How many lie on one spot, where there is room to say it.
  #paintCrowds(context, crowds, grown) {
    const many = [...crowds.values()].filter((crowd) => crowd.incidents > 1);
    if (many.length > LABELS) return;
    context.font = `600 10px ${this.#palette.font}`;
    context.textAlign = "left";
    context.textBaseline = "middle";
    context.lineWidth = 3;
    context.lineJoin = "round";
    context.strokeStyle = this.#palette["label-halo"];
    context.fillStyle = this.#palette.ink;
    for (const { x, y, incidents, s } of many) {
      const at = this.#reach(s, grown) + 2;
      const text = this.words.number(incidents);
      context.strokeText(text, x + at * 0.7, y - at * 0.7);
      context.fillText(text, x + at * 0.7, y - at * 0.7);
    }
  }

  #paintSelected(context, frame, { selected, record, points }) {
    const i = selected ? record.indexOf(selected) : -1;
    if (i < 0) return;
    context.strokeStyle = this.#colours().ink;
    context.lineWidth = 2.25;
    const ringed = new Set();
    for (let s = record.site.start[i]; s < record.site.start[i + 1]; s++) {
      const x = points.x[s] * frame.scale - frame.x;
      const y = points.y[s] * frame.scale - frame.y;
      const near = `${Math.round(x / CLOSE)} ${Math.round(y / CLOSE)}`;
      // Places that fall together at this zoom have one ring.
      if (!record.mappable[s] || ringed.has(near)) continue;
      ringed.add(near);
      context.beginPath();
      context.arc(x, y, this.#reach(s, growth(frame.zoom)) + 5, 0, 2 * Math.PI);
      context.stroke();
    }
  }

  // Where Enter looks, while the map has the keyboard.
  #paintCrosshair(context, { width, height }) {
    const [x, y] = [Math.round(width / 2), Math.round(height / 2)];
    context.strokeStyle = this.#colours().accent;
    context.lineWidth = 1.5;
    context.beginPath();
    context.arc(x, y, TOUCH + 4, 0, 2 * Math.PI);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(x + dx * 8, y + dy * 8);
      context.lineTo(x + dx * 24, y + dy * 24);
    }
    context.stroke();
  }

  // The incidents under a point of the screen, nearest first, each once.
  #hits({ x, y, touch }, least = touch ? TOUCH : NEAR) {
    const found = new Map();
    const frame = this.map.frame();
    const grown = growth(frame.zoom);
    this.#each(frame, (s, sx, sy) => {
      const distance = Math.hypot(sx - x, sy - y);
      const { radius } = this.looks.looks[this.looks.of[s]];
      if (distance > Math.max(least, (radius || 4) * grown) + 1) return;
      const i = this.incident[s];
      if (!found.has(i) || found.get(i) > distance) found.set(i, distance);
    });
    return [...found.keys()].sort((one, other) => found.get(one) - found.get(other) || other - one);
  }

  #ready() {
    const { mode, result, drawing } = this.store.get();
    return mode === "points" && result !== null && !drawing;
  }

  #click(point) {
    if (this.#ready()) this.#choose(this.#hits(point), point);
  }

  #choose(incidents, { x, y }) {
    if (incidents.length === 1) this.store.set({ selected: this.#record.idOf(incidents[0]), spot: null });
    else this.store.set({ spot: incidents.length ? { x, y, incidents } : null });
  }

  #key(event) {
    if (event.target !== this.map.node || event.key !== "Enter" || !this.#ready()) return;
    event.preventDefault();
    const { width, height } = this.map.frame();
    const middle = { x: width / 2, y: height / 2 };
    this.#choose(this.#hits(middle, TOUCH + 4), middle);
  }

  #hover(point) {
    if (!this.#ready() || point.touch) return;
    const incidents = this.#hits(point);
    if (incidents.length === 0) return void this.#tell(null);
    const names = this.namesOf(this.#record);
    const text = incidents.length === 1
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

// Sites that share a spot (and a look, where looks are given) share a number.
function sameMarks(sites, record, looks) {
  const known = new Map();
  const of = new Int32Array(record.site.lon.length);
  const size = [];
  for (const s of sites) {
    const key = `${record.site.lon[s]} ${record.site.lat[s]}${looks ? ` ${looks[s]}` : ""}`;
    if (!known.has(key)) known.set(key, size.push(0) - 1);
    of[s] = known.get(key);
    size[of[s]] += 1;
  }
  return { of, size, count: size.length };
}
