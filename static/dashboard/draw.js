// Drawing an area: a circle by dragging from its middle, a polygon by its corners; or, without a
// pointer, so many kilometres around the middle of the map. Also shows the area in hand.

import { isSimple, kilometres, ringsOf } from "./area.js";
import { build, toggle, write } from "./elements.js";
import { pixelsOf } from "./leaflet.js";
import { readPalette } from "./palette.js";

const CLOSE = 10;
const MOST_KM = 5000;

export function createDrawView(map, store, tools) {
  return new Draw(map, store, tools);
}

class Draw {
  #corners = [];
  #middle = null;
  #pointer = null;

  constructor(map, store, { words, node }) {
    Object.assign(this, { map, store, words, node });
    this.layer = map.layer((context, frame) => this.#paint(context, frame), { order: 50 });
    this.#controls();
    map.node.addEventListener("pointerdown", (event) => this.#down(event), true);
    map.node.addEventListener("pointermove", (event) => this.#move(event), true);
    map.node.addEventListener("pointerup", (event) => this.#up(event), true);
    document.addEventListener("keydown", (event) => this.#key(event));
    store.subscribe((state) => this.#show(state), ["drawing", "filters", "theme"]);
  }

  #controls() {
    const { words } = this;
    const start = (shape) => () => {
      this.menu.open = false;
      this.#corners = [];
      this.#middle = null;
      this.store.set({ drawing: shape, spot: null });
      this.map.node.focus({ preventScroll: true });
    };
    const choice = (shape) => build("button", { type: "button", class: "menu-item", onclick: start(shape) }, words.say(`draw.${shape}`));
    this.km = build("input", { type: "number", min: "1", max: String(MOST_KM), value: "50", id: "draw-km", class: "draw-km" });
    const around = build("form", { class: "draw-around", onsubmit: (event) => this.#around(event) },
      build("label", { for: "draw-km" }, words.say("draw.around")), this.km, build("button", { class: "button" }, words.say("draw.apply")));
    this.clear = build("button", { type: "button", class: "menu-item", onclick: () => this.#clear() }, words.say("draw.clear"));
    this.label = build("summary", { class: "button" }, `✎ ${words.say("draw")}`);
    this.menu = build("details", { class: "menu draw-menu" }, this.label,
      build("div", { class: "menu-panel" }, choice("circle"), choice("polygon"), around, this.clear));
    this.hint = build("p", { class: "draw-hint", role: "status", hidden: true });
    this.cancel = build("button", { type: "button", class: "button draw-cancel", hidden: true, onclick: () => this.#stop() }, words.say("draw.cancel"));
    this.node.append(this.menu, this.cancel, this.hint);
  }

  #around(event) {
    event.preventDefault();
    const { lon, lat } = this.map.view();
    const km = Math.max(1, Math.min(MOST_KM, Number(this.km.value) || 50));
    this.menu.open = false;
    this.#filter({ near: nearText(lat, lon, km), within: "" });
  }

  #filter(changes) {
    this.store.set({ filters: Object.freeze({ ...this.store.get().filters, ...changes }) });
  }

  #clear() {
    this.menu.open = false;
    this.#filter({ near: "", within: "", bbox: "" });
  }

  #show({ drawing, filters }) {
    this.map.hold(drawing !== "");
    this.map.node.classList.toggle("drawing", drawing !== "");
    toggle(this.hint, "hidden", drawing === "");
    toggle(this.cancel, "hidden", drawing === "");
    toggle(this.menu, "hidden", drawing !== "");
    toggle(this.clear, "hidden", !(filters.near || filters.within || filters.bbox));
    if (drawing) write(this.hint, this.words.say(`draw.hint.${drawing}`));
    this.layer.show(Boolean(drawing || filters.near || filters.within || filters.bbox));
    this.layer.redraw();
  }

  #at(event) {
    const box = this.map.node.getBoundingClientRect();
    const [x, y] = [event.clientX - box.left, event.clientY - box.top];
    return { x, y, ...this.map.place(x, y) };
  }

  #down(event) {
    const { drawing } = this.store.get();
    if (!drawing || event.button !== 0 || event.target.closest(".leaflet-control")) return;
    event.stopPropagation();
    event.preventDefault();
    // Also let go of outside of the map, the shape is done.
    this.map.node.setPointerCapture(event.pointerId);
    if (drawing === "circle") this.#middle = this.#at(event);
  }

  #move(event) {
    if (!this.store.get().drawing) return;
    this.#pointer = this.#at(event);
    this.layer.redraw();
  }

  #up(event) {
    const { drawing } = this.store.get();
    if (!drawing || event.target.closest(".leaflet-control")) return;
    event.stopPropagation();
    const at = this.#at(event);
    if (drawing === "circle") this.#finishCircle(at);
    else this.#corner(at);
    this.layer.redraw();
  }

  #finishCircle(at) {
    const middle = this.#middle;
    this.#middle = null;
    if (!middle || Math.hypot(at.x - middle.x, at.y - middle.y) < CLOSE) return;
    const km = Math.min(MOST_KM, kilometres(middle.lon, middle.lat, at.lon, at.lat));
    this.#end({ near: nearText(middle.lat, middle.lon, km), within: "" });
  }

  #corner(at) {
    const [first] = this.#corners;
    const last = this.#corners.at(-1);
    const meets = (corner) => corner && Math.hypot(at.x - corner.x, at.y - corner.y) < CLOSE;
    if (this.#corners.length >= 3 && (meets(first) || meets(last))) this.#finishPolygon();
    else if (!meets(last)) this.#corners.push(at);
  }

  #finishPolygon() {
    const ring = this.#corners.map(({ lon, lat }) => [Number(lon.toFixed(4)), Number(lat.toFixed(4))]);
    if (!isSimple(ring)) return write(this.hint, this.words.say("draw.crosses"));
    return this.#end({ within: ring.map((corner) => corner.join(" ")).join(","), near: "" });
  }

  // The click that ended the shape is still on its way to the map: let it pass first.
  #end(changes) {
    setTimeout(() => {
      this.#stop();
      this.#filter(changes);
    });
  }

  #stop() {
    this.#corners = [];
    this.#middle = null;
    this.store.set({ drawing: "" });
  }

  #key(event) {
    const { drawing } = this.store.get();
    if (!drawing) return;
    if (event.key === "Escape") this.#stop();
    else if (event.key === "Enter" && this.#corners.length >= 3) this.#finishPolygon();
    else if (event.key === "Backspace") this.#corners.pop();
    else return;
    event.preventDefault();
    this.layer.redraw();
  }

  #paint(context, frame) {
    const { filters, drawing } = this.store.get();
    const palette = readPalette();
    const pen = { context, frame, map: this.map };
    Object.assign(context, { strokeStyle: palette.accent, fillStyle: palette.accent, lineWidth: 1.75 });
    if (drawing === "polygon") this.#paintCorners(pen);
    else if (drawing === "circle") this.#paintCircle(pen);
    else paintFilters(pen, filters);
  }

  #paintCorners(pen) {
    const ring = this.#corners.map(({ lon, lat }) => [lon, lat]);
    if (ring.length === 0) return;
    const pointer = this.#pointer ? [[this.#pointer.lon, this.#pointer.lat]] : [];
    shape(pen, [...ring, ...pointer], ring.length > 2);
    for (const corner of ring) knob(pen, corner);
  }

  #paintCircle(pen) {
    const [middle, pointer] = [this.#middle, this.#pointer];
    if (!middle || !pointer) return;
    const km = kilometres(middle.lon, middle.lat, pointer.lon, pointer.lat);
    circle(pen, [middle.lat, middle.lon, km]);
    write(this.hint, this.words.say("draw.radius", { km: Math.round(km) }));
  }
}

// The area that filters now.
function paintFilters(pen, { near, within, bbox }) {
  if (near) circle(pen, near.split(",").map(Number));
  if (within) for (const ring of ringsOf(within)) shape(pen, ring, true);
  if (bbox) shape(pen, corners(bbox.split(",").map(Number)), true);
}

const nearText = (lat, lon, km) =>
  `${Number(lat.toFixed(4))},${Number(lon.toFixed(4))},${km < 10 ? Number(km.toFixed(1)) : Math.round(km)}`;

const corners = ([west, south, east, north]) => [[west, south], [east, south], [east, north], [west, north]];

function circle({ context, frame, map }, [lat, lon, km]) {
  const { x, y } = pixelsOf(frame, lon, lat);
  context.beginPath();
  context.arc(x, y, km * map.pixelsPerKilometre(lat), 0, 2 * Math.PI);
  ink(context, true);
}

function shape({ context, frame }, ring, closed) {
  context.beginPath();
  for (const [lon, lat] of ring) {
    const { x, y } = pixelsOf(frame, lon, lat);
    context.lineTo(x, y);
  }
  if (closed) context.closePath();
  ink(context, closed);
}

function knob({ context, frame }, [lon, lat]) {
  const { x, y } = pixelsOf(frame, lon, lat);
  context.fillRect(x - 3, y - 3, 6, 6);
}

function ink(context, filled) {
  context.setLineDash([5, 3]);
  context.stroke();
  context.setLineDash([]);
  if (!filled) return;
  context.globalAlpha = 0.07;
  context.fill();
  context.globalAlpha = 1;
}
