// Civil days as whole numbers since 1 January 1970, and how they are written. No time zones: an
// incident's day is the day at its place.

const MILLISECONDS = 86_400_000;
const ISO = /^(\d{4})-(\d{2})-(\d{2})$/;

export function dayOf(iso) {
  const parts = ISO.exec(iso ?? "");
  if (!parts) return null;
  const day = dayFrom(Number(parts[1]), Number(parts[2]), Number(parts[3]));
  return isoOf(day) === iso ? day : null;
}

export function dayFrom(year, month, date) {
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, date);
  return Math.round(moment.getTime() / MILLISECONDS);
}

export function isoOf(day) {
  const { year, month, date } = civil(day);
  const pad = (number, width) => String(number).padStart(width, "0");
  return `${pad(year, 4)}-${pad(month, 2)}-${pad(date, 2)}`;
}

export function civil(day) {
  const moment = new Date(day * MILLISECONDS);
  return {
    year: moment.getUTCFullYear(),
    month: moment.getUTCMonth() + 1,
    date: moment.getUTCDate(),
  };
}

export const yearOf = (day) => civil(day).year;

// 0 is Monday: weeks run Monday to Sunday.
export function weekday(day) {
  return (((day + 3) % 7) + 7) % 7;
}

// The civil day now, where the reader is.
export function today(now = new Date()) {
  return dayFrom(now.getFullYear(), now.getMonth() + 1, now.getDate());
}

export function createDates(language) {
  // en-GB writes "Sept"; the glossary writes "Sep".
  const locale = language === "en" ? "en-US" : language;
  const month = new Intl.DateTimeFormat(locale, { month: "short", timeZone: "UTC" });
  const long = new Intl.DateTimeFormat(locale, { month: "long", timeZone: "UTC" });
  const moment = (day) => new Date(day * MILLISECONDS);
  const dateWord = (date) => (language === "fr" && date === 1 ? "1er" : String(date));

  const monthName = (day) => month.format(moment(day));

  function day(number) {
    const { year, date } = civil(number);
    return `${dateWord(date)} ${monthName(number)} ${year}`;
  }

  // Both days included; what the two share is written once.
  function range(first, last) {
    if (first === last) return day(first);
    const [from, to] = [civil(first), civil(last)];
    if (from.year !== to.year) return `${day(first)} – ${day(last)}`;
    if (from.month !== to.month)
      return `${dateWord(from.date)} ${monthName(first)} – ${day(last)}`;
    return `${dateWord(from.date)} – ${day(last)}`;
  }

  // An instant in UTC: "21 Nov 2026, 18:40 UTC", « 21 nov. 2026, 18 h 40 UTC ».
  function instant(text) {
    const when = new Date(text);
    const number = Math.floor(when.getTime() / MILLISECONDS);
    const minutes = String(when.getUTCMinutes()).padStart(2, "0");
    const hours = when.getUTCHours();
    const clock =
      language === "fr"
        ? `${hours}\u202fh\u202f${minutes}`
        : `${String(hours).padStart(2, "0")}:${minutes}`;
    return `${day(number)}, ${clock} UTC`;
  }

  return {
    day,
    iso: (text) => day(dayOf(text)),
    range,
    instant,
    monthName,
    monthYear: (number) => `${long.format(moment(number))} ${civil(number).year}`,
  };
}
