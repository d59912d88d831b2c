// The sentences of the page, in its language. They come with the page, from the one catalogue.

export function createWords(texts, language) {
  const locale = language === "en" ? "en-GB" : language;
  const numbers = new Intl.NumberFormat(locale);
  const plural = new Intl.PluralRules(locale);

  const number = (value) => numbers.format(value);

  // {name} in a sentence is replaced; numbers are written the way the language writes them.
  function say(key, values = {}) {
    const sentence = texts[key] ?? key;
    return sentence.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      if (value === undefined) return whole;
      return typeof value === "number" ? number(value) : value;
    });
  }

  // A sentence that changes with a number: `key.one`, `key.other`.
  function count(key, n, values = {}) {
    const form = `${key}.${plural.select(n)}`;
    return say(form in texts ? form : `${key}.other`, { n, ...values });
  }

  // A change in percent with its sign, never a bare number.
  function percent(value) {
    const sign = value > 0 ? "+" : value < 0 ? "−" : "±";
    return say("number.percent", { n: `${sign}${number(Math.abs(value))}` });
  }

  const has = (key) => key in texts;

  return { language, say, count, number, percent, has };
}
