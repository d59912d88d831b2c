import assert from "node:assert/strict";
import test from "node:test";
import { crc32, decodeFrames, FramesError } from "../../static/dashboard/frames.js";
import { random } from "./fixture_columns.js";
import { frame, joinBytes, together } from "./fixture_snapshot.js";

const utf8 = new TextEncoder();

// As its definition has it, bit by bit.
function crcByBits(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

function drawn(next) {
  const below = (limit) => Math.floor(next() * limit);
  const limits = [1, 200, 256, 257, 65536, 65537, 2 ** 30, 2 ** 32];
  const columns = {};
  for (let many = below(6); many > 0; many--) {
    const limit = limits[below(limits.length)];
    columns[`column_${many}`] = Array.from({ length: below(40) }, () => below(limit));
  }
  const text = next() < 0.5 ? null : [["Timbuktu", "Tombouctou"], null, { key: "é — 😀", n: below(100) }];
  return { header: { kind: "rest", label: "public", part: `${below(3000)}`, rows: below(9), first_day: below(20000) - 10000 }, columns, text };
}

function check(decoded, { header, columns, text }) {
  for (const [name, value] of Object.entries(header)) assert.equal(decoded.header[name], value);
  assert.deepEqual(Object.keys(decoded.columns), Object.keys(columns));
  for (const [name, values] of Object.entries(columns)) assert.deepEqual([...decoded.columns[name]], values);
  assert.deepEqual(decoded.text, text);
}

test("frames come out as they went in, alone and one after the other", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const next = random(seed);
    const all = Array.from({ length: 1 + Math.floor(next() * 4) }, () => drawn(next));
    const bytes = seed % 2 ? together(all) : joinBytes(all.map(({ header, columns, text }) => frame(header, columns, text)));
    const decoded = decodeFrames(bytes, { bytes: bytes.length, crc32: crcByBits(bytes) });
    assert.equal(decoded.length, all.length);
    for (const [at, one] of all.entries()) check(decoded[at], one);
  }
});

test("a buffer, or a stretch within one, is as good as bytes of their own", () => {
  const one = drawn(random(7));
  const bytes = frame(one.header, one.columns, one.text);
  check(decodeFrames(bytes.buffer)[0], one);
  for (const before of [1, 2, 3, 5]) {
    const within = joinBytes([new Uint8Array(before), bytes, utf8.encode("VGS3")]).subarray(before, before + bytes.length);
    check(decodeFrames(within, { crc32: crc32(bytes) })[0], one);
  }
});

test("a column is as narrow as it was written", () => {
  const { columns } = decodeFrames(frame({ kind: "first" }, { one: [255], two: [256, 0], four: [65536] }))[0];
  assert.ok(columns.one instanceof Uint8Array);
  assert.ok(columns.two instanceof Uint16Array);
  assert.ok(columns.four instanceof Uint32Array);
});

test("a cut is noticed at every byte", () => {
  const bytes = frame({ kind: "titles", part: "2019" }, { row: [3, 400, 70000], id: [1] }, [["a", "à"]]);
  for (let length = 0; length < bytes.length; length++)
    assert.throws(() => decodeFrames(bytes.subarray(0, length)), FramesError, `${length} bytes`);
  const both = joinBytes([bytes, bytes]);
  for (let length = 0; length < both.length; length++) {
    assert.throws(() => decodeFrames(both.subarray(0, length), { bytes: both.length }), FramesError);
    if (length !== bytes.length) assert.throws(() => decodeFrames(both.subarray(0, length)), FramesError, `${length} bytes`);
  }
  assert.throws(() => decodeFrames(joinBytes([bytes, Uint8Array.of(0)])), FramesError);
});

test("another sum, or any other byte, is noticed", () => {
  const bytes = frame({ kind: "first" }, { kind: [1, 2, 3] });
  const expected = { bytes: bytes.length, crc32: crc32(bytes) };
  assert.throws(() => decodeFrames(bytes, { ...expected, crc32: expected.crc32 ^ 1 }), FramesError);
  for (let at = 0; at < bytes.length; at++) {
    const other = bytes.slice();
    other[at] ^= 1 << (at % 8);
    assert.throws(() => decodeFrames(other, expected), FramesError, `byte ${at}`);
  }
});

test("what is no frame is refused, not guessed", () => {
  const headed = (text, size = null) => {
    const head = typeof text === "string" ? utf8.encode(text) : text;
    const length = new Uint8Array(4);
    new DataView(length.buffer).setUint32(0, size ?? head.length, true);
    return joinBytes([utf8.encode("VGS3"), new Uint8Array([1, 0, 0, 0]), length, head]);
  };
  assert.deepEqual(decodeFrames(headed('{"kind":"first","new":[1]}'))[0].columns, {});
  const wrong = [
    utf8.encode("VGS1\0\0\0\0"), headed(""), headed("{"), headed("null"), headed("7"), headed(Uint8Array.of(0x22, 0xff, 0x22)),
    headed('{"columns":7}'), headed('{"columns":[7]}'), headed('{"columns":[["a",3,0]]}'), headed('{"columns":[["a",1,-1]]}'),
    headed('{"columns":[["a",1,0.5]]}'), headed('{"columns":[[5,1,0]]}'), headed('{"columns":[["a",4,1e15]]}'),
    headed('{"text":-1}'), headed('{"text":9}'), headed('{"text":"1"}'), headed("{}", 0xffffffff),
    joinBytes([headed('{"text":1}'), utf8.encode("{")]),
  ];
  for (const [at, bytes] of wrong.entries()) assert.throws(() => decodeFrames(bytes), FramesError, `case ${at}`);
});

test("the sum is that of zlib, whatever the length", () => {
  assert.equal(crc32(utf8.encode("123456789")), 0xcbf43926);
  const next = random(3);
  for (let length = 0; length < 100; length++) {
    const bytes = Uint8Array.from({ length }, () => next() * 256);
    assert.equal(crc32(bytes), crcByBits(bytes));
  }
});
