// The period chips: the last 7, 30, 90 days, the newest year with data, all time; and the period in
// hand where it is none of these.

import { build, write } from "./elements.js";
import { civil, isoOf, today } from "./dates.js";
import { newestYear } from "./state.js";

const LAST = [7, 30, 90];

export function createChipsView(node, store, { words, dates }) {
  const buttons = new Map();
  const custom = chip(() => clear());
  custom.hidden = true;

  for (const days of LAST) add(`last-${days}`, () => recent(days), words.say("period.days", { n: days }));
  add("year", () => choose(newestYear(store.get().record)), "");
  node.append(custom);
  add("all", () => clear(), words.say("period.all"));

  function chip(act) {
    return build("button", { type: "button", class: "chip", "aria-pressed": "false", onclick: act });
  }

  function add(name, act, text) {
    const button = chip(() => (button.getAttribute("aria-pressed") === "true" ? clear() : act()));
    write(button, text);
    buttons.set(name, button);
    node.append(button);
  }

  function choose(span) {
    if (!span) return;
    const { filters } = store.get();
    const after = isoOf(span.after);
    store.set({ filters: { ...filters, after, before: isoOf(span.before) }, period: "" });
  }

  function recent(days) {
    const end = today() + 1;
    choose({ after: end - days, before: end });
  }

  function clear() {
    const { filters } = store.get();
    store.set({ filters: { ...filters, after: "", before: "" }, period: "all" });
  }

  function nameOf(span, record) {
    if (!span) return "all";
    const year = newestYear(record);
    if (year && span.after === year.after && span.before === year.before) return "year";
    const days = span.before - span.after;
    return span.before === today() + 1 && LAST.includes(days) ? `last-${days}` : "custom";
  }

  function periodText({ after, before }) {
    const [from, to] = [civil(after), civil(before)];
    const years = from.month === 1 && from.date === 1 && to.month === 1 && to.date === 1;
    if (years && to.year === from.year + 1) return String(from.year);
    if (years) return `${from.year} – ${to.year - 1}`;
    return dates.range(after, before - 1);
  }

  store.subscribe(({ span, record }) => {
    const year = newestYear(record);
    const current = nameOf(span, record);
    for (const [name, button] of buttons) {
      button.setAttribute("aria-pressed", String(name === current));
      button.disabled = !record;
    }
    const yearChip = buttons.get("year");
    yearChip.hidden = !year;
    if (year) label(yearChip, String(civil(year.after).year), current === "year");
    custom.hidden = current !== "custom";
    custom.setAttribute("aria-pressed", "true");
    if (current === "custom") label(custom, periodText(span), true);
  }, ["span", "record"]);

  function label(button, text, chosen) {
    write(button, chosen ? `${text} ×` : text);
    const name = words.say("period.clear", { period: text });
    if (chosen) button.setAttribute("aria-label", name);
    else button.removeAttribute("aria-label");
  }
}
