import assert from "node:assert/strict";
import test from "node:test";
import { plainFirst, plainRest } from "../../static/dashboard/coding.js";
import { decodeFrames } from "../../static/dashboard/frames.js";
import { random } from "./fixture_columns.js";
import { codedFrames } from "./fixture_snapshot.js";

const IN_FIRST = ["kind", "sub_kind", "deaths_state", "retained", "sites", "place"];
const IN_REST = [
  "date_precision", "span", "dataset", "certainty", "contested", "low", "high", "parties", "actor", "role", "attribution",
  "via", "sources", "source", "tags", "tag",
];

function drawn(next, { rows, places, actors }) {
  const below = (limit) => Math.floor(next() * limit);
  const each = (limit, count = rows) => Array.from({ length: count }, () => below(limit));
  const sum = (sizes) => sizes.reduce((total, size) => total + size, 0);
  const [sites, parties, sources, tags] = [each(3), each(4), each(3), each(6)];
  const many = sum(parties);
  const first = {
    per_day: [rows], kind: each(4), sub_kind: each(9), deaths_state: each(6), retained: each(100_000),
    sites, place: each(places, sum(sites)),
  };
  const rest = {
    date_precision: each(5), span: each(300), dataset: each(3), certainty: each(4), contested: each(32), low: each(9),
    high: each(400), parties, actor: each(actors, many), role: each(6, many), attribution: each(6, many), via: each(2, many),
    sources, source: each(300, sum(sources)), tags, tag: each(9, sum(tags)), grouped: [], group_hi: [], group_lo: [],
  };
  return { first, rest };
}

test("columns come back as they were before they were coded, however wide their numbers", () => {
  const sizes = [{ rows: 300, places: 5, actors: 2 }, { rows: 200, places: 3000, actors: 500 }, { rows: 400, places: 200_000, actors: 100_000 }];
  for (const [at, size] of sizes.entries()) {
    const { first, rest } = drawn(random(at + 1), size);
    const bytes = codedFrames((kind) => ({ kind, part: "2019", rows: size.rows, first_day: 0 }), first, rest);
    const [one, other] = [bytes.first, bytes.rest].map((content) => decodeFrames(content)[0]);
    const plain = plainFirst(one);
    const more = plainRest(other, plain);
    for (const name of IN_FIRST) assert.deepEqual([...plain[name]], first[name], name);
    for (const name of IN_REST) assert.deepEqual([...more[name]], rest[name], name);
  }
});
