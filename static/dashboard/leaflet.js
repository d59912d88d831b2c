// With canvas.js the only module that knows L. django-leaflet brings Leaflet as a global; here it becomes a map
// with canvas layers, addressed in degrees and pixels.

import { createCanvasLayer, frameOf } from "./canvas.js";
import { latitude, longitude, worldX, worldY } from "./mercator.js";

const TILE = 256;
const PAPER = ["17cm", "12cm"];
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
  const CanvasLayer = createCanvasLayer(L);
  fitPaper(node.parentElement, map);
  let moving = false;
  map.on("movestart zoomstart", () => (moving = true));
  map.on("moveend zoomend", () => (moving = false));

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
    fit: (west, south, east, north) => fitExactly(map, [[south, west], [north, east]]),
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
    // While the map pans or zooms, pointing at it says nothing.
    moving: () => moving,
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

// Between the steps of the zoom too: the picture that came with the page lies so.
function fitExactly(map, bounds) {
  const { zoomSnap } = map.options;
  map.options.zoomSnap = 0;
  map.fitBounds(bounds, { padding: [4, 4], maxZoom: 9, animate: false });
  map.options.zoomSnap = zoomSnap;
}

// Before the page is laid out for paper, the map takes its size there, and is painted in it.
function fitPaper(panel, map) {
  const sizes = (width, height) => {
    Object.assign(panel.style, { width, height });
    map.invalidateSize({ animate: false });
  };
  addEventListener("beforeprint", () => sizes(...PAPER));
  addEventListener("afterprint", () => sizes("", ""));
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

export function degreesOf(frame, x, y) {
  return {
    lon: longitude((frame.x + x) / frame.scale),
    lat: latitude((frame.y + y) / frame.scale),
  };
}

export function pixelsOf(frame, lon, lat) {
  return { x: worldX(lon) * frame.scale - frame.x, y: worldY(lat) * frame.scale - frame.y };
}
