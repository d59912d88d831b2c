// How an incident is drawn: its size by retained deaths, its colour by kind, dashed where the place
// is imprecise, a split ring where accounts differ, × where there is no figure. Where figures are
// given and none is retained, a hollow mark has the size of the lowest. Each look is painted once
// and stamped many times.

import { NONE } from "./columns.js";
import { picture } from "./picture.js";
import { hasRest } from "./stages.js";

const LARGEST = 22;
const SMALLEST = 2.5;
const TURN = 2 * Math.PI;

export const radiusOf = (deaths) => Math.min(LARGEST, SMALLEST + 1.35 * Math.sqrt(Math.max(0, deaths)));

// Far out, marks shrink, so that a whole region stays readable.
export const growth = (zoom) => Math.max(0.55, Math.min(1.2, 0.55 + (zoom - 4) * 0.26));

const HALVES = 2 * LARGEST + 1;

// For each site, the number of its look; looks in a list. Radii are rounded to half a pixel.
export function createLooks(record) {
  const { site, enums, contested, kind } = record;
  const { precision } = site;
  const near = enums.precision.indexOf("near");
  const halves = halvesOf(record);
  const hollow = hollowIn(record);
  const known = new Int32Array(record.dictionaries.kind.length * HALVES * 8).fill(NONE);
  const looks = [];
  const of = new Int32Array(site.at.length);
  for (let i = 0, s = 0; i < record.count; i++) {
    const split = contested[i] === 0 ? 0 : 1;
    const code = ((kind[i] * HALVES + halves[i]) * 2 + split) * 4 + hollow[i] * 2;
    for (const end = site.start[i + 1] | 0; s < end; s++) {
      const dashed = precision[s] === near ? 1 : 0;
      if (known[code + dashed] === NONE)
        known[code + dashed] = looks.push({ kind: kind[i], radius: halves[i] / 2, dashed: dashed === 1, split: split === 1, hollow: hollow[i] === 1 }) - 1;
      of[s] = known[code + dashed];
    }
  }
  return { looks, of };
}

// 1 where figures are given and none is retained.
function hollowIn({ deathsState, enums }) {
  const states = Uint8Array.from(enums.deaths_state, (word) => (word === "rival" || word === "single" ? 1 : 0));
  const hollow = new Uint8Array(deathsState.length);
  for (let i = 0; i < hollow.length; i++) hollow[i] = states[deathsState[i]];
  return hollow;
}

// Radii in half pixels, 0 without a figure.
function halvesOf(record) {
  const { retained, low, deathsState, enums } = record;
  const later = !hasRest(record); // how many, comes with the rest
  const none = enums.deaths_state.indexOf("none");
  const hollow = hollowIn(record);
  const halves = new Uint8Array(retained.length);
  for (let i = 0; i < halves.length; i++) {
    const figure = hollow[i] ? (later ? 0 : low[i]) : retained[i];
    const shown = figure < 0 && deathsState[i] === none ? 0 : figure;
    halves[i] = shown < 0 ? 0 : Math.round(radiusOf(shown) * 2);
  }
  return halves;
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

// The size of a disc that stands for so many incidents: ten times as many, two pixels more.
export const discRadius = (incidents) => Math.round((1.5 + 2 * Math.log10(incidents)) * 4) / 4;

// Discs by the number of a kind and of incidents.
export function createDiscs(colours, ratio) {
  const made = new Map();
  return (kind, incidents) => {
    const radius = discRadius(incidents);
    const key = kind * 1000 + radius;
    if (!made.has(key)) made.set(key, discOf(radius, colours[kind], ratio));
    return made.get(key);
  };
}

function discOf(radius, colour, ratio) {
  const half = Math.ceil((radius + 1) * ratio);
  const made = picture(half * 2, half * 2, (context) => {
    context.setTransform(ratio, 0, 0, ratio, half, half);
    paintDisc(context, radius, colour);
  });
  return { picture: made, half };
}

// At the origin of the context.
export function paintDisc(context, radius, colour) {
  context.fillStyle = colour;
  context.globalAlpha = 0.8;
  context.beginPath();
  context.arc(0, 0, radius, 0, TURN);
  context.fill();
  context.globalAlpha = 1;
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
