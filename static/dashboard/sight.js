// Where Enter looks, while the map has the keyboard: a cross in its middle.

import { build } from "./elements.js";
import { readPalette } from "./palette.js";
import { REACH } from "./spots.js";

const HALF = 26;

export function createSightView(map, store) {
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const node = build("canvas", { class: "map-canvas", width: 2 * HALF * ratio, height: 2 * HALF * ratio, "aria-hidden": "true", hidden: true });
  Object.assign(node.style, { top: "50%", left: "50%", width: `${2 * HALF}px`, height: `${2 * HALF}px`, margin: `-${HALF}px`, zIndex: "450" });
  map.node.append(node);

  function show() {
    node.hidden = document.activeElement !== map.node;
    if (!node.hidden) paint(node.getContext("2d"));
  }

  function paint(context) {
    context.setTransform(ratio, 0, 0, ratio, HALF * ratio, HALF * ratio);
    context.clearRect(-HALF, -HALF, 2 * HALF, 2 * HALF);
    Object.assign(context, { strokeStyle: readPalette().accent, lineWidth: 1.5 });
    context.beginPath();
    context.arc(0, 0, REACH, 0, 2 * Math.PI);
    for (const [dx, dy] of [[1, 0], [-1, 0], [0, 1], [0, -1]]) {
      context.moveTo(dx * 8, dy * 8);
      context.lineTo(dx * 24, dy * 24);
    }
    context.stroke();
  }

  for (const name of ["focus", "blur"]) map.node.addEventListener(name, show);
  store.subscribe(show, ["theme"]);
}
