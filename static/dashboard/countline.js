// The honest totals, always in view: incidents, those that the map cannot show, deaths in incidents
// with a figure, those without; and a word when data sets are mixed.

import { build } from "./elements.js";
import { hasRest } from "./stages.js";

export function createCountlineView(node, store, { words }) {
  const incidents = build("p", { class: "count-incidents" });
  const deaths = build("p", { class: "count-deaths" });
  const mixed = build("p", { class: "count-mixed" });

  // "**5,007** incidents": the number stands out, wherever the language puts it.
  function strong(target, text, number) {
    const written = words.number(number);
    const at = text.indexOf(written);
    const before = document.createTextNode(text.slice(0, at));
    const after = document.createTextNode(text.slice(at + written.length));
    target.replaceChildren(before, build("strong", {}, written), after);
  }

  store.subscribe(({ result }) => {
    if (!result) return;
    if (!incidents.isConnected) node.replaceChildren(incidents, deaths, mixed);
    node.hidden = false;
    const { totals } = result;
    const off = words.count("count.off_map", totals.notOnMap);
    strong(incidents, `${words.count("count.incidents", totals.incidents)}, ${off}`, totals.incidents);
    deaths.hidden = totals.incidents === 0;
    const later = !hasRest(result.record);
    mixed.hidden = !later && totals.datasets < 2;
    mixed.textContent = later ? words.say("count.partial") : words.count("count.mixed", totals.datasets);
    // "0 deaths in 0 incidents" would read as calm.
    if (totals.withFigure === 0) {
      deaths.textContent = words.count("count.none_retained", totals.withoutFigure);
      return;
    }
    const inIncidents = words.count("count.with_figure", totals.withFigure);
    const text = `${words.count("count.deaths", totals.deaths)} ${inIncidents}`;
    strong(deaths, text, totals.deaths);
    if (totals.high > totals.low)
      deaths.append(" ", build("small", {}, words.say("count.range", { low: totals.low, high: totals.high })));
    deaths.append(words.count("count.without", totals.withoutFigure));
  }, ["result"]);
}
