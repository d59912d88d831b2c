// Taking this view along: its address, and exactly its incidents as files of the API.

import { build, write } from "./elements.js";
import { toApiQuery } from "./query.js";

const FORMATS = ["csv", "geojson"];
const SHOWN_MS = 2500;

export function createSharingView(node, store, { words, namesOf, link, exportUrl }) {
  const copy = build("button", { type: "button", class: "button copy-link", onclick: copyLink }, words.say("copy"));
  const told = build("span", { class: "visually-hidden", role: "status" });
  const links = FORMATS.map((format) => build("a", { class: "menu-item", "data-format": format }, words.say(`export.${format}`)));
  const inMenu = build("button", { type: "button", class: "menu-item copy-in-menu", onclick: copyLink }, words.say("copy"));
  const note = build("p", { class: "menu-note small muted" });
  const field = build("input", { class: "copy-field", readonly: true, hidden: true, "aria-label": words.say("copy.field") });
  const menu = build("details", { class: "menu export-menu" },
    build("summary", { class: "button" }, words.say("export"), build("span", { "aria-hidden": "true" }, "▾")),
    build("div", { class: "menu-panel" }, inMenu, build("p", { class: "menu-note" }, words.say("export.exactly")), ...links, note));
  node.append(copy, told, field, menu);

  store.subscribe(({ asked, result }) => {
    links.forEach((anchor, at) => {
      anchor.href = `${exportUrl}?${toApiQuery(asked, { format: FORMATS[at] })}`;
    });
    if (result) describe(result);
  }, ["asked", "result"]);

  function describe({ counts, totals, record }) {
    const names = namesOf(record);
    const held = record.dictionaries.dataset.filter((set, at) => set.may_export === false && counts.inDataset[at] > 0);
    const left = held.length ? ` ${words.say("export.held", { names: held.map((set) => names.name(set)).join(", ") })}` : "";
    write(note, words.count("export.count", totals.incidents) + left);
  }

  async function copyLink() {
    const address = link(store.get());
    try {
      await navigator.clipboard.writeText(address);
      say("copy.done");
    } catch {
      // No clipboard without https: show the address, ready to be copied by hand.
      field.hidden = false;
      field.value = address;
      field.focus();
      field.select();
      field.addEventListener("blur", () => (field.hidden = true), { once: true });
    }
  }

  function say(key) {
    for (const node of [copy, inMenu, told]) write(node, words.say(key));
    setTimeout(() => {
      for (const node of [copy, inMenu]) write(node, words.say("copy"));
      write(told, "");
    }, SHOWN_MS);
  }
}
