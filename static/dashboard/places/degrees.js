// Degrees as people write them: 14.1 · 14,1 · -1.63 · 14°06′N · 14 06 30 N · 1.63 O. Pure.

const LETTERS = { latitude: { N: 1, S: -1 }, longitude: { E: 1, W: -1, O: -1 } };
export const LIMITS = { latitude: 90, longitude: 180 };
const PLAIN = /^([+-]?)(\d+(?:[.,]\d+)?)\s*°?$/;
const PARTS = /^([+-]?)(\d{1,3})\s*[°º:d\s]\s*(\d{1,2}(?:[.,]\d+)?)\s*(?:['′’:m\s]\s*(?:(\d{1,2}(?:[.,]\d+)?)\s*(?:"|″|”|''|s)?)?)?$/i;

// Degrees, or null where the text cannot be read as such. `axis`: latitude or longitude.
export function readDegrees(text, axis) {
  const plain = text.replace(/[\u2212\u2013]/g, "-").replace(/[\u00a0\u202f]/g, " ").trim();
  const { rest, sign } = withoutLetter(plain, axis);
  const value = sign === null ? null : sizeOf(rest);
  if (value === null || (sign !== 0 && value.negative)) return null;
  return (sign || (value.negative ? -1 : 1)) * value.size;
}

// A letter of the other axis makes the sign null.
function withoutLetter(text, axis) {
  const found = /^([NSEWO])\s*(.*)$/i.exec(text) ?? /^(.*?)\s*([NSEWO])$/i.exec(text);
  if (!found) return { rest: text, sign: 0 };
  const [letter, rest] = found[1].length === 1 && /[NSEWO]/i.test(found[1]) ? [found[1], found[2]] : [found[2], found[1]];
  return { rest, sign: LETTERS[axis][letter.toUpperCase()] ?? null };
}

const number = (text) => Number((text ?? "0").replace(",", "."));

function sizeOf(text) {
  const plain = PLAIN.exec(text);
  if (plain) return { negative: plain[1] === "-", size: number(plain[2]) };
  const parts = PARTS.exec(text);
  if (!parts) return null;
  const [minutes, seconds] = [number(parts[3]), number(parts[4])];
  if (minutes >= 60 || seconds >= 60) return null;
  return { negative: parts[1] === "-", size: Number(parts[2]) + minutes / 60 + seconds / 3600 };
}
