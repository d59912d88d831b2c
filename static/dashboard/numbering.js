// Every label numbers what it speaks of in its own way. Here all of them get one numbering, without
// the entries that are blanked. Pure.

import { NONE } from "./columns.js";
import { FramesError } from "./frames.js";
import { lessOne } from "./parts.js";

const NAMED = ["kind", "sub_kind", "country", "admin1", "admin2", "actor", "source", "dataset", "tag"];
// Entries that speak of an entry of another dictionary.
const LINKS = [["sub_kind", "parent", "kind"], ["admin1", "country", "country"], ["admin2", "parent", "admin1"]];
const SCALE = 1e7;

const signed = (size) => (size < 32768 ? Int16Array : Int32Array);
const unsigned = (most) => (most < 256 ? Uint8Array : most < 65536 ? Uint16Array : Uint32Array);

// { enums, dictionaries, places, maps }: for each label, its maps (see byKey) by dictionary. `places` are
// columns by the number of a place.
export function numbering(labels) {
  const all = labels.map(({ dictionaries }) => namesIn(dictionaries));
  const entries = {};
  const maps = labels.map(() => ({}));
  for (const name of NAMED) {
    const { merged, found } = byKey(all.map((names) => names[name] ?? []));
    entries[name] = merged;
    found.forEach((map, label) => {
      maps[label][name] = map;
    });
  }
  for (const link of LINKS) connect(entries, all, maps, link);
  const places = labels.map(({ dictionaries }, label) => placesIn(dictionaries, maps[label], entries));
  const { columns, found } = placesOfAll(places);
  found.forEach((map, label) => {
    maps[label].place = map;
  });
  const { name, ...rest } = columns;
  const dictionaries = Object.freeze({ ...entries, place: name });
  return { enums: enumsOf(all), dictionaries, places: Object.freeze(rest), maps };
}

function namesIn({ names }) {
  if (names?.header.kind !== "names" || !names.text?.enums) throw new FramesError("no names");
  return names.text;
}

// The number of a word is its place, in every label. One that was written later may know more words.
function enumsOf(all) {
  const merged = { ...all[0].enums };
  for (const { enums } of all.slice(1))
    for (const [name, words] of Object.entries(enums)) {
      const known = merged[name] ?? [];
      if (words.some((word, at) => at < known.length && word !== known[at])) throw new FramesError(`${name} in two orders`);
      if (words.length > known.length) merged[name] = words;
    }
  return merged;
}

// A map is { to, size }: `to` null where the numbers are the common ones already, `size` how many the
// label has given.
function byKey(lists) {
  const numbers = new Map();
  const merged = [];
  const found = lists.map((list) => {
    const to = new Int32Array(list.length).fill(NONE);
    for (const [number, entry] of list.entries()) {
      if (entry === null) continue;
      const key = entry.key ?? entry;
      if (!numbers.has(key)) {
        numbers.set(key, merged.length);
        merged.push(typeof entry === "string" ? entry : { ...entry });
      }
      to[number] = numbers.get(key);
    }
    return mapOf(to);
  });
  return { merged, found };
}

const mapOf = (to) => ({ to: to.every((common, own) => common === own) ? null : to, size: to.length });
const common = ({ to }, number) => (to && number >= 0 ? to[number] : number);

function connect(entries, all, maps, [name, field, other]) {
  const linked = entries[name];
  for (const entry of linked) entry[field] = NONE;
  all.forEach((names, label) => {
    const [own, others] = [maps[label][name], maps[label][other]];
    for (const [number, entry] of (names[name] ?? []).entries()) {
      const to = entry?.[field] ?? NONE;
      if (to === NONE) continue;
      linked[common(own, number)][field] = common(others, to);
    }
  });
}

function placesIn({ places, place_names: named }, maps, entries) {
  if (places?.header.kind !== "places" || !places.columns.live) throw new FramesError("no places");
  const { live, lon, lat, country, admin1, admin2, precision, radius } = places.columns;
  // All of one type: see parts.js.
  const numbers = signed(Math.max(entries.country.length, entries.admin1.length, entries.admin2.length));
  if (named && named.text?.length !== live.length) throw new FramesError("the names of other places");
  const inCommon = (column, name) => lessOne(mapped(column, maps[name], { name, none: 1 }), numbers);
  return {
    live,
    lon: degrees(lon, 180),
    lat: degrees(lat, 90),
    country: inCommon(sum(country, live), "country"),
    admin1: inCommon(admin1, "admin1"),
    admin2: inCommon(admin2, "admin2"),
    precision: new numbers(precision),
    radius: kilometres(radius),
    name: named?.text ?? [],
  };
}

// What is blanked is in no country, and all other numbers are one more.
function sum(column, live) {
  const values = new Uint32Array(column.length);
  for (let i = 0; i < values.length; i++) values[i] = column[i] + live[i];
  return values;
}

function degrees(column, below) {
  const values = new Float64Array(column.length);
  for (let i = 0; i < values.length; i++) values[i] = column[i] ? (column[i] - 1 - below * SCALE) / SCALE : NaN;
  return values;
}

function kilometres(column) {
  const values = new Float32Array(column.length);
  for (let i = 0; i < values.length; i++) values[i] = column[i] ? (column[i] - 1) / 100 : NaN;
  return values;
}

// Places that nobody can tell apart are one.
function placesOfAll(all) {
  if (all.length === 1) return { columns: all[0], found: [{ to: null, size: all[0].live.length }] };
  const numbers = new Map();
  const origins = { label: [], place: [] };
  const found = all.map((places, label) => {
    const to = new Int32Array(places.live.length).fill(NONE);
    for (let place = 0; place < to.length; place++) {
      if (!places.live[place]) continue;
      const key = contentOf(places, place);
      if (!numbers.has(key)) {
        numbers.set(key, numbers.size);
        origins.label.push(label);
        origins.place.push(place);
      }
      to[place] = numbers.get(key);
    }
    return { to, size: to.length };
  });
  const columns = {};
  for (const name of Object.keys(all[0])) columns[name] = gathered(all.map((places) => places[name]), origins);
  return { columns, found };
}

function contentOf({ lon, lat, country, admin1, admin2, precision, radius, name }, at) {
  const units = `${country[at]} ${admin1[at]} ${admin2[at]}`;
  return `${lon[at]} ${lat[at]} ${units} ${precision[at]} ${radius[at]} ${name[at]?.join("\n")}`;
}

function gathered(columns, { label, place }) {
  const values = new columns[0].constructor(place.length);
  for (let i = 0; i < place.length; i++) values[i] = columns[label[i]][place[i]] ?? null;
  return values;
}

// A label's table in the common numbers. Throws FramesError for a number that stands for nothing.
export function renumbered(table, maps, held) {
  const inCommon = (column, name, none = 0) => mapped(column, maps[name], { name, none });
  const { rows, lists } = table;
  const first = { kind: inCommon(rows.kind, "kind") };
  const site = { ...lists.site, at: inCommon(lists.site.at, "place") };
  if (!held.rest) return { ...table, rows: { ...rows, ...first }, lists: { ...lists, site } };
  const listed = (name) => ({ ...lists[name], values: inCommon(lists[name].values, name) });
  const participation = { ...lists.participation, actor: inCommon(lists.participation.actor, "actor", 1) };
  const rest = { subKind: inCommon(rows.subKind, "sub_kind"), dataset: inCommon(rows.dataset, "dataset") };
  return {
    ...table,
    rows: { ...rows, ...first, ...rest },
    lists: { site, participation, source: listed("source"), tag: listed("tag") },
  };
}

// `none` is 1 in columns where 0 stands for none and n + 1 for n.
function mapped(column, { to, size }, { name, none }) {
  if (!within(column, size + none)) throw new FramesError(`${name} ${greatest(column) - none} of ${size}`);
  if (to === null) return column;
  const values = new (unsigned(greatest(to) + none))(column.length);
  for (let i = 0; i < values.length; i++) {
    const own = column[i] - none;
    if (own < 0) continue;
    if (to[own] === NONE) throw new FramesError(`${name} ${own} is blanked`);
    values[i] = to[own] + none;
  }
  return values;
}

// Whether all values are below `size`: the sign of a difference is gathered, without a branch.
function within(column, size) {
  const last = size - 1;
  const count = column.length;
  let over = 0;
  for (let i = 0; i < count; i++) {
    const value = column[i] | 0;
    over |= value | ((last - value) | 0);
  }
  return over >= 0;
}

const greatest = (column) => column.reduce((most, value) => Math.max(most, value), NONE);
