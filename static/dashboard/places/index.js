// My places: sites and routes that a person brings along, and what is recorded near them. They have a
// state of their own, apart from the page's: the address is written from that one.

import { build } from "../elements.js";
import { createStore } from "../store.js";
import { createChoices } from "./choices.js";
import { isNeutral, keep, readKept } from "./device.js";
import { createDeviceBox } from "./devicebox.js";
import { createLayer } from "./layer.js";
import { createLoader } from "./loader.js";
import { countNear, isWhole, survey } from "./nearby.js";
import { createPrinting } from "./print.js";
import { createRows } from "./rows.js";

const SHEET = "places";
const EMPTY = { places: [], km: 25, days: 30, open: null, result: null, shown: false, seen: null, rows: [] };

export function createPlaces(node, store, tools) {
  const kept = readKept(globalThis);
  const mine = createStore({ ...EMPTY, ...kept, keep: kept !== null, neutral: isNeutral(globalThis), unkept: "" }, derive);
  const close = build("button", {
    type: "button", class: "mine-close", "aria-label": tools.words.say("close"), onclick: () => store.set({ sheet: "" }),
  }, "×");
  const parts = ["loader", "choices", "rows", "device"].map((name) => build("div", { class: `mine-${name}` }));
  node.append(build("h2", { class: "section-title mine-title" }, build("span", {}, tools.words.say("places.title")), close), ...parts);

  const [loader, choices, rows, device] = parts;
  createLoader(loader, mine, { ...tools, panel: node });
  createChoices(choices, mine, { ...tools, store });
  createRows(rows, mine, { ...tools, store });
  createDeviceBox(device, mine, { ...tools, store });
  createLayer(tools.map, mine, { store });
  createPrinting(mine, { ...tools, store });

  store.subscribe(({ result, sheet }) => mine.set({ result, shown: sheet === SHEET }), ["result", "sheet"]);
  hideView(mine, store, tools.map);
  mine.subscribe((state, before) => {
    if (!before || !state.keep) return;
    const unkept = keep(globalThis, state);
    if (unkept) mine.set({ keep: false, unkept });
  }, ["places", "km", "days", "neutral", "keep"]);
  addEventListener("storage", ({ key, newValue }) => {
    if ((key === null || key === SHEET) && newValue === null) mine.set({ keep: false });
  });
}

// While a place is open the map is held on it: the address, which others may read, does not follow,
// until the map is moved with none open.
function hideView(mine, store, map) {
  mine.subscribe(({ open }) => open && store.set({ viewHidden: true }), ["open"]);
  map.onView(() => {
    if (!mine.get().open) store.set({ viewHidden: false });
  });
}

// The counts follow the filters, not each step of a brush, and only while somebody looks.
function derive(next, previous) {
  const derived = {};
  if (!next.places.includes(next.open)) derived.open = null;
  if (!next.shown || !next.result) return derived;
  const counted = previous.seen?.of;
  const again = next.result.record !== counted?.record || next.result.shape !== counted.shape || next.days !== counted.days;
  const { record, shape } = next.result;
  const countable = record.count > 0 && isWhole(record);
  if (again) derived.seen = countable ? { ...survey(next.result, next.days), of: { record, shape, days: next.days } } : null;
  const seen = again ? derived.seen : previous.seen;
  if (again || next.places !== previous.counted?.places || next.km !== previous.counted?.km) {
    derived.rows = seen ? rowsOf(seen, next) : next.places.map((place) => ({ place, now: 0, before: 0, gap: null }));
    derived.counted = { places: next.places, km: next.km };
  }
  return derived;
}

function rowsOf(seen, { places, km }) {
  const rows = places.map((place) => ({ place, ...countNear(seen, place, { km }) }));
  return rows.sort((one, other) => other.now - one.now || other.before - one.before || one.place.name.localeCompare(other.place.name));
}
