import assert from "node:assert/strict";
import test from "node:test";
import { NONE } from "../../static/dashboard/columns.js";
import { decodeFrames, FramesError } from "../../static/dashboard/frames.js";
import { IdNumbers } from "../../static/dashboard/ids.js";
import { createCrossfilter } from "../../static/dashboard/crossfilter.js";
import { prepare } from "../../static/dashboard/prepare.js";
import { NO_FILTERS } from "../../static/dashboard/query.js";
import { assemble, columnsOf, ready, recordOf } from "../../static/dashboard/snapshot.js";
import { random } from "./fixture_columns.js";
import { answerOf, incidentsIn, labelOf, SECTIONS, spreadOver } from "./fixture_labels.js";
import { frame, incidentsOf, NAMED, written } from "./fixture_snapshot.js";
import { decode } from "./decoded.js";

const writtenOf = (answer, more = {}) =>
  written({ incidents: incidentsOf(answer), words: answer.dictionaries, enums: answer.enums, ...more });

function same(actual, expected, name) {
  if (typeof expected === "function") assert.equal(typeof actual, "function", name);
  else if (ArrayBuffer.isView(expected)) assert.deepEqual(Array.from(actual), Array.from(expected), name);
  else if (Array.isArray(expected) || typeof expected !== "object" || expected === null) assert.deepEqual(actual, expected, name);
  else for (const key of Object.keys(expected)) same(actual[key], expected[key], `${name}.${key}`);
}

const withoutGroup = (incidents) => incidents.map(({ group, ...rest }) => rest);

function groupsIn(record) {
  const groups = new Map();
  record.group.forEach((group, i) => {
    if (group !== NONE) groups.set(group, [...(groups.get(group) ?? []), record.idOf(i)]);
  });
  assert.deepEqual([...groups.keys()], [...groups.keys()].map((_, at) => at), "numbers in the order of the rows");
  return [...groups.values()];
}

test("the record is the one that the columns answer gives", () => {
  for (const sizes of [{ count: 700, linked: 0.1 }, { count: 1, places: 1, actors: 1 }, { count: 2000, places: 300, actors: 300 }, { count: 40, places: 5, seed: 9 }]) {
    const answer = answerOf(sizes);
    const { version, changed, id, dictionaries, site, places: _, ...expected } = decode(answer);
    const record = assemble({ labels: [labelOf(writtenOf(answer, { given: true }))], version, changed });
    same(record, expected, "record");
    assert.deepEqual([record.version, record.changed], [version, changed]);
    assert.deepEqual(Array.from(id, (_, i) => record.idOf(i)), id);
    const { place: names, ...entries } = dictionaries;
    const { place, at: __, ...sites } = site;
    same(record.dictionaries, entries, "dictionaries");
    same(record.site, sites, "site");
    const name = (at) => (record.site.place[at] < 0 ? null : record.dictionaries.place[record.site.place[at]]);
    assert.deepEqual(Array.from(place, (_, at) => name(at)), Array.from(place, (at) => (at < 0 ? null : names[at])));
    for (const column of ["lon", "lat", "country", "admin1", "admin2", "precision", "radius"])
      assert.deepEqual(Array.from(record.site.at, (at) => record.places[column][at]), Array.from(site[column]), column);
  }
});

test("a record that was put together in another thread is the same, and made ready to be filtered", () => {
  const answer = answerOf({ count: 300, linked: 0.1 });
  const asked = { labels: [labelOf(writtenOf(answer, { given: true }))], version: "v", changed: null };
  const here = assemble(asked);
  const columns = columnsOf(structuredClone(asked));
  const there = recordOf(structuredClone({ ...columns, prepared: prepare(columns) }));
  const { prepared, ...rest } = there;
  assert.deepEqual(Object.keys(rest).toSorted(), Object.keys(here).toSorted());
  for (const [name, value] of Object.entries(rest)) if (typeof value !== "function") assert.deepEqual(value, here[name], name);
  assert.equal(there.indexOf(here.idOf(7)), 7);
  const marks = [here, there].map((record) => {
    const into = new Uint8Array(record.count);
    for (const { part } of writtenOf(answer, { given: true }).parts) record.markRows(asked.labels[0].label, part, { into, distances: [0] });
    return into;
  });
  assert.deepEqual(marks[0], marks[1]);
  const counted = (record) => createCrossfilter(record).apply({ ...NO_FILTERS, kind: [here.dictionaries.kind[0].key] });
  assert.deepEqual(counted(there).counts, counted(here).counts);
  assert.equal(prepared.spots.rows.length, here.site.at.length);
});

test("numbers in the order of first use say the same, and blanked entries nothing", () => {
  for (let seed = 1; seed <= 6; seed++) {
    const answer = answerOf({ count: 150, seed, places: 60, linked: 0.1 });
    const next = random(seed);
    const blanks = seed % 2 ? undefined : () => next() < 0.3;
    const record = assemble({ labels: [labelOf(writtenOf(answer, { blanks }))] });
    assert.deepEqual(incidentsIn(record), withoutGroup(incidentsOf(answer)));
    for (const name of NAMED) {
      const keys = record.dictionaries[name].map((entry) => entry.key ?? entry);
      assert.equal(new Set(keys).size, keys.length);
    }
    checkLinks(record, answer.dictionaries);
  }
});

function checkLinks({ dictionaries }, words) {
  for (const [name, field, other] of [["sub_kind", "parent", "kind"], ["admin1", "country", "country"], ["admin2", "parent", "admin1"]]) {
    const known = new Map(dictionaries[other].map((entry, at) => [entry.key ?? entry, at]));
    for (const entry of dictionaries[name]) {
      const parent = words[other][words[name].find(({ key }) => key === entry.key)[field]];
      assert.equal(entry[field], known.get(parent.key ?? parent) ?? NONE, `${name} ${entry.key}`);
    }
  }
}

test("what has not come yet is neutral, and the stage says so", () => {
  const answer = answerOf({ count: 300, linked: 0.2 });
  const all = writtenOf(answer, { given: true });
  const whole = assemble({ labels: [labelOf(all)] });
  assert.deepEqual(whole.stage, { first: true, rest: true, ids: true, titles: true, place_names: true });
  const label = labelOf(all, ["first"]);
  delete label.dictionaries.place_names;
  const record = assemble({ labels: [label] });
  assert.deepEqual(record.stage, { first: true, rest: false, ids: false, titles: false, place_names: false });
  for (const name of ["count", "enums", "day", "kind", "deathsState", "retained", "mappable", "onMap", "country", "admin1", "admin2", "precision"])
    same(record[name], whole[name], name);
  for (const name of ["country", "admin1", "admin2", "lon", "lat", "precision", "radius"]) same(record.site[name], whole.site[name], name);
  for (const name of ["span", "datePrecision", "certainty", "contested", "subKind", "dataset", "rank"])
    assert.deepEqual([...record[name]], Array(300).fill(0), name);
  for (const name of ["low", "high", "group"]) assert.deepEqual([...record[name]], Array(300).fill(NONE), name);
  for (const { start } of [record.participation, record.source, record.tag]) assert.deepEqual([...start], Array(301).fill(0));
  for (const values of [record.participation.actor, record.participation.role, record.source.values, record.tag.values]) assert.equal(values.length, 0);
  assert.ok(record.site.place.every((place) => place === NONE));
  assert.deepEqual(record.titles, {});
  assert.equal(record.idOf(0), null);
  assert.equal(record.indexOf(whole.idOf(0)), -1);
});

test("a section of which a part is missing is not held; the order of parts does not matter", () => {
  const answer = answerOf({ count: 200 });
  const label = labelOf(writtenOf(answer));
  const whole = assemble({ labels: [label] });
  const turned = Object.fromEntries(SECTIONS.map((section) => [section, label.frames[section].toReversed()]));
  same(assemble({ labels: [{ ...label, frames: turned }] }).day, whole.day, "day");
  assert.deepEqual(incidentsIn(assemble({ labels: [{ ...label, frames: turned }] })), incidentsIn(whole));
  const partly = { ...label, frames: { ...label.frames, rest: label.frames.rest.slice(1) } };
  const record = assemble({ labels: [partly] });
  assert.deepEqual(record.stage, { first: true, rest: false, ids: true, titles: true, place_names: true });
  assert.equal(record.idOf(17), whole.idOf(17));
  const newest = { ...label, frames: { ...label.frames, first: label.frames.first.slice(-3) } };
  assert.deepEqual(incidentsIn(assemble({ labels: [newest] })).map(({ id }) => id), incidentsIn(whole).map(({ id }) => id).slice(-assemble({ labels: [newest] }).count));
});

test("an id leads to its row, and what is no id to none", () => {
  const answer = answerOf({ count: 400 });
  const { id, day } = answer.incidents;
  // The greatest and the least on one day: a step over all 60 bits.
  [day[10], day[11]] = [day[9], day[9]];
  [id[9], id[10], id[11]] = ["VS-000000000000", "VS-00000ZZZZZZZ", "VS-ZZZZZZZZZZZZ"];
  const record = assemble({ labels: [labelOf(writtenOf(answer))] });
  assert.deepEqual(id.map((_, i) => record.idOf(i)), id);
  assert.deepEqual(id.map((one) => record.indexOf(one)), id.map((_, i) => i));
  const { hi, lo } = record.ids;
  assert.deepEqual([hi[11], lo[11]], [2 ** 30 - 1, 2 ** 30 - 1]);
  for (const text of ["", "VS-", "VS-000000000001", "vs-000000000000", "VS-00000000000", "VS-0000000000000", "VS-00000000000U", "XX-000000000000", null])
    assert.equal(record.indexOf(text), -1);
});

test("ids that share a half have numbers of their own, in the order in which they came", () => {
  const known = new IdNumbers(600);
  const all = Array.from({ length: 600 }, (_, at) => (at < 300 ? [7, at] : [at, 7]));
  for (const [at, [hi, lo]] of all.entries()) assert.equal(known.add(hi, lo), at);
  for (const [at, [hi, lo]] of all.entries()) assert.deepEqual([known.add(hi, lo), known.find(hi, lo)], [at, at]);
  for (let at = 300; at < 2000; at++) assert.equal(known.find(7, at), NONE);
  assert.deepEqual([known.size, new IdNumbers(0).find(0, 0)], [600, NONE]);
});

test("an empty record is a record, and a part may be empty", () => {
  const empty = answerOf({ count: 0 });
  const record = assemble({ labels: [labelOf(writtenOf(empty, { given: true }))] });
  const { version, changed, id, dictionaries, ...expected } = decode(empty);
  same(record, expected, "record");
  const answer = answerOf({ count: 50 });
  const label = labelOf(writtenOf(answer));
  for (const section of SECTIONS) {
    const columns = Object.fromEntries(Object.keys(label.frames[section][0].columns).map((name) => [name, name === "per_day" ? [0, 0] : []]));
    const header = { kind: section, label: "public", part: "1960", rows: 0, first_day: -3652, tag_bits: 0 };
    label.frames[section].splice(1, 0, ...decodeFrames(frame(header, columns, section === "titles" ? [] : null)));
  }
  assert.deepEqual(incidentsIn(assemble({ labels: [label] })), withoutGroup(incidentsOf(answer)));
});

test("labels are laid over each other: one numbering, rows replaced, groups across them", () => {
  for (let seed = 1; seed <= 12; seed++) {
    const next = random(seed);
    const answer = answerOf({ count: 150 + seed * 10, seed, places: 50, apart: 400 });
    const incidents = incidentsOf(answer);
    // The same point under two names is two places.
    for (const { sites: [site] } of incidents) if (site && next() < 0.2) site.name = ["Elsewhere", "Ailleurs"];
    const { labels, shown } = spreadOver(2 + (seed % 2), incidents, next);
    const blanks = () => next() < 0.2;
    const bytes = labels.map((rows) => written({ incidents: rows, words: answer.dictionaries, enums: answer.enums, blanks }));
    const record = assemble({ labels: bytes.map((one) => labelOf(one)) });
    assert.deepEqual(incidentsIn(record), withoutGroup(shown));
    const groups = new Map();
    for (const { id, group } of shown) if (group) groups.set(group, [...(groups.get(group) ?? []), id]);
    assert.deepEqual(groupsIn(record), [...groups.values()]);
    assert.ok(groups.size > 3, "the example has groups");
    checkLinks(record, answer.dictionaries);
    const sites = new Set(labels.flat().flatMap((row) => row.sites.map((site) => JSON.stringify(site))));
    assert.equal(record.places.lon.length, sites.size, "places by what they say");
    for (const column of Object.values(record.places)) assert.equal(column.length, sites.size);
    checkDerived(record);
  }
});

function checkDerived(record) {
  const again = { day: record.day, count: record.count };
  for (const name of ["country", "admin1", "admin2", "precision"])
    for (let i = 0; i < again.count; i++) {
      const sites = [...record.site[name].subarray(record.site.start[i], record.site.start[i + 1])].filter((value) => value !== NONE);
      assert.deepEqual([...record[name].values.subarray(record[name].start[i], record[name].start[i + 1])], [...new Set(sites)]);
    }
  assert.deepEqual([...record.rank], Array.from(record.dataset, (at) => record.dictionaries.dataset[at].rank));
}

test("several labels wait for their ids; a label without rows keeps nobody waiting", () => {
  const answer = answerOf({ count: 60 });
  const { labels } = spreadOver(2, incidentsOf(answer), random(4));
  const bytes = labels.map((incidents) => written({ incidents, words: answer.dictionaries, enums: answer.enums }));
  const early = bytes.map((one) => labelOf(one, ["first", "rest"]));
  assert.equal(ready(early), false);
  assert.throws(() => assemble({ labels: early }), FramesError);
  const later = bytes.map((one) => labelOf(one, ["first", "ids"]));
  assert.equal(ready(later), true);
  assert.equal(assemble({ labels: later }).stage.rest, false);
  const none = labelOf(written({ incidents: [], words: answer.dictionaries, enums: answer.enums }));
  assert.equal(ready([early[0], none, { dictionaries: {}, frames: {} }]), true);
  assert.equal(assemble({ labels: [early[0], none] }).count, labels[0].length);
  assert.throws(() => assemble({ labels: [] }), FramesError);
});

test("a group of which one incident alone is shown is none", () => {
  const answer = answerOf({ count: 30, linked: 0 });
  const incidents = incidentsOf(answer);
  for (const row of [3, 4]) incidents[row].group = incidents[3].id;
  incidents[9].group = incidents[9].id;
  const record = assemble({ labels: [labelOf(written({ incidents, words: answer.dictionaries, enums: answer.enums }))] });
  assert.deepEqual(groupsIn(record), [[incidents[3].id, incidents[4].id]]);
});

test("frames that do not fit together are refused, not guessed", () => {
  const answer = answerOf({ count: 80, linked: 0.2 });
  const fresh = () => labelOf(writtenOf(answer, { given: true }));
  const last = (label, section) => label.frames[section].at(-1);
  const wrong = {
    "rows of another number": (label) => { last(label, "rest").header.rows += 1; },
    "no rows": (label) => { delete last(label, "first").header.rows; },
    "a section under another name": (label) => { last(label, "ids").header.kind = "first"; },
    "a part twice": (label) => { label.frames.first.push(label.frames.first[0]); },
    "days that are another part's": (label) => { last(label, "first").header.first_day = label.frames.first.at(-2).header.first_day; },
    "no first day": (label) => { delete last(label, "first").header.first_day; },
    "days that do not add up": (label) => { last(label, "first").columns.per_day[0] += 1; },
    "sites that do not add up": (label) => { last(label, "first").columns.sites[0] += 1; },
    "parties that do not add up": (label) => { last(label, "rest").columns.parties[0] += 1; },
    "a column missing": (label) => { delete last(label, "rest").columns.contested; },
    "a column too short": (label) => { last(label, "first").columns.pair_state = last(label, "first").columns.pair_state.subarray(1); },
    "a column of the rest too short": (label) => { last(label, "rest").columns.low = last(label, "rest").columns.low.subarray(1); },
    "a pair of no number": (label) => { last(label, "first").columns.pair_state = Uint16Array.from(last(label, "first").columns.pair_state, () => 60000); },
    "no bits of tags": (label) => { delete last(label, "rest").header.tag_bits; },
    "a company that was not named before": (label) => { last(label, "rest").columns.company[0] = 1; },
    "a company too many": (label) => { last(label, "rest").columns.parties = Uint8Array.of(0, ...last(label, "rest").columns.parties); },
    "roles too few": (label) => { label.frames.rest[0].columns.stance = new Uint8Array(0); },
    "a group beyond the rows": (label) => { last(label, "rest").columns = { ...last(label, "rest").columns, grouped: Uint8Array.of(250), group_hi: Uint8Array.of(1), group_lo: Uint8Array.of(1) }; },
    "a title without its row": (label) => { last(label, "titles").text = [["a", "b"]]; last(label, "titles").columns.row = new Uint8Array(0); },
    "a kind of no name": (label) => { label.frames.first[0].columns.pair_kind.fill(200); },
    "a place of no number": (label) => { label.frames.first[0].columns.place = new Uint16Array(label.frames.first[0].columns.place).fill(60000); },
    "a blanked kind": (label) => { label.dictionaries.names.text.kind[label.frames.first[0].columns.pair_kind.at(-1)] = null; },
    "a blanked place": (label) => { label.dictionaries.places.columns.live[label.frames.first[0].columns.place[0]] = 0; },
    "a place in no country": (label) => { label.dictionaries.places.columns.country.fill(99); },
    "the names of other places": (label) => { label.dictionaries.place_names.text.pop(); },
    "no names": (label) => { delete label.dictionaries.names; },
    "no places": (label) => { label.dictionaries.places = label.dictionaries.place_names; },
  };
  assert.equal(assemble({ labels: [fresh()] }).count, 80);
  for (const [why, spoil] of Object.entries(wrong)) {
    const label = fresh();
    spoil(label);
    assert.throws(() => assemble({ labels: [label] }), FramesError, why);
  }
  const other = fresh();
  other.dictionaries.names.text.enums = { ...answer.enums, certainty: answer.enums.certainty.toReversed() };
  assert.throws(() => assemble({ labels: [fresh(), other] }), FramesError, "words in two orders");
});
