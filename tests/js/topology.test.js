import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { decodeArcs, decodeBaseMap, joinRing } from "../../static/dashboard/topology.js";

const read = (name) =>
  JSON.parse(readFileSync(new URL(`../../static/basemap/${name}.json`, import.meta.url), "utf8"));

const small = {
  format: 1,
  scale: 10,
  source: "somebody",
  arcs: [
    [0, 0, 10, 0, 0, 10],
    [0, 0, 0, 10, 10, 0],
  ],
  lines: { coast: [0], borders: [1], regions: [] },
  units: { ML: [[0, -2]], "ML-gao": [[0, -2]] },
  neighbours: {},
  rivers: [{ arcs: [0], en: "Niger", fr: "Niger" }],
  lakes: [{ rings: [[0, -2]], en: "Lake", fr: "Lac", at: [0.5, 0.6] }],
  countryLabels: [[0.5, 0.6, "Chad", "Tchad"]],
  unitLabels: [["ML-gao", 0.5, 0.6, "Gao"]],
  towns: [
    [0.1, 0.2, 1, "Timbuktu", "Tombouctou"],
    [0.3, 0.4, 2, "Gao"],
  ],
};

// Even-odd, on [latitude, longitude] points: the rule by which rings are filled.
function inside(rings, latitude, longitude) {
  let odd = false;
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [y1, x1] = ring[i];
      const [y2, x2] = ring[j];
      if (y1 > latitude !== y2 > latitude) {
        if (longitude < ((x2 - x1) * (latitude - y1)) / (y2 - y1) + x1) {
          odd = !odd;
        }
      }
    }
  }
  return odd;
}

test("an arc's steps add up to degrees, latitude first", () => {
  assert.deepEqual(decodeArcs([[10, 20, 5, -5]], 10), [
    [
      [2, 1],
      [1.5, 1.5],
    ],
  ]);
});

test("a ring walks a negative arc backwards and closes", () => {
  const ring = joinRing([0, -2], decodeArcs(small.arcs, small.scale));
  assert.deepEqual(ring, [
    [0, 0],
    [0, 1],
    [1, 1],
    [1, 0],
    [0, 0],
  ]);
});

test("names stand in both languages, also where they are the same", () => {
  const map = decodeBaseMap(small);
  assert.deepEqual(map.towns[0], { at: [0.2, 0.1], rank: 1, en: "Timbuktu", fr: "Tombouctou" });
  assert.equal(map.towns[1].fr, "Gao");
  assert.deepEqual(map.unitLabels[0], { key: "ML-gao", at: [0.6, 0.5], en: "Gao", fr: "Gao" });
  assert.deepEqual(map.countryLabels[0].at, [0.6, 0.5]);
  assert.deepEqual(map.lakes[0].at, [0.6, 0.5]);
});

test("a unit without a polygon has no rings", () => {
  const map = decodeBaseMap(small);
  assert.equal(map.unitRings("ML-gao").length, 1);
  assert.deepEqual(map.unitRings("ML-menaka"), []);
});

for (const name of ["sahel", "sahel-detail"]) {
  test(`${name}: towns lie in the countries and regions that they belong to`, () => {
    const map = decodeBaseMap(read(name));
    const places = [
      [12.64, -8.0, "ML", "ML-bamako"],
      [16.27, -0.04, "ML", "ML-gao"],
      [14.1, -1.63, "BF", "BF-sahel"],
      [14.1, -1.63, "BF", "BF-soum-2025"],
      [14.03, -0.03, "BF", "BF-liptako-2025"],
      [13.5, 7.1, "NE", "NE-maradi"],
      [13.52, 2.11, "NE", "NE-niamey"],
      [13.3, 12.6, "NE", "NE-diffa"],
      [11.83, 13.15, "NG", "NG-borno"],
    ];
    for (const [latitude, longitude, country, unit] of places) {
      assert.ok(inside(map.countries[country], latitude, longitude), `${unit} in ${country}`);
      assert.ok(inside(map.unitRings(unit), latitude, longitude), unit);
    }
    assert.equal(inside(map.countries.ML, 13.52, 2.11), false);
  });

  test(`${name}: every ring is closed`, () => {
    const map = decodeBaseMap(read(name));
    for (const key of map.unitKeys()) {
      for (const ring of map.unitRings(key)) {
        assert.deepEqual(ring[0], ring.at(-1), key);
      }
    }
  });
}

test("the base map has its fourteen countries and labels in two languages", () => {
  const map = decodeBaseMap(read("sahel"));
  assert.equal(Object.keys(map.countries).length, 14);
  const timbuktu = map.towns.find((one) => one.en === "Timbuktu");
  assert.equal(timbuktu.fr, "Tombouctou");
  assert.ok(map.countryLabels.some((one) => one.fr === "Tchad"));
  assert.ok(map.rivers.some((one) => one.en === "Niger"));
  assert.ok(map.lakes.some((one) => one.fr === "Lac Tchad"));
});

test("the point at Maradi is called Maradi, and Niamey stands on the river", () => {
  const { towns } = decodeBaseMap(read("sahel"));
  const near = (latitude, longitude) =>
    towns
      .filter(({ at }) => Math.hypot(at[0] - latitude, at[1] - longitude) < 0.15)
      .map((one) => one.en);
  assert.ok(near(13.5, 7.1).includes("Maradi"));
  assert.ok(!near(13.5, 7.1).includes("Niamey"));
  assert.ok(near(13.51, 2.11).includes("Niamey"));
});
