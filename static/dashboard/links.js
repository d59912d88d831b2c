// Incidents linked as the same: the groups with more than one member, each member by rank. Pure.

import { NONE } from "./columns.js";

// { size, start, rows, of }: the members of group g are rows[start[g]] to rows[start[g + 1] - 1], and
// of[i] is the group of an incident, or NONE.
export function createLinks({ count, group, rank }) {
  const members = sizesOf(group, count);
  const numbers = new Int32Array(members.length).fill(NONE);
  let size = 0;
  let linked = 0;
  for (let name = 0; name < members.length; name++) {
    if (members[name] < 2) continue;
    numbers[name] = size++;
    linked += members[name];
  }
  const of = new Int32Array(count).fill(NONE);
  const start = new Uint32Array(size + 1);
  for (let i = 0; i < count; i++) {
    if (group[i] === NONE || numbers[group[i]] === NONE) continue;
    of[i] = numbers[group[i]];
    start[of[i] + 1] += 1;
  }
  for (let g = 0; g < size; g++) start[g + 1] += start[g];
  return { size, start, of, rows: byRank({ of, start, rank }, linked) };
}

function sizesOf(group, count) {
  let most = NONE;
  for (let i = 0; i < count; i++) if (group[i] > most) most = group[i];
  const members = new Int32Array(most + 1);
  for (let i = 0; i < count; i++) if (group[i] !== NONE) members[group[i]] += 1;
  return members;
}

function byRank({ of, start, rank }, linked) {
  const rows = new Int32Array(linked);
  const next = start.slice();
  for (let i = 0; i < of.length; i++) if (of[i] !== NONE) rows[next[of[i]]++] = i;
  for (let g = 0; g + 1 < start.length; g++)
    rows.subarray(start[g], start[g + 1]).sort((one, other) => rank[one] - rank[other] || one - other);
  return rows;
}

// Groups by what their members fail. `alike`: for 0 and for each bit, { groups: those of which all
// members fail just that, rows: the one member of a group that fails that, where all others fail too
// much to count anywhere }. `mixed`: all other groups of which any member counts.
export function sorted(groups, links, mask) {
  const alike = new Map();
  const mixed = [];
  const held = (bits) => {
    if (!alike.has(bits)) alike.set(bits, { groups: [], rows: [] });
    return alike.get(bits);
  };
  for (const group of groups) {
    const { many, one, whole } = countingIn(links, group, mask);
    if (many === 1) held(mask[one]).rows.push(one);
    else if (whole) held(mask[one]).groups.push(group);
    else if (many > 0) mixed.push(group);
  }
  return { alike, mixed };
}

// How many members count anywhere, the first of them, and whether all do and fail the same.
function countingIn({ start, rows }, group, mask) {
  let [many, one, whole] = [0, NONE, true];
  for (let at = start[group], end = start[group + 1]; at < end; at++) {
    const bits = mask[rows[at]];
    const counts = (bits & (bits - 1)) === 0;
    if (counts && one === NONE) one = rows[at];
    many += counts ? 1 : 0;
    whole = whole && counts && bits === mask[one];
  }
  return { many, one, whole: whole && many > 1 };
}
