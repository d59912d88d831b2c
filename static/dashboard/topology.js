// Decodes the base map (format: docs/data.md, "The base map"): pure, knows neither the page nor L.

/** Arcs of integers → arcs of [latitude, longitude] in degrees, as Leaflet takes them. */
export function decodeArcs(arcs, scale) {
  return arcs.map((arc) => {
    let x = 0;
    let y = 0;
    const line = [];
    for (let i = 0; i < arc.length; i += 2) {
      x += arc[i];
      y += arc[i + 1];
      line.push([y / scale, x / scale]);
    }
    return line;
  });
}

/** A ring (arc numbers; ~n is arc n backwards) → one line of points. */
export function joinRing(ring, arcs) {
  const line = [];
  for (const index of ring) {
    const arc = index < 0 ? arcs[~index].slice().reverse() : arcs[index];
    line.push(...(line.length ? arc.slice(1) : arc));
  }
  return line;
}

const named = (entry) => ({ en: entry.en, fr: entry.fr });

function label([key, longitude, latitude, en, fr = en]) {
  return { key, at: [latitude, longitude], en, fr };
}

function town([longitude, latitude, rank, en, fr = en]) {
  return { at: [latitude, longitude], rank, en, fr };
}

/**
 * The whole file → plain arrays of points. Rings are to be filled even-odd.
 * `units` are decoded when asked for: `unitRings(key)` gives [] for a unit without a polygon.
 */
export function decodeBaseMap(file) {
  const arcs = decodeArcs(file.arcs, file.scale);
  const lines = (indices) => indices.map((index) => arcs[index]);
  const rings = (list) => list.map((ring) => joinRing(ring, arcs));
  const mapped = (object) =>
    Object.fromEntries(Object.entries(object ?? {}).map(([key, list]) => [key, rings(list)]));
  const countries = Object.keys(file.units).filter((key) => key.length === 2);
  return {
    source: file.source,
    coast: lines(file.lines.coast),
    borders: lines(file.lines.borders),
    regions: lines(file.lines.regions),
    countries: Object.fromEntries(countries.map((key) => [key, rings(file.units[key])])),
    neighbours: mapped(file.neighbours),
    rivers: (file.rivers ?? []).map((river) => ({ ...named(river), lines: lines(river.arcs) })),
    lakes: (file.lakes ?? []).map((lake) => ({
      ...named(lake),
      rings: rings(lake.rings),
      at: [lake.at[1], lake.at[0]],
    })),
    countryLabels: (file.countryLabels ?? []).map(([longitude, latitude, en, fr]) => ({
      at: [latitude, longitude],
      en,
      fr,
    })),
    unitLabels: (file.unitLabels ?? []).map(label),
    towns: (file.towns ?? []).map(town),
    unitKeys: () => Object.keys(file.units),
    unitRings: (key) => rings(file.units[key] ?? []),
  };
}
