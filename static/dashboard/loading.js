// What the state asks for and the page does not hold yet: the record, the base map, the matches of
// some words, a dossier, what a search finds. Each is asked for once; a newer question ends an older.

import { decodeFrames } from "./frames.js";
import { NONE } from "./columns.js";
import { POLL_MS } from "./following.js";
import { isWhole, lacks } from "./stages.js";

const PATIENCE_MS = 1000;
const TYPING_MS = 150;

export function createLoading(store, ask) {
  const keep = (name, load) => latest(store, load, ask[name]);
  followRecord(store, ask.record);
  loadBasemap(store, "basemap", ask.basemap);
  let matchedIn = null;
  const matches = keep("matches", (bytes, { q }) => {
    const { record } = store.get();
    matchedIn = record;
    store.set({ matches: marked(record, bytes), matched: q });
  });
  const dossier = keep("dossier", (content, { q: id }) => store.set({ dossier: { id, status: "ready", content: content.childNodes } }));
  const found = keep("found", (answer, { q }) => store.set({ found: { q, ...answer } }));
  let typing = 0;

  store.subscribe(({ record, filters, matched }) => {
    if (!record || (filters.q === matched && (!filters.q || record === matchedIn))) return;
    if (filters.q) matches(filters.q, withoutWords);
    else store.set({ matches: null, matched: "" });
  }, ["record", "filters"]);

  // The server alone can match words: a filter that is not in effect must not stand there.
  function withoutWords({ status }) {
    const { filters, ignored } = store.get();
    const refused = status === 400 ? [{ name: "q", value: filters.q, why: "unreadable" }] : [];
    store.set({
      filters: Object.freeze({ ...filters, q: "" }), matches: null, matched: "",
      ignored: [...ignored, ...refused],
    });
  }

  store.subscribe(({ selected, dossier: held }) => {
    if (!selected || held?.id === selected) return;
    dossier(selected, (error) => {
      const problem = error.status === 404 ? "dossier.unknown" : "dossier.away";
      store.set({ dossier: { id: selected, status: "failed", problem } });
    });
  }, ["selected"]);

  let asked = false;
  store.subscribe(({ detailed }) => {
    if (!detailed || asked) return;
    asked = true;
    loadBasemap(store, "basemapDetail", ask.basemapDetail);
  }, ["detailed"]);

  store.subscribe(({ typed }) => {
    clearTimeout(typing);
    if (typed.length < 2) return;
    typing = setTimeout(() => found(typed, () => store.set({ found: { q: typed } })), TYPING_MS);
  }, ["typed"]);
}

// The newest question alone is answered. A server that does not answer at all is "away".
function latest(store, take, load) {
  let running = new AbortController();
  return async (q, failed) => {
    running.abort();
    running = new AbortController();
    try {
      const answer = await load(q, running.signal);
      store.set({ away: false });
      take(answer, { q });
    } catch (error) {
      if (error.name === "AbortError") return;
      if (error.status === undefined || error.status >= 500) store.set({ away: true });
      failed(error);
    }
  };
}

// The first record, the rest of it at once or when it is wished for, then whatever is published while
// the page is open and looked at. What is loaded stays when the server is away.
async function followRecord(store, next) {
  const began = performance.now();
  const how = {
    onBytes: (bytes, total) => {
      const { record, wanted } = store.get();
      if (record || wanted === "first" || performance.now() - began > PATIENCE_MS) store.set({ progress: { bytes, total } });
    },
    onStage: (record) => store.set(shown(record, store.get())),
  };
  try {
    await bring(store, next, how);
  } catch (error) {
    store.set({ status: "failed", problem: error.message });
    return;
  }
  let running = false;
  async function again() {
    if (document.hidden || running) return;
    running = true;
    await renew(store, next, how);
    running = false;
  }
  setInterval(again, POLL_MS);
  store.subscribe(({ record, filters, wanted }) => {
    if (wanted === "first" && lacks(record, filters)) store.set({ wanted: "all" });
    else if (wanted === "all" && !isWhole(record)) again();
  }, ["filters", "wanted"]);
}

const FIRST = 1;

async function bring(store, next, how) {
  const { wanted } = store.get();
  const record = await next({ ...how, until: wanted === "first" ? FIRST : undefined });
  if (record) store.set({ ...shown(record, store.get()), progress: null });
  return record;
}

// What is on screen as far as it has come, and the incident that was to be opened.
function shown(record, state) {
  const { opening } = state;
  const changes = { ...inherited(record, state), status: isWhole(record) ? "ready" : "partial" };
  const selected = opening === NONE || record.count !== state.record?.count ? null : record.idOf(opening);
  return selected ? { ...changes, selected, opening: NONE } : changes;
}

async function renew(store, next, how) {
  try {
    await bring(store, next, how);
    store.set({ away: false });
  } catch (error) {
    if (error.status === undefined || error.status >= 500) store.set({ away: true });
  }
}

// Until the server has matched the words anew, those of the old record that are in the new one stand.
function inherited(record, { record: old, matches }) {
  if (!matches) return { record };
  // The same rows, with more of their columns.
  if (record.count === old.count && record.changed === old.changed) return { record, matches };
  const kept = new Uint8Array(record.count);
  for (let i = 0; i < old.count; i++) {
    const place = matches[i] ? record.indexOf(old.idOf(i)) : -1;
    if (place >= 0) kept[place] = 1;
  }
  return { record, matches: kept };
}

function marked(record, bytes) {
  const into = new Uint8Array(record.count);
  if (bytes.byteLength === 0) return into;
  for (const { header, columns } of decodeFrames(bytes))
    record.markRows(header.label, header.part, { into, distances: columns.row });
  return into;
}

// Without the base map the points still stand; the page says nothing of it.
async function loadBasemap(store, name, load) {
  try {
    store.set({ [name]: await load() });
  } catch (error) {
    console.warn(`base map: ${error.message}`);
  }
}
