// Wiring, and nothing else: make the store, make the views, bring in what the state asks for.

import { createActiveView } from "./active.js";
import { followAddress, readAddress } from "./address.js";
import { getDossier, getFile, getFound, getJson, getMatches } from "./api.js";
import { createAssembling } from "./assembling.js";
import { createBasemapView } from "./basemap.js";
import { createChipsView } from "./chips.js";
import { createCountingView } from "./counting.js";
import { createCountlineView } from "./countline.js";
import { createDates } from "./dates.js";
import { createDensityView } from "./density.js";
import { createDossierView } from "./dossier.js";
import { createDrawView } from "./draw.js";
import { createFollowing } from "./following.js";
import { createHolding } from "./holding.js";
import { createLanguagesView } from "./languages.js";
import { createMap } from "./leaflet.js";
import { createLegendView } from "./legend.js";
import { isSlow } from "./link.js";
import { createListView } from "./list.js";
import { createLoading } from "./loading.js";
import { createMapView } from "./map.js";
import { createMineView } from "./mine.js";
import { createKeepingView } from "./keeping.js";
import { mindMenus } from "./menus.js";
import { createModesView } from "./modes.js";
import { createNames } from "./names.js";
import { besideSheets } from "./narrow.js";
import { createNoticeView } from "./notice.js";
import { createPeriodView } from "./period.js";
import { createPicturedView } from "./pictured.js";
import { createRailView } from "./rail.js";
import { createRegionsView } from "./regions.js";
import { createScalebarView } from "./scalebar.js";
import { createSearchView } from "./search.js";
import { createSharingView } from "./sharing.js";
import { createSheetsView } from "./sheets.js";
import { createSightView } from "./sight.js";
import { createSpotView } from "./spot.js";
import { hasRest } from "./stages.js";
import { createDerive, INITIAL } from "./state.js";
import { createStore } from "./store.js";
import { createTimelineView } from "./timeline.js";
import { createViewportView } from "./viewport.js";
import { styled } from "./styled.js";
import { createSyntheticView } from "./synthetic.js";
import { createWords } from "./words.js";

const page = document.querySelector("#dashboard");
const at = (name) => page.querySelector(`[data-view="${name}"]`);
const urls = page.dataset;
const language = document.documentElement.lang;
await styled(document.head);
const words = createWords(await getJson(urls.wordsUrl), language);
const dates = createDates(language);
const known = {
  unknown: JSON.parse(document.querySelector("#unknown").textContent),
  languages: [...at("languages").querySelectorAll("[data-lang]")].map(({ dataset }) => dataset.lang),
};

const named = new WeakMap();
function namesOf(record) {
  if (!named.has(record)) named.set(record, createNames(record, words));
  return named.get(record);
}

const asked = readAddress(known);
const [came] = performance.getEntriesByType("navigation");
const slow = isSlow({ link: asked.link, connection: navigator.connection, page: came });
const store = createStore({ ...INITIAL, ...asked, wanted: slow ? "first" : "all" }, createDerive());
const address = followAddress(store, known);
const map = createMap(at("map"), {
  view: store.get().view ?? { lon: 1.1, lat: 15.1, zoom: 5.25 },
  titles: { zoomIn: words.say("zoom.in"), zoomOut: words.say("zoom.out") },
});
const tools = { words, dates, namesOf, map, exportUrl: urls.incidentsUrl, ...address };

besideSheets(at("notice"), at("sheets"));
besideSheets(at("countline"), at("sheets"), page.querySelector(".map-foot"));
mindMenus();
createCountingView(store);
createBasemapView(map, store, tools);
createRegionsView(map, store, tools);
createDensityView(map, store, tools);
createMapView(map, store, tools);
createSightView(map, store);
createDrawView(map, store, { ...tools, node: at("draw") });
createViewportView(map, store);
createScalebarView(at("scalebar"), store, tools);
createModesView(at("modes"), store, tools);
createLegendView(at("legend"), store, tools);
createSpotView(at("spot"), store, tools);
createCountlineView(at("countline"), store, tools);
createChipsView(at("chips"), store, tools);
createActiveView(at("active"), store, tools);
createRailView(at("rail"), store, tools);
createPeriodView(at("period"), store, tools);
createTimelineView(at("timeline"), store, tools);
createListView(at("list"), store, tools);
createDossierView(at("dossier"), store, tools);
createSearchView(at("search"), store, tools);
createSharingView(at("sharing"), store, tools);
createLanguagesView(at("languages"), store, tools);
createSheetsView(at("sheets"), store, tools);
createMineView(at("mine"), store, { ...tools, doors: [at("mine-door"), at("mine-menu")], forgetUrl: urls.forgetUrl });
createNoticeView(at("notice"), store, tools);
createSyntheticView(at("synthetic"), store);
createPicturedView(page.querySelectorAll('[data-view="picture"]'), store);
createKeepingView(at("data-to"), store, { ...tools, changed: at("changed") });

store.subscribe(({ status, record }) => {
  performance.mark(`vigie-${status}`);
  if (record && hasRest(record)) performance.mark("vigie-rest");
}, ["status", "record"]);
addEventListener("themechange", (event) => store.set({ theme: event.detail }));
addEventListener("offline", () => store.set({ away: true }));
addEventListener("online", () => store.set({ away: false }));

const holding = createHolding({ file: ({ address }, how) => getFile(`${urls.snapshotUrl}files/${address}/`, how) });
const following = createFollowing(holding, { manifest: () => getJson(urls.snapshotUrl) }, { together: createAssembling(urls.assemblerUrl) });

createLoading(store, {
  record: following.next,
  basemap: () => getJson(urls.basemapUrl),
  basemapDetail: () => getJson(urls.basemapDetailUrl),
  matches: (q, signal) => getMatches(urls.matchesUrl, q, signal),
  found: (q, signal) => getFound(urls.searchUrl, q, signal),
  dossier: (id, signal) => getDossier(`${urls.pagesUrl}${id}/fragment/?${new URLSearchParams({ lang: language })}`, signal),
});
