// What filtering and mapping a record rest on, made once. Pure; for a large record it takes longer than
// a page may stand still, and so it is made beside the page (assembler.js).

import { sideBySide } from "./combinations.js";
import { actorsIn } from "./dimensions.js";
import { createLinks } from "./links.js";
import { createLists } from "./lists.js";
import { createSpots } from "./spots.js";

export const prepare = (record) => ({ ...prepareCounts(record), spots: createSpots(record) });

export function prepareCounts(record) {
  const lists = createLists(record);
  const links = createLinks(record);
  const actors = actorsIn(record, [], false);
  return { lists, links, actors, beside: sideBySide([...lists.combinations, actors], links.size) };
}
