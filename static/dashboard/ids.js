// Permanent ids as two numbers of 30 bits: "VS-" and 12 characters of Crockford's base 32. Pure.

const PREFIX = "VS-";
const LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const HALF = 6;
export const HALF_MASK = 0x3fffffff;
const FORM = new RegExp(`^${PREFIX}[${LETTERS}]{${2 * HALF}}$`);

export const idFrom = (hi, lo) => PREFIX + letters(hi) + letters(lo);

function letters(half) {
  let text = "";
  for (let shift = 25; shift >= 0; shift -= 5) text += LETTERS[(half >>> shift) & 31];
  return text;
}

// [hi, lo], or null where the text is no id.
export function halvesOf(id) {
  if (!FORM.test(id)) return null;
  const at = PREFIX.length;
  return [number(id.slice(at, at + HALF)), number(id.slice(at + HALF))];
}

const number = (text) => [...text].reduce((sum, letter) => sum * 32 + LETTERS.indexOf(letter), 0);

// The row of an id, or -1. The native search finds the lower half, which is all but unique.
export function rowOf({ hi, lo }, id) {
  const halves = halvesOf(id);
  if (halves === null) return -1;
  let row = lo.indexOf(halves[1]);
  while (row >= 0 && hi[row] !== halves[0]) row = lo.indexOf(halves[1], row + 1);
  return row;
}

// Ids with a number each, in the order in which they came; an open-addressing table, because 60
// bits are too many for the key of a Map.
export class IdNumbers {
  #hi;
  #lo;
  #slots;
  size = 0;

  constructor(most) {
    this.#hi = new Uint32Array(most);
    this.#lo = new Uint32Array(most);
    this.#slots = new Int32Array(2 ** Math.ceil(Math.log2(2 * most + 2)));
  }

  // The number of an id that is there, or -1.
  find(hi, lo) {
    return this.#slots[this.#slotOf(hi, lo)] - 1;
  }

  // The number of an id, which is now there.
  add(hi, lo) {
    const slot = this.#slotOf(hi, lo);
    if (this.#slots[slot] === 0) {
      this.#hi[this.size] = hi;
      this.#lo[this.size] = lo;
      this.size += 1;
      this.#slots[slot] = this.size;
    }
    return this.#slots[slot] - 1;
  }

  #slotOf(hi, lo) {
    const slots = this.#slots;
    const last = slots.length - 1;
    const mixed = Math.imul(lo ^ Math.imul(hi, 0x9e3779b1), 0x85ebca6b);
    let slot = (mixed ^ (mixed >>> 15)) & last;
    while (slots[slot] !== 0) {
      const at = slots[slot] - 1;
      if (this.#lo[at] === lo && this.#hi[at] === hi) break;
      slot = (slot + 1) & last;
    }
    return slot;
  }
}
