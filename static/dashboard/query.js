// State <-> URL query string. Pure. The names of the filters are the API's, so that a page address
// and an API address say the same.

import { dayOf } from "./dates.js";

const CLOSED = {
  role: ["perpetrator", "party", "target", "victim", "responder", "affected"],
  certainty: ["verified", "corroborated", "single_origin", "unverified"],
  contested: ["occurrence", "place", "author", "toll", "control"],
  precision: ["exact", "near", "admin3", "admin2", "admin1", "country", "area"],
  fatalities: ["none", "unknown", "withheld", "rival", "retained"],
};
export const LISTS = [
  "country", "admin1", "admin2", "kind", "sub_kind", "actor", "role", "source", "dataset",
  "certainty", "contested", "precision", "fatalities", "tag",
];
const NUMBERS = ["fatalities_min", "fatalities_max"];
const ORDERS = ["-start", "start", "-fatalities", "fatalities", "-updated", "updated"];
const NAMES = [
  "after", "before", "country", "admin1", "admin2", "bbox", "near", "within", "kind", "sub_kind",
  "actor", "actor_exact", "role", "source", "dataset", "certainty", "contested", "precision",
  "fatalities", ...NUMBERS, "tag", "q", "order",
];
const PAGE = {
  mode: ["points", "density", "regions"],
  unit: ["day", "week", "month"],
  measure: ["incidents", "deaths"],
  period: ["all"],
};

export const NO_FILTERS = Object.freeze({
  after: "", before: "", bbox: "", near: "", within: "", q: "", order: "-start",
  actor_exact: false, fatalities_min: null, fatalities_max: null,
  ...Object.fromEntries(LISTS.map((name) => [name, Object.freeze([])])),
});
export const NO_PAGE = Object.freeze({
  mode: "points", unit: "", measure: "incidents", period: "", view: null, selected: "",
  compare: false, lang: "",
});

const numbers = (text) => text.split(/[ ,]+/).filter(Boolean).map(Number);
const finite = (values) => values.every(Number.isFinite);
const onEarth = (lon, lat) => Math.abs(lon) <= 180 && Math.abs(lat) <= 90;

const CHECKS = {
  bbox(text) {
    const [west, south, east, north, more] = numbers(text);
    const right = finite([west, south, east, north]) && more === undefined;
    return right && west <= east && south <= north && onEarth(west, south) && onEarth(east, north);
  },
  near(text) {
    const [lat, lon, km, more] = numbers(text);
    return finite([lat, lon, km]) && more === undefined && onEarth(lon, lat) && km > 0;
  },
  within(text) {
    const values = text.split(",").map(numbers);
    return values.length >= 3 && values.every((pair) => pair.length === 2 && finite(pair) && onEarth(...pair));
  },
};

// What cannot be read is left out and named in `ignored`, never guessed.
export function fromQuery(search) {
  const params = new URLSearchParams(search);
  const filters = { ...NO_FILTERS };
  const page = { ...NO_PAGE };
  const ignored = [];
  for (const name of new Set(params.keys())) {
    const texts = params.getAll(name);
    const known = readFilter(filters, name, texts) ?? readPage(page, name, texts.at(-1));
    if (known === false) ignored.push(name);
  }
  if (filters.after && filters.before && filters.after >= filters.before) {
    filters.after = filters.before = "";
    ignored.push("before");
  }
  return { filters: Object.freeze(filters), page, ignored };
}

// true: taken; false: a bad value; null: no filter of ours.
function readFilter(filters, name, texts) {
  if (!NAMES.includes(name)) return null;
  if (LISTS.includes(name)) return readList(filters, name, texts);
  const text = texts.at(-1).trim();
  if (text === "") return true;
  const value = readOne(name, text);
  if (value === undefined) return false;
  filters[name] = value;
  return true;
}

function readOne(name, text) {
  if (name === "after" || name === "before") return dayOf(text) === null ? undefined : text;
  if (name === "actor_exact") return { true: true, 1: true, false: false, 0: false }[text];
  if (NUMBERS.includes(name)) return /^\d{1,7}$/.test(text) ? Number(text) : undefined;
  if (name === "order") return ORDERS.includes(text) ? text : undefined;
  if (name in CHECKS) return CHECKS[name](text) ? text : undefined;
  return text;
}

function readList(filters, name, texts) {
  const given = texts.flatMap((text) => text.split(",")).map((text) => text.trim());
  const values = [...new Set(given.filter(Boolean))];
  const allowed = CLOSED[name];
  const kept = allowed
    ? values.filter((value) => value === "none" || allowed.includes(value))
    : values;
  filters[name] = Object.freeze(kept);
  return kept.length === values.length;
}

function readPage(page, name, text) {
  if (!(name in NO_PAGE)) return null;
  if (name === "view") {
    const [lon, lat, zoom, more] = numbers(text);
    const right = finite([lon, lat, zoom]) && more === undefined && onEarth(lon, lat);
    if (right) page.view = { lon, lat, zoom };
    return right;
  }
  if (name === "compare") page.compare = text === "1";
  else if (name === "selected") page.selected = /^VS-[0-9A-Z]{12}$/.test(text) ? text : "";
  else if (name === "lang") page.lang = /^[a-z]{2}$/.test(text) ? text : "";
  else if (PAGE[name].includes(text)) page[name] = text;
  else return false;
  return true;
}

// Commas and spaces stay readable; everything else is escaped.
const encoded = (text) =>
  encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%3A", ":").replaceAll("%20", "+");

function filterPairs(filters) {
  return NAMES.flatMap((name) => {
    const value = filters[name];
    const idle = value === NO_FILTERS[name] || (Array.isArray(value) && value.length === 0);
    return idle ? [] : [[name, Array.isArray(value) ? value.join(",") : String(value)]];
  });
}

const write = (pairs) => pairs.map(([name, value]) => `${name}=${encoded(value)}`).join("&");

// For the API: the filters alone, and whatever the caller adds.
export function toApiQuery(filters, more = {}) {
  return write([...filterPairs(filters), ...Object.entries(more)]);
}

// For the page's own address: filters, then what the screen shows. The default is not written.
export function toPageQuery(filters, page) {
  const pairs = filterPairs(filters);
  for (const name of ["period", "mode", "unit", "measure", "selected", "lang"])
    if (page[name] && page[name] !== NO_PAGE[name]) pairs.push([name, page[name]]);
  if (page.compare) pairs.push(["compare", "1"]);
  if (page.view) pairs.push(["view", viewText(page.view)]);
  return write(pairs);
}

function viewText({ lon, lat, zoom }) {
  const short = (value, digits) => String(Number(value.toFixed(digits)));
  return `${short(lon, 4)},${short(lat, 4)},${short(zoom, 2)}`;
}

// Filters that narrow the view, for "clear" and the empty state: the period and order apart.
export function activeFilters(filters) {
  return filterPairs(filters)
    .map(([name]) => name)
    .filter((name) => !["after", "before", "order", "actor_exact"].includes(name));
}
