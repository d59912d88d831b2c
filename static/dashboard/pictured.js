// The picture that came with the page (dashboard/picture/) gives way to what draws the same: its
// incidents once those of the record are drawn, its ground once the base map is there. All of it
// goes at once when the map is moved: a picture stands still.

export function createPicturedView(nodes, store) {
  const all = Array.from(nodes);
  const map = all.find((node) => node.querySelector(".picture-ground"));
  const others = all.filter((node) => node !== map);
  const leave = store.subscribe(({ result, basemap, view }, before) => {
    const moved = before && view !== before.view;
    // In the frame in which the others paint.
    if (result) requestAnimationFrame(() => others.forEach(give));
    if (moved || (result && basemap)) requestAnimationFrame(() => map?.remove());
    else if (result) requestAnimationFrame(() => bare(map));
    if (result && basemap) leave();
  }, ["result", "basemap", "view"]);
}

function bare(map) {
  for (const group of map?.querySelectorAll(".picture-cells, .picture-marks, .picture-crosses") ?? []) group.remove();
}

// Who holds the brush of the picture with the keyboard, holds that of the timeline then.
function give(node) {
  const held = node.contains(document.activeElement) ? document.activeElement.className : "";
  node.remove();
  if (held.startsWith("brush-")) document.querySelector(`.timeline .${held}`)?.focus({ preventScroll: true });
}
