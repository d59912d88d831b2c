// Labels to lay over each other, and what a record made of them says.

import { decodeFrames } from "../../static/dashboard/frames.js";
import { fixture, random } from "./fixture_columns.js";
import { joinBytes } from "./fixture_snapshot.js";

export const SECTIONS = ["first", "rest", "ids", "titles"];
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

// `apart`: the days between two days on which anything happens.
export function answerOf({ seed = 1, titles = 5, apart = 1, ...sizes }) {
  const next = random(seed);
  const answer = fixture({ seed, ...sizes });
  answer.incidents.day = answer.incidents.day.map((day) => day - (day % apart));
  answer.dictionaries.dataset.forEach((entry, rank) => {
    entry.rank = rank;
  });
  answer.titles = {};
  for (let many = Math.min(titles, answer.count); many > 0; many--) answer.titles[Math.floor(next() * answer.count)] = [`Title ${many}`, `Titre ${many}`];
  renamed(answer, next);
  return answer;
}

// Ids at random, of few letters so that many share a half; in order within a day.
function renamed({ incidents }, next) {
  const drawn = new Set();
  while (drawn.size < incidents.id.length) drawn.add(`VS-${Array.from({ length: 12 }, () => LETTERS[Math.floor(next() ** 6 * 32)]).join("")}`);
  const sorted = Array.from(drawn, (id, i) => `${incidents.day[i] + 100000} ${id}`).sort();
  for (const [i, text] of sorted.entries()) incidents.id[i] = text.split(" ")[1];
}

// Bytes as assemble takes them: a file for each section, as a bundle.
export function labelOf({ dictionaries, parts }, sections = SECTIONS) {
  const one = ([name, bytes]) => [name, decodeFrames(bytes)[0]];
  const bundle = (section) => (parts.length ? decodeFrames(joinBytes(parts.map((part) => part[section]))) : []);
  return {
    dictionaries: Object.fromEntries(Object.entries(dictionaries).map(one)),
    frames: Object.fromEntries(sections.map((section) => [section, bundle(section)])),
  };
}

// The record as objects that know nothing of numbers: what fixture_snapshot.js writes frames from.
export function incidentsIn(record) {
  const { dictionaries: words, site, participation } = record;
  const key = (name, at) => (at < 0 ? null : (words[name][at].key ?? words[name][at]));
  const or = (value) => (value < 0 ? null : value);
  const cut = ({ start }, i, make) => Array.from({ length: start[i + 1] - start[i] }, (_, at) => make(start[i] + at));
  const degrees = (value) => (Number.isNaN(value) ? null : Math.round(value * 1e5));
  return Array.from({ length: record.count }, (_, i) => ({
    id: record.idOf(i), day: record.day[i], span: record.span[i],
    date_precision: record.datePrecision[i], certainty: record.certainty[i],
    contested: record.contested[i], deaths_state: record.deathsState[i],
    low: or(record.low[i]), retained: or(record.retained[i]), high: or(record.high[i]),
    kind: key("kind", record.kind[i]), sub_kind: key("sub_kind", record.subKind[i]), dataset: key("dataset", record.dataset[i]),
    sites: cut(site, i, (s) => ({
      country: key("country", site.country[s]), admin1: key("admin1", site.admin1[s]), admin2: key("admin2", site.admin2[s]),
      lon: degrees(site.lon[s]), lat: degrees(site.lat[s]), precision: site.precision[s],
      radius: Number.isNaN(site.radius[s]) ? null : site.radius[s], name: site.place[s] < 0 ? null : words.place[site.place[s]],
    })),
    participations: cut(participation, i, (p) => ({
      actor: key("actor", participation.actor[p]), role: participation.role[p],
      attribution: participation.attribution[p], via: participation.via[p],
    })),
    sources: cut(record.source, i, (at) => key("source", record.source.values[at])),
    tags: cut(record.tag, i, (at) => key("tag", record.tag.values[at])),
    title: record.titles[i] ?? null,
  }));
}

// Incidents spread over labels, as the server does it: a label has its own rows, and those of earlier
// labels that are another thing for its readers.
export function spreadOver(many, incidents, next) {
  const groups = new Map();
  for (const { id } of incidents) {
    const group = next() < 0.4 ? Math.floor(next() * incidents.length * 0.12) : null;
    if (group !== null) groups.set(group, [...(groups.get(group) ?? []), id]);
  }
  const groupOf = new Map([...groups].flatMap(([group, ids]) => ids.map((id) => [id, group])));
  const labelOfId = new Map(incidents.map(({ id }) => [id, Math.floor(next() * many)]));
  const current = new Map();
  const labels = Array.from({ length: many }, (_, label) => {
    const seen = (id) => labelOfId.get(id) <= label;
    const own = (id) => labelOfId.get(id) === label;
    const together = ({ id }) => (groups.get(groupOf.get(id)) ?? []).filter(seen);
    const rows = incidents.filter((row) => seen(row.id) && (own(row.id) || together(row).some(own) || next() < 0.1));
    for (const row of rows) {
      const before = current.get(row.id) ?? row;
      const altered = current.has(row.id) && next() < 0.5 ? { day: before.day + Math.floor(next() * 60), retained: 77, low: 70, high: 80, title: [`Again ${label}`, "Encore"] } : {};
      const others = together(row);
      current.set(row.id, { ...before, ...altered, group: others.length > 1 ? others.toSorted()[0] : null });
    }
    return rows.map(({ id }) => current.get(id)).toSorted(byDay);
  });
  return { labels, shown: [...current.values()].toSorted(byDay) };
}

const byDay = (one, other) => one.day - other.day || (one.id < other.id ? -1 : 1);
