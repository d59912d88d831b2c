// The dates of the record: the day of its newest incident, and apart from it when it last changed.

import { write } from "./elements.js";

export function createKeepingView(node, store, { words, dates, changed }) {
  store.subscribe(({ record }) => {
    const newest = record?.count ? record.day[record.count - 1] : null;
    write(node, newest === null ? "" : words.say("data_to", { when: dates.day(newest) }));
    const when = record?.changed && dates.instant(record.changed);
    write(changed, [node.textContent, when && words.say("changed_at", { when })].filter(Boolean).join(" · "));
    node.title = changed.textContent;
  }, ["record"]);
}
