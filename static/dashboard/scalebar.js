// How long a round number of kilometres is in the middle of the map.

import { build, write } from "./elements.js";

const WIDEST = 80;
const ROUND = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000];

export function createScalebarView(node, store, { words, map }) {
  const text = build("span");
  const line = build("span", { class: "scalebar-line" });
  node.append(text, line);

  function show() {
    const perKilometre = map.pixelsPerKilometre(map.view().lat);
    const km = ROUND.findLast((length) => length * perKilometre <= WIDEST) ?? ROUND[0];
    write(text, words.say("scale", { km }));
    line.style.width = `${Math.round(km * perKilometre)}px`;
  }

  map.onView(show);
  store.subscribe(show, ["record"]);
}
