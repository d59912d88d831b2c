// A file of sites and routes, whatever its format, which its first letters tell. Pure but for the
// XML parser that is handed in.

import { createBasket, MOST, short } from "./basket.js";
import { fromGeojson } from "./geojson.js";
import { fromGpx, fromKml } from "./kml.js";
import { fromTable } from "./table.js";

// Where this record looks: a place beyond it has nothing recorded near it.
export const REGION = { west: -18.5, south: 3, east: 25.5, north: 28 };
const FILE = { kind: "file", n: 0 };

// Older programs write French in Windows' letters, Excel's "Unicode text" in UTF-16.
export function textOf(bytes) {
  const [first, second] = new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, Math.min(2, bytes.byteLength));
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder("windows-1252").decode(bytes);
  }
}

// { places, refused, same }. `parseXml(text)`: the root element, or null where it is not well formed.
export function readPlaces(bytes, { held = [], parseXml }) {
  const into = createBasket(held);
  const problem = beforehand(bytes);
  if (problem) into.refuse(FILE, { why: problem, most: MOST.bytes / 1024 / 1024 });
  else take(textOf(bytes).replace(/^\ufeff/, ""), into, parseXml);
  const read = into.read();
  if (read.places.length + read.refused.length + read.same === 0) into.refuse(FILE, { why: "empty" });
  return read;
}

function beforehand(bytes) {
  const [first, second] = new Uint8Array(bytes.buffer ?? bytes, bytes.byteOffset ?? 0, Math.min(2, bytes.byteLength));
  if (bytes.byteLength > MOST.bytes) return "large";
  return first === 0x50 && second === 0x4b ? "packed" : "";
}

function take(text, into, parseXml) {
  const start = text.trimStart();
  if (start === "") return;
  if (start.startsWith("<")) takeXml(start, into, parseXml);
  else if (/^[{[]/.test(start)) takeJson(start, into);
  else if (text.includes("\0")) into.refuse(FILE, { why: "unknown" });
  else fromTable(text, into);
}

function takeXml(text, into, parseXml) {
  // Before the root element stand only declarations: entities of one's own are not expanded here.
  const prolog = text.slice(0, text.search(/<[A-Za-z_]/));
  if (/<!DOCTYPE/i.test(prolog.replace(/<!--.*?-->/gs, ""))) return into.refuse(FILE, { why: "doctype" });
  const root = parseXml(text);
  if (!root) return into.refuse(FILE, { why: "xml" });
  if (root.localName === "kml") return fromKml(root, into);
  return root.localName === "gpx" ? fromGpx(root, into) : into.refuse(FILE, { why: "unknown" });
}

function takeJson(text, into) {
  let answer;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    return into.refuse(FILE, { why: "json", value: short(error.message) });
  }
  return fromGeojson(answer, into);
}

const inRegion = ([lon, lat]) => lon >= REGION.west && lon <= REGION.east && lat >= REGION.south && lat <= REGION.north;
const outside = ({ lines }) => !lines.some((line) => line.some(inRegion));
const turned = ([lon, lat]) => [lat, lon];
const swapped = (place) => ({ ...place, lines: place.lines.map((line) => line.map(turned)) });

// Places of which no point lies in the region, and how many of them would if latitude and longitude
// were the other way round.
export function doubtsIn(places) {
  const beyond = places.filter(outside);
  return { beyond, turnable: beyond.filter((place) => canTurn(place) && !outside(swapped(place))).length };
}

const canTurn = ({ lines }) => lines.every((line) => line.every(([lon]) => Math.abs(lon) <= 90));

// Where most of a file is the wrong way round, all of it is; else only what is seen to be.
export function turnAround(places) {
  const whole = doubtsIn(places).turnable > places.length / 2;
  return places.map((place) => {
    const wrong = outside(place) && !outside(swapped(place));
    return canTurn(place) && (wrong || whole) ? swapped(place) : place;
  });
}
