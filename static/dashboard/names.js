// What things of the record are called in the page's language.

import { NONE } from "./columns.js";
import { hasRest } from "./stages.js";

const LANGUAGES = ["en", "fr"];
// Somebody gives a figure, and no rule retains one.
const UNRETAINED = ["rival", "single"];

export function createNames(record, words) {
  return new Names(record, words);
}

class Names {
  constructor(record, words) {
    this.record = record;
    this.words = words;
    this.language = LANGUAGES.includes(words.language) ? words.language : "en";
    this.at = LANGUAGES.indexOf(this.language);
  }

  name(entry) {
    return entry[`name_${this.language}`] || entry.name_en;
  }

  country(index) {
    return this.words.say(`country.${this.record.dictionaries.country[index]}`);
  }

  // The public place of a site: as fine as it is known.
  place(s) {
    const { site, dictionaries } = this.record;
    if (site.place[s] >= 0) return dictionaries.place[site.place[s]][this.at];
    if (site.admin2[s] >= 0) return this.name(dictionaries.admin2[site.admin2[s]]);
    if (site.admin1[s] >= 0) return this.name(dictionaries.admin1[site.admin1[s]]);
    return this.country(site.country[s]);
  }

  title(i) {
    const { record } = this;
    const own = record.titles[i];
    if (own) return own[this.at] || own[0];
    const { kind: kinds, sub_kind: subs } = record.dictionaries;
    const kind = this.name(hasRest(record) ? subs[record.subKind[i]] : kinds[record.kind[i]]);
    const first = record.site.start[i];
    if (first === record.site.start[i + 1]) return kind;
    const country = this.country(record.site.country[first]);
    const place = this.place(first);
    if (place === country) return this.words.say("title.country", { kind, country });
    return this.words.say("title.composed", { kind, place, country });
  }

  #state(i) {
    return this.record.enums.deaths_state[this.record.deathsState[i]];
  }

  // For a narrow column; × stands for "no figure", as on the map.
  deaths(i) {
    const { retained, low, high } = this.record;
    const state = this.#state(i);
    if (state === "retained") return this.words.number(retained[i]);
    if (state === "none") return this.words.number(0);
    if (!this.retains(i) && !hasRest(this.record)) return "…";
    if (this.retains(i) || low[i] === NONE) return "×";
    return this.#range(low[i], high[i]);
  }

  #range(low, high) {
    return low === high ? this.words.number(low) : this.words.say("range", { low, high });
  }

  // A figure that somebody gives and no rule retains stands out from those that are.
  retains(i) {
    return !UNRETAINED.includes(this.#state(i));
  }

  deathsLabel(i) {
    const { retained, low, high } = this.record;
    const state = this.#state(i);
    if (state === "retained") return this.words.count("deaths.retained", retained[i]);
    if (!this.retains(i) && !hasRest(this.record)) return this.words.say("loading.label");
    if (this.retains(i) || low[i] === NONE) return this.words.say(`deaths.${state}`);
    return this.words.say(`deaths.${state}_range`, { range: this.#range(low[i], high[i]) });
  }

  // What a chosen filter value is called, in the list of active filters.
  value(filter, key) {
    const { dictionaries } = this.record;
    if (key === "none" && filter !== "fatalities") return this.words.say(`${filter}.none`);
    const entry = dictionaries[filter]?.find((candidate) => candidate.key === key);
    if (entry) return this.name(entry);
    const word = filter === "fatalities" ? `deaths.${key}` : `${filter}.${key}`;
    return this.words.has(word) ? this.words.say(word) : key;
  }
}
