// Several incidents on one spot: a list to choose from, beside the spot.

import { build } from "./elements.js";
import { choiceOf } from "./stages.js";

const MOST = 200;
const GAP = 12;

export function createSpotView(node, store, { words, dates, namesOf }) {
  let opener = null;

  store.subscribe(({ spot, record, result }, before) => {
    if (before && spot && spot === before.spot && result !== before.result) {
      store.set({ spot: null });
      return;
    }
    const was = !node.hidden;
    node.hidden = !spot;
    if (!spot) return void (was && opener?.isConnected && opener.focus({ preventScroll: true }));
    if (!was) opener = document.activeElement;
    show(spot, record);
  }, ["spot", "result"]);

  node.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      store.set({ spot: null });
    }
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const rows = [...node.querySelectorAll(".spot-row")];
    const at = rows.indexOf(document.activeElement);
    rows[Math.max(0, Math.min(rows.length - 1, at + by))]?.focus();
  });

  function show({ x, y, incidents }, record) {
    const names = namesOf(record);
    const title = build("h2", { class: "section-title" }, words.count("spot.title", incidents.length));
    const close = build("button", { type: "button", class: "spot-close", "aria-label": words.say("close"), onclick: () => store.set({ spot: null }) }, "×");
    const newest = Array.from(incidents.toSorted((one, other) => other - one).slice(0, MOST));
    const list = build("ul", { class: "spot-list" }, ...newest.map((i) => row(i, record, names)));
    node.replaceChildren(title, close, list);
    const parent = node.parentElement;
    const left = Math.min(x + GAP, parent.clientWidth - node.offsetWidth - GAP);
    const top = Math.min(y + GAP, parent.clientHeight - node.offsetHeight - GAP);
    node.style.left = `${Math.max(GAP, left)}px`;
    node.style.top = `${Math.max(GAP, top)}px`;
    list.querySelector("button")?.focus({ preventScroll: true });
  }

  function row(i, record, names) {
    const kind = record.dictionaries.kind[record.kind[i]].key;
    return build("li", {}, build("button", {
      type: "button", class: "spot-row",
      onclick: () => store.set({ ...choiceOf(record, i), spot: null }),
    },
      build("span", { class: "spot-day" }, dates.day(record.day[i])),
      build("span", { class: `dot kind-${kind}`, "aria-hidden": "true" }),
      build("span", { class: "spot-name" }, names.title(i)),
      build("span", { class: `spot-deaths${names.retains(i) ? "" : " unretained"}`, title: names.deathsLabel(i) }, names.deaths(i))));
  }
}
