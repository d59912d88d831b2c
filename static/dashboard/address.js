// The page's address and its state are one: reload, back, forward and a pasted link give the same
// screen. The only module that touches location and history.

import { fromQuery, toPageQuery } from "./query.js";
import { ADDRESSED } from "./state.js";

const PAUSE = 300;

// `known`: what the server says of this address, see fromQuery.
export function readAddress(known) {
  const { filters, page, ignored } = fromQuery(location.search, known);
  return { ...page, filters, ignored };
}

// A map held on a person's own place would tell where that is.
const shown = (state) => (state.viewHidden ? { ...state, view: null } : state);

// A step that a person would want to take back is a new entry; moving the map or brushing is not.
export function followAddress(store, known) {
  let written = location.search;
  let timer = 0;
  let lasting = false;

  function search(state, filters = state.filters) {
    const query = toPageQuery(filters, shown(state));
    return query ? `?${query}` : "";
  }

  function write() {
    timer = 0;
    const next = search(store.get());
    if (next === written) return;
    history[lasting ? "pushState" : "replaceState"](null, "", `${location.pathname}${next}`);
    written = next;
    lasting = false;
  }

  store.subscribe((state, before) => {
    if (!before) return;
    const kept = ADDRESSED.filter((key) => state[key] !== before[key]);
    if (kept.some((key) => key !== "view")) lasting = true;
    if (timer) clearTimeout(timer);
    if (!state.brushing && (kept.length || lasting)) timer = setTimeout(write, lasting ? 0 : PAUSE);
  }, [...ADDRESSED, "brushing"]);

  addEventListener("popstate", () => {
    clearTimeout(timer);
    timer = 0;
    lasting = false;
    written = location.search;
    store.set(readAddress(known));
    lasting = false;
    clearTimeout(timer);
  });

  return {
    // The whole address with the default period written out: the same screen next year.
    link: (state) => `${location.origin}${location.pathname}${search(state, state.asked)}`,
    inLanguage: (state, lang) => `${location.pathname}?${toPageQuery(state.filters, { ...shown(state), lang })}`,
    retry: () => location.reload(),
  };
}
