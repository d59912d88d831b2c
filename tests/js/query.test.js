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

test("what cannot be read is left out, named and told with its value", () => {
  for (const [search, name] of [
    ["?after=2024-02-30", "after"], ["?bbox=1,2,3", "bbox"], ["?bbox=170,0,-170,5", "bbox"],
    ["?near=1,2,x", "near"], ["?near=1,2,0", "near"], ["?within=1 2,3 4", "within"],
    ["?certainty=sure", "certainty"], ["?fatalities_min=-1", "fatalities_min"], ["?order=up", "order"],
    ["?mode=globe", "mode"], ["?view=1,2", "view"], ["?compare=yes", "compare"], ["?selected=VS-1", "selected"],
    ["?actor_exact=maybe", "actor_exact"], ["?actor_exact=constructor", "actor_exact"], ["?lang=xx", "lang"],
    ["?within=1 1,2 2,2 1,1 2", "within"], ["?near=1,2,6000", "near"], ["?kind=a.b", "kind"], ["?q=%25", "q"],
    [`?q=${"a+".repeat(13)}`, "q"],
  ]) {
    const { filters, page, ignored } = fromQuery(search);
    const value = new URLSearchParams(search).get(name).trim();
    assert.deepEqual(ignored.map((one) => [one.name, one.value]), [[name, value]], search);
    assert.ok(["value", "unreadable"].includes(ignored[0].why), search);
    assert.deepEqual(page, NO_PAGE, search);
    assert.deepEqual(filters, { ...NO_FILTERS, ...(name in NO_FILTERS ? { [name]: NO_FILTERS[name] } : {}) }, search);
  }
});

test("a parameter that the page does not have is told, whatever it is called", () => {
  assert.deepEqual(fromQuery("?utm_source=x&page_size=5&constructor=&toString=1").ignored, [
    { name: "utm_source", value: "x", why: "name" },
    { name: "page_size", value: "5", why: "name" },
    { name: "constructor", value: "", why: "name" },
    { name: "toString", value: "1", why: "name" },
  ]);
});

test("of a list only what nobody knows is left out; a country may be written small", () => {
  const known = { unknown: { country: ["xx"], kind: ["foo"] }, languages: ["en", "fr"] };
  const { filters, ignored } = fromQuery("?country=ml,xx&kind=foo,battles", known);
  assert.deepEqual([filters.country, filters.kind], [["ML"], ["battles"]]);
  assert.deepEqual(ignored, [
    { name: "country", value: "XX", why: "value" },
    { name: "kind", value: "foo", why: "value" },
  ]);
});

test("ends that cross are both left out, and so is what is given twice", () => {
  const days = fromQuery("?after=2025-01-01&before=2024-01-01");
  assert.deepEqual(days.ignored.map(({ name, why }) => [name, why]), [["after", "crossed"], ["before", "crossed"]]);
  assert.deepEqual(days.filters, NO_FILTERS);
  const deaths = fromQuery("?fatalities_min=9&fatalities_max=1");
  assert.deepEqual(deaths.ignored.map(({ name }) => name), ["fatalities_min", "fatalities_max"]);
  assert.deepEqual(deaths.filters, NO_FILTERS);
  assert.deepEqual(fromQuery("?q=gao&q=mopti").ignored, [{ name: "q", value: "gao, mopti", why: "repeated" }]);
});

test("a byte that cannot be shown is told by a sign for it, and nothing is told at length", () => {
  assert.deepEqual(fromQuery("?q=a%00b").ignored, [{ name: "q", value: "a\ufffdb", why: "unreadable" }]);
  assert.equal(fromQuery("?q=a%00b").filters.q, "");
  assert.equal(fromQuery(`?${"x".repeat(99)}=${"y".repeat(99)}`).ignored[0].value.length, 40);
});

test("an incident's id is read as people type it", () => {
  assert.equal(fromQuery("?selected=vs-o123456789il").page.selected, "VS-012345678911");
});

test("the API hears the filters and nothing of the screen", () => {
  const filters = { ...NO_FILTERS, kind: ["battles"], q: "gao" };
  assert.equal(toApiQuery(filters, { format: "csv" }), "kind=battles&q=gao&format=csv");
});

test("the period and the order are not counted as filters to clear", () => {
  const filters = { ...NO_FILTERS, after: "2024-01-01", order: "start", actor: ["jnim"], near: "1,2,3" };
  assert.deepEqual(activeFilters(filters), ["near", "actor"]);
});
