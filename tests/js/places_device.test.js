import assert from "node:assert/strict";
import test from "node:test";
import { forget, keep, readKept, wipe } from "../../static/dashboard/places/device.js";

const place = { name: "Djibo", folder: "", lines: [[[-1.63, 14.1]]] };
const route = { name: "RN17", folder: "Axes", lines: [[[-0.04, 16.27], [0.5, 15.66]]] };

// A browser's store, as far as it is used; `room` in letters.
function storage(room = Infinity) {
  const held = new Map();
  return {
    get length() {
      return held.size;
    },
    getItem: (key) => held.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw Object.assign(new Error("full"), { name: "QuotaExceededError" });
      held.set(key, value);
    },
    removeItem: (key) => held.delete(key),
    clear: () => held.clear(),
    keys: () => [...held.keys()].sort(),
  };
}

test("what is kept comes back as it was, and is gone when it is forgotten", () => {
  const home = { localStorage: storage() };
  assert.equal(readKept(home), null);
  assert.equal(keep(home, { places: [place, route], km: 50, days: 7, neutral: true }), "");
  assert.deepEqual(home.localStorage.keys(), ["neutral", "places"]);
  assert.deepEqual(readKept(home), { places: [place, route], km: 50, days: 7 });
  keep(home, { places: [place], km: 50, days: 7, neutral: false });
  assert.deepEqual(home.localStorage.keys(), ["places"]);
  home.localStorage.setItem("theme", "dark");
  forget(home);
  assert.deepEqual(home.localStorage.keys(), ["theme"]);
});

test("what does not fit, or may not be kept, leaves nothing behind", () => {
  const tight = { localStorage: storage(100) };
  keep(tight, { places: [], km: 25, days: 30, neutral: true });
  assert.equal(keep(tight, { places: [place, route, route], km: 25, days: 30, neutral: true }), "full");
  assert.deepEqual(tight.localStorage.keys(), []);
  const closed = {
    get localStorage() {
      throw new Error("denied");
    },
  };
  assert.equal(keep(closed, { places: [place], km: 25, days: 30, neutral: false }), "closed");
  assert.equal(readKept(closed), null);
});

test("a store that holds something else is not believed", () => {
  const home = { localStorage: storage() };
  for (const text of ["", "x", "7", "{}", '{"places":7}', '{"places":[7]}', '{"places":[{"name":"A","lines":[["x"]]}]}']) {
    home.localStorage.setItem("places", text);
    const kept = readKept(home);
    assert.ok(kept === null || kept.places.length === 0, text);
  }
  home.localStorage.setItem("places", JSON.stringify({ places: [place, { ...place, lines: [[[999, 0]]] }], km: 3, days: "7" }));
  assert.deepEqual(readKept(home), { places: [place], km: 25, days: 30 });
});

test("wiping clears every kind of store, and names what stays", async () => {
  const gone = [];
  const home = {
    localStorage: storage(), sessionStorage: storage(), document: { cookie: "" },
    caches: { names: ["old"], keys: async () => [...home.caches.names], delete: async (name) => home.caches.names.splice(home.caches.names.indexOf(name), 1) },
    indexedDB: { databases: async () => [], deleteDatabase: () => assert.fail("none is there") },
    navigator: { serviceWorker: { getRegistrations: async () => (gone.length ? [] : [{ unregister: async () => gone.push("worker") }]) } },
  };
  home.localStorage.setItem("theme", "dark");
  home.sessionStorage.setItem("x", "1");
  assert.deepEqual(await wipe(home, async () => {}), { left: [], told: true });
  assert.deepEqual([home.localStorage.length, home.sessionStorage.length, home.caches.names, gone], [0, 0, [], ["worker"]]);
  home.caches.delete = async () => false;
  home.caches.names.push("stuck");
  const answer = await wipe(home, async () => {
    throw new TypeError("away");
  });
  assert.deepEqual(answer, { left: ["caches"], told: false });
});

test("a browser without some kinds of store has nothing of them", async () => {
  const home = { localStorage: storage(), sessionStorage: storage(), document: { cookie: "" }, navigator: {} };
  assert.deepEqual(await wipe(home, async () => {}), { left: [], told: true });
});
