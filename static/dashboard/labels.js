// Which names the map writes, and where: none over another, the weightier first. Pure.

const FROM_ZOOM = { country: 3.5, capital: 4.25, town: [4.25, 5, 6.25, 7.25, 8.25], region: 6.75, water: 6.25 };
const RANKS = FROM_ZOOM.town.length - 1;

// Candidates at this zoom, weightiest first: { kind, lon, lat, text }. `ground` is decoded.
export function candidates(ground, zoom, language) {
  const found = [];
  const add = (kind, from, { at, en, fr }) => {
    const text = (language === "fr" && fr) || en;
    if (zoom >= from && text) found.push({ kind, lat: at[0], lon: at[1], text });
  };
  const towns = (wanted) => ground.towns.filter(({ rank }) => (rank === 0) === wanted);
  for (const town of towns(true)) add("capital", FROM_ZOOM.capital, town);
  if (zoom < 8) for (const country of ground.countryLabels) add("country", FROM_ZOOM.country, country);
  for (const town of towns(false)) add("town", FROM_ZOOM.town[Math.min(RANKS, town.rank)], town);
  for (const unit of ground.unitLabels) add("region", FROM_ZOOM.region, unit);
  for (const lake of ground.lakes) add("water", FROM_ZOOM.water, lake);
  return found;
}

// Keeps those that fit. `measure(label)` gives their box { left, top, right, bottom } in pixels.
export function placed(labels, measure) {
  const boxes = [];
  return labels.filter((label) => {
    const box = measure(label);
    if (!box || boxes.some((other) => meets(box, other))) return false;
    boxes.push(box);
    return true;
  });
}

const meets = (one, other) =>
  one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;
