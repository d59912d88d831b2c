import assert from "node:assert/strict";
import test from "node:test";
import { isSite, MOST } from "../../static/dashboard/places/basket.js";
import { readDegrees } from "../../static/dashboard/places/degrees.js";
import { doubtsIn, readPlaces, textOf, turnAround } from "../../static/dashboard/places/reading.js";

const bytes = (text) => new TextEncoder().encode(text);
const noXml = () => assert.fail("XML was parsed");
const read = (text, more = {}) => readPlaces(typeof text === "string" ? bytes(text) : text, { parseXml: noXml, ...more });
const sites = (text) => read(text).places.map(({ name, lines }) => [name, ...lines[0][0]]);
const why = (found) => found.refused.map(({ where, why: reason, field }) => [where.kind, where.n, reason, field ?? ""]);

// An element as an XML parser gives it, as far as it is looked at.
const element = (localName, ...inside) => {
  const children = inside.filter((one) => typeof one !== "string" && one.localName);
  const text = inside.filter((one) => typeof one === "string").join("");
  const attributes = inside.find((one) => typeof one !== "string" && !one.localName) ?? {};
  return { localName, children, textContent: text + children.map((one) => one.textContent).join(""), getAttribute: (name) => attributes[name] ?? null };
};
const parsed = (root) => readPlaces(bytes("<kml/>"), { parseXml: () => root });

test("a table is read with English or French heads, any usual separator and decimal comma", () => {
  const wanted = [["Djibo", -1.63, 14.1], ["Ménaka", 2.4, 15.92]];
  for (const text of [
    "name,lat,lon\nDjibo,14.1,-1.63\nMénaka,15.92,2.4\n",
    "\ufeffNom;Latitude;Longitude\r\nDjibo;14,1;-1,63\r\nMénaka;15,92;2,40\r\n",
    "SITE\tY\tX\nDjibo\t14.1\t-1.63\n\n\nMénaka\t15.92\t2.4",
    'lng,nom,lat\n"-1,63","Djibo","14,1"\n"2,40","Ménaka","15,92"\n',
    "sep=;\nname;lat;lon\nDjibo;14.1;-1.63\nMénaka;15.92;2.4",
    "Lieu ; GPS Latitude ; GPS Longitude\nDjibo;14°06′N;1°37′48″W\nMénaka;15 55.2 N;2 24 00 E",
  ]) assert.deepEqual(sites(text), wanted, text);
});

test("a cell between quotation marks holds separators, line ends and doubled marks", () => {
  const text = 'name,lat,lon\n"Bureau ""A"",\nGao",16.27,-0.04\nDjibo,14.1,x\n';
  const found = read(text);
  assert.deepEqual(found.places[0].name, 'Bureau "A", Gao');
  assert.deepEqual(why(found), [["line", 4, "unreadable", "longitude"]]);
});

test("French letters of Windows and UTF-16 are understood", () => {
  const latin = Uint8Array.from("nom;lat;lon\nM\xe9naka;15,92;2,4", (letter) => letter.charCodeAt(0));
  assert.equal(read(latin).places[0].name, "Ménaka");
  const wide = new Uint8Array(["\ufeff", ..."nom\tlat\tlon\nMénaka\t15,92\t2,4"].flatMap((letter) => [letter.charCodeAt(0) & 255, letter.charCodeAt(0) >> 8]));
  assert.equal(read(wide).places[0].name, "Ménaka");
  assert.equal(textOf(bytes("é")), "é");
});

test("each line that cannot be taken is named with its field, and the others are taken", () => {
  const found = read("name,lat,lon\nA,14,1\nB,,1\nC,14.x,1\nD,91,1\nE,14,200\nF,14\nG,14,1,-1,63\nH,1627170,-4470\n");
  assert.deepEqual(found.places.map(({ name }) => name), ["A"]);
  assert.deepEqual(why(found), [
    ["line", 3, "missing", "latitude"], ["line", 4, "unreadable", "latitude"], ["line", 5, "range", "latitude"],
    ["line", 6, "range", "longitude"], ["line", 7, "missing", "longitude"], ["line", 8, "cells_comma", ""], ["line", 9, "range", "latitude"],
  ]);
});

test("without columns for degrees the whole file is refused, and what it has is told", () => {
  const found = read("id;commune;date\n1;Gao;x\n");
  assert.deepEqual(why(found), [["line", 1, "columns", "latitude"]]);
  assert.equal(found.refused[0].value, "id, commune, date");
  assert.deepEqual(why(read("name,lat,lon\n")), [["file", 0, "empty", ""]]);
  assert.deepEqual(why(read('name,lat,lon\n"A,14,1')).slice(0, 1), [["line", 2, "quote", ""]]);
});

test("rows of a route column are one route, in their order; one point is none", () => {
  const found = read("axe;lat;lon\nGao – Ansongo;16,27;-0,04\nGao – Ansongo;15,66;0,5\nseul;14;1\n");
  assert.deepEqual(found.places, [{ name: "Gao – Ansongo", folder: "", lines: [[[-0.04, 16.27], [0.5, 15.66]]] }]);
  assert.deepEqual(why(found), [["line", 4, "short", ""]]);
  const named = read("name,route,lat,lon\nA,RN16,14,1\nB,RN16,15,1\n");
  assert.ok(named.places.every(isSite));
});

test("geometry as text gives points and lines, and refuses areas", () => {
  const found = read('name,wkt\nA,POINT (1 14)\nB,"LINESTRING(1 14, 2 15 300)"\nC,"MULTIPOINT((1 14),(2 14))"\nD,"POLYGON((1 1,2 2,1 2,1 1))"\n');
  assert.deepEqual(found.places.map(({ name, lines }) => [name, lines]), [
    ["A", [[[1, 14]]]], ["B", [[[1, 14], [2, 15]]]], ["C 1", [[[1, 14]]]], ["C 2", [[[2, 14]]]],
  ]);
  assert.deepEqual(why(found), [["line", 5, "area", "geometry"]]);
});

test("degrees are read as people write them, and never guessed", () => {
  const read = [["14.1", 14.1], ["-1,63", -1.63], ["+2", 2], ["−1.5", -1.5], ["14°", 14], ["1.63 O", -1.63], ["W1.63", -1.63], ["1°30'36\"E", 1.51], ["0 45.5", 0.7583333333333333]];
  for (const [text, value] of read) assert.ok(Math.abs(readDegrees(text, "longitude") - value) < 1e-9, text);
  for (const text of ["", "x", "14,1,2", "14°75′", "1 N", "-1 W", "1e3", "0x10", "14.1.2"]) assert.equal(readDegrees(text, "longitude"), null, text);
  assert.equal(readDegrees("14 S", "latitude"), -14);
});

test("KML gives points, lines and several of them, with their folder; areas and links are refused", () => {
  const found = parsed(element("kml", element("Document", element("name", "all"),
    element("Folder", element("name", "Axes"),
      element("Placemark", element("name", "RN17"), element("LineString", element("coordinates", "\n -0.04,16.27,0 0.5, 15.66 ,0\n"))),
      element("Placemark", element("name", "both"), element("MultiGeometry",
        element("Point", element("coordinates", "1,14")), element("LineString", element("coordinates", "1,14 2,15")), element("LineString", element("coordinates", "3,14 4,15"))))),
    element("Placemark", element("name", "zone"), element("Polygon", element("outerBoundaryIs"))),
    element("Placemark", element("name", "walk"), element("Track", element("when", "x"), element("coord", "1 14 0"), element("coord", "1 15 0"))),
    element("Placemark", element("name", "one"), element("LineString", element("coordinates", "1,14"))),
    element("Placemark", element("name", "none")),
    element("Placemark", element("name", "bad"), element("Point", element("coordinates", "a,b"))),
    element("NetworkLink", element("name", "far")),
  )));
  assert.deepEqual(found.places.map(({ name, folder, lines }) => [name, folder, lines]), [
    ["RN17", "Axes", [[[-0.04, 16.27], [0.5, 15.66]]]],
    ["both", "Axes", [[[1, 14]]]],
    ["both", "Axes", [[[1, 14], [2, 15]], [[3, 14], [4, 15]]]],
    ["walk", "", [[[1, 14], [1, 15]]]],
  ]);
  assert.deepEqual(why(found), [["item", 3, "area", ""], ["item", 5, "short", ""], ["item", 6, "nothing", ""], ["item", 7, "unreadable", "coordinates"], ["item", 8, "link", ""]]);
});

test("GPX gives way points, routes and tracks", () => {
  const at = (name, lat, lon) => element(name, { lat, lon });
  const found = parsed(element("gpx",
    element("wpt", { lat: "14.1", lon: "-1.63" }, element("name", "Djibo")),
    element("rte", element("name", "R"), at("rtept", "14", "1"), at("rtept", "15", "1")),
    element("trk", element("name", "T"), element("trkseg", at("trkpt", "14", "1"), at("trkpt", "14", "2")), element("trkseg")),
    element("wpt", { lat: "14.1" }, element("name", "half"))));
  assert.deepEqual(found.places.map(({ name, lines }) => [name, lines]), [
    ["Djibo", [[[-1.63, 14.1]]]], ["R", [[[1, 14], [1, 15]]]], ["T", [[[1, 14], [2, 14]]]],
  ]);
  assert.deepEqual(why(found), [["item", 2, "unreadable", "coordinates"]]);
});

test("GeoJSON gives points and lines; areas and broken coordinates are refused", () => {
  const feature = (name, type, coordinates) => ({ type: "Feature", properties: { name }, geometry: { type, coordinates } });
  const found = read(JSON.stringify({ type: "FeatureCollection", features: [
    feature("A", "Point", [1, 14, 300]), feature("B", "LineString", [[1, 14], [2, 14]]), feature("C", "MultiPoint", [[1, 15], [1, 16]]),
    feature("D", "Polygon", [[[1, 1], [2, 2], [1, 2], [1, 1]]]), feature("E", "Point", ["1", "14"]), feature("F", "LineString", 7), { type: "Feature", geometry: null },
    { type: "Feature", properties: { nom: "G" }, geometry: { type: "GeometryCollection", geometries: [{ type: "Point", coordinates: [3, 14] }] } }, null,
  ] }));
  assert.deepEqual(found.places.map(({ name }) => name), ["A", "B", "C 1", "C 2", "G"]);
  assert.deepEqual(why(found), [["item", 4, "area", ""], ["item", 5, "unreadable", "coordinates"], ["item", 6, "unreadable", "coordinates"], ["item", 7, "nothing", ""], ["item", 9, "nothing", ""]]);
  assert.deepEqual(why(read("{oops")), [["file", 0, "json", ""]]);
});

test("entities of a file's own are refused before anything is parsed", () => {
  const bomb = '<?xml version="1.0"?>\n<!-- x --><!DOCTYPE kml [<!ENTITY a "aaaaaaaaaa">]><kml>&a;</kml>';
  assert.deepEqual(why(read(bomb)), [["file", 0, "doctype", ""]]);
  const root = element("kml");
  assert.deepEqual(why(readPlaces(bytes("<kml><![CDATA[<!DOCTYPE html>]]></kml>"), { parseXml: () => root })), [["file", 0, "empty", ""]]);
  assert.deepEqual(why(readPlaces(bytes("<kml>"), { parseXml: () => null })), [["file", 0, "xml", ""]]);
  assert.deepEqual(why(readPlaces(bytes("<html/>"), { parseXml: () => element("html") })), [["file", 0, "unknown", ""]]);
});

test("packed, oversized and strange files are refused as what they are", () => {
  assert.deepEqual(why(read("PK\u0003\u0004")), [["file", 0, "packed", ""]]);
  assert.deepEqual(why(read(new Uint8Array(MOST.bytes + 1))), [["file", 0, "large", ""]]);
  assert.deepEqual(why(read("a\0b")), [["file", 0, "unknown", ""]]);
  assert.deepEqual(why(read(" \n ")), [["file", 0, "empty", ""]]);
});

test("no more than 2,000 places, counting those that are there; what is there already is taken once", () => {
  const rows = (count) => `name,lat,lon\n${Array.from({ length: count }, (_, at) => `P${at},14,${at / 1000}`).join("\n")}`;
  const found = read(rows(2002));
  assert.equal(found.places.length, MOST.places);
  assert.deepEqual(why(found), [["line", 2002, "many", ""], ["line", 2003, "many", ""]]);
  const again = read(rows(3), { held: read(rows(2)).places });
  assert.deepEqual([again.places.length, again.same], [1, 2]);
  const long = read(`name,wkt\nL,"LINESTRING(${Array.from({ length: MOST.points + 1 }, (_, at) => `${at % 2} 14`).join(",")})"`);
  assert.deepEqual(why(long), [["line", 2, "long", ""]]);
});

test("names are one line, without control letters, and not endless", () => {
  const [{ name }] = read(`name,lat,lon\n"<b>\u202e x\n${"y".repeat(200)}",14,1\n`).places;
  assert.ok(name.startsWith("<b> x yyy"));
  assert.equal(name.length, MOST.letters);
});

test("latitude and longitude the wrong way round are noticed and turned", () => {
  const { places } = read("name,lat,lon\nDjibo,-1.63,14.1\nNiamey,2.1,13.5\nN'Djamena,15.05,12.1\nParis,48.8,2.3\n");
  const { beyond, turnable } = doubtsIn(places);
  assert.deepEqual(beyond.map(({ name }) => name), ["Djibo", "Niamey", "Paris"]);
  assert.equal(turnable, 2);
  // Half of them are not most of them: only what is seen to be wrong is turned.
  assert.deepEqual(turnAround(places).map(({ lines }) => lines[0][0]), [[-1.63, 14.1], [2.1, 13.5], [12.1, 15.05], [2.3, 48.8]]);
  assert.deepEqual(turnAround(places.slice(0, 3)).map(({ lines }) => lines[0][0]), [[-1.63, 14.1], [2.1, 13.5], [15.05, 12.1]]);
  assert.equal(doubtsIn(turnAround(places.slice(0, 3))).beyond.length, 0);
});
