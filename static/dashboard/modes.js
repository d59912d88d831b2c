// Points, density or regions.

import { build } from "./elements.js";

export function createModesView(node, store, { words }) {
  for (const mode of ["points", "density", "regions"])
    node.append(build("button", {
      type: "button", class: "button", "data-mode": mode, "aria-pressed": "false",
      onclick: () => store.set({ mode, spot: null }),
    }, words.say(`mode.${mode}`)));
  store.subscribe(({ mode }) => {
    for (const button of node.children)
      button.setAttribute("aria-pressed", String(button.dataset.mode === mode));
  }, ["mode"]);
}
