// How counts, comparisons and distances near a place are written, on the panel and on paper.

import { endedBefore } from "../coverage.js";
import { filterLabels } from "../filterlabels.js";
import { change } from "../scale.js";

const AREA = ["bbox", "near", "within"];

export function createWording({ words, dates, namesOf }) {
  const nameOf = (record, dataset) => namesOf(record).name(record.dictionaries.dataset[dataset]);
  const periodOf = ({ after, before }) => dates.range(after, before - 1);

  // Against the span before; a percentage on numbers that bear one, none where a data set is missing.
  function compared({ now, before, gap }, record) {
    if (gap) {
      const [key, day] = gap.begins === undefined ? ["compare.ends", gap.ends] : ["compare.begins", gap.begins];
      return words.say(key, { dataset: nameOf(record, gap.dataset), day: dates.day(day) });
    }
    const text = words.say("places.before", { n: before });
    const percent = change(now, before);
    return percent === null ? text : `${words.percent(percent)} · ${text}`;
  }

  function distance({ km, wind, radius }) {
    const far = words.number(km < 10 ? Math.round(km * 10) / 10 : Math.round(km));
    const text = km < 0.05 ? words.say("places.here") : words.say("places.at", { km: far, wind: words.say(`places.wind.${wind}`) });
    return radius ? words.say("places.about", { distance: text, radius: Math.round(radius) }) : text;
  }

  function spans({ span, earlier }) {
    return words.say("places.span", { period: periodOf(span), earlier: periodOf(earlier), newest: dates.day(span.before - 1) });
  }

  // What narrows these counts: the filters of the page, less its period and its area.
  function filters({ filters: asked, record }) {
    const labels = filterLabels(asked, { words, names: namesOf(record) }).filter(({ filter }) => !AREA.includes(filter));
    if (labels.length === 0) return words.say("places.filters.none");
    return words.say("places.filters", { filters: labels.map(({ title, label }) => words.say("places.filter.pair", { title, label })).join(" · ") });
  }

  // What these counts cannot say.
  function reserves({ record, span, offMap }) {
    const ended = endedBefore(record, span.after).map(({ dataset, ends }) => words.say("places.ended", { dataset: nameOf(record, dataset), day: dates.day(ends) }));
    const unplaced = offMap ? [words.count("places.off_map", offMap)] : [];
    return [...unplaced, ...ended, words.say("places.calm"), words.say("places.filling")];
  }

  function credits({ record, datasets }) {
    const at = words.language === "fr" ? "_fr" : "";
    return datasets.map((dataset) => {
      const set = record.dictionaries.dataset[dataset];
      const parts = [nameOf(record, dataset), set[`credit${at}`] || set.credit, set[`licence${at}`] || set.licence];
      return parts.filter(Boolean).join(" · ");
    });
  }

  return { compared, distance, spans, filters, reserves, credits };
}
