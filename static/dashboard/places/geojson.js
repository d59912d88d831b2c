// Places from GeoJSON (RFC 7946): features with points and lines, in degrees, longitude first. Pure.

const NAMES = ["name", "Name", "NAME", "nom", "Nom", "NOM", "title", "label", "site", "lieu"];

export function fromGeojson(answer, into) {
  const features = answer?.type === "FeatureCollection" && Array.isArray(answer.features) ? answer.features : [answer];
  for (const [at, feature] of features.entries()) {
    const name = nameOf(feature?.properties);
    const where = { kind: "item", n: at + 1, name };
    const found = { sites: [], routes: [], areas: 0, strange: false };
    geometry(feature?.type === "Feature" ? feature.geometry : feature, found);
    if (found.areas) into.refuse(where, { why: "area" });
    if (found.strange) into.refuse(where, { why: "unreadable", field: "coordinates" });
    else if (found.sites.length || found.routes.length || !found.areas) into.add({ where, name, sites: found.sites, routes: found.routes });
  }
}

function nameOf(properties) {
  const key = NAMES.find((name) => ["string", "number"].includes(typeof properties?.[name]));
  return key ? String(properties[key]) : "";
}

function geometry(shape, found, depth = 0) {
  const { type, coordinates } = shape ?? {};
  if (Object.hasOwn(FORMS, type)) take(found, FORMS[type](coordinates));
  else if (type === "Polygon" || type === "MultiPolygon") found.areas += 1;
  else if (type === "GeometryCollection" && Array.isArray(shape.geometries) && depth < 8)
    for (const part of shape.geometries) geometry(part, found, depth + 1);
}

const FORMS = {
  Point: (point) => ({ sites: [point] }),
  MultiPoint: (points) => ({ sites: points }),
  LineString: (line) => ({ routes: [line] }),
  MultiLineString: (lines) => ({ routes: lines }),
};

function take(found, { sites = [], routes = [] }) {
  if (!isLine(sites) || !Array.isArray(routes) || !routes.every(isLine)) {
    found.strange = true;
    return;
  }
  found.sites.push(...sites.map(flat));
  found.routes.push(...routes.map((line) => line.map(flat)));
}

// Heights are left out.
const flat = ([lon, lat]) => [lon, lat];
const isLine = (line) => Array.isArray(line) && line.every(isPair);
const isPair = (pair) => Array.isArray(pair) && Number.isFinite(pair[0]) && Number.isFinite(pair[1]);
