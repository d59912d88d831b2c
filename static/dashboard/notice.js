// What state the page is in: loading, nothing found, server away, failed. A quiet line; the map and
// the list stay as they are.

import { build } from "./elements.js";
import { activeFilters, NO_FILTERS } from "./query.js";

export function createNoticeView(node, store, { words, retry }) {
  store.subscribe((state) => {
    const shown = notice(state);
    node.hidden = !shown;
    document.body.dataset.status = state.status;
    node.replaceChildren(...(shown ?? []));
  }, ["status", "progress", "wanted", "away", "problem", "ignored", "result", "filters"]);

  function notice(state) {
    const { status, progress } = state;
    if (status === "failed") return failed(state);
    if (status === "loading") return progress === null ? null : loading(progress);
    const lines = [...left(state), ...found(state), ...coming(state)];
    return lines.length ? lines : null;
  }

  function found(state) {
    if (state.result?.totals.incidents === 0) return empty(state);
    return state.away ? [build("p", {}, words.say("away"))] : [];
  }

  // Each part of the address that was not understood, as it stands there, until it is put away.
  function left({ ignored }) {
    if (ignored.length === 0) return [];
    const parts = ignored.map(({ name, value, why }) => build("li", {}, words.say(`ignored.${why}`, { part: `${name}=${value}` })));
    const away = build("button", {
      type: "button", class: "notice-close", "aria-label": words.say("close"), onclick: () => store.set({ ignored: [] }),
    }, "×");
    return [build("div", { class: "notice-ignored" }, build("p", {}, words.say("ignored")), away, build("ul", {}, ...parts))];
  }

  function loading({ bytes, total }) {
    const megabytes = (value) => words.number(Math.round(value / 1e5) / 10);
    const text = words.say("loading", { megabytes: megabytes(bytes), of: megabytes(total) });
    return [build("p", { class: "notice-loading" }, text), build("progress", { "aria-label": words.say("loading.label"), max: total, value: bytes })];
  }

  // What is there can be used: the rest is on its way, or waits to be asked for.
  function coming({ status, progress, wanted }) {
    if (status !== "partial") return [];
    if (wanted === "all") return progress ? loading(progress) : [];
    const all = build("button", { type: "button", class: "button", onclick: () => store.set({ wanted: "all" }) }, words.say("loading.all"));
    return [build("p", {}, words.say("loading.held")), build("p", { class: "notice-actions" }, all)];
  }

  function failed({ problem }) {
    const again = build("button", { type: "button", class: "button", onclick: retry }, words.say("failed.retry"));
    const plain = build("a", { href: node.dataset.plain }, words.say("failed.list"));
    return [build("p", {}, words.say("failed")), build("p", { class: "small muted" }, problem), build("p", { class: "notice-actions" }, again, plain)];
  }

  // Nothing matches: what can be cleared, and that an empty record is no proof of calm.
  function empty({ filters, span, record }) {
    if (record.count === 0) return [build("p", {}, words.say("empty.record")), build("p", {}, words.say("empty"))];
    const names = activeFilters(filters);
    const lines = [build("p", { class: "notice-strong" }, words.say(names.length ? "empty.filters" : "empty"))];
    if (names.length) lines.push(build("p", {}, words.say("empty")));
    const buttons = names.map((name) => clearButton(words.say("empty.clear", { name: words.say(`filter.${name}`) }), { [name]: NO_FILTERS[name] }));
    if (span) buttons.push(clearButton(words.say("empty.all_time"), { after: "", before: "" }, { period: "all" }));
    return [...lines, build("p", { class: "notice-actions" }, ...buttons)];
  }

  function clearButton(label, changes, more = {}) {
    const onclick = () => store.set({ filters: Object.freeze({ ...store.get().filters, ...changes }), ...more });
    return build("button", { type: "button", class: "button", onclick }, label);
  }
}
