// Regions have dates: where a country was divided anew, old and new units overlap, and a map can
// show only one division. Pure.

// The units to colour, one division per country: the one that holds more of what is counted.
// `units`: keys with polygons; `current`: those that exist today; `value(key)`: what is counted.
export function division(units, current, value) {
  const byCountry = new Map();
  for (const key of units) {
    if (key.length === 2) continue;
    const country = key.slice(0, 2);
    const sides = byCountry.get(country) ?? { today: [], earlier: [] };
    (current.has(key) ? sides.today : sides.earlier).push(key);
    byCountry.set(country, sides);
  }
  const sum = (keys) => keys.reduce((total, key) => total + value(key), 0);
  const shown = new Set();
  const older = [];
  for (const [country, { today, earlier }] of byCountry) {
    const old = earlier.length > 0 && sum(earlier) > sum(today);
    if (old) older.push(country);
    for (const key of old ? earlier : today) shown.add(key);
  }
  return { shown, older };
}
