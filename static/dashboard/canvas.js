// A Leaflet layer that is one canvas. While the map moves, the picture moves with it; what it then
// lacks at its edges, or in sharpness, is painted in the next frame.

const TILE = 256;
// Painted beyond the edges once the map has begun to move, in shares of its size.
const AHEAD = 0.25;

// What is in view: `x` and `y` are the left and upper edges in pixels of the world at this zoom.
export function frameOf(map, margin) {
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

export const createCanvasLayer = (L) => L.Layer.extend({ ...standing(L), ...moving(L), ...painting(L) });

const standing = (L) => ({
  initialize(draw, options) {
    this._draw = draw;
    L.setOptions(this, options);
  },

  onAdd(map) {
    this._canvas = L.DomUtil.create("canvas", "map-canvas leaflet-zoom-animated");
    this._canvas.setAttribute("aria-hidden", "true");
    this._canvas.style.zIndex = String(this.options.order);
    map.getPane("overlayPane").appendChild(this._canvas);
    this._printing = () => this._paintNow();
    addEventListener("beforeprint", this._printing);
    this._paintNow();
  },

  onRemove() {
    removeEventListener("beforeprint", this._printing);
    cancelAnimationFrame(this._due);
    this._canvas.remove();
  },

  getEvents() {
    return {
      viewreset: this._reset,
      resize: this.paint,
      zoom: this._stretch,
      move: this._moved,
      moveend: this._settled,
      zoomanim: this._zooming,
    };
  },
});

const moving = (L) => ({
  _moved() {
    if (!this._hidden && this._lacks()) this.paint(AHEAD);
  },

  // At rest a layer shows what is in view and no more: what it shows may hang on that.
  _settled() {
    if (!this._hidden && (this.options.margin === 0 || this._lacks())) this.paint();
  },

  _reset() {
    this._stretch();
    this.paint();
  },

  // What is in view is not all in the picture, or not in its size.
  _lacks() {
    const [now, had] = [frameOf(this._map, 0), this._frame];
    if (!had) return true;
    const right = now.x + now.width <= had.x + had.width;
    const lower = now.y + now.height <= had.y + had.height;
    return now.zoom !== had.zoom || now.x < had.x || now.y < had.y || !right || !lower;
  },

  // Lays the picture where it belongs at this zoom, as it is.
  _stretch() {
    if (this._hidden || !this._frame) return;
    const scale = this._map.getZoomScale(this._map.getZoom(), this._frame.zoom);
    const topLeft = L.point(this._frame.x, this._frame.y).multiplyBy(scale);
    this._lay(topLeft.subtract(this._map.getPixelOrigin()), scale);
  },

  _zooming(event) {
    if (this._hidden || !this._frame) return;
    const scale = this._map.getZoomScale(event.zoom, this._frame.zoom);
    const topLeft = L.point(this._frame.x, this._frame.y).multiplyBy(scale);
    const origin = this._map._getNewPixelOrigin(event.center, event.zoom);
    L.DomUtil.setTransform(this._canvas, topLeft.subtract(origin).round(), scale);
  },

  _lay(point, scale) {
    if (scale === 1) L.DomUtil.setPosition(this._canvas, point.round());
    else L.DomUtil.setTransform(this._canvas, point.round(), scale);
  },
});

const painting = (L) => ({
  show(shown) {
    const was = this._hidden;
    this._hidden = !shown;
    this._canvas.style.display = shown ? "" : "none";
    if (was && shown) this.paint();
  },

  // In the next frame, however often it is asked for.
  paint(ahead = 0) {
    this._ahead = Math.max(typeof ahead === "number" ? ahead : 0, this._due ? this._ahead : 0);
    this._due ||= requestAnimationFrame(() => this._paintNow(this._ahead));
  },

  _paintNow(ahead = 0) {
    cancelAnimationFrame(this._due);
    this._due = 0;
    if (!this._map || this._hidden) return;
    const frame = frameOf(this._map, Math.max(this.options.margin, ahead));
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
