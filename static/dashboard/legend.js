// What the marks on the map mean, for the mode in hand.

import { build } from "./elements.js";
import { NARROW } from "./narrow.js";
import { discRadius, growth, paintDisc, paintMark, radiusOf } from "./marks.js";
import { readPalette } from "./palette.js";

const SIZES = [1, 10, 50];
const GATHERED = [1, 10, 100, 1000];

export function createLegendView(node, store, { words, namesOf, map }) {
  const body = foldable(node, words.say("legend"));
  let drawn = "";

  store.subscribe((state) => {
    node.hidden = !state.result;
    if (!state.result) return;
    const now = signature(state);
    if (now === drawn) return;
    drawn = now;
    body.replaceChildren(...(state.mode === "points" ? points(state) : classes(state)));
  }, ["result", "mode", "measure", "breaks", "top", "theme", "basemap", "view", "elsewhere", "olderUnits", "gathered"]);

  // All that the legend shows: a brush changes it in none but the modes with classes.
  function signature({ record, gathered, mode, theme, measure, breaks, top, elsewhere, olderUnits, basemap, result }) {
    const common = [record.version, mode, theme];
    if (mode === "points") return [...common, gathered, growth(map.view().zoom)].join();
    return [...common, measure, breaks, top, elsewhere, olderUnits, Boolean(basemap), result.totals.noRegion].join();
  }

  function points({ record, gathered }) {
    const kinds = record.dictionaries.kind.map((kind) => item(
      build("span", { class: `dot kind-${kind.key}`, "aria-hidden": "true" }),
      words.has(`kind.${kind.key}`) ? words.say(`kind.${kind.key}`) : namesOf(record).name(kind),
    ));
    const { "ink-soft": colour, contested: ink } = readPalette();
    if (gathered) return [title("legend.cells"), row(...kinds), row(...GATHERED.map((many) => disc(many, colour)))];
    const mark = (look, text) => item(picture(look, { colour, ink }), text);
    const grown = growth(map.view().zoom);
    const sizes = SIZES.map((deaths) =>
      mark({ radius: radiusOf(deaths) * grown }, words.say(deaths === SIZES.at(-1) ? "legend.deaths" : "legend.size", { n: deaths })));
    return [
      row(...kinds),
      row(...sizes,
        mark({ radius: 5, hollow: true }, words.say("legend.rival")),
        mark({ radius: 0 }, words.say("legend.no_figure")),
        mark({ radius: 5, dashed: true }, words.say("legend.imprecise")),
        mark({ radius: 3, split: true }, words.say("legend.contested"))),
    ];
  }

  const title = (key) => build("p", { class: "legend-title" }, words.say(key));
  const row = (...items) => build("p", { class: "legend-row" }, ...items);
  const disc = (many, colour) => {
    const radius = discRadius(many);
    return item(drawing(2 * radius + 2, (context) => paintDisc(context, radius, colour)), words.number(many));
  };

  // The last class ends with the highest value on the map.
  function classes({ mode, measure, breaks, top }) {
    const limits = breaks ?? [];
    const boxes = limits.map((from, at) => {
      const to = at + 1 < limits.length ? limits[at + 1] - 1 : Math.max(from, top);
      const rank = limits.length <= 1 ? 2 : Math.round((at * 4) / (limits.length - 1));
      const text = to === from ? words.number(from) : words.say("range", { low: from, high: to });
      return item(build("span", { class: `swatch ramp-${rank}`, "aria-hidden": "true" }), text);
    });
    const notes = mode === "regions" ? regionNotes(store.get()) : [];
    if (mode === "regions") boxes.push(item(build("span", { class: "swatch hatched", "aria-hidden": "true" }), words.say(`legend.unknown.${measure}`)));
    return [title(`legend.${mode}.${measure}`), row(...boxes), ...notes];
  }

  // A map shows one division of a country; what it does not show is counted here.
  function regionNotes({ olderUnits, elsewhere, measure, basemap, result }) {
    if (!basemap) return [];
    const division = olderUnits.includes("BF") ? "legend.units.before" : "legend.units.now";
    const lines = [words.say(division)];
    if (result.totals.noRegion > 0) lines.push(words.count("legend.no_region", result.totals.noRegion));
    if (elsewhere > 0) lines.push(words.count(`legend.elsewhere.${measure}`, elsewhere));
    return lines.map((line) => build("p", { class: "muted small" }, line));
  }
}

function item(mark, text) {
  return build("span", { class: "legend-item" }, mark, text);
}

function picture(look, colours) {
  const size = Math.max(12, look.radius * 2 + 4, look.split ? 16 : 0);
  return drawing(size, (context) => paintMark(context, look, colours));
}

function drawing(wanted, paint) {
  const size = Math.ceil(wanted);
  const ratio = Math.min(2, globalThis.devicePixelRatio || 1);
  const canvas = build("canvas", { width: size * ratio, height: size * ratio, "aria-hidden": "true" });
  canvas.style.width = canvas.style.height = `${size}px`;
  const context = canvas.getContext("2d");
  context.setTransform(ratio, 0, 0, ratio, (size * ratio) / 2, (size * ratio) / 2);
  paint(context);
  return canvas;
}

// On a narrow screen the legend folds away.
function foldable(node, title) {
  const body = build("div", { class: "legend-body" });
  const fold = build("details", {}, build("summary", { class: "legend-fold" }, title), body);
  const narrow = globalThis.matchMedia(NARROW);
  const unfold = () => {
    fold.open = !narrow.matches;
  };
  narrow.addEventListener("change", unfold);
  unfold();
  node.append(fold);
  return body;
}
