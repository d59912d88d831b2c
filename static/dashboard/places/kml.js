// Places from KML and GPX, read from their elements: Placemark with Point, LineString, MultiGeometry
// or Track, in named folders; way points, routes and tracks. Nothing that a file links to is fetched.
// Pure: `root` is what an XML parser made.

const children = (node, ...names) => [...node.children].filter(({ localName }) => names.includes(localName));
const textOf = (node, name) => children(node, name)[0]?.textContent.trim() ?? "";

export function fromKml(root, into) {
  let count = 0;

  function walk(node, folder) {
    for (const child of node.children) {
      if (child.localName === "Placemark") placemark(child, folder);
      else if (child.localName === "NetworkLink") into.refuse({ kind: "item", n: ++count, name: textOf(child, "name") }, { why: "link" });
      else if (["Folder", "Document", "kml"].includes(child.localName)) walk(child, child.localName === "Folder" ? textOf(child, "name") : folder);
    }
  }

  function placemark(node, folder) {
    const name = textOf(node, "name");
    const where = { kind: "item", n: ++count, name };
    const found = { sites: [], routes: [], areas: 0 };
    for (const child of node.children) geometry(child, found);
    if (found.areas) into.refuse(where, { why: "area" });
    const { sites, routes } = found;
    if (sites.length || routes.length || !found.areas) into.add({ where, name, folder, sites, routes });
  }

  walk(root, "");
}

function geometry(node, found) {
  const { localName } = node;
  if (localName === "Point") found.sites.push(...pairsOf(textOf(node, "coordinates")));
  else if (localName === "LineString") found.routes.push(pairsOf(textOf(node, "coordinates")));
  else if (localName === "Track") found.routes.push(children(node, "coord").map((coord) => pair(coord.textContent.trim(), /\s+/)));
  else if (localName === "Polygon" || localName === "LinearRing") found.areas += 1;
  else if (localName === "MultiGeometry" || localName === "MultiTrack") for (const child of node.children) geometry(child, found);
}

const pair = (text, between) => {
  const [lon, lat] = text.split(between);
  return [degrees(lon), degrees(lat)];
};
const degrees = (text) => (/^[+-]?\d+(\.\d*)?([eE][+-]?\d+)?$/.test(text ?? "") ? Number(text) : NaN);

// "lon,lat,height lon,lat,height": spaces about the commas are forgiven.
const pairsOf = (text) => text.replace(/\s*,\s*/g, ",").split(/\s+/).filter(Boolean).map((part) => pair(part, ","));

export function fromGpx(root, into) {
  let count = 0;
  const point = (node) => [degrees(node.getAttribute("lon")), degrees(node.getAttribute("lat"))];
  const add = (node, found) => {
    const name = textOf(node, "name");
    into.add({ where: { kind: "item", n: ++count, name }, name, ...found });
  };
  const segments = (node) => children(node, "trkseg").map((part) => children(part, "trkpt").map(point));
  for (const node of children(root, "wpt")) add(node, { sites: [point(node)] });
  for (const node of children(root, "rte")) add(node, { routes: [children(node, "rtept").map(point)] });
  for (const node of children(root, "trk")) add(node, { routes: segments(node).filter((line) => line.length) });
}
