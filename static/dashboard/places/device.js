// What this browser keeps, which is nothing unless a person chooses it; and taking away all that this
// site has ever stored in it. `home` is the window.

import { createBasket, isSite, MOST } from "./basket.js";

const PLACES = "places";
const NEUTRAL = "neutral"; // read by static/neutral/neutral.js before the page is painted
export const REACHES = [10, 25, 50];
export const SPANS = [7, 30, 90];

// { places, km, days } as they were kept, or null.
export function readKept(home) {
  try {
    const kept = JSON.parse(home.localStorage.getItem(PLACES));
    if (kept === null || !Array.isArray(kept.places)) return null;
    const into = createBasket();
    for (const { name, folder, lines } of kept.places.slice(0, MOST.places))
      into.add({ where: {}, name, folder, ...(isSite({ lines }) ? { sites: lines[0] } : { routes: lines }) });
    const { places } = into.read();
    return { places, km: known(REACHES, kept.km), days: known(SPANS, kept.days) };
  } catch {
    return null; // Closed storage, or something else than what is written below.
  }
}

const known = (choices, value) => (choices.includes(value) ? value : choices[1]);

// "" where it is kept, else why not: full | closed.
export function keep(home, { places, km, days, neutral }) {
  try {
    home.localStorage.setItem(PLACES, JSON.stringify({ places, km, days }));
    if (neutral) home.localStorage.setItem(NEUTRAL, "1");
    else home.localStorage.removeItem(NEUTRAL);
    return "";
  } catch (error) {
    forget(home);
    return error.name === "QuotaExceededError" ? "full" : "closed";
  }
}

export function forget(home) {
  try {
    for (const key of [PLACES, NEUTRAL]) home.localStorage.removeItem(key);
  } catch {
    // Closed storage holds nothing.
  }
}

export const isNeutral = (home) => home.document.documentElement.hasAttribute("data-neutral");

// All that scripts can reach, then, by the server's word, what only the browser can. `tellServer()`
// asks for that. Returns { left: names of what is still there, told: whether the server answered }.
export async function wipe(home, tellServer) {
  for (const clear of CLEARING) await attempt(() => clear(home));
  const told = await attempt(tellServer);
  for (const clear of CLEARING) await attempt(() => clear(home));
  return { left: await whatIsLeft(home), told };
}

const CLEARING = [
  (home) => home.localStorage.clear(),
  (home) => home.sessionStorage.clear(),
  async (home) => Promise.all((await home.indexedDB.databases()).map(({ name }) => deleted(home.indexedDB.deleteDatabase(name)))),
  async (home) => Promise.all((await home.caches.keys()).map((name) => home.caches.delete(name))),
  async (home) => Promise.all((await home.navigator.serviceWorker.getRegistrations()).map((worker) => worker.unregister())),
  (home) => {
    for (const pair of home.document.cookie.split("; ").filter(Boolean))
      home.document.cookie = `${pair.split("=")[0]}=; path=/; max-age=0; samesite=lax`;
  },
];

const LEFT = {
  localStorage: (home) => home.localStorage.length,
  sessionStorage: (home) => home.sessionStorage.length,
  indexedDB: async (home) => (await home.indexedDB.databases()).length,
  caches: async (home) => (await home.caches.keys()).length,
  serviceWorker: async (home) => (await home.navigator.serviceWorker.getRegistrations()).length,
  cookies: (home) => home.document.cookie.length,
};

async function whatIsLeft(home) {
  const left = [];
  for (const [name, count] of Object.entries(LEFT))
    if (await attempt(async () => {
      if ((await count(home)) === 0) throw new RangeError(name);
    })) left.push(name);
  return left;
}

// Blocked: another tab holds it open, and it goes when that is closed.
const deleted = (request) =>
  new Promise((done) => {
    for (const name of ["success", "error", "blocked"]) request.addEventListener(name, done, { once: true });
  });

// A browser without some kind of store has nothing in it.
async function attempt(act) {
  try {
    await act();
    return true;
  } catch {
    return false;
  }
}
