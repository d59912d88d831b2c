// The bytes of the snapshot's files as columns (docs/snapshot.md, "A frame"). Pure.

const MAGIC = 0x33534756; // "VGS3", read as a little-endian number
const TYPES = { 1: Uint8Array, 2: Uint16Array, 4: Uint32Array };
const utf8 = new TextDecoder("utf-8", { fatal: true });

export class FramesError extends Error {}

// The frames of a file, in its order: [{ header, columns: { name: typed array }, text }]; `text` is
// null where a frame has none. `expected` may hold `bytes` and `crc32` as the manifest gives them: a
// bundle cut off between two frames is only noticed by these. Columns of one byte are views of
// `content`. Throws FramesError.
export function decodeFrames(content, expected = {}) {
  const bytes = content instanceof Uint8Array ? content : new Uint8Array(content);
  if (expected.bytes !== undefined && expected.bytes !== bytes.length)
    throw new FramesError(`${bytes.length} bytes instead of ${expected.bytes}`);
  if (expected.crc32 !== undefined && expected.crc32 !== crc32(bytes))
    throw new FramesError("the bytes are damaged");
  const frames = [];
  let at = 0;
  do {
    at = addTogether(frames, bytes, at);
  } while (at < bytes.length);
  return frames;
}

// Frames that travel together: their headers, then their columns in turns, then their texts.
function addTogether(frames, bytes, at) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  if (bytes.length - at < 8 || view.getUint32(at, true) !== MAGIC)
    throw new FramesError(`no frame begins at byte ${at}`);
  let end = at + 4;
  const take = (size) => {
    if (bytes.length - end < size) throw new FramesError(`the frame at byte ${at} is cut off`);
    end += size;
    return bytes.subarray(end - size, end);
  };
  const number = () => view.getUint32(take(4).byteOffset - bytes.byteOffset, true);
  const together = [];
  for (let left = number(); left > 0; left--) {
    const header = json(take(number()));
    together.push({ header, columns: {}, text: null, described: described(header) });
  }
  const most = Math.max(0, ...together.map(({ described: { length } }) => length));
  for (let turn = 0; turn < most; turn++)
    for (const { columns, described: list } of together) {
      if (turn >= list.length) continue;
      const [name, width, count] = list[turn];
      columns[name] = column(take(width * count), width);
    }
  for (const { header, columns } of together)
    frames.push({ header, columns, text: header.text ? json(take(header.text)) : null });
  return end;
}

function json(bytes) {
  try {
    return JSON.parse(utf8.decode(bytes));
  } catch (error) {
    throw new FramesError("damaged text in a frame", { cause: error });
  }
}

const size = (value) => Number.isSafeInteger(value) && value >= 0;

function described(header) {
  const { columns = [], text = 0 } = header ?? {};
  const sound = (one) => Array.isArray(one) && typeof one[0] === "string" && one[1] in TYPES && size(one[2]);
  const named = header !== null && typeof header === "object" && !Array.isArray(header);
  if (!named || !Array.isArray(columns) || !columns.every(sound) || !size(text))
    throw new FramesError("a header that describes no frame");
  return columns;
}

function column(planes, width) {
  if (width === 1) return planes;
  const count = planes.length / width;
  return width === 2 ? pairs(planes, count) : quads(planes, count);
}

// The higher bytes, then the lower ones in their order.
function pairs(planes, count) {
  const values = new Uint16Array(count);
  const next = new Uint32Array(257);
  for (let i = 0; i < count; i++) next[planes[i] + 1] += 1;
  next[0] = count;
  for (let high = 1; high < 256; high++) next[high] += next[high - 1];
  for (let i = 0; i < count; i++) values[i] = (planes[i] << 8) | planes[next[planes[i]]++];
  return values;
}

function quads(planes, count) {
  const values = new Uint32Array(count);
  const [second, third, fourth] = [count, 2 * count, 3 * count];
  for (let i = 0; i < count; i++)
    values[i] = planes[i] | (planes[second + i] << 8) | (planes[third + i] << 16) | (planes[fourth + i] << 24);
  return values;
}

// Slicing by 16: table t holds what a byte does to the sum t bytes later, so that 16 bytes are
// folded in at once.
const SLICES = 16;
let slices = null;

function tables() {
  const made = new Int32Array(SLICES * 256);
  for (let byte = 0; byte < 256; byte++) {
    let sum = byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
    made[byte] = sum;
  }
  for (let at = 256; at < made.length; at++) {
    const before = made[at - 256];
    made[at] = (before >>> 8) ^ made[before & 255];
  }
  return made;
}

// CRC-32 as in zlib, unsigned.
export function crc32(bytes) {
  slices ??= tables();
  const table = slices;
  const whole = bytes.length - (bytes.length % SLICES);
  let sum = foldWhole(table, bytes, whole);
  for (let at = whole; at < bytes.length; at++) sum = (sum >>> 8) ^ table[(sum ^ bytes[at]) & 255];
  return ~sum >>> 0;
}

function foldWhole(t, b, end) {
  let sum = -1;
  for (let at = 0; at < end; at += SLICES) {
    sum =
      t[3840 + ((b[at] ^ sum) & 255)] ^
      t[3584 + ((b[at + 1] ^ (sum >>> 8)) & 255)] ^
      t[3328 + ((b[at + 2] ^ (sum >>> 16)) & 255)] ^
      t[3072 + (b[at + 3] ^ (sum >>> 24))] ^
      t[2816 + b[at + 4]] ^
      t[2560 + b[at + 5]] ^
      t[2304 + b[at + 6]] ^
      t[2048 + b[at + 7]] ^
      t[1792 + b[at + 8]] ^
      t[1536 + b[at + 9]] ^
      t[1280 + b[at + 10]] ^
      t[1024 + b[at + 11]] ^
      t[768 + b[at + 12]] ^
      t[512 + b[at + 13]] ^
      t[256 + b[at + 14]] ^
      t[b[at + 15]];
  }
  return sum;
}
