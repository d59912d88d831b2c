// Painting the bars of the timeline on a canvas.

import { picture } from "./picture.js";
import { ceiling } from "./scale.js";

const TOP = 14;
const FADED = 0.3;

export function paintBars(canvas, view) {
  const context = sized(canvas, view);
  const frame = { context, ...view };
  frame.top = ceiling(view.bars.highest);
  frame.y = (value) => frame.height - (value / frame.top) * (frame.height - TOP);
  context.clearRect(0, 0, frame.width, frame.height);
  const ground = kept(frame, "grid", grid);
  lay(context, ground, { from: 0, to: frame.width, height: frame.height, alpha: 1 });
  if (view.marks.at(-1) > view.unfinished) hatch(frame);
  bars(frame);
  if (view.compared) line(frame);
}

function sized(canvas, size) {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const [width, height] = [Math.round(size.width * ratio), Math.round(size.height * ratio)];
  if (canvas.width !== width || canvas.height !== height) Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

function grid({ context, width, y, top, palette, number }) {
  context.strokeStyle = palette.axis;
  context.fillStyle = palette["ink-soft"];
  context.lineWidth = 1;
  context.font = `10px ${palette.font}`;
  context.textBaseline = "bottom";
  for (const value of top >= 4 ? [top / 2, top] : [top]) {
    const at = Math.round(y(value)) + 0.5;
    context.beginPath();
    context.moveTo(0, at);
    context.lineTo(width, at);
    context.stroke();
    if (Number.isInteger(value)) context.fillText(number(value), 0, at - 1);
  }
}

function hatch({ context, width, height, scale, unfinished, palette }) {
  const left = scale.at(Math.max(unfinished, 0));
  context.save();
  context.beginPath();
  context.rect(left, TOP, width - left, height - TOP);
  context.clip();
  context.strokeStyle = palette.hatch;
  context.globalAlpha = 0.45;
  context.beginPath();
  for (let x = left - height; x < width; x += 6) {
    context.moveTo(x, height);
    context.lineTo(x + height, 0);
  }
  context.stroke();
  context.restore();
}

// The bars are painted once; then those outside the period are laid down faded.
function bars(frame) {
  const { context, scale, marks, span, width, height } = frame;
  const whole = kept(frame, "bars", stackUp);
  const first = span ? scale.x(scale.barOf(span.after)) : 0;
  const last = span ? scale.x(scale.barOf(span.before - 1) + 1) : width;
  const within = !span || (span.before > marks[0] && span.after < marks.at(-1));
  const [from, to] = within ? [first, last] : [0, 0];
  lay(context, whole, { from: 0, to: from, height, alpha: FADED });
  lay(context, whole, { from, to, height, alpha: 1 });
  lay(context, whole, { from: to, to: width, height, alpha: FADED });
}

function lay(context, { painted, ratio }, { from, to, height, alpha }) {
  const left = Math.round(from * ratio);
  const across = Math.round(to * ratio) - left;
  if (across <= 0) return;
  context.globalAlpha = alpha;
  const high = painted.height;
  context.drawImage(painted, left, 0, across, high, left / ratio, 0, across / ratio, height);
  context.globalAlpha = 1;
}

const pictures = new WeakMap();

// What a brush leaves as it is, painted once for these bars, colours and size.
function kept(frame, name, paint) {
  const { bars: stacked, palette, width, height } = frame;
  if (!pictures.has(stacked)) pictures.set(stacked, {});
  const made = pictures.get(stacked);
  const held = made[name];
  if (held?.palette === palette && held.width === width && held.height === height) return held;
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const [across, high] = [width, height].map((side) => Math.max(1, Math.round(side * ratio)));
  const painted = picture(across, high, (context) => {
    context.scale(ratio, ratio);
    paint({ ...frame, context });
  });
  made[name] = { painted, ratio, palette, width, height };
  return made[name];
}

function stackUp({ context, bars: { byKind, kinds: count, whole }, scale, palette, kinds, y }) {
  const gap = scale.size >= 3 ? 1 : 0;
  const colours = kinds.map((kind) => palette.kind(kind));
  for (let bar = 0; bar < whole.length; bar++) {
    let below = 0;
    for (let kind = 0; kind < count; kind++) {
      const value = byKind[bar * count + kind];
      if (value === 0) continue;
      context.fillStyle = colours[kind];
      const [low, high] = [y(below), y(below + value)];
      context.fillRect(scale.x(bar), high, Math.max(0.75, scale.size - gap), low - high);
      below += value;
    }
  }
}

// The period before, drawn over the bars of this one.
function line({ context, compared, scale, y, palette, height }) {
  context.strokeStyle = palette.ink;
  context.fillStyle = palette.paper;
  context.lineWidth = 1.5;
  context.lineJoin = "round";
  const points = compared.line.map(([bar, value]) => [scale.x(bar) + scale.size / 2, Math.min(height - 1, y(value))]);
  context.beginPath();
  for (const [x, at] of points) context.lineTo(x, at);
  context.stroke();
  if (scale.size < 5) return;
  for (const [x, at] of points) {
    context.beginPath();
    context.arc(x, at, 2, 0, 2 * Math.PI);
    context.fill();
    context.stroke();
  }
}
