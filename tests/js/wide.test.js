// In a file, and so in a process, of its own: loops that have met other types of arrays are slower.

import assert from "node:assert/strict";
import test from "node:test";
import { decodeFrames } from "../../static/dashboard/frames.js";
import { assemble } from "../../static/dashboard/snapshot.js";
import { fixture } from "./fixture_columns.js";
import { SECTIONS } from "./fixture_labels.js";
import { joinBytes } from "./fixture_snapshot.js";
import { wide } from "./fixture_wide.js";


test("a million incidents", (t) => {
  const { dictionaries: words, enums } = fixture({ count: 3, actors: 400 });
  words.dataset.forEach((entry, at) => {
    entry.rank = at;
  });
  const { dictionaries, parts } = wide({ count: 1_000_000, words, enums });
  const files = Object.fromEntries(SECTIONS.map((section) => [section, joinBytes(parts.map((part) => part[section]))]));
  const round = () => {
    const began = performance.now();
    const label = {
      dictionaries: Object.fromEntries(Object.entries(dictionaries).map(([name, bytes]) => [name, decodeFrames(bytes)[0]])),
      frames: Object.fromEntries(SECTIONS.map((section) => [section, decodeFrames(files[section])])),
    };
    const decoded = performance.now();
    const record = assemble({ labels: [label] });
    return { record, decoding: decoded - began, assembling: performance.now() - decoded };
  };
  const held = process.memoryUsage().arrayBuffers;
  for (const name of ["cold", "again", "again"]) {
    const { record, decoding, assembling } = round();
    assert.equal(record.count, 1_000_000);
    assert.ok(record.site.lon.every((lon) => Number.isNaN(lon) || (lon >= -17 && lon < 23)), "on the map that the page shows");
    assert.ok(record.site.lat.every((lat) => lat >= 10 && lat < 25));
    const began = performance.now();
    assert.equal(record.indexOf(record.idOf(999_999)), 999_999);
    t.diagnostic(`${name}: decoded in ${decoding.toFixed()} ms, assembled in ${assembling.toFixed()} ms; an id found in ${(performance.now() - began).toFixed(1)} ms`);
  }
  const bytes = Object.values(files).reduce((sum, { length }) => sum + length, 0);
  t.diagnostic(`${(bytes / 1e6).toFixed()} MB of frames, ${((process.memoryUsage().arrayBuffers - held) / 1e6).toFixed()} MB of arrays at most (three records, as far as they are not collected)`);
});
