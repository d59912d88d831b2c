// Bits that say what an incident fails, one for each dimension. Pure.

import { BIT } from "./dimensions.js";

export const ALL = 0xffff;

export function clearBit(mask, bit) {
  const others = ALL & ~bit;
  for (let i = 0; i < mask.length; i++) mask[i] &= others;
}

export function setBit(mask, ok, bit) {
  for (let i = 0; i < mask.length; i++) mask[i] |= (ok[i] - 1) & bit;
}

export function setBitBy(mask, ids, failed, bit) {
  for (let i = 0; i < mask.length; i++) mask[i] |= -failed[ids[i]] & bit;
}

// No branch: it would be guessed wrong for every other incident.
export function meeting(found, mask, groups, { from, to }) {
  const others = ALL & ~BIT.time;
  let length = 0;
  for (let i = from; i < to; i++) {
    found[length] = i;
    length += (mask[i] & others) === 0 && groups[i] < 0 ? 1 : 0;
  }
  return length;
}

export function failing(found, mask, groups, { from, to, bit }) {
  const others = ALL & ~BIT.time;
  let length = 0;
  for (let i = from; i < to; i++) {
    found[length] = i;
    length += (mask[i] & others) === bit && groups[i] < 0 ? 1 : 0;
  }
  return length;
}

export function flipTime(mask, { from, to }) {
  for (let i = from; i < to; i++) mask[i] ^= BIT.time;
}
