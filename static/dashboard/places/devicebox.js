// What this device keeps: a switch, a neutral title, and wiping it.

import { build, write } from "../elements.js";
import { forget, wipe } from "./device.js";

export function createDeviceBox(node, mine, { words, store, forgetUrl }) {
  const told = build("p", { class: "mine-told", role: "status" });
  const keeping = toggle("keep", ({ checked }) => turnKeep(checked));
  const neutral = toggle("neutral", ({ checked }) => {
    dispatchEvent(new CustomEvent("neutral", { detail: checked }));
    mine.set({ neutral: checked });
  });
  const button = build("button", { type: "button", class: "button mine-wipe", onclick: clean, "aria-describedby": "mine-wipe-note" }, words.say("places.wipe"));
  node.append(build("h3", { class: "section-title" }, words.say("places.device")), keeping.node, neutral.node,
    build("div", { class: "mine-wiping" }, button, build("p", { class: "small muted", id: "mine-wipe-note" }, words.say("places.wipe.note"))), told);

  function toggle(name, change) {
    const input = build("input", { type: "checkbox", id: `mine-${name}`, "aria-describedby": `mine-${name}-note`, onchange: () => change(input) });
    return {
      input,
      node: build("div", { class: "mine-switch" }, input, build("label", { for: input.id }, words.say(`places.${name}`)),
        build("p", { class: "small muted", id: `mine-${name}-note` }, words.say(`places.${name}.note`))),
    };
  }

  function turnKeep(on) {
    if (!on) forget(globalThis);
    mine.set({ keep: on, unkept: "" });
    const { unkept } = mine.get();
    if (!unkept) write(told, words.say(on ? "places.kept" : "places.unkept"));
  }

  async function clean() {
    button.disabled = true;
    write(told, words.say("places.wiping"));
    mine.set({ places: Object.freeze([]), keep: false, unkept: "", neutral: false });
    dispatchEvent(new CustomEvent("neutral", { detail: false }));
    const { filters } = store.get();
    // A filter on a place stands in the address: this page keeps none.
    if (filters.near) store.set({ filters: Object.freeze({ ...filters, near: "" }) });
    const { left, told: answered } = await wipe(globalThis, askServer);
    const lines = [words.say(left.length ? "places.wiped.left" : "places.wiped", { names: left.join(", ") })];
    if (!answered) lines.push(words.say("places.wiped.alone"));
    write(told, lines.join(" "));
    button.disabled = false;
    button.focus({ preventScroll: true });
  }

  // The browser's own copies of this site, and the cookies that no script may see.
  async function askServer() {
    const answer = await fetch(forgetUrl, { method: "POST", headers: { "X-Forget": "1" } });
    if (!answer.ok) throw new RangeError(String(answer.status));
  }

  mine.subscribe(({ keep, neutral: on, unkept }) => {
    keeping.input.checked = keep;
    neutral.input.checked = on;
    if (unkept) write(told, words.say(`places.unkept.${unkept}`));
  }, ["keep", "neutral", "unkept"]);
}
