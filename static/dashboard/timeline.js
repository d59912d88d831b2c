// The timeline: stacked bars by kind, over the whole record; the brush chooses the period. A brush
// never filters its own bars.

import { comparison, stack } from "./bars.js";
import { createBrush } from "./brush.js";
import { gapIn } from "./coverage.js";
import { civil, isoOf, today, yearOf } from "./dates.js";
import { build, write } from "./elements.js";
import { readPalette } from "./palette.js";
import { paintBars } from "./paint.js";
import { barScale, chooseUnit, edges, startOf, step, ticks, windowOf } from "./scale.js";
import { hasRest } from "./stages.js";
import { yearSpan } from "./state.js";
import { unfinishedFrom } from "./unfinished.js";

// The room that a label needs at the right end.
const TICK = 30;

export function createTimelineView(node, store, tools) {
  return new Timeline(node, store, tools);
}

class Timeline {
  #shown = null;
  #palette = null;

  constructor(node, store, { words, dates }) {
    Object.assign(this, { node, store, words, dates });
    this.canvas = build("canvas", { class: "timeline-canvas", role: "img" });
    this.axis = build("div", { class: "timeline-axis" });
    this.tip = build("p", { class: "timeline-tip", hidden: true });
    this.plot = build("div", { class: "timeline-plot" }, this.canvas, this.tip);
    this.filling = build("p", { class: "timeline-filling", hidden: true }, build("span", { class: "hatch", "aria-hidden": "true" }), words.say("unfinished"));
    node.append(this.plot, this.axis, this.filling);
    this.brush = createBrush(this.plot, {
      scale: () => this.#shown.scale,
      span: () => this.#pixels(),
      onRange: (from, to, done) => this.#range(from, to, done),
      onKey: (part, key) => this.#key(part, key),
    }, words);
    this.plot.addEventListener("pointermove", (event) => this.#point(event));
    this.plot.addEventListener("pointerleave", () => (this.tip.hidden = true));
    // Sizes are told, not read: reading them in a frame would lay the whole page out anew.
    new ResizeObserver(([entry]) => {
      this.size = { width: entry.contentRect.width, height: entry.contentRect.height };
      this.#draw();
    }).observe(this.plot);
    const keys = ["result", "unit", "measure", "compare", "theme", "brushing"];
    store.subscribe((state, before) => {
      if (!before || state.theme !== before.theme) this.#palette = null;
      this.#draw();
    }, keys);
  }

  // From the first year with incidents to the last day that can have any; the period always fits.
  #extent({ record, span }) {
    const now = civil(today()).year;
    const first = yearSpan(yearOf(record.day[0] ?? today())).after;
    const newest = record.day[record.count - 1] ?? today();
    const year = yearSpan(yearOf(newest)).before - 1;
    const last = yearOf(newest) === now ? Math.max(newest, today()) : year;
    return {
      first: Math.min(first, span?.after ?? first),
      last: Math.max(last, (span?.before ?? 0) - 1),
    };
  }

  #layout(state) {
    const { width } = this.size;
    const { span } = state;
    // While a brush is held, the line under it stands still.
    if (state.brushing && this.#shown?.width === width) return this.#shown;
    const extent = { ...this.#extent(state), period: span, width };
    const unit = state.unit || chooseUnit(extent);
    const window = windowOf({ ...extent, unit });
    const marks = edges(unit, window.first, window.last);
    const had = this.#shown?.marks;
    // The same marks stay the same object: what is made from them is kept.
    const same = had?.length === marks.length && had[0] === marks[0] && had[1] === marks[1];
    const kept = same ? had : marks;
    return { width, unit, marks: kept, extent, scale: barScale(kept, width) };
  }

  #draw() {
    const state = this.store.get();
    if (!state.result || !this.size?.width) return;
    this.#palette ??= readPalette();
    this.#shown = this.#layout(state);
    const { marks, unit, scale } = this.#shown;
    const { span, record } = state;
    const bars = this.#stacked(state);
    paintBars(this.canvas, {
      ...this.size,
      bars, scale, marks, span, compared: this.#compared(state), palette: this.#palette,
      kinds: record.dictionaries.kind.map((kind) => kind.key),
      unfinished: unfinishedFrom(record),
      number: (value) => this.words.number(value),
    });
    this.#showBrush(span);
    this.#showAxis();
    this.filling.hidden = marks.at(-1) <= unfinishedFrom(record);
    if (state.unitShown !== unit) this.store.set({ unitShown: unit });
  }

  // The period before as a line; none where the two do not rest on the same data sets.
  #compared({ compare, span, measure, result }) {
    if (!compare || !span || !hasRest(result.record)) return null;
    const { marks, unit } = this.#shown;
    const compared = comparison(result.counts, { marks, unit, span, measure });
    return gapIn(result, span, compared.earlier) ? null : compared;
  }

  // A brush leaves the bars as they are.
  #stacked({ result, measure }) {
    const { marks } = this.#shown;
    const same = this.bars?.shape === result.shape && this.bars.marks === marks;
    if (same && this.bars.measure === measure) return this.bars;
    const { shape, counts } = result;
    this.bars = { ...stack(counts, marks, measure), shape, marks, measure };
    this.#label(measure, this.bars);
    return this.bars;
  }

  #label(measure, { whole, highest }) {
    const { marks, unit } = this.#shown;
    const bar = whole.indexOf(highest);
    const values = {
      unit: this.words.say(`unit.${unit}`),
      period: this.dates.range(marks[0], marks.at(-1) - 1),
      highest,
      bar: this.#barText(bar),
    };
    const text = this.words.say(`timeline.label.${measure}`, values);
    if (this.canvas.getAttribute("aria-label") !== text) this.canvas.setAttribute("aria-label", text);
  }

  #barText(bar) {
    const { marks, unit } = this.#shown;
    if (unit === "month") return this.dates.monthYear(marks[bar]);
    return this.dates.range(marks[bar], marks[bar + 1] - 1);
  }

  #pixels() {
    const { span } = this.store.get();
    return span ? [this.#shown.scale.at(span.after), this.#shown.scale.at(span.before)] : null;
  }

  #showBrush(span) {
    const { marks } = this.#shown;
    const texts = span && {
      body: this.dates.range(span.after, span.before - 1),
      start: this.dates.day(span.after),
      end: this.dates.day(span.before - 1),
    };
    const now = span && { least: marks[0], most: marks.at(-1), start: span.after, end: span.before };
    this.brush.show(this.#pixels(), texts, now);
  }

  #showAxis() {
    const { marks, width, scale } = this.#shown;
    const wanted = ticks(marks, width);
    const text = wanted.map(({ day }) => day).join();
    if (this.axis.dataset.days === `${text}|${width}`) return;
    this.axis.dataset.days = `${text}|${width}`;
    this.axis.replaceChildren(...wanted.map((tick) => this.#tick(tick, scale)));
  }

  #tick({ day, year, yearly }, scale) {
    const label = yearly ? String(year) : this.dates.monthName(day);
    const span = yearly ? yearSpan(year) : { after: day, before: step("month", day, 1) };
    const name = yearly ? label : this.dates.monthYear(day);
    const button = build("button", {
      type: "button", class: "timeline-tick", "aria-label": this.words.say("timeline.choose", { period: name }),
      onclick: () => this.#choose(span, true),
    }, label);
    button.style.left = `${Math.min(scale.at(day), this.#shown.width - TICK)}px`;
    return button;
  }

  #choose({ after, before }, done) {
    const { filters } = this.store.get();
    const changes = { period: "", brushing: !done };
    this.store.set({
      ...changes,
      filters: { ...filters, after: isoOf(after), before: isoOf(before) },
    });
  }

  #range(from, to, done) {
    if (from === null) return this.store.set({ brushing: false });
    const { marks } = this.#shown;
    return this.#choose({ after: marks[from], before: marks[to] }, done);
  }

  // Arrow keys move by one bar; Home and End go to the ends of the record.
  #key(part, key) {
    const { span } = this.store.get();
    const { unit, extent } = this.#shown;
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -4, PageUp: 4 }[key];
    if (by === undefined || !span) return false;
    const start = startOf(unit, span.after);
    const end = step(unit, startOf(unit, span.before - 1), 1);
    const moved = {
      after: part === "end" ? start : step(unit, start, by),
      before: part === "start" ? end : step(unit, end, by),
    };
    const most = step(unit, startOf(unit, extent.last), 1);
    if (moved.after < moved.before && moved.after >= startOf(unit, extent.first) && moved.before <= most)
      this.#choose(moved, true);
    return true;
  }

  #point(event) {
    this.tip.hidden = !this.#shown || event.buttons !== 0;
    if (this.tip.hidden) return;
    const x = event.clientX - this.plot.getBoundingClientRect().left;
    const bar = this.#shown.scale.barAt(x);
    const key = `count.${this.store.get().measure}`;
    write(this.tip, `${this.#barText(bar)} · ${this.words.count(key, this.bars.whole[bar])}`);
    const room = this.size.width - this.tip.offsetWidth;
    this.tip.style.left = `${Math.max(0, Math.min(room, x + 10))}px`;
  }
}
