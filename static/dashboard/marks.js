// How an incident is drawn: its size by retained deaths, its colour by kind, dashed where the place
// is imprecise, a split ring where accounts differ, × where there is no figure. Where figures are
// given and none is retained, a hollow mark has the size of the lowest. Each look is painted once
// and stamped many times.

import { picture } from "./picture.js";

const LARGEST = 22;
const SMALLEST = 2.5;
const TURN = 2 * Math.PI;

export const radiusOf = (deaths) => Math.min(LARGEST, SMALLEST + 1.35 * Math.sqrt(Math.max(0, deaths)));

// Far out, marks shrink, so that a whole region stays readable.
export const growth = (zoom) => Math.max(0.55, Math.min(1.2, 0.55 + (zoom - 4) * 0.26));

// For each site, the number of its look; looks in a list. Radii are rounded to half a pixel.
export function createLooks(record) {
  const { site, retained, enums } = record;
  const near = enums.precision.indexOf("near");
  const none = enums.deaths_state.indexOf("none");
  const unretained = ["rival", "single"].map((state) => enums.deaths_state.indexOf(state));
  const looks = [];
  const known = new Map();
  const of = new Int32Array(site.lon.length);
  for (let i = 0; i < record.count; i++) {
    const hollow = unretained.includes(record.deathsState[i]);
    const nobody = record.deathsState[i] === none;
    const figure = hollow ? record.low[i] : nobody ? Math.max(0, retained[i]) : retained[i];
    const radius = figure < 0 ? 0 : Math.round(radiusOf(figure) * 2) / 2;
    const split = record.contested[i] !== 0;
    for (let s = site.start[i]; s < site.start[i + 1]; s++) {
      const look = { kind: record.kind[i], radius, dashed: site.precision[s] === near, split, hollow };
      const key = `${look.kind}|${radius}|${look.dashed}|${split}|${hollow}`;
      if (!known.has(key)) known.set(key, looks.push(look) - 1);
      of[s] = known.get(key);
    }
  }
  return { looks, of };
}

export const reach = ({ radius, split }) => (radius || 4) + (split ? 4 : 0);

// Stamps for one palette and `scale` (pixels of the canvas to one of a mark), painted when first
// used. They are laid on whole pixels and never stretched: that is what makes them cheap.
export function createStamps(looks, { colours, ink, scale }) {
  const stamps = new Array(looks.length);
  return (at) => (stamps[at] ??= stamp(looks[at], { colour: colours[looks[at].kind], ink, scale }));
}

function stamp(look, { colour, ink, scale }) {
  const half = Math.ceil((reach(look) + 2) * scale);
  const made = picture(half * 2, half * 2, (context) => {
    context.setTransform(scale, 0, 0, scale, half, half);
    paintMark(context, look, { colour, ink });
  });
  return { picture: made, half };
}

// At the origin of the context.
export function paintMark(context, look, { colour, ink }) {
  context.lineWidth = 1.25;
  context.strokeStyle = context.fillStyle = colour;
  if (look.radius) disc(context, look);
  else cross(context, look.dashed);
  if (look.split) ring(context, (look.radius || 4) + 2.5, ink);
}

function disc(context, { radius, dashed, hollow }) {
  const faint = hollow ? 0.06 : 0.16;
  const solid = radius > 4 ? 0.45 : 0.65;
  context.beginPath();
  context.arc(0, 0, radius, 0, TURN);
  context.globalAlpha = hollow || dashed ? faint : solid;
  context.fill();
  context.globalAlpha = 0.9;
  if (hollow) context.lineWidth = 1.6;
  if (dashed) context.setLineDash([2.5, 2]);
  context.stroke();
  context.setLineDash([]);
}

function cross(context, dashed) {
  context.lineWidth = 1.75;
  context.globalAlpha = dashed ? 0.6 : 0.95;
  context.beginPath();
  for (const turn of [1, -1]) {
    context.moveTo(-3, -3 * turn);
    context.lineTo(3, 3 * turn);
  }
  if (dashed) context.setLineDash([1.75, 1.25]);
  context.stroke();
  context.setLineDash([]);
}

// Two halves that do not meet.
function ring(context, radius, ink) {
  context.globalAlpha = 0.8;
  context.strokeStyle = ink;
  context.lineWidth = 1.1;
  for (const from of [0.12, 0.62]) {
    context.beginPath();
    context.arc(0, 0, radius, from * TURN - 0.6, (from + 0.38) * TURN - 0.6);
    context.stroke();
  }
  context.globalAlpha = 1;
}
