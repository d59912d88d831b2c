// Writes a snapshot of a synthetic record into a folder: manifest.json, and its files under their
// addresses. Up to 20,000 incidents are alike a real record (tests/js/fixture_columns.js); more are
// noise of the same sizes and widths, made in seconds (tests/js/fixture_wide.js).
//
//   node bench/synthetic_snapshot.js 1000000 FOLDER

import { createHash } from "node:crypto";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "../static/dashboard/frames.js";
import { fixture } from "../tests/js/fixture_columns.js";
import { incidentsOf, joinBytes, written } from "../tests/js/fixture_snapshot.js";
import { wide } from "../tests/js/fixture_wide.js";

const SECTIONS = ["first", "rest", "ids", "titles"];
const LIKE_REAL = 20_000;
const [count, folder] = [Number(process.argv[2]), process.argv[3]];

function made() {
  const answer = fixture({ count: Math.min(count, LIKE_REAL), actors: 400, seed: 3 });
  const { dictionaries: words, enums } = answer;
  words.dataset.forEach((entry, rank) => {
    entry.rank = rank;
  });
  if (count > LIKE_REAL) return wide({ count, words, enums });
  return written({ incidents: incidentsOf(answer), words, enums, given: true });
}

function keep(bytes) {
  const address = createHash("sha256").update(bytes).digest("hex").slice(0, 40);
  writeFileSync(join(folder, address), bytes);
  return { address, bytes: bytes.length, crc32: crc32(bytes) };
}

const each = (values) => Object.fromEntries(Object.entries(values).map(([name, bytes]) => [name, keep(bytes)]));
const { dictionaries, parts } = made();
const label = {
  label: "public",
  rows: count,
  dictionaries: each(dictionaries),
  parts: parts.map(({ part, ...sections }) => ({ part, sections: each(sections) })),
  bundles: SECTIONS.map((section) => ({
    section, parts: parts.map(({ part }) => part), ...keep(joinBytes(parts.map((part) => part[section]))),
  })),
};
const manifest = { format: 4, data_to: null, changed_at: null, labels: [label] };
writeFileSync(join(folder, "manifest.json"), JSON.stringify(manifest));
