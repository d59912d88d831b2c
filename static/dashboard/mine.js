// The door to "My places": its button, and what lies behind it brought in when it is first opened, or
// when a person has chosen to keep places on this device.

import { build, write } from "./elements.js";

export const SHEET = "places";
// What keeps places in this browser; see places/device.js.
const KEPT = "places";

export function createMineView(node, store, tools) {
  const { words, doors } = tools;
  const retry = build("button", { type: "button", class: "button", onclick: () => bring() }, words.say("failed.retry"));
  const told = build("p", { class: "mine-told", role: "status" });
  let brought = null;
  let opener = null;

  const buttons = doors.map((door) => {
    const button = build("button", {
      type: "button", class: door.dataset.class, "aria-controls": node.id, "aria-expanded": "false", onclick: () => turn(button),
    }, words.say("places.title"));
    door.append(button);
    return button;
  });

  function turn(button) {
    opener = button.closest("details")?.querySelector("summary") ?? button;
    const open = store.get().sheet === SHEET && !store.get().selected;
    store.set({ sheet: open ? "" : SHEET, selected: "" });
  }

  async function bring() {
    if (brought) return;
    brought = import("./places/index.js");
    node.replaceChildren(told);
    write(told, words.say("places.opening"));
    try {
      const { createPlaces } = await brought;
      node.replaceChildren();
      createPlaces(node, store, tools);
    } catch (error) {
      console.warn(`my places: ${error.message}`);
      brought = null;
      write(told, words.say("places.failed"));
      node.replaceChildren(told, retry);
    }
  }

  store.subscribe(({ sheet, selected }, before) => {
    const open = sheet === SHEET;
    node.hidden = !open;
    for (const button of buttons) button.setAttribute("aria-expanded", String(open && !selected));
    if (open) bring();
    if (open) queueMicrotask(() => store.set({ wanted: "all" }));
    if (open && before?.sheet !== SHEET && !selected) node.focus({ preventScroll: true });
    if (!open && before?.sheet === SHEET) queueMicrotask(giveBack);
  }, ["sheet", "selected"]);

  function giveBack() {
    const active = document.activeElement;
    if (active === document.body || node.contains(active)) opener?.focus({ preventScroll: true });
  }

  if (keeps()) bring();
}

function keeps() {
  try {
    return globalThis.localStorage.getItem(KEPT) !== null;
  } catch {
    return false; // The browser allows no storage: nothing is kept in it.
  }
}
