// My places on paper: made when the page is printed with them open, gone afterwards. It tells neither
// the address of the page nor where the places are.

import { today } from "../dates.js";
import { build } from "../elements.js";
import { listNear } from "./nearby.js";
import { createWording } from "./wording.js";

// Longer lists are no reading on paper.
const MOST = 100;

export function createPrinting(mine, { store, words, dates, namesOf }) {
  const wording = createWording({ words, dates, namesOf });
  let sheet = null;

  function clear() {
    sheet?.remove();
    sheet = null;
    document.body.classList.remove("printing-mine");
  }

  addEventListener("beforeprint", () => {
    clear();
    const { seen, shown, places } = mine.get();
    if (!seen || !shown || places.length === 0 || store.get().selected) return;
    sheet = build("section", { class: "mine-sheet" }, ...head(mine.get()), table(mine.get()), ...foot(seen));
    document.body.append(sheet);
    document.body.classList.add("printing-mine");
  });
  addEventListener("afterprint", clear);

  function head({ seen, km }) {
    const line = (text) => build("p", {}, text);
    return [
      build("h1", {}, words.say("places.print.title")),
      line(words.say("places.print.reach", { km, spans: wording.spans(seen) })),
      line(wording.filters({ filters: store.get().filters, record: seen.record })),
      line(words.say("places.print.made", { day: dates.day(today()) })),
    ];
  }

  function table({ seen, rows, km }) {
    const columns = ["place", "now", "before"].map((name) => build("th", { scope: "col" }, words.say(`places.print.${name}`)));
    return build("table", {}, build("thead", {}, build("tr", {}, ...columns)), ...rows.map((row) => bodyOf(row, { seen, km })));
  }

  function bodyOf(row, { seen, km }) {
    const { place, now } = row;
    const name = build("th", { scope: "row" }, place.name, place.folder ? build("small", {}, ` ${place.folder}`) : null);
    const counts = build("tr", { class: "mine-sheet-place" }, name, build("td", {}, words.number(now)), build("td", {}, wording.compared(row, seen.record)));
    const hits = listNear(seen, place, { km });
    const lines = hits.slice(0, MOST).map((hit) => build("li", {}, lineOf(hit, seen.record)));
    if (hits.length > MOST) lines.push(build("li", {}, words.count("places.print.more", hits.length - MOST)));
    const list = lines.length ? build("tr", {}, build("td", { colspan: "3" }, build("ul", {}, ...lines))) : null;
    return build("tbody", {}, counts, list);
  }

  function lineOf(hit, record) {
    const names = namesOf(record);
    return [dates.day(record.day[hit.i]), names.title(hit.i), names.deathsLabel(hit.i), wording.distance(hit)].join(" · ");
  }

  function foot(seen) {
    const lines = [...wording.reserves(seen), words.say("places.print.data", { sources: wording.credits(seen).join(" / ") })];
    return [build("ul", { class: "mine-sheet-foot" }, ...lines.map((line) => build("li", {}, line)))];
  }
}
