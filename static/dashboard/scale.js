// Days, weeks and months along a line, and pixels <-> whole bars. Pure arithmetic.

import { civil, dayFrom, weekday } from "./dates.js";

export const UNITS = ["day", "week", "month"];
const LENGTH = { day: 1, week: 7, month: 30.44 };
const NARROWEST = 3;

// The first day of the bar that holds `day`.
export function startOf(unit, day) {
  if (unit === "day") return day;
  if (unit === "week") return day - weekday(day);
  const { year, month } = civil(day);
  return dayFrom(year, month, 1);
}

// `day` is the start of a bar; the start of the bar `count` later (or earlier).
export function step(unit, day, count) {
  if (unit !== "month") return day + count * LENGTH[unit];
  const { year, month } = civil(day);
  return dayFrom(year, month + count, 1);
}

// The starts of all bars from the one that holds `first` to the one that holds `last`, and the
// end of the last: n bars have n + 1 edges.
export function edges(unit, first, last) {
  const found = [];
  let day = startOf(unit, first);
  for (; day <= last; day = step(unit, day, 1)) found.push(day);
  return [...found, day];
}

// The finest unit whose bars keep a width that can be seen; for a short period, the unit that
// shows it in several bars.
export function chooseUnit({ first, last, period, width }) {
  const fits = (unit) => ((last - first + 1) / LENGTH[unit]) * NARROWEST <= width;
  const whole = UNITS.find(fits) ?? "month";
  const days = period ? period.before - period.after : Infinity;
  const close = days <= 31 ? "day" : days <= 183 ? "week" : "month";
  return UNITS[Math.min(UNITS.indexOf(whole), UNITS.indexOf(close))];
}

// The days that the line shows: all of them where their bars fit, else a window that holds the
// period in its middle and stays within the record.
export function windowOf({ unit, first, last, period, width }) {
  const bars = Math.floor(width / NARROWEST);
  const room = Math.floor(bars * LENGTH[unit]);
  if (unit === "month" || last - first + 1 <= room) return { first, last };
  const middle = period ? Math.floor((period.after + period.before) / 2) : last;
  const span = Math.max(room, period ? period.before - period.after : 0);
  const from = Math.max(first, Math.min(middle - Math.floor(span / 2), last - span + 1));
  return { first: from, last: Math.min(last, from + span - 1) };
}

export function barScale(marks, width) {
  const count = marks.length - 1;
  const size = width / count;

  function indexOf(day) {
    let low = 0;
    let high = count;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (marks[middle] <= day) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  const clamp = (value, most) => Math.max(0, Math.min(most, value));
  return {
    count,
    size,
    x: (index) => index * size,
    // Where a day stands, between its bar's edges.
    at(day) {
      if (day <= marks[0]) return 0;
      if (day >= marks[count]) return width;
      const index = indexOf(day);
      return (index + (day - marks[index]) / (marks[index + 1] - marks[index])) * size;
    },
    barAt: (pixel) => clamp(Math.floor(pixel / size), count - 1),
    edgeAt: (pixel) => clamp(Math.round(pixel / size), count),
    barOf: (day) => clamp(indexOf(day), count - 1),
  };
}

// Labels under the line: years, or months with the year at its first; never closer than `apart`.
export function ticks(marks, width, apart = 64) {
  const first = marks[0];
  const last = marks.at(-1);
  const perMonth = (width / (last - first)) * LENGTH.month;
  const months = [1, 2, 3, 6, 12, 24, 60, 120].find((count) => count * perMonth >= apart) ?? 240;
  const found = [];
  let { year, month } = civil(first);
  let day = dayFrom(year, month, 1);
  while (day < last) {
    ({ year, month } = civil(day));
    const fits = months < 12 ? (month - 1) % months === 0 : month === 1 && year % (months / 12) === 0;
    if (fits && day >= first) found.push({ day, year, yearly: month === 1 });
    day = step("month", day, 1);
  }
  return found;
}

// A round upper end for an axis, at least 1.
export function ceiling(highest) {
  if (highest <= 5) return Math.max(1, highest);
  const power = 10 ** Math.floor(Math.log10(highest));
  return [1, 1.5, 2, 3, 4, 5, 6, 8, 10].map((factor) => factor * power).find((top) => top >= highest);
}

// The period of the same length just before; whole months stay whole months.
export function before({ after, before: end }) {
  const from = civil(after);
  const to = civil(end);
  if (from.date === 1 && to.date === 1) {
    const months = (to.year - from.year) * 12 + to.month - from.month;
    return { after: step("month", after, -months), before: after };
  }
  return { after: after - (end - after), before: after };
}

// The change in percent, or null where the numbers are too small to say one.
export function change(now, then, smallest = 10) {
  if (now < smallest || then < smallest) return null;
  return Math.round(((now - then) / then) * 100);
}
