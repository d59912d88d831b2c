// The only module that knows L. django-leaflet brings Leaflet as a global; here it becomes a map
// with canvas layers, addressed in degrees and pixels.

import { latitude, longitude, worldX, worldY } from "./mercator.js";

const TILE = 256;
// Ours is the ground of the region: no map beyond it.
const BOUNDS = [
  [-4, -30],
  [42, 42],
];

// `titles`: words for the zoom buttons. The map's node keeps Leaflet's own pan and zoom keys.
export function createMap(node, { view, titles }) {
  const L = globalThis.L;
  const map = L.map(node, {
    center: [view.lat, view.lon],
    zoom: view.zoom,
    minZoom: 4,
    maxZoom: 13,
    zoomSnap: 0.25,
    zoomDelta: 1,
    wheelPxPerZoomLevel: 90,
    maxBounds: BOUNDS,
    maxBoundsViscosity: 0.8,
    zoomControl: false,
    attributionControl: false,
    keyboardPanDelta: 60,
  });
  L.control
    .zoom({ position: "topright", zoomInTitle: titles.zoomIn, zoomOutTitle: titles.zoomOut })
    .addTo(map);
  const CanvasLayer = canvasLayer(L);

  return {
    node,
    // `draw(context, frame)` paints; layers with a higher `order` lie above. A `margin` of the
    // map's size is painted beyond its edges, so that panning needs no painting.
    // An `opaque` layer covers what lies below it.
    layer(draw, { order = 0, margin = 0, opaque = false } = {}) {
      const layer = new CanvasLayer(draw, { order, margin, opaque }).addTo(map);
      return {
        redraw: () => layer.paint(),
        // A layer without a picture is taken off: an empty canvas costs as much as a full one.
        show: (shown) => layer.show(shown),
      };
    },
    frame: () => frameOf(map, 0),
    view() {
      const { lat, lng } = map.getCenter();
      return { lon: lng, lat, zoom: map.getZoom() };
    },
    moveTo({ lon, lat, zoom }, { animate = true } = {}) {
      map.setView([lat, lon], zoom ?? map.getZoom(), { animate });
    },
    fit(west, south, east, north) {
      map.fitBounds(
        [
          [south, west],
          [north, east],
        ],
        { padding: [4, 4], maxZoom: 9, animate: false },
      );
    },
    zoomBy: (steps) => map.setZoom(map.getZoom() + steps),
    place(x, y) {
      const { lat, lng } = map.containerPointToLatLng([x, y]);
      return { lon: lng, lat };
    },
    // Pixels across which one kilometre extends at this latitude.
    pixelsPerKilometre(lat) {
      const circumference = 40075.017 * Math.cos((lat * Math.PI) / 180);
      return (TILE * 2 ** map.getZoom()) / circumference;
    },
    onView: (listener) => map.on("moveend", listener),
    onMove: (listener) => map.on("move zoom", listener),
    onClick: (listener) => map.on("click", (event) => listener(pointOf(event))),
    onPoint: (listener) => map.on("mousemove", (event) => listener(pointOf(event))),
    onLeave: (listener) => map.on("mouseout", () => listener()),
    // While a shape is drawn, the pointer draws and does not pan.
    hold(held) {
      for (const handler of [map.dragging, map.doubleClickZoom, map.boxZoom])
        if (held) handler.disable();
        else handler.enable();
    },
    resized: () => map.invalidateSize({ animate: false }),
  };
}

function pointOf({ containerPoint, latlng, originalEvent }) {
  return {
    x: containerPoint.x,
    y: containerPoint.y,
    lon: latlng.lng,
    lat: latlng.lat,
    touch: originalEvent.pointerType === "touch",
  };
}

// What is in view: `x` and `y` are the left and upper edges in pixels of the world at this zoom.
function frameOf(map, margin) {
  const size = map.getSize();
  const { min } = map.getPixelBounds();
  const [dx, dy] = [Math.ceil(size.x * margin), Math.ceil(size.y * margin)];
  return {
    zoom: map.getZoom(),
    scale: TILE * 2 ** map.getZoom(),
    x: min.x - dx,
    y: min.y - dy,
    width: size.x + 2 * dx,
    height: size.y + 2 * dy,
    ratio: Math.min(2, globalThis.devicePixelRatio || 1),
  };
}

export function degreesOf(frame, x, y) {
  return {
    lon: longitude((frame.x + x) / frame.scale),
    lat: latitude((frame.y + y) / frame.scale),
  };
}

export function pixelsOf(frame, lon, lat) {
  return { x: worldX(lon) * frame.scale - frame.x, y: worldY(lat) * frame.scale - frame.y };
}

function canvasLayer(L) {
  return L.Layer.extend({
    initialize(draw, options) {
      this._draw = draw;
      L.setOptions(this, options);
    },

    onAdd(map) {
      this._canvas = L.DomUtil.create("canvas", "map-canvas leaflet-zoom-animated");
      this._canvas.setAttribute("aria-hidden", "true");
      this._canvas.style.zIndex = String(this.options.order);
      map.getPane("overlayPane").appendChild(this._canvas);
      this.paint();
    },

    onRemove() {
      this._canvas.remove();
    },

    getEvents() {
      return {
        viewreset: this.paint,
        resize: this.paint,
        zoom: this.paint,
        moveend: this.paint,
        move: this._moved,
        zoomanim: this._zooming,
      };
    },

    _moved() {
      if (this._hidden) return;
      if (this.options.margin === 0 || this._leaves()) this.paint();
    },

    _leaves() {
      const now = frameOf(this._map, 0);
      const had = this._frame;
      const right = now.x + now.width <= had.x + had.width;
      const lower = now.y + now.height <= had.y + had.height;
      return now.zoom !== had.zoom || now.x < had.x || now.y < had.y || !right || !lower;
    },

    _zooming(event) {
      if (this._hidden) return;
      const scale = this._map.getZoomScale(event.zoom, this._frame.zoom);
      const topLeft = L.point(this._frame.x, this._frame.y).multiplyBy(scale);
      const origin = this._map._getNewPixelOrigin(event.center, event.zoom);
      L.DomUtil.setTransform(this._canvas, topLeft.subtract(origin).round(), scale);
    },

    show(shown) {
      const was = this._hidden;
      this._hidden = !shown;
      this._canvas.style.display = shown ? "" : "none";
      if (was && shown) this.paint();
    },

    paint() {
      if (!this._map || this._hidden) return;
      const frame = frameOf(this._map, this.options.margin);
      const { width, height, ratio } = frame;
      const canvas = this._canvas;
      if (canvas.width !== width * ratio || canvas.height !== height * ratio) {
        canvas.width = width * ratio;
        canvas.height = height * ratio;
        canvas.style.width = `${width}px`;
        canvas.style.height = `${height}px`;
      }
      const origin = this._map.getPixelOrigin();
      L.DomUtil.setPosition(canvas, L.point(frame.x - origin.x, frame.y - origin.y));
      const context = canvas.getContext("2d", { alpha: !this.options.opaque });
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      context.clearRect(0, 0, width, height);
      this._frame = frame;
      this._draw(context, frame);
    },
  });
}
