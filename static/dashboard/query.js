// State <-> URL query string. Pure. The names of the filters are the API's, so that a page address
// and an API address say the same.

import { isPolygon, isSound, ringsOf } from "./area.js";
import { dayOf } from "./dates.js";

const CLOSED = {
  role: ["perpetrator", "party", "target", "victim", "responder", "affected"],
  certainty: ["verified", "corroborated", "single_origin", "unverified"],
  contested: ["occurrence", "place", "author", "toll", "control"],
  precision: ["exact", "near", "admin3", "admin2", "admin1", "country", "area"],
  fatalities: ["none", "unknown", "withheld", "rival", "single", "retained"],
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
const MOST = { values: 100, corners: 500, kilometres: 5000, deaths: 1_000_000, letters: 200, words: 12 };
const SHOWN = 40;
const FLAGS = new Map([["true", true], ["1", true], ["false", false], ["0", false]]);
const LANGUAGES = ["en", "fr"];
const KEY = /^[A-Za-z0-9][A-Za-z0-9_-]{0,79}$/;
const PAGE = {
  mode: ["points", "density", "regions"],
  unit: ["day", "week", "month"],
  measure: ["incidents", "deaths"],
  period: ["all"],
  link: ["slow", "fast"],
};

export const NO_FILTERS = Object.freeze({
  after: "", before: "", bbox: "", near: "", within: "", q: "", order: "-start",
  actor_exact: false, fatalities_min: null, fatalities_max: null,
  ...Object.fromEntries(LISTS.map((name) => [name, Object.freeze([])])),
});
export const NO_PAGE = Object.freeze({
  mode: "points", unit: "", measure: "incidents", period: "", view: null, selected: "",
  compare: false, lang: "", link: "",
});

const numbers = (text) => text.split(/[ ,]+/).filter(Boolean).map(Number);
const wellFormed = (ring) =>
  ring.every((pair) => pair.length === 2 && finite(pair) && onEarth(...pair));
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
    return finite([lat, lon, km]) && more === undefined && onEarth(lon, lat) && km > 0 && km <= MOST.kilometres;
  },
  within(text) {
    if (text.startsWith("{") && !isPolygon(text)) return false;
    const rings = ringsOf(text);
    return rings.flat().length <= MOST.corners && rings.every(wellFormed) && isSound(rings);
  },
};

// What is not understood is left out and told in `ignored`, never guessed: { name, value, why }.
// `unknown`: the values, by parameter, of which the server knows that no list has them.
export function fromQuery(search, { unknown = {}, languages = LANGUAGES } = {}) {
  const params = new URLSearchParams(search);
  const read = { filters: { ...NO_FILTERS }, page: { ...NO_PAGE }, ignored: [], unknown, languages };
  for (const name of new Set(params.keys())) {
    const texts = params.getAll(name).map((text) => text.trim()).filter(Boolean);
    if (LISTS.includes(name)) readList(read, name, texts);
    else if (NAMES.includes(name) || Object.hasOwn(NO_PAGE, name)) readOnly(read, name, texts);
    else leaveOut(read, name, { value: texts.join(","), why: "name" });
  }
  uncross(read, "after", "before", (first, last) => first >= last);
  uncross(read, "fatalities_min", "fatalities_max", (least, most) => least > most);
  const { filters, page, ignored } = read;
  return { filters: Object.freeze(filters), page, ignored };
}

// Short, and on one line: it is shown.
function leaveOut({ ignored }, name, { value, why = "value" }) {
  const short = (text) => {
    const plain = text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\ufffd");
    return plain.length > SHOWN ? `${plain.slice(0, SHOWN - 1)}…` : plain;
  };
  ignored.push({ name: short(name), value: short(value), why });
}

// Two ends that can match nothing together are both left out.
function uncross(read, first, last, crossed) {
  const { filters } = read;
  const [low, high] = [filters[first], filters[last]];
  if (low === NO_FILTERS[first] || high === NO_FILTERS[last] || !crossed(low, high)) return;
  leaveOut(read, first, { value: String(low), why: "crossed" });
  leaveOut(read, last, { value: String(high), why: "crossed" });
  filters[first] = NO_FILTERS[first];
  filters[last] = NO_FILTERS[last];
}

function readList(read, name, texts) {
  const given = texts.flatMap((text) => text.split(",")).map((text) => text.trim()).filter(Boolean);
  if (given.length > MOST.values) return leaveOut(read, name, { value: given.join(",") });
  const cased = (value) => (name === "country" && value !== "none" ? value.toUpperCase() : value);
  const values = new Set(given.map(cased));
  const strange = new Set((read.unknown[name] ?? []).map(cased));
  const fits = (value) => (CLOSED[name] ? value === "none" || CLOSED[name].includes(value) : KEY.test(value));
  const kept = [...values].filter((value) => fits(value) && !strange.has(value));
  read.filters[name] = Object.freeze(kept);
  for (const value of values) if (!kept.includes(value)) leaveOut(read, name, { value });
  return undefined;
}

function readOnly(read, name, texts) {
  if (texts.length === 0) return;
  const [text] = texts;
  if (texts.length > 1) return leaveOut(read, name, { value: texts.join(", "), why: "repeated" });
  const filters = NAMES.includes(name);
  const value = filters ? readOne(name, text) : readPage(read, name, text);
  if (value === undefined) return leaveOut(read, name, { value: text, why: "unreadable" });
  read[filters ? "filters" : "page"][name] = value;
  return undefined;
}

function readOne(name, text) {
  if (name === "after" || name === "before") return dayOf(text) === null ? undefined : text;
  if (name === "actor_exact") return FLAGS.get(text.toLowerCase());
  if (NUMBERS.includes(name)) return /^\d{1,7}$/.test(text) && Number(text) <= MOST.deaths ? Number(text) : undefined;
  if (name === "order") return ORDERS.includes(text) ? text : undefined;
  if (name in CHECKS) return CHECKS[name](text) ? text : undefined;
  return wordsIn(text);
}

function wordsIn(text) {
  const few = text.length <= MOST.letters && text.split(/\s+/).length <= MOST.words;
  return few && !text.includes("\0") && /[\p{L}\p{N}]/u.test(text) ? text : undefined;
}

function readPage({ languages }, name, text) {
  if (name === "view") return viewOf(text);
  if (name === "compare") return FLAGS.get(text.toLowerCase());
  if (name === "selected") return publicId(text);
  const allowed = name === "lang" ? languages : PAGE[name];
  return allowed.includes(text) ? text : undefined;
}

function viewOf(text) {
  const [lon, lat, zoom, more] = numbers(text);
  const right = finite([lon, lat, zoom]) && more === undefined && onEarth(lon, lat) && zoom >= 0;
  return right ? { lon, lat, zoom } : undefined;
}

// As people type it: case does not matter, I and L are 1, O is 0.
function publicId(text) {
  const [prefix, code = ""] = text.toUpperCase().split("-");
  const id = `${prefix}-${code.replace(/[IL]/g, "1").replaceAll("O", "0")}`;
  return /^VS-[0-9A-HJKMNP-TV-Z]{12}$/.test(id) && text.split("-").length === 2 ? id : undefined;
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
  for (const name of ["period", "mode", "unit", "measure", "selected", "lang", "link"])
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
