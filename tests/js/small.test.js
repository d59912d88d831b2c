import assert from "node:assert/strict";
import test from "node:test";
import { circle, isSimple, kilometres, polygon } from "../../static/dashboard/area.js";
import { breaksOf, classOf } from "../../static/dashboard/classes.js";
import { latitude, longitude, worldX, worldY } from "../../static/dashboard/mercator.js";
import { random } from "./fixture_columns.js";
import { order } from "../../static/dashboard/order.js";
import { createStore } from "../../static/dashboard/store.js";
import { createWords } from "../../static/dashboard/words.js";

test("an unchanged value wakes nobody", () => {
  const store = createStore({ after: "" });
  let calls = 0;
  store.subscribe(() => calls++);
  store.set({ after: "" });
  assert.equal(calls, 1);
});

test("a listener hears of its own keys alone, and gets what was before", () => {
  const store = createStore({ a: 1, b: 1 });
  const heard = [];
  store.subscribe((state, before) => heard.push([before?.a, state.a]), ["a"]);
  store.set({ b: 2 });
  store.set({ a: 2 });
  assert.deepEqual(heard, [[undefined, 1], [1, 2]]);
});

test("what follows from a change is there before anyone hears of it", () => {
  const store = createStore({ a: 1, double: 2 }, (next) => ({ double: next.a * 2 }));
  let seen = 0;
  store.subscribe(({ double }) => (seen = double));
  store.set({ a: 5 });
  assert.equal(seen, 10);
});

test("a change made while others are told reaches everyone once, in its last form", () => {
  const store = createStore({ a: 0, b: 0 });
  const heard = [];
  store.subscribe(({ a }) => a === 1 && store.set({ b: 1 }));
  store.subscribe(({ a, b }) => heard.push(`${a}${b}`));
  store.set({ a: 1 });
  assert.deepEqual(heard, ["00", "11"]);
});

test("French counts 0 and 1 as singular, and spaces its thousands narrowly", () => {
  const texts = { "x.one": "{n} incident", "x.other": "{n} incidents", "number.percent": "{n} %" };
  const [fr, en] = [createWords(texts, "fr"), createWords(texts, "en")];
  assert.equal(fr.count("x", 0), "0 incident");
  assert.equal(en.count("x", 0), "0 incidents");
  assert.equal(fr.count("x", 5007), "5\u202f007 incidents");
  assert.equal(en.count("x", 5007), "5,007 incidents");
  assert.equal(fr.percent(-12), "−12 %");
  assert.equal(en.say("unknown.key"), "unknown.key");
});

test("a value with braces or dollars stays as it is", () => {
  const words = createWords({ a: "for {q}" }, "en");
  assert.equal(words.say("a", { q: "$& {q} <b>" }), "for $& {q} <b>");
});

test("one degree of latitude is 111.2 km, and a circle has no corners", () => {
  assert.ok(Math.abs(kilometres(0, 14, 0, 15) - 111.195) < 0.01);
  const near = circle("14,0,100");
  assert.ok(near(0, 14.8) && !near(0.9, 14.9) && !near(0, 15));
});

test("a polygon holds its edge, and not its hole", () => {
  const square = polygon("-1 15,2 15,2 17,-1 17");
  assert.ok(square(0, 16) && square(-1, 16) && square(0, 15) && !square(2.1, 16));
  const holed = polygon('{"type":"Polygon","coordinates":[[[0,0],[4,0],[4,4],[0,4],[0,0]],[[1,1],[2,1],[2,2],[1,2],[1,1]]]}');
  assert.ok(holed(3, 3) && !holed(1.5, 1.5) && !holed(1, 1.5));
});

test("a polygon whose lines cross is none", () => {
  assert.ok(isSimple([[0, 0], [2, 0], [2, 2], [0, 2]]));
  assert.ok(!isSimple([[0, 0], [2, 2], [2, 0], [0, 2]]));
});

test("degrees survive the map", () => {
  for (const [lon, lat] of [[-17.5, 14.7], [0, 0], [15.05, 12.13], [-4.2, 35]]) {
    assert.ok(Math.abs(longitude(worldX(lon)) - lon) < 1e-9);
    assert.ok(Math.abs(latitude(worldY(lat)) - lat) < 1e-9);
  }
});

test("classes have round limits that rise, and hold every value", () => {
  const values = Array.from({ length: 200 }, (_, at) => at * at);
  const breaks = breaksOf(values);
  assert.deepEqual(breaks, breaks.toSorted((a, b) => a - b));
  assert.equal(new Set(breaks).size, breaks.length);
  assert.equal(classOf(breaks, 1), 0);
  assert.equal(classOf(breaks, 1e6), 4);
  assert.deepEqual(breaksOf([0, 0]), []);
});

test("incidents without a retained figure come last, either way", () => {
  const record = { retained: Int32Array.of(5, -1, 9, 0) };
  assert.deepEqual([...order(Int32Array.of(0, 1, 2, 3), record, "-fatalities")], [2, 0, 3, 1]);
  assert.deepEqual([...order(Int32Array.of(0, 1, 2, 3), record, "fatalities")], [3, 0, 2, 1]);
  assert.deepEqual(order([0, 1, 2, 3], record, "-start"), [3, 2, 1, 0]);
  assert.deepEqual(order([0, 1, 2, 3], record, "start"), [0, 1, 2, 3]);
});

test("the list is in the order that comparing every two incidents gives, figures beyond reason included", () => {
  const next = random(8);
  const retained = Int32Array.from({ length: 3000 }, () => {
    if (next() < 0.2) return -1;
    return Math.floor(next() < 0.02 ? 1e6 * next() : 30 * next() ** 3);
  });
  const indices = Int32Array.from(retained.keys()).filter((i) => i % 7 !== 0);
  const compared = (sign) => [...indices].reverse().sort((one, other) => {
    const [a, b] = [retained[one], retained[other]];
    return a < 0 || b < 0 ? (b >= 0) - (a >= 0) : sign * (a - b);
  });
  assert.deepEqual([...order(indices, { retained }, "fatalities")], compared(1));
  assert.deepEqual([...order(indices, { retained }, "-fatalities")], compared(-1));
  assert.deepEqual([...order(indices, { retained }, "start")], [...indices]);
  assert.deepEqual([...order(indices, { retained }, "-start")], [...indices].reverse());
});
