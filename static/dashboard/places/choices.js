// How far and how long back, and in words what is counted and what is not.

import { build, separator, write } from "../elements.js";
import { REACHES, SPANS } from "./device.js";
import { createWording } from "./wording.js";

export function createChoices(node, mine, { store, ...tools }) {
  const { words } = tools;
  const wording = createWording(tools);
  const km = choice("km", REACHES, (n) => words.say("places.km", { n }));
  const days = choice("days", SPANS, (n) => words.say("period.days", { n }));
  const span = build("p", { class: "mine-span" });
  const filters = build("p", { class: "small muted mine-filters" });
  node.append(build("div", { class: "mine-choices-row" }, km, days), span, filters);

  function choice(name, values, text) {
    const group = build("div", { class: "segments", role: "group", "aria-label": words.say(`places.${name}.label`) });
    for (const value of values) {
      if (group.childElementCount) group.append(separator());
      group.append(build("button", { type: "button", "data-choice": name, "data-value": String(value), onclick: () => mine.set({ [name]: value }) }, text(value)));
    }
    return group;
  }

  mine.subscribe((state) => {
    node.hidden = state.places.length === 0;
    for (const button of node.querySelectorAll("[data-choice]"))
      button.setAttribute("aria-pressed", String(state[button.dataset.choice] === Number(button.dataset.value)));
    write(span, state.seen ? wording.spans(state.seen) : words.say(state.result?.record.count === 0 ? "empty.record" : "places.waiting"));
  }, ["places", "km", "days", "seen", "result"]);

  store.subscribe(({ record, filters: asked }) => {
    if (record) write(filters, wording.filters({ filters: asked, record }));
  }, ["record", "filters"]);
}
