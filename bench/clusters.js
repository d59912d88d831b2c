// The page of bench/clusters.html: the incidents that our page counts on its map as markers of
// Leaflet.markercluster, one for each, filtered by adding and removing them in bulk.

import { firstFrom, NONE } from "/static/dashboard/columns.js";
import { dayOf } from "/static/dashboard/dates.js";
import { createLinks } from "/static/dashboard/links.js";
import { loaded } from "/bench/brush.js";
import { painted } from "/bench/recording.js";

// Zoom levels as ours: from all of the region to a town.
const [WIDE, USUAL, CLOSE] = [4, 5, 13];

class Clusters {
  #markers = null;
  #shown;
  #done = null;

  constructor(record, { chunked, width, height }) {
    this.record = record;
    this.links = createLinks(record);
    this.chunked = chunked;
    this.#shown = new Uint8Array(record.count);
    Object.assign(document.querySelector("#map").style, { width: `${width}px`, height: `${height}px` });
    this.map = L.map("map", { center: [15.1, 1.1], zoom: USUAL, minZoom: WIDE, maxZoom: CLOSE });
    this.group = L.markerClusterGroup({
      animate: false, showCoverageOnHover: false, chunkedLoading: chunked,
      chunkProgress: (processed, total) => processed === total && this.#done?.(),
    }).addTo(this.map);
  }

  // From columns in memory to all of a period's incidents drawn, in ms.
  async first(span) {
    const began = performance.now();
    this.#makeMarkers();
    await this.#anew(this.#wanted(span));
    return await painted() - began;
  }

  // All are taken off, and those of the period put on.
  async anew(span) {
    const began = performance.now();
    this.group.clearLayers();
    await this.#anew(this.#wanted(span));
    return await painted() - began;
  }

  // Those that leave the period are taken off, those that enter it put on.
  async differing(span) {
    const began = performance.now();
    const wanted = this.#wanted(span);
    const shown = this.#shown;
    const [leaving, entering] = [[], []];
    for (let i = 0; i < wanted.length; i++) {
      if (shown[i] && !wanted[i]) leaving.push(this.#markers[i]);
      else if (wanted[i] && !shown[i]) entering.push(this.#markers[i]);
    }
    this.group.removeLayers(leaving);
    await this.#add(entering);
    this.#shown = wanted;
    return await painted() - began;
  }

  // How many the group holds, and how many the clusters and markers on the screen stand for.
  async counted() {
    this.map.setView([17.5, 3], WIDE, { animate: false });
    await painted();
    let drawn = 0;
    this.group._featureGroup.eachLayer((one) => {
      drawn += one.getChildCount ? one.getChildCount() : 1;
    });
    this.map.setView([15.1, 1.1], USUAL, { animate: false });
    return { held: this.group.getLayers().length, drawn };
  }

  #makeMarkers() {
    const { onMap, mappable, site, count } = this.record;
    this.#markers = Array.from({ length: count }, () => null);
    for (let i = 0; i < count; i++) {
      if (!onMap[i]) continue;
      let s = site.start[i];
      while (!mappable[s]) s += 1;
      this.#markers[i] = L.marker([site.lat[s], site.lon[s]]);
    }
  }

  // 1 for what the page counts on its map in a period: of linked incidents the first by rank.
  #wanted({ after, before }) {
    const { day, count, onMap } = this.record;
    const from = after ? firstFrom(day, dayOf(after)) : 0;
    const to = before ? firstFrom(day, dayOf(before)) : count;
    const wanted = new Uint8Array(count);
    for (let i = from; i < to; i++) wanted[i] = onMap[i] && this.links.of[i] === NONE ? 1 : 0;
    const { start, rows, size } = this.links;
    for (let g = 0; g < size; g++) {
      const first = rows.subarray(start[g], start[g + 1]).find((row) => row >= from && row < to);
      if (first !== undefined) wanted[first] = onMap[first];
    }
    return wanted;
  }

  async #anew(wanted) {
    await this.#add(this.#markers.filter((_, i) => wanted[i]));
    this.#shown = wanted;
  }

  #add(markers) {
    return new Promise((done) => {
      this.#done = done;
      this.group.addLayers(markers, true);
    });
  }
}

// What bench/clusters.py says, one after the other; window.answer is null until it is done.
let clusters = null;
window.ask = async (name, given) => {
  window.answer = null;
  if (name === "begin") clusters = new Clusters((await loaded()).record, given);
  window.answer = { value: name === "begin" ? true : await clusters[name](given) };
};
