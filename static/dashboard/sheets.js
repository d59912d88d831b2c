// On a narrow screen the rail and the list are sheets over the map; the timeline stays.

import { build } from "./elements.js";

export function createSheetsView(node, store, { words }) {
  for (const sheet of ["filters", "", "list", "places"])
    node.append(build("button", {
      type: "button", class: "sheet-tab", "data-sheet": sheet || "map", "aria-pressed": "false",
      onclick: () => store.set({ sheet, selected: "" }),
    }, words.say(`sheet.${sheet || "map"}`)));

  store.subscribe(({ sheet, selected }) => {
    document.body.dataset.sheet = selected ? "dossier" : sheet;
    for (const button of node.children) {
      const open = (button.dataset.sheet === "map" ? "" : button.dataset.sheet) === sheet;
      button.setAttribute("aria-pressed", String(open && !selected));
    }
  }, ["sheet", "selected"]);

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented || !store.get().sheet) return;
    event.preventDefault();
    store.set({ sheet: "" });
  });
}
