// The selected incident: the server's own rendering, beside the map.

import { build } from "./elements.js";

export function createDossierView(node, store, { words, map }) {
  const back = build("button", {
    type: "button", class: "link-button dossier-back",
    onclick: () => store.set({ selected: "" }),
  }, `← ${words.say("dossier.back")}`);
  const own = build("a", { class: "dossier-own" }, words.say("dossier.page"));
  const bar = build("div", { class: "dossier-bar" }, back, own);
  const body = build("div", { class: "dossier-body", tabindex: "-1" });
  node.append(bar, body);

  // What opened the dossier gets the keyboard back; where that is a row of the list, which is made
  // anew by then, the list is asked for it.
  let opener = null;

  document.addEventListener("keydown", (event) => {
    const { selected } = store.get();
    if (event.key !== "Escape" || event.defaultPrevented || !selected) return;
    if (event.target.closest?.("input, select, textarea")) return;
    event.preventDefault();
    store.set({ selected: "" });
  });

  function taken() {
    const active = document.activeElement;
    if (node.contains(active)) return;
    opener = active;
    if (active !== document.body && !active.closest(".map")) body.focus({ preventScroll: true });
  }

  function giveBack(id) {
    const active = document.activeElement;
    if (active !== document.body && active !== opener && !node.contains(active)) return;
    const stays = opener?.isConnected && opener !== document.body && !opener.closest(".list");
    if (stays && seen(opener)) opener.focus({ preventScroll: true });
    else if (seen(document.querySelector("#list"))) store.set({ sought: id });
    else map.node.focus({ preventScroll: true });
  }
  // A link to another incident opens it here; its address stays what it is.
  body.addEventListener("click", (event) => {
    const id = linkedIncident(event);
    if (!id) return;
    event.preventDefault();
    store.set({ selected: id });
  });

  store.subscribe(({ selected, dossier }, before) => {
    const was = before?.selected;
    // Only when all views have followed is it seen who can have the keyboard.
    if (was && !selected) queueMicrotask(() => giveBack(was));
    node.hidden = !selected;
    if (!selected) return;
    if (before && was !== selected) taken();
    own.href = `${node.dataset.page}${selected}/`;
    if (dossier?.id !== selected) return show([skeleton()]);
    if (dossier.status === "failed") return show([build("p", { class: "notice" }, words.say(dossier.problem))]);
    if (dossier === before?.dossier && selected === before?.selected) return undefined;
    show([...dossier.content]);
    body.scrollTop = 0;
    return undefined;
  }, ["selected", "dossier"]);

  function show(children) {
    body.replaceChildren(...children.map((child) => document.importNode(child, true)));
  }

  function skeleton() {
    const lines = [70, 95, 60, 100, 85, 90, 75].map((width) => {
      const line = build("span", { class: "skeleton-line" });
      line.style.width = `${width}%`;
      return line;
    });
    return build("div", { class: "skeleton", role: "status", "aria-label": words.say("dossier.loading") }, ...lines);
  }
}

const seen = (node) => node.checkVisibility({ visibilityProperty: true });

function linkedIncident(event) {
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return null;
  const link = event.target.closest("a[href]");
  const found = link && /^\/incidents\/(VS-[0-9A-Z]{12})\/(?:[?#]|$)/.exec(link.getAttribute("href"));
  return found ? found[1] : null;
}
