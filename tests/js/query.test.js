import assert from "node:assert/strict";
import test from "node:test";
import { activeFilters, fromQuery, NO_FILTERS, NO_PAGE, toApiQuery, toPageQuery } from "../../static/dashboard/query.js";

const back = (filters, page = NO_PAGE) => fromQuery(`?${toPageQuery(filters, page)}`);

test("every filter survives the address", () => {
  const filters = {
    ...NO_FILTERS,
    after: "2024-01-01", before: "2025-01-01", country: ["ML", "BF"], admin1: ["ml-gao", "none"],
    admin2: ["ml-ansongo"], bbox: "-5.5,12,2,17", near: "16.27,-0.04,50", kind: ["battles"],
    sub_kind: ["armed_clash"], actor: ["jnim", "none"], actor_exact: true, role: ["perpetrator"],
    source: ["bbc"], dataset: ["curated"], certainty: ["verified"], contested: ["toll", "none"],
    precision: ["exact"], fatalities: ["none", "unknown"], fatalities_min: 0, fatalities_max: 50,
    tag: ["airport", "none"], q: "Ménaka & Gao + 50 %", order: "-fatalities",
  };
  assert.deepEqual(back(filters), { filters, page: { ...NO_PAGE }, ignored: [] });
});

test("a drawn polygon survives the address", () => {
  const filters = { ...NO_FILTERS, within: "-1 15,2 15,2 17,-1 17" };
  assert.equal(toPageQuery(filters, NO_PAGE), "within=-1+15,2+15,2+17,-1+17");
  assert.equal(back(filters).filters.within, filters.within);
});

test("what the screen shows survives the address, and its default is not written", () => {
  const page = { ...NO_PAGE, mode: "regions", unit: "week", measure: "deaths", period: "all", selected: "VS-0123456789AB", compare: true, view: { lon: -1.5, lat: 14.25, zoom: 6.5 }, lang: "fr" };
  assert.deepEqual(back(NO_FILTERS, page).page, page);
  assert.equal(toPageQuery(NO_FILTERS, NO_PAGE), "");
});

test("`none` stands by itself, and an empty list is no filter", () => {
  assert.deepEqual(fromQuery("?actor=none").filters.actor, ["none"]);
  assert.deepEqual(fromQuery("?actor=").filters.actor, []);
  assert.equal(toApiQuery({ ...NO_FILTERS, actor: ["none"] }), "actor=none");
});

test("commas and repetition mean the same", () => {
  assert.deepEqual(fromQuery("?country=ML&country=BF,ML").filters.country, ["ML", "BF"]);
});

test("what cannot be read is left out and named", () => {
  for (const [search, name] of [
    ["?after=2024-02-30", "after"], ["?bbox=1,2,3", "bbox"], ["?bbox=170,0,-170,5", "bbox"],
    ["?near=1,2,x", "near"], ["?near=1,2,0", "near"], ["?within=1 2,3 4", "within"],
    ["?certainty=sure", "certainty"], ["?fatalities_min=-1", "fatalities_min"], ["?order=up", "order"],
    ["?mode=globe", "mode"], ["?view=1,2", "view"], ["?after=2025-01-01&before=2024-01-01", "before"],
    ["?actor_exact=maybe", "actor_exact"],
  ]) {
    const { filters, ignored } = fromQuery(search);
    assert.deepEqual(ignored, [name], search);
    assert.deepEqual(filters, { ...NO_FILTERS, ...(name in NO_FILTERS ? { [name]: NO_FILTERS[name] } : {}) }, search);
  }
});

test("parameters of others are no concern of the page", () => {
  assert.deepEqual(fromQuery("?utm_source=x&page_size=5").ignored, []);
});

test("the API hears the filters and nothing of the screen", () => {
  const filters = { ...NO_FILTERS, kind: ["battles"], q: "gao" };
  assert.equal(toApiQuery(filters, { format: "csv" }), "kind=battles&q=gao&format=csv");
});

test("the period and the order are not counted as filters to clear", () => {
  const filters = { ...NO_FILTERS, after: "2024-01-01", order: "start", actor: ["jnim"], near: "1,2,3" };
  assert.deepEqual(activeFilters(filters), ["near", "actor"]);
});
