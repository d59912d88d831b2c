// Prints a snapshot of a synthetic record as JSON: { manifest, files: { address: base64 } }.
//
//   node bench/synthetic_snapshot.js 15000

import { createHash } from "node:crypto";
import { crc32 } from "../static/dashboard/frames.js";
import { fixture } from "../tests/js/fixture_columns.js";
import { incidentsOf, joinBytes, written } from "../tests/js/fixture_snapshot.js";

const SECTIONS = ["first", "rest", "ids", "titles"];
const answer = fixture({ count: Number(process.argv[2]), seed: 3 });
const { dictionaries, parts } = written({
  incidents: incidentsOf(answer), words: answer.dictionaries, enums: answer.enums, given: true,
});
const files = {};

function keep(bytes) {
  const address = createHash("sha256").update(bytes).digest("hex").slice(0, 40);
  files[address] = Buffer.from(bytes).toString("base64");
  return { address, bytes: bytes.length, crc32: crc32(bytes) };
}

const each = (values) => Object.fromEntries(Object.entries(values).map(([name, bytes]) => [name, keep(bytes)]));
const label = {
  label: "public",
  rows: answer.count,
  dictionaries: each(dictionaries),
  parts: parts.map(({ part, ...sections }) => ({ part, sections: each(sections) })),
  bundles: SECTIONS.map((section) => ({
    section, parts: parts.map(({ part }) => part), ...keep(joinBytes(parts.map((part) => part[section]))),
  })),
};
const manifest = { format: 2, data_to: null, changed_at: null, labels: [label] };
process.stdout.write(JSON.stringify({ manifest, files }));
