// Colours for what is painted on canvas: read from the style sheet, so that light and dark have
// one source.

const NAMES = [
  "land", "ground", "water", "river", "border", "border-minor", "label", "label-halo", "label-town",
  "ink", "paper", "ink-soft", "accent", "contested", "ramp-0", "ramp-1", "ramp-2", "ramp-3", "ramp-4",
  "axis", "hatch",
];
const KINDS = ["battles", "civilians", "explosions", "protests", "riots"];

export function readPalette(node = document.body) {
  const style = getComputedStyle(node);
  const colour = (name) => style.getPropertyValue(name).trim();
  const palette = Object.fromEntries(NAMES.map((name) => [name, colour(`--paint-${name}`)]));
  const other = colour("--kind-other");
  return {
    ...palette,
    font: style.fontFamily,
    kind: (key) => (KINDS.includes(key) ? colour(`--kind-${key}`) : other),
  };
}
