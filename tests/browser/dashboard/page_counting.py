"""What the page counts, asked of its own modules in a real browser.

The record comes as the page brings it in: by the manifest, file by file, and the words of a search
from the server. Each combination is read from an address, and set in a store like the page's own.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypedDict
from urllib.parse import urlencode

from playwright.sync_api import Page

from tests.browser.dashboard.counting import Query


class Counted(TypedDict):
    """Of one combination: what was not understood, the honest totals, rail and timeline."""

    ignored: list[Any]
    totals: dict[str, int]
    listed: int
    rail: dict[str, dict[str, int]]
    deaths: list[int]
    months: dict[str, int]


BEGIN = """
async () => {
  const at = (name) => import(new URL(`/static/dashboard/${name}.js`, location.origin).href);
  const names = [
    "api", "bars", "crossfilter", "dates", "following", "holding", "loading", "query", "state",
    "store",
  ];
  const of = Object.fromEntries(
    await Promise.all(names.map(async (name) => [name, await at(name)])));
  const urls = document.querySelector("#dashboard").dataset;
  const file = ({ address }, how) => of.api.getFile(`${urls.snapshotUrl}files/${address}/`, how);
  const holding = of.holding.createHolding({ file });
  const following = of.following.createFollowing(
    holding, { manifest: () => of.api.getJson(urls.snapshotUrl) });
  const derive = of.state.createDerive();
  const store = of.store.createStore({ ...of.state.INITIAL, period: "all" }, derive);
  const until = (ready) => new Promise((done) => {
    const leave = store.subscribe((state) => ready(state) && queueMicrotask(() => done(leave())));
  });
  const nothing = async () => null;
  of.loading.createLoading(store, {
    record: following.next,
    basemap: nothing, basemapDetail: nothing, dossier: nothing, found: nothing,
    matches: (q, signal) => of.api.getMatches(urls.matchesUrl, q, signal),
  });
  await until(({ status }) => status === "ready" || status === "failed");
  if (store.get().status !== "ready") throw new Error(store.get().problem);
  globalThis.counting = { ...of, store, until };
}
"""
COUNT = """
async ({ addresses, parts }) => {
  const { bars, crossfilter, dates, query, store, until } = globalThis.counting;
  const MISSING = { admin1: "noAdmin1", contested: "noContested", source: "noSource", tag: "noTag",
    actor: "noActor" };
  const valuesOf = (name, { counts, record }) => {
    const known = record.dictionaries[name] ?? record.enums[name];
    const keys = [...known.map((one) => one.key ?? one), "none"];
    const found = [...counts[name], counts[MISSING[name]]?.[0] ?? 0];
    return Object.fromEntries(found.flatMap((many, at) => (many ? [[keys[at], many]] : [])));
  };
  const monthsOf = ({ counts, record }) => {
    const { days: { first, count } } = counts;
    const months = {};
    let after = first;
    while (after < first + count) {
      const { year, month } = dates.civil(after);
      const next = month === 12 ? [year + 1, 1] : [year, month + 1];
      const before = dates.dayFrom(...next, 1);
      const { byKind, kinds } = bars.stack(counts, [after, before], "incidents");
      const name = dates.isoOf(after).slice(0, 7);
      for (let kind = 0; kind < kinds; kind++)
        if (byKind[kind]) months[`${name} ${record.dictionaries.kind[kind].key}`] = byKind[kind];
      after = before;
    }
    return months;
  };
  const found = [];
  for (const address of addresses) {
    const { filters, ignored } = query.fromQuery(address);
    store.set({ filters });
    await until(({ asked, matched, result }) => matched === filters.q && result?.filters === asked);
    const { result } = store.get();
    const rail = !parts ? {} : Object.fromEntries(
      ["country", "admin1", "admin2", "precision", "kind", "sub_kind", "certainty", "contested",
        "dataset", "source", "tag", "actor"].map((name) => [name, valuesOf(name, result)]));
    found.push({
      ignored, totals: { ...result.totals }, listed: crossfilter.passing(result).length, rail,
      deaths: [...result.counts.deaths].slice(0, 9), months: parts ? monthsOf(result) : {},
    });
  }
  return found;
}
"""


def begin(page: Page) -> None:
    """Bring the record in, beside the page's own copy."""
    page.evaluate(BEGIN)


def counted(page: Page, addresses: Sequence[str], *, parts: bool = False) -> list[Counted]:
    """All of them in one go, one after the other: each follows from the one before.

    `parts`: with the rows of the rail and the bars of the timeline.
    """
    asked = {"addresses": list(addresses), "parts": parts}
    found: list[Counted] = page.evaluate(COUNT, asked)
    return found


def address_of(query: Query) -> str:
    """The query string, as a person may paste it."""
    return urlencode(query)
