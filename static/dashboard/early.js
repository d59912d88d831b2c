// The first script of the page: small, for slow links. There it makes the picture that came with the
// page (dashboard/picture/) answer, by sums of months, and only then brings Leaflet and main.js;
// elsewhere it brings them at once.

import { getFile, getJson } from "./api.js";
import { decodeFrames } from "./frames.js";
import { isSlow } from "./link.js";
import { createSummary } from "./summary.js";
import { createWords } from "./words.js";

const page = document.querySelector("#dashboard");
const urls = page.dataset;

async function summarise() {
  const [texts, bytes] = await Promise.all([said, getFile(urls.summaryUrl)]);
  const words = createWords(texts, document.documentElement.lang);
  createSummary(page, decodeFrames(bytes)[0], { words });
  document.body.dataset.status = "summary";
  performance.mark("vigie-summary");
}

// main.js waits for them.
function style(href) {
  document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href }));
}

// In this order, whichever comes first.
function bring(type, src) {
  const script = Object.assign(document.createElement("script"), { type, src, async: false });
  document.body.append(script);
}

// main.js asks again, and tells where it fails.
const said = getJson(urls.wordsUrl);
said.catch(() => {});
const link = new URLSearchParams(document.location.search).get("link");
const [came] = performance.getEntriesByType("navigation");
const slow = isSlow({ link, connection: navigator.connection, page: came });
if (urls.summaryUrl && slow) {
  try {
    await summarise();
  } catch (error) {
    console.warn(`summary: ${error.message}`);
  }
}
urls.styles.split(" ").forEach(style);
bring("text/javascript", urls.leafletUrl);
bring("module", urls.scriptUrl);
