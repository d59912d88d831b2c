// What a file gave and what of it was refused: line, field and remedy, before anything is taken.

import { build } from "../elements.js";
import { doubtsIn, turnAround } from "./reading.js";

const SHOWN = 50;
const NAMED = 5;

// Nothing refused, nothing in doubt: nothing to look at first.
export const isPlain = ({ places, refused, same }) =>
  places.length > 0 && refused.length === 0 && same === 0 && doubtsIn(places).beyond.length === 0;

export function createReview({ places, refused, same }, { words, file, take, drop }) {
  const { beyond, turnable } = doubtsIn(places);
  const button = (text, act, more = "") => build("button", { type: "button", class: `button ${more}`, onclick: act }, text);
  const lines = [build("p", { class: "mine-strong" }, words.count("places.read", places.length, { file }))];
  if (same) lines.push(build("p", {}, words.count("places.same", same)));
  if (refused.length) lines.push(build("p", {}, words.count("places.refused", total(refused))), listed(grouped(refused), words));
  if (beyond.length) lines.push(build("p", {}, words.count("places.beyond", beyond.length, { names: namesOf(beyond, words) })));
  const choices = [];
  if (turnable) choices.push(button(words.count("places.swap", turnable), () => take(turnAround(places)), "mine-swap"));
  if (places.length) choices.push(button(words.count("places.take", places.length), () => take(places), turnable ? "mine-take" : "primary mine-take"));
  choices.push(button(words.say(places.length ? "places.drop" : "close"), drop, "mine-drop"));
  return [...lines, build("p", { class: "mine-actions" }, ...choices)];
}

const total = (refused) => refused.length;

// Beyond the most that the page takes, each more is refused for the same reason: said once.
function grouped(refused) {
  const many = refused.filter(({ why }) => why === "many");
  if (many.length < 2) return refused;
  const [first] = many;
  return [...refused.filter(({ why }) => why !== "many"), { ...first, why: "many_more", count: many.length }];
}

function listed(refused, words) {
  const items = refused.slice(0, SHOWN).map((one) => build("li", {}, lineOf(one, words)));
  const more = refused.length - items.length;
  if (more > 0) items.push(build("li", {}, words.count("places.more", more)));
  return build("ul", { class: "mine-refused" }, ...items);
}

export function lineOf({ where, why, field, value, most, count }, words) {
  const values = { value, most, n: count, field: field ? words.say(`places.field.${field}`) : "" };
  return words.say("places.line", { where: whereOf(where, words), why: words.say(`places.why.${why}`, values) });
}

function whereOf({ kind, n, name }, words) {
  return words.say(`places.where.${name ? `${kind}_named` : kind}`, { n, name });
}

function namesOf(places, words) {
  const names = places.slice(0, NAMED).map(({ name }) => name || words.say("places.nameless"));
  return names.join(", ") + (places.length > NAMED ? "…" : "");
}
