import assert from "node:assert/strict";
import test from "node:test";
import { division } from "../../static/dashboard/epochs.js";
import { candidates, placed } from "../../static/dashboard/labels.js";
import { createLooks, growth, radiusOf, reach } from "../../static/dashboard/marks.js";
import { fixture } from "./fixture_columns.js";
import { decode } from "./decoded.js";

const answer = fixture({ count: 400, seed: 6, places: 50 });
const record = decode(answer);
const { looks, of } = createLooks(record);
const state = (i) => answer.enums.deaths_state[answer.incidents.deaths_state[i]];
const sitesOf = (i) => Array.from({ length: answer.sites.start[i + 1] - answer.sites.start[i] }, (_, at) => answer.sites.start[i] + at);

test("more deaths, a larger mark, and none without an end", () => {
  assert.ok(radiusOf(1) < radiusOf(10) && radiusOf(10) < radiusOf(50));
  assert.equal(radiusOf(100000), radiusOf(1000));
  assert.ok(radiusOf(0) > 0);
});

test("what is known decides the look: a cross without a figure, hollow where none is retained", () => {
  for (let i = 0; i < record.count; i++)
    for (const s of sitesOf(i)) {
      const look = looks[of[s]];
      assert.equal(look.radius === 0, ["unknown", "withheld"].includes(state(i)));
      assert.equal(look.hollow, ["rival", "single"].includes(state(i)));
      assert.equal(look.dashed, answer.enums.precision[answer.sites.precision[s]] === "near");
      assert.equal(look.split, answer.incidents.contested[i] !== 0);
      assert.equal(look.kind, answer.incidents.kind[i]);
    }
});

test("a split ring reaches further, and marks shrink far out but never vanish", () => {
  assert.ok(reach({ radius: 5, split: true }) > reach({ radius: 5, split: false }));
  assert.ok(growth(4) < growth(7));
  assert.ok(growth(0) > 0.4 && growth(20) < 2);
});

const ground = {
  towns: [
    { at: [13.5, 2.1], rank: 0, en: "Niamey", fr: "Niamey" },
    { at: [16.8, -3], rank: 2, en: "Timbuktu", fr: "Tombouctou" },
  ],
  countryLabels: [{ at: [17, 9], en: "Niger", fr: "Niger" }],
  unitLabels: [{ key: "ML-gao", at: [16, 0], en: "Gao", fr: "Gao" }],
  lakes: [{ at: [13, 14], en: "Lake Chad", fr: "Lac Tchad" }],
};
const texts = (zoom, language) => candidates(ground, zoom, language).map(({ text }) => text);

test("names come in the page's language, capitals first, small towns only close up", () => {
  assert.deepEqual(texts(5, "en"), ["Niamey", "Niger"]);
  assert.deepEqual(texts(7, "fr"), ["Niamey", "Niger", "Tombouctou", "Gao", "Lac Tchad"]);
  assert.ok(!texts(9, "en").includes("Niger"), "close up, the country is known");
});

test("no name is written over another", () => {
  const boxes = { a: { left: 0, right: 10, top: 0, bottom: 10 }, b: { left: 5, right: 15, top: 5, bottom: 15 }, c: { left: 11, right: 20, top: 0, bottom: 4 } };
  assert.deepEqual(placed(["a", "b", "c", "d"], (label) => boxes[label] ?? null), ["a", "c"]);
});

test("of two divisions of a country, the one that holds more is shown, never both", () => {
  const units = ["BF", "BF-sahel", "BF-est", "BF-liptako-2025", "ML-gao"];
  const current = new Set(["BF-liptako-2025", "ML-gao"]);
  const shown = (values) => {
    const found = division(units, current, (key) => values[key] ?? 0);
    return [[...found.shown].toSorted(), found.older];
  };
  assert.deepEqual(shown({ "BF-sahel": 5, "BF-liptako-2025": 4 }), [["BF-est", "BF-sahel", "ML-gao"], ["BF"]]);
  assert.deepEqual(shown({ "BF-sahel": 3, "BF-liptako-2025": 4 }), [["BF-liptako-2025", "ML-gao"], []]);
});
