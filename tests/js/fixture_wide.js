// As many incidents as asked for, as bytes, without an object for any of them: for measuring alone.
// What they say is noise, in about the sizes and widths of the real record; the parts are 30 years
// and 24 months, alike in size.

import { dayFrom } from "../../static/dashboard/dates.js";
import { random } from "./fixture_columns.js";
import { codedFrames, frame, NAMED } from "./fixture_snapshot.js";

const YEARS = 30;
const MONTHS = 24;
const PLACES = 20_000;
const COMPANIES = 4000;

export function wide({ count, words, enums, seed = 1 }) {
  const next = random(seed);
  const below = (limit) => Math.floor(next() * limit);
  const skewed = (limit) => Math.floor(limit ** next()) - 1;
  const chance = { next, below, skewed };
  const total = YEARS + MONTHS;
  const parts = Array.from({ length: total }, (_, at) => {
    const rows = Math.floor((count * (at + 1)) / total) - Math.floor((count * at) / total);
    return partOf(at, rows, { chance, words, enums });
  });
  return { dictionaries: dictionariesOf(words, enums, chance), parts };
}

function filled(length, make) {
  const values = new Uint32Array(length);
  for (let i = 0; i < length; i++) values[i] = make(i);
  return values;
}

const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);

function partOf(at, rows, { chance, words, enums }) {
  const { below } = chance;
  const month = at - YEARS;
  const [year, name] = month < 0 ? [1993 + at, ""] : [2023 + Math.floor(month / 12), `-${String((month % 12) + 1).padStart(2, "0")}`];
  const header = { label: "public", part: `${year}${name}`, rows, first_day: dayFrom(year, month < 0 ? 1 : (month % 12) + 1, 1) };
  const per_day = Array.from({ length: month < 0 ? 365 : 28 }, () => 0);
  for (let row = 0; row < rows; row++) per_day[below(per_day.length)] += 1;
  const retained = filled(rows, () => (below(10) < 3 ? 0 : 1 + chance.skewed(300)));
  const titled = Math.floor(rows / 50);
  const titles = Array.from({ length: titled }, (_, i) => [`Title ${i}`, `Titre ${i}`]);
  return {
    part: header.part,
    ...codedFrames((kind) => ({ kind, ...header }), { per_day, retained, ...firstOf(rows, chance, { enums, words }) }, restOf(retained, chance, { words, at })),
    ids: frame({ kind: "ids", ...header }, { id_hi: rising(per_day, below), id_lo: filled(rows, () => below(2 ** 30)) }),
    titles: frame({ kind: "titles", ...header }, { row: filled(titled, () => below(50)) }, titles),
  };
}

function firstOf(rows, { next, below, skewed }, { enums, words }) {
  const sites = filled(rows, () => (next() < 0.96 ? 1 : below(4)));
  const sub_kind = filled(rows, () => below(words.sub_kind.length));
  return {
    kind: sub_kind.map((sub) => words.sub_kind[sub].parent), sub_kind,
    deaths_state: filled(rows, () => below(enums.deaths_state.length)),
    sites,
    place: filled(sum(sites), () => skewed(PLACES)),
  };
}

function restOf(retained, { next, below, skewed }, { words, at }) {
  const rows = retained.length;
  const few = (most) => filled(rows, () => below(most));
  const [sources, tags, grouped] = [filled(rows, () => (next() < 0.8 ? 1 : 2)), few(3), Math.floor(rows / 50)];
  return {
    span: filled(rows, () => (next() < 0.9 ? 0 : below(9))),
    date_precision: few(5), certainty: few(4), contested: few(32), dataset: few(words.dataset.length),
    low: retained.map((value) => value && 1 + below(value)), high: retained.map((value) => value && 1 + skewed(300)),
    ...partiesOf(rows, { next, below, skewed }, words),
    sources, source: filled(sum(sources), () => skewed(words.source.length)), tags, tag: filled(sum(tags), () => skewed(words.tag.length)),
    grouped: filled(grouped, () => below(50)), group_hi: filled(grouped, (i) => i >> 1), group_lo: filled(grouped, (i) => at * 2 ** 22 + (i >> 1)),
  };
}

// Who meets whom occurs again and again.
function partiesOf(rows, { next, below, skewed }, words) {
  const one = () => [next() < 0.25 ? 0 : 1 + skewed(words.actor.length), below(5), below(6), next() < 0.1 ? 1 : 0];
  const companies = Array.from({ length: COMPANIES }, () => Array.from({ length: below(4) }, one));
  const chosen = Array.from({ length: rows }, () => companies[skewed(COMPANIES)]);
  const entries = chosen.flat();
  const column = (place) => filled(entries.length, (at) => entries[at][place]);
  return { parties: filled(rows, (row) => chosen[row].length), actor: column(0), role: column(1), attribution: column(2), via: column(3) };
}

// Random upper halves in the order of each day, as steps.
function rising(per_day, below) {
  return per_day.flatMap((many) => {
    const upper = Array.from({ length: many }, () => below(2 ** 30 - many)).sort((one, other) => one - other);
    return upper.map((value, at) => value - (upper[at - 1] ?? 0));
  });
}

function dictionariesOf(words, enums, { below, next }) {
  const each = (make) => filled(PLACES, make);
  const columns = {
    live: each(() => 1),
    lon: each(() => (next() < 0.9 ? 1 + 163e7 + below(40e7) : 0)),
    lat: each(() => 1 + 100e7 + below(15e7)),
    country: each(() => below(words.country.length)),
    admin1: each(() => below(words.admin1.length + 1)),
    admin2: each(() => below(words.admin2.length + 1)),
    precision: each(() => (next() < 0.75 ? below(2) : below(7))),
    radius: each(() => below(2000)),
  };
  const names = Object.fromEntries(NAMED.map((name) => [name, words[name]]));
  return {
    places: frame({ kind: "places" }, columns),
    place_names: frame({ kind: "place_names" }, {}, Array.from({ length: PLACES }, (_, at) => (at % 10 ? [`Place ${at}`, `Lieu ${at}`] : null))),
    names: frame({ kind: "names" }, {}, { ...names, enums }),
  };
}
