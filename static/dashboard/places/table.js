// Places from a table (CSV): a column for the latitude, one for the longitude, and the name; or
// geometry as text (WKT). Rows of a `route` column, without names of their own, are one route. Pure.

import { cellsOf } from "./csv.js";
import { LIMITS, readDegrees } from "./degrees.js";

const SEPARATORS = [";", "\t", ","];
const COLUMNS = {
  latitude: ["lat", "latitude", "y", "latdd", "ycoord", "coordy", "gpslatitude", "gpslat", "latitudewgs84", "pointy"],
  longitude: ["lon", "lng", "long", "longitude", "x", "londd", "longdd", "xcoord", "coordx", "gpslongitude", "gpslon", "gpslong", "longitudewgs84", "pointx"],
  geometry: ["wkt", "geometry", "geom", "wktgeom", "geometrie", "thegeom"],
  name: ["name", "nom", "site", "nomdusite", "nomsite", "sitename", "lieu", "place", "placename", "localite", "village", "libelle", "label", "titre", "title", "designation"],
  route: ["route", "axe", "itineraire", "trajet", "piste", "ligne", "line", "track"],
  folder: ["folder", "dossier", "groupe", "group", "type", "categorie", "category"],
};
const WKT = /^(?:SRID=4326;)?\s*(POINT|LINESTRING|MULTIPOINT|MULTILINESTRING)\s*(?:Z|M|ZM)?\s*\((.*)\)\s*$/is;

const folded = (text) => text.normalize("NFD").replace(/[^a-z0-9]/gi, "").toLowerCase();

// `into`: see createBasket in basket.js.
export function fromTable(text, into) {
  const told = /^sep=(.)\r?\n/i.exec(text);
  const tables = (told ? [told[1]] : SEPARATORS).map((separator) => readTable(text, separator, told ? 1 : 0));
  const table = tables.find(({ columns }) => placed(columns)) ?? widest(tables);
  if (table.broken) into.refuse({ kind: "line", n: table.broken }, { why: "quote" });
  if (!placed(table.columns)) return void lacking(table, into);
  const routes = new Map();
  for (const row of table.rows) takeRow(row, table, { into, routes });
  for (const { where, name, line } of routes.values()) into.add({ where, name, routes: [line] });
  return undefined;
}

function readTable(text, separator, skipped) {
  const { rows, broken } = cellsOf(text.replaceAll("\r\n", "\n").replaceAll("\r", "\n"), separator);
  const [header = { cells: [] }, ...rest] = rows.slice(skipped);
  const names = header.cells.map(folded);
  const columns = Object.entries(COLUMNS).map(([column, known]) => [column, names.findIndex((name) => known.includes(name))]);
  return { header: header.cells, rows: rest, broken, columns: Object.fromEntries(columns), decimal: separator === "," };
}

const placed = ({ latitude, longitude, geometry }) => (latitude >= 0 && longitude >= 0) || geometry >= 0;

const widest = (tables) => tables.reduce((most, table) => (table.header.length > most.header.length ? table : most));

function lacking({ header, columns }, into) {
  const field = columns.latitude < 0 ? "latitude" : "longitude";
  into.refuse({ kind: "line", n: 1 }, { why: "columns", field, value: header.slice(0, 12).join(", ") });
}

function takeRow({ line, cells }, { header, columns, decimal }, { into, routes }) {
  const where = { kind: "line", n: line };
  if (cells.slice(header.length).some(Boolean))
    return into.refuse(where, { why: decimal ? "cells_comma" : "cells", value: String(cells.length), most: header.length });
  const cell = (column) => (columns[column] >= 0 ? (cells[columns[column]] ?? "") : "");
  const row = { where: { ...where, name: cell("name") }, name: cell("name"), folder: cell("folder") };
  if (columns.geometry >= 0 && cell("geometry")) return takeWkt(row, cell("geometry"), into);
  const lat = degreesOf(row.where, cell("latitude"), { axis: "latitude", into });
  const lon = lat === null ? null : degreesOf(row.where, cell("longitude"), { axis: "longitude", into });
  if (lon === null) return undefined;
  if (columns.name < 0 && cell("route")) return along(routes, cell("route"), { where, point: [lon, lat] });
  return into.add({ ...row, sites: [[lon, lat]] });
}

function degreesOf(where, text, { axis, into }) {
  const value = text === "" ? null : readDegrees(text, axis);
  const why = text === "" ? "missing" : value === null ? "unreadable" : Math.abs(value) > LIMITS[axis] ? "range" : "";
  if (why === "") return value;
  into.refuse(where, { why, field: axis, value: text });
  return null;
}

function along(routes, name, { where, point }) {
  const route = routes.get(name);
  if (route) route.line.push(point);
  else routes.set(name, { where: { ...where, name }, name, line: [point] });
}

function takeWkt(row, text, into) {
  const found = WKT.exec(text);
  if (!found) return into.refuse(row.where, { why: /^\s*(MULTI)?POLYGON/i.test(text) ? "area" : "unreadable", field: "geometry", value: text });
  const [, kind, body] = found;
  const lists = /LINE/i.test(kind) ? body.split(/\)\s*,\s*\(/) : body.split(",");
  const lines = lists.map((list) => list.replace(/[()]/g, "").split(",").map((pair) => pair.trim().split(/\s+/).slice(0, 2).map(Number)));
  return into.add({ ...row, ...(/LINE/i.test(kind) ? { routes: lines } : { sites: lines.flat() }) });
}
