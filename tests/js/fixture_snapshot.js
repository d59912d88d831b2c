// A plain writer of the snapshot's frames (docs/snapshot.md): for tests. It goes
// from incidents as objects, whose words are keys, and shares nothing with what reads the frames.

import { civil, dayFrom } from "../../static/dashboard/dates.js";
import { codedFirst, codedRest } from "./fixture_coding.js";

const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
export const NAMED = ["kind", "sub_kind", "country", "admin1", "admin2", "actor", "source", "dataset", "tag"];
const PARENTS = { sub_kind: ["parent", "kind"], admin1: ["country", "country"], admin2: ["parent", "admin1"] };

export const frame = (header, columns, text) => together([{ header, columns, text }]);

// Frames in one: their headers, their columns in turns, their texts.
export function together(frames) {
  const made = frames.map(({ header, columns = {}, text = null }) => describedIn(header, columns, text));
  const turns = Array.from({ length: Math.max(0, ...made.map(({ columns }) => columns.length)) }, (_, turn) =>
    made.flatMap(({ columns }) => columns[turn] ?? []));
  const heads = made.flatMap(({ head }) => [whole(head.length), head]);
  return joinBytes([new TextEncoder().encode("VGS3"), whole(frames.length), ...heads, ...turns.flat(), ...made.map(({ body }) => body)]);
}

function describedIn(header, columns, text) {
  const body = text === null ? new Uint8Array(0) : new TextEncoder().encode(JSON.stringify(text));
  const planes = [];
  const described = Object.entries(columns).map(([name, values]) => {
    let most = 0;
    for (let i = 0; i < values.length; i++) most = Math.max(most, values[i]);
    const width = most < 2 ** 8 ? 1 : most < 2 ** 16 ? 2 : 4;
    planes.push(planesOf(values, width));
    return [name, width, values.length];
  });
  const head = new TextEncoder().encode(JSON.stringify({ ...header, columns: described, text: body.length, later: "passed over" }));
  return { head, columns: planes, body };
}

function whole(number) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number, true);
  return bytes;
}

function planesOf(values, width) {
  const planes = Array.from({ length: width }, (_, plane) => planeOf(values, 2 ** (8 * plane)));
  if (width !== 2) return planes;
  const [lower, upper] = planes;
  const order = Array.from(upper.keys()).sort((one, other) => upper[one] - upper[other] || one - other);
  return [upper, Uint8Array.from(order, (at) => lower[at])];
}

function planeOf(values, unit) {
  const plane = new Uint8Array(values.length);
  for (let i = 0; i < plane.length; i++) plane[i] = Math.floor(values[i] / unit) % 256;
  return plane;
}

export function joinBytes(pieces) {
  const bytes = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
}

// A columns answer (fixture_columns.js) as incidents that know nothing of numbers.
export function incidentsOf(answer) {
  const { incidents, sites, participations, sources, tags, dictionaries: words } = answer;
  const key = (name, at) => (at === null || at < 0 ? null : (words[name][at].key ?? words[name][at]));
  const cut = (table, i, make) => Array.from({ length: table.start[i + 1] - table.start[i] }, (_, at) => make(table.start[i] + at));
  const groups = new Map();
  incidents.group.forEach((group, i) => {
    const id = incidents.id[i];
    if (group >= 0 && !(groups.get(group) < id)) groups.set(group, id);
  });
  return incidents.id.map((id, i) => ({
    id, day: incidents.day[i], span: incidents.span[i],
    date_precision: incidents.date_precision[i], certainty: incidents.certainty[i],
    contested: incidents.contested[i], deaths_state: incidents.deaths_state[i],
    low: incidents.low[i], retained: incidents.retained[i], high: incidents.high[i],
    kind: key("kind", incidents.kind[i]), sub_kind: key("sub_kind", incidents.sub_kind[i]),
    dataset: key("dataset", incidents.dataset[i]), group: groups.get(incidents.group[i]) ?? null,
    sites: cut(sites, i, (s) => ({
      country: key("country", sites.country[s]), admin1: key("admin1", sites.admin1[s]),
      admin2: key("admin2", sites.admin2[s]), lon: sites.lon[s], lat: sites.lat[s],
      precision: sites.precision[s], radius: sites.radius[s],
      name: sites.place[s] < 0 ? null : words.place[sites.place[s]],
    })),
    participations: cut(participations, i, (p) => ({
      actor: key("actor", participations.actor[p]), role: participations.role[p],
      attribution: participations.attribution[p], via: participations.via[p],
    })),
    sources: cut(sources, i, (at) => key("source", sources.source[at])),
    tags: cut(tags, i, (at) => key("tag", tags.tag[at])),
    title: answer.titles[i] ?? null,
  }));
}

class Numbering {
  constructor(given = [], blanks = () => false) {
    this.blanks = blanks;
    this.things = [...given];
    this.numbers = new Map(given.map((thing, at) => [thing, at]));
  }

  number(thing) {
    while (!this.numbers.has(thing) && this.blanks()) this.things.push(null);
    if (!this.numbers.has(thing)) this.numbers.set(thing, this.things.push(thing) - 1);
    return this.numbers.get(thing);
  }

  orNone(thing) {
    return thing === null ? 0 : this.number(thing) + 1;
  }
}

// One label as bytes: { dictionaries: { places, place_names, names }, parts: [{ part, first, rest,
// ids, titles }] }. `given`: numbers are those of `words`, else in the order of first use. `blanks`:
// () → whether a number is given to something that is then blanked.
export function written({ incidents, words, enums, label = "public", given = false, blanks, partOf = yearOrMonth }) {
  const used = { place: new Numbering([], blanks) };
  for (const name of NAMED) used[name] = new Numbering(given ? words[name].map((entry) => entry.key ?? entry) : [], blanks);
  const byPart = new Map();
  for (const row of incidents) {
    const { part } = partOf(row.day);
    if (!byPart.has(part)) byPart.set(part, []);
    byPart.get(part).push(row);
  }
  const parts = [...byPart.values()].map((rows) => {
    const { part, first_day } = partOf(rows[0].day);
    const head = (kind) => ({ kind, label, part, rows: rows.length, first_day });
    return {
      part,
      ...codedFrames(head, firstOf(rows, first_day, used), restOf(rows, used)),
      ids: frame(head("ids"), idsOf(rows)),
      titles: titlesOf(rows, head("titles")),
    };
  });
  return { dictionaries: dictionariesOf(used, { words, enums, label }), parts };
}

// `first` and `rest` from plain columns; `head` makes the header of a section.
export function codedFrames(head, first, rest) {
  const { columns, tag_bits } = codedRest(rest, first);
  return { first: frame(head("first"), codedFirst(first)), rest: frame({ ...head("rest"), tag_bits }, columns) };
}

// Whole years, and the months of the last two.
export function yearOrMonth(day) {
  const { year, month } = civil(day);
  if (year < 2023) return { part: String(year), first_day: dayFrom(year, 1, 1) };
  return { part: `${year}-${String(month).padStart(2, "0")}`, first_day: dayFrom(year, month, 1) };
}

const plusOne = (value) => (value === null ? 0 : value + 1);

function firstOf(rows, first, used) {
  const per_day = Array.from({ length: rows.at(-1).day - first + 1 }, () => 0);
  for (const { day } of rows) per_day[day - first] += 1;
  return {
    per_day,
    kind: rows.map(({ kind }) => used.kind.number(kind)),
    sub_kind: rows.map((row) => used.sub_kind.number(row.sub_kind)),
    deaths_state: rows.map((row) => row.deaths_state),
    retained: rows.map(({ retained }) => plusOne(retained)),
    sites: rows.map(({ sites }) => sites.length),
    place: rows.flatMap(({ sites }) => sites.map((site) => used.place.number(JSON.stringify(site)))),
  };
}

function restOf(rows, used) {
  const each = (name) => rows.map((row) => row[name]);
  const parties = rows.flatMap(({ participations }) => participations);
  const party = (name) => parties.map((one) => one[name]);
  const many = (name) => rows.map((row) => row[name].length);
  return {
    span: each("span"), date_precision: each("date_precision"), certainty: each("certainty"), contested: each("contested"),
    dataset: rows.map((row) => used.dataset.number(row.dataset)),
    low: rows.map(({ low, retained }) => plusOne(low === null ? null : retained === null ? low : retained - low)),
    high: rows.map(({ low, retained, high }) => plusOne(high === null ? null : high - (retained ?? low ?? 0))),
    parties: many("participations"), actor: parties.map(({ actor }) => used.actor.orNone(actor)),
    role: party("role"), attribution: party("attribution"), via: party("via"),
    sources: many("sources"), source: rows.flatMap(({ sources }) => sources.map((one) => used.source.number(one))),
    tags: many("tags"), tag: rows.flatMap(({ tags }) => tags.map((one) => used.tag.number(one))),
    ...groupsOf(rows),
  };
}

function groupsOf(rows) {
  const grouped = rows.flatMap(({ group }, at) => (group ? [at] : []));
  const names = grouped.map((at) => halves(numberOf(rows[at].group)));
  return { grouped: distances(grouped), group_hi: names.map(([hi]) => hi), group_lo: names.map(([, lo]) => lo) };
}

const distances = (rows) => rows.map((row, at) => row - (rows[at - 1] ?? 0));
const numberOf = (id) => [...id.slice(3)].reduce((sum, letter) => sum * 32n + BigInt(LETTERS.indexOf(letter)), 0n);
const halves = (number) => [Number(number >> 30n), Number(number & 0x3fffffffn)];

function idsOf(rows) {
  const steps = rows.map(({ id, day }, at) => {
    const before = rows[at - 1]?.day === day ? numberOf(rows[at - 1].id) : 0n;
    return halves(numberOf(id) - before);
  });
  return { id_hi: steps.map(([hi]) => hi), id_lo: steps.map(([, lo]) => lo) };
}

function titlesOf(rows, head) {
  const titled = rows.flatMap(({ title }, at) => (title ? [at] : []));
  return frame(head, { row: distances(titled) }, titled.map((at) => rows[at].title));
}

function dictionariesOf(used, { words, enums, label }) {
  const sites = used.place.things.map((thing) => thing && JSON.parse(thing));
  const of = (make) => sites.map((site) => (site ? make(site) : 0));
  const places = {
    live: of(() => 1),
    lon: of(({ lon }) => (lon === null ? 0 : lon * 100 + 180e7 + 1)), lat: of(({ lat }) => (lat === null ? 0 : lat * 100 + 90e7 + 1)),
    country: of(({ country }) => used.country.number(country)),
    admin1: of(({ admin1 }) => used.admin1.orNone(admin1)), admin2: of(({ admin2 }) => used.admin2.orNone(admin2)),
    precision: of(({ precision }) => precision), radius: of(({ radius }) => (radius === null ? 0 : Math.round(radius * 100) + 1)),
  };
  const names = { enums, country: used.country.things };
  for (const name of NAMED) names[name] ??= used[name].things.map((key) => key && entryOf(words, used, [name, key]));
  return {
    places: frame({ kind: "places", label }, places),
    place_names: frame({ kind: "place_names", label }, {}, sites.map((site) => site?.name ?? null)),
    names: frame({ kind: "names", label }, {}, names),
  };
}

// What an entry speaks of and nobody uses has no number: null.
function entryOf(words, used, [name, key]) {
  const entry = words[name].find((one) => one.key === key);
  if (!PARENTS[name]) return entry;
  const [field, other] = PARENTS[name];
  const parent = words[other][entry[field]];
  return { ...entry, [field]: used[other].numbers.get(parent.key ?? parent) ?? null };
}
