// The sums of the summary (dashboard/picture/summary.py): by month, and by square of the map. Pure.

// `columns` as they came; `kinds`: how many there are.
export function createMonthly({ months }, columns, kinds) {
  const sum = (name, from, to, width = 1) => {
    let total = 0;
    for (let at = from * width; at < to * width; at++) total += columns[name][at];
    return total;
  };
  return {
    months,
    // Of the months from `from` up to `to`, as the count line wants them.
    totals(from, to) {
      const incidents = sum("incidents", from, to, kinds);
      const withFigure = sum("figured", from, to);
      return {
        incidents, withFigure, withoutFigure: incidents - withFigure, notOnMap: sum("off_map", from, to), datasets: 1,
        deaths: sum("deaths", from, to, kinds), low: sum("low", from, to), high: sum("high", from, to),
      };
    },
    // Incidents of each square.
    squares(from, to) {
      const counts = new Int32Array(columns.column?.length ?? 0);
      for (let at = 0, code = 0; at < (columns.step?.length ?? 0); at++) {
        code += columns.step[at];
        const month = code % months;
        if (month >= from && month < to) counts[(code - month) / months] += columns.count[at];
      }
      return counts;
    },
  };
}

// Dots as the picture has them: paths by kind and width, "kind width" → d.
export function dotsOf(counts, { column, row, kind }) {
  const paths = new Map();
  for (let cell = 0; cell < counts.length; cell++) {
    if (counts[cell] === 0) continue;
    const key = `${kind[cell]} ${Math.round(2 * (1.5 + 2 * Math.log10(counts[cell])))}`;
    paths.set(key, `${paths.get(key) ?? ""}M${column[cell] + 0.5} ${row[cell] + 0.5}h0`);
  }
  return paths;
}
