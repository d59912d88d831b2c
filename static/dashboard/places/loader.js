// Bringing a file in: chosen or dropped, read in this browser, and taken once a person has seen what of
// it was refused. Nothing is sent.

import { build, write } from "../elements.js";
import { readPlaces } from "./reading.js";
import { createReview, isPlain } from "./review.js";

const ACCEPTED = ".csv,.tsv,.txt,.kml,.gpx,.geojson,.json";

export function createLoader(node, mine, { words, panel }) {
  const input = build("input", { type: "file", id: "mine-file", accept: ACCEPTED, hidden: true, onchange: chosen });
  const choose = build("button", { type: "button", class: "button primary mine-choose", onclick: () => input.click() }, words.say("places.choose"));
  const clear = build("button", { type: "button", class: "button mine-clear", onclick: empty }, words.say("places.clear"));
  const print = build("button", { type: "button", class: "button mine-print", onclick: () => globalThis.print() }, words.say("places.print"));
  const formats = build("p", { class: "small muted" }, words.say("places.formats"));
  const told = build("p", { class: "mine-told", role: "status" });
  const review = build("div", { class: "mine-review", hidden: true, tabindex: "-1", role: "group", "aria-label": words.say("places.review") });
  node.append(
    build("p", { class: "mine-promise" }, words.say("places.promise")),
    build("div", { class: "mine-actions" }, choose, input, print, clear),
    formats, told, review, help(words),
  );

  async function chosen() {
    const [file] = input.files;
    if (file) await open(file);
    input.value = "";
  }

  async function open(file) {
    write(told, words.say("places.reading", { file: file.name }));
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      answer(file.name, readPlaces(bytes, { held: mine.get().places, parseXml }));
    } catch (error) {
      if (error.name !== "NotFoundError" && error.name !== "NotReadableError") throw error;
      write(told, words.say("places.unreadable", { file: file.name }));
    }
  }

  function answer(file, read) {
    if (isPlain(read)) return take(read.places, file);
    write(told, "");
    review.hidden = false;
    review.replaceChildren(...createReview(read, { words, file, take: (places) => take(places, file), drop }));
    review.focus();
    return undefined;
  }

  function close() {
    review.hidden = true;
    review.replaceChildren();
  }

  function take(places, file) {
    close();
    const names = places.map((place, at) => ({ ...place, name: place.name || words.say("places.unnamed", { n: mine.get().places.length + at + 1 }) }));
    mine.set({ places: Object.freeze([...mine.get().places, ...names]) });
    write(told, words.count("places.taken", places.length, { file }));
    if (document.activeElement === document.body) choose.focus();
  }

  function drop() {
    close();
    write(told, words.say("places.dropped"));
    choose.focus();
  }

  function empty() {
    mine.set({ places: Object.freeze([]) });
    write(told, words.say("places.cleared"));
    choose.focus();
  }

  acceptDrops(panel, open);
  mine.subscribe(({ places }) => {
    for (const button of [clear, print]) button.hidden = places.length === 0;
    formats.hidden = places.length > 0;
    choose.classList.toggle("primary", places.length === 0);
  }, ["places"]);
}

function parseXml(text) {
  const document = new DOMParser().parseFromString(text, "application/xml");
  return document.querySelector("parsererror") ? null : document.documentElement;
}

// A file that falls beside the panel must not be opened in place of the page either.
function acceptDrops(panel, open) {
  const files = (event) => event.dataTransfer?.types.includes("Files");
  document.addEventListener("dragover", (event) => {
    if (!files(event)) return;
    event.preventDefault();
    const over = panel.contains(event.target);
    event.dataTransfer.dropEffect = over ? "copy" : "none";
    panel.classList.toggle("dropping", over);
  });
  document.addEventListener("dragleave", () => panel.classList.remove("dropping"));
  document.addEventListener("drop", (event) => {
    panel.classList.remove("dropping");
    if (!files(event)) return;
    event.preventDefault();
    if (panel.contains(event.target) && event.dataTransfer.files[0]) open(event.dataTransfer.files[0]);
  });
}

function help(words) {
  const sample = (name) => build("pre", { class: "mine-sample", tabindex: "0", role: "group", "aria-label": words.say(`places.help.${name}`) }, words.say(`places.sample.${name}`, { s: ";" }));
  return build("details", { class: "folded mine-help" },
    build("summary", {}, words.say("places.help")),
    ...["sites", "routes"].flatMap((name) => [build("p", { class: "small" }, words.say(`places.help.${name}`)), sample(name)]),
    build("p", { class: "small" }, words.say("places.help.kml")));
}
