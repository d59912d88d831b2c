// In what order the record comes, and what a page can do with what is there. Pure.

import { NONE } from "./columns.js";

export const STAGES = Object.freeze([
  { sections: ["first"], dictionaries: ["places", "names"] },
  { sections: ["rest"], dictionaries: [] },
  { sections: ["ids", "titles"], dictionaries: ["place_names"] },
]);

// A smaller record is there sooner in one go than in several. Bytes before compression.
const SMALL = 1_500_000;
// What these filters ask for stands in the second stage.
const LATER = ["sub_kind", "actor", "role", "certainty", "contested", "source", "dataset", "tag"];

// Sections of the rail that count by it.
export const LATER_SECTIONS = Object.freeze(["actor", "certainty", "contested", "dataset", "source", "tag"]);

export function inStages({ labels }) {
  const files = labels.flatMap(({ dictionaries, bundles }) => [...Object.values(dictionaries), ...bundles]);
  return files.reduce((sum, { bytes }) => sum + bytes, 0) >= SMALL;
}

export const hasRest = (record) => record?.stage?.rest !== false;
export const isWhole = (record) => hasRest(record) && record?.stage?.ids !== false;

// The filters ask for what is not there yet: nothing true can be said of them.
export const lacks = (record, filters) => !hasRest(record) && LATER.some((name) => filters[name]?.length > 0);

// What a click on an incident sets: without its id it is opened as soon as that has come.
export function choiceOf(record, i) {
  const selected = record.idOf(i);
  return selected ? { selected, opening: NONE } : { opening: i, wanted: "all" };
}
