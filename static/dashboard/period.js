// Above the timeline: the period in words, play, measure, unit, and the period before.

import { comparison } from "./bars.js";
import { gapIn, shortOf } from "./coverage.js";
import { isoOf, today, yearOf } from "./dates.js";
import { build, separator, write } from "./elements.js";
import { change, edges, startOf, step, UNITS } from "./scale.js";
import { hasRest } from "./stages.js";
import { yearSpan } from "./state.js";

const BEAT = 700;

export function createPeriodView(node, store, tools) {
  return new Period(node, store, tools);
}

class Period {
  #playing = 0;

  constructor(node, store, { words, dates, namesOf }) {
    Object.assign(this, { store, words, dates, namesOf });
    this.title = node.querySelector(".period-title");
    this.note = node.querySelector(".period-note");
    this.play = build("button", {
      type: "button", class: "button period-play", "aria-pressed": "false", onclick: () => this.#toggle(),
    });
    this.measure = this.#measures();
    this.units = this.#units();
    this.compare = build("button", {
      type: "button", class: "button period-compare", onclick: () => store.set({ compare: !store.get().compare }),
    }, words.say("compare"));
    this.compare.title = words.say("compare.title");
    const tools = build("div", { class: "period-tools" }, this.play, this.measure, this.units, this.compare);
    node.append(tools);
    store.subscribe((state) => this.#show(state), ["result", "unitShown", "measure", "compare"]);
    document.addEventListener("visibilitychange", () => document.hidden && this.#stop());
  }

  #measures() {
    const select = build("select", {
      class: "button period-measure", "aria-label": this.words.say("measure"),
      onchange: () => this.store.set({ measure: select.value }),
    });
    for (const name of ["incidents", "deaths"])
      select.append(build("option", { value: name }, this.words.say(`measure.${name}`)));
    return select;
  }

  #units() {
    const group = build("div", { class: "segments", role: "group", "aria-label": this.words.say("unit") });
    for (const unit of UNITS) {
      if (group.childElementCount) group.append(separator());
      group.append(build("button", {
        type: "button", "data-unit": unit, "aria-pressed": "false",
        onclick: () => this.store.set({ unit }),
        "aria-label": this.words.say(`unit.${unit}.name`),
        title: this.words.say(`unit.${unit}.name`),
      },
      build("span", { class: "long" }, this.words.say(`unit.${unit}.name`)),
      build("span", { class: "short", "aria-hidden": "true" }, this.words.say(`unit.${unit}.letter`))));
    }
    return group;
  }

  #show(state) {
    const { result, span, record, measure, compare, unitShown } = state;
    if (!result) return;
    const whole = record.count ? [record.day[0], record.day[record.count - 1]] : [today(), today()];
    const [first, last] = span ? [span.after, span.before - 1] : whole;
    write(this.title, this.dates.range(first, last));
    const note = this.#noteOf(state);
    write(this.note, note);
    this.measure.value = measure;
    for (const button of this.units.querySelectorAll("button"))
      button.setAttribute("aria-pressed", String(button.dataset.unit === unitShown));
    this.compare.setAttribute("aria-pressed", String(compare));
    this.compare.disabled = !span || !hasRest(record);
    const playing = this.#playing !== 0;
    write(this.play, playing ? "❚❚" : "▶");
    this.play.setAttribute("aria-pressed", String(playing));
    this.play.setAttribute("aria-label", this.words.say(playing ? "pause" : "play"));
  }

  #noteOf(state) {
    const { span, unitShown } = state;
    const compare = state.compare && hasRest(state.record);
    const by = this.words.say("timeline.by", { unit: this.words.say(`unit.${unitShown || "month"}`) });
    const compared = compare && span ? this.#comparedText(state) : "";
    return compared || by;
  }

  #comparedText({ result, span, measure, unitShown }) {
    const marks = edges(unitShown || "month", span.after, span.before - 1);
    const { earlier, earlierSum, sum, whole } = comparison(result.counts, {
      marks, unit: unitShown || "month", span, measure,
    });
    const gap = gapIn(result, span, earlier);
    if (gap) return this.#gapText(gap, result.record);
    const period = this.dates.range(earlier.after, earlier.before - 1);
    if (!whole && earlierSum === 0) return this.words.say("compare.nothing", { period });
    const numbers = this.words.say("compare.numbers", { n: sum, m: earlierSum, period });
    const short = shortOf(result, span);
    if (short !== null) return `${numbers} · ${this.words.say("data_to", { when: this.dates.day(short) })}`;
    const percent = change(sum, earlierSum);
    return percent === null ? numbers : `${this.words.percent(percent)} · ${numbers}`;
  }

  #gapText({ dataset, begins, ends }, record) {
    const name = this.namesOf(record).name(record.dictionaries.dataset[dataset]);
    if (begins === undefined) return this.words.say("compare.ends", { dataset: name, day: this.dates.day(ends) });
    return this.words.say("compare.begins", { dataset: name, day: this.dates.day(begins) });
  }

  #toggle() {
    if (this.#playing) return this.#stop();
    const { span } = this.store.get();
    if (!span) this.#begin();
    this.#playing = setInterval(() => this.#advance(), BEAT);
    this.store.set({ brushing: true });
    return this.#show(this.store.get());
  }

  #stop() {
    if (!this.#playing) return;
    clearInterval(this.#playing);
    this.#playing = 0;
    this.store.set({ brushing: false });
    this.#show(this.store.get());
  }

  // Without a period, play starts with the first year.
  #begin() {
    const { record } = this.store.get();
    this.#move(yearSpan(yearOf(record.day[0] ?? today())));
  }

  #advance() {
    const { span, unitShown, record } = this.store.get();
    const unit = unitShown || "month";
    if (!span || span.before > (record.day[record.count - 1] ?? 0)) return this.#stop();
    const after = step(unit, startOf(unit, span.after), 1);
    const before = step(unit, startOf(unit, span.before - 1), 2);
    return this.#move({ after, before });
  }

  #move({ after, before }) {
    const { filters } = this.store.get();
    const moved = { ...filters, after: isoOf(after), before: isoOf(before) };
    this.store.set({ filters: moved, period: "" });
  }
}
