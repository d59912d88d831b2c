// The picture made to answer: a brush over its timeline; counts and squares of the map follow, by
// whole months. What is chosen stands in the address, where main.js finds it.

import { createBrush } from "./brush.js";
import { createCountlineView } from "./countline.js";
import { civil, createDates, dayOf, isoOf } from "./dates.js";
import { build, drawn, write } from "./elements.js";
import { createMonthly, dotsOf } from "./monthly.js";
import { besideSheets } from "./narrow.js";
import { barScale, edges, startOf, step } from "./scale.js";
import { createStore } from "./store.js";

// Linked incidents that lie in two months count in both.
const RECORD = Object.freeze({ stage: Object.freeze({ rest: false }) });

export function createSummary(page, frame, tools) {
  return new Summary(page, frame, tools);
}

class Summary {
  constructor(page, { header, columns, text }, { words }) {
    Object.assign(this, { page, header, columns, text, words });
    this.dates = createDates(words.language);
    this.monthly = createMonthly(header, columns, text.kinds.length);
    this.marks = edges("month", dayOf(text.first), dayOf(text.last));
    const [after, before] = [dayOf(text.after), dayOf(text.before)];
    this.span = after === null && before === null ? null : { after: after ?? this.marks[0], before: before ?? this.marks.at(-1) };
    this.timeline = page.querySelector(".timeline > .picture");
    this.svg = this.timeline.querySelector(".picture-plot");
    this.cells = page.querySelector(".picture-cells");
    this.title = page.querySelector(".period-title");
    this.store = createStore({ result: null });
    createCountlineView(page.querySelector('[data-view="countline"]'), this.store, { words });
    besideSheets(page.querySelector('[data-view="countline"]'), page.querySelector(".sheets"), page.querySelector(".map-foot"));
    this.#dress();
  }

  #dress() {
    this.timeline.setAttribute("role", "group");
    this.plot = build("div", { class: "timeline-plot" });
    this.timeline.append(this.plot);
    this.svg.querySelector(".picture-brush")?.remove();
    this.brush = createBrush(this.plot, {
      scale: () => this.scale,
      span: () => this.#pixels(),
      onRange: (from, to, done) => from !== null && this.#choose({ after: this.marks[from], before: this.marks[to] }, done),
      onKey: (part, key) => this.#key(part, key),
    }, this.words);
    new ResizeObserver(([{ contentRect }]) => {
      this.scale = barScale(this.marks, contentRect.width);
      this.#showBrush();
    }).observe(this.plot);
    const notice = this.page.querySelector('[data-view="notice"]') ?? document.querySelector('[data-view="notice"]');
    notice.replaceChildren(build("p", {}, this.words.say("loading.summary")), build("progress", { "aria-label": this.words.say("loading.label") }));
    notice.hidden = false;
  }

  #pixels() {
    return this.span ? [this.scale.at(this.span.after), this.scale.at(this.span.before)] : null;
  }

  #showBrush() {
    const { span, dates, marks } = this;
    const texts = span && { body: dates.range(span.after, span.before - 1), start: dates.day(span.after), end: dates.day(span.before - 1) };
    const now = span && { least: marks[0], most: marks.at(-1), start: span.after, end: span.before };
    this.brush.show(this.#pixels(), texts, now);
  }

  // Arrow keys move by a month.
  #key(part, key) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 }[key];
    if (by === undefined || !this.span) return false;
    const start = startOf("month", this.span.after);
    const end = step("month", startOf("month", this.span.before - 1), 1);
    const after = part === "end" ? start : step("month", start, by);
    const before = part === "start" ? end : step("month", end, by);
    if (after < before && after >= this.marks[0] && before <= this.marks.at(-1)) this.#choose({ after, before }, true);
    return true;
  }

  #choose(span, done) {
    this.span = span;
    this.#showBrush();
    this.#fade();
    write(this.title, this.dates.range(span.after, span.before - 1));
    const month = (day) => {
      const { year, month: of } = civil(day);
      return Math.max(0, Math.min(this.monthly.months, (year - 1970) * 12 + of - 1 - this.header.first_month));
    };
    const [from, to] = [month(span.after), month(span.before)];
    this.store.set({ result: { record: RECORD, totals: this.monthly.totals(from, to) } });
    this.#drawSquares(from, to);
    if (done) this.#write();
  }

  #fade() {
    const share = (day) => (100 * this.scale.at(day)) / this.scale.at(this.marks.at(-1));
    const [left, right] = [share(this.span.after), share(this.span.before)];
    for (const rect of this.svg.querySelectorAll(".picture-faded")) rect.remove();
    const rect = (x, width) => drawn("rect", { class: "picture-faded", x: `${x}%`, width: `${width}%`, height: "100%" });
    this.svg.querySelector(".picture-bars").after(rect(0, left), rect(right, 100 - right));
  }

  #drawSquares(from, to) {
    const { columns, text } = this;
    if (!columns.column || !this.cells) return;
    const dots = dotsOf(this.monthly.squares(from, to), columns);
    this.cells.setAttribute("transform", text.grid);
    this.cells.replaceChildren(...Array.from(dots, ([key, d]) => {
      const [kind, width] = key.split(" ");
      return drawn("path", { class: `picture-${text.kinds[kind]}`, "stroke-width": width, d });
    }));
    for (const other of this.page.querySelectorAll(".picture-marks, .picture-crosses")) other.replaceChildren();
  }

  // main.js may be there already, and listens.
  #write() {
    const query = new URLSearchParams(document.location.search);
    query.delete("period");
    query.set("after", isoOf(this.span.after));
    query.set("before", isoOf(this.span.before));
    globalThis.history.replaceState(null, "", `${document.location.pathname}?${query}`);
    dispatchEvent(new PopStateEvent("popstate"));
  }
}
