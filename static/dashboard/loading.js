// What the state asks for and the page does not hold yet: the record, the base map, the matches of
// some words, a dossier, what a search finds. Each is asked for once; a newer question ends an older.

const PATIENCE_MS = 1000;
const TYPING_MS = 150;

export function createLoading(store, ask) {
  const keep = (name, load) => latest(store, load, ask[name]);
  loadRecord(store, ask.columns);
  loadBasemap(store, "basemap", ask.basemap);
  const matches = keep("matches", (ids, { q }) => {
    const { record } = store.get();
    const wanted = new Set(ids);
    store.set({ matches: Uint8Array.from(record.id, (id) => (wanted.has(id) ? 1 : 0)), matched: q });
  });
  const dossier = keep("dossier", (content, { q: id }) => store.set({ dossier: { id, status: "ready", content: content.childNodes } }));
  const found = keep("found", (answer, { q }) => store.set({ found: { q, ...answer } }));
  let typing = 0;

  store.subscribe(({ record, filters, matched }) => {
    if (!record || filters.q === matched) return;
    if (filters.q) matches(filters.q, withoutWords);
    else store.set({ matches: null, matched: "" });
  }, ["record", "filters"]);

  // The server alone can match words: a filter that is not in effect must not stand there.
  function withoutWords() {
    store.set({ filters: Object.freeze({ ...store.get().filters, q: "" }), matches: null, matched: "" });
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

async function loadRecord(store, columns) {
  const began = performance.now();
  try {
    const record = await columns((bytes) => {
      if (performance.now() - began > PATIENCE_MS) store.set({ progress: bytes });
    });
    store.set({ record, status: "ready", progress: null });
  } catch (error) {
    store.set({ status: "failed", problem: error.message });
  }
}

// Without the base map the points still stand; the page says nothing of it.
async function loadBasemap(store, name, load) {
  try {
    store.set({ [name]: await load() });
  } catch (error) {
    console.warn(`base map: ${error.message}`);
  }
}
