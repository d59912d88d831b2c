import assert from "node:assert/strict";
import test from "node:test";
import { createFollowing, NotBuilt } from "../../static/dashboard/following.js";
import { crc32 } from "../../static/dashboard/frames.js";
import { createHolding } from "../../static/dashboard/holding.js";
import { answerOf, SECTIONS } from "./fixture_labels.js";
import { incidentsOf, joinBytes, written } from "./fixture_snapshot.js";

// A server with one label: its manifest and files, and what was asked of it.
function serverOf(...answers) {
  const files = new Map();
  const asked = [];
  const keep = (bytes) => {
    const crc = crc32(bytes);
    const address = `${crc}-${bytes.length}`.padEnd(40, "0");
    files.set(address, bytes);
    return { address, bytes: bytes.length, crc32: crc };
  };
  const manifests = answers.map((answer) => {
    const { dictionaries, parts } = written({
      incidents: incidentsOf(answer), words: answer.dictionaries, enums: answer.enums, given: true,
    });
    const sections = (part) => Object.fromEntries(SECTIONS.map((section) => [section, keep(part[section])]));
    const listed = parts.map((part) => ({ part: part.part, sections: sections(part) }));
    const bundles = SECTIONS.map((section) => ({
      section, parts: parts.map(({ part }) => part), ...keep(joinBytes(parts.map((part) => part[section]))),
    }));
    const named = Object.fromEntries(Object.entries(dictionaries).map(([name, bytes]) => [name, keep(bytes)]));
    return { format: 2, changed_at: "2026-11-24T20:00:00Z", labels: [{ label: "public", dictionaries: named, parts: listed, bundles }] };
  });
  let at = 0;
  return {
    asked,
    files,
    manifests,
    turn: () => {
      at += 1;
    },
    ask: {
      manifest: async () => manifests[at],
      file: async ({ address }, how = {}) => {
        asked.push(how.again ? `${address} again` : address);
        if (!files.has(address)) throw Object.assign(new Error("gone"), { status: 410 });
        return files.get(address);
      },
    },
  };
}

const answer = answerOf({ count: 300, seed: 3, places: 12 });
const corrected = { ...answer, incidents: { ...answer.incidents, certainty: answer.incidents.certainty.with(-1, (answer.incidents.certainty.at(-1) + 1) % 4) } };
const follow = (server, pause = async () => {}) => createFollowing(createHolding(server.ask), server.ask, { pause });

test("a first visit asks for dictionaries and bundles, and for nothing twice", async () => {
  const server = serverOf(answer);
  const following = follow(server);
  const record = await following.next();
  assert.equal(record.count, 300);
  assert.equal(record.changed, "2026-11-24T20:00:00Z");
  assert.equal(server.asked.length, 3 + SECTIONS.length);
  assert.equal(await following.next(), null);
  assert.equal(server.asked.length, 3 + SECTIONS.length);
});

test("of a change only the part that changed is asked for", async () => {
  const server = serverOf(answer, corrected);
  const following = follow(server);
  const before = await following.next();
  server.asked.length = 0;
  server.turn();
  const after = await following.next();
  assert.notEqual(after.version, before.version);
  assert.equal(after.certainty[299], corrected.incidents.certainty[299]);
  const last = server.manifests[1].labels[0].parts.at(-1).sections.rest.address;
  assert.deepEqual(server.asked, [last]);
});

test("how much has come is told, up to all of it", async () => {
  const told = [];
  await follow(serverOf(answer)).next({ onBytes: (bytes, total) => told.push([bytes, total]) });
  assert.deepEqual(told.map(([bytes]) => bytes), told.map(([bytes]) => bytes).toSorted((a, b) => a - b));
  assert.equal(told.at(-1)[0], told.at(-1)[1]);
});

test("bytes that were damaged on the way are asked for once more, past every cache", async () => {
  const server = serverOf(answer);
  const [{ address }] = server.manifests[0].labels[0].bundles;
  const whole = server.files.get(address);
  let first = true;
  const file = server.ask.file;
  server.ask.file = async (one, how) => {
    const bytes = await file(one, how);
    if (one.address !== address || !first) return bytes;
    first = false;
    const damaged = Uint8Array.from(bytes);
    damaged[damaged.length >> 1] ^= 1;
    return damaged;
  };
  assert.equal((await follow(server).next()).count, 300);
  assert.ok(server.asked.includes(`${address} again`));
  server.files.set(address, whole.slice(0, 100));
  await assert.rejects(follow(server).next(), /bytes instead of/);
});

test("an address that is gone makes the manifest be read again", async () => {
  const server = serverOf(answer, corrected);
  const gone = server.manifests[0].labels[0].parts.at(-1).sections.rest.address;
  const bundle = server.manifests[0].labels[0].bundles[1].address;
  for (const address of [gone, bundle]) server.files.delete(address);
  let pauses = 0;
  const record = await follow(server, async () => {
    pauses += 1;
    server.turn();
  }).next();
  assert.equal(pauses, 1);
  assert.equal(record.certainty[299], corrected.incidents.certainty[299]);
});

test("a snapshot that is not built yet is waited for, and not for ever", async () => {
  const server = serverOf(answer);
  server.manifests.unshift({ format: 2, labels: [] });
  const record = await follow(server, async () => server.turn()).next();
  assert.equal(record.count, 300);
  const never = { manifest: async () => ({ format: 2, labels: [] }) };
  await assert.rejects(createFollowing(createHolding(never), never, { pause: async () => {} }).next(), NotBuilt);
});

test("other errors are told at once", async () => {
  const ask = { manifest: async () => Promise.reject(Object.assign(new Error("away"), { status: 503 })) };
  await assert.rejects(createFollowing(createHolding(ask), ask, { pause: assert.fail }).next(), /away/);
});

test("the rows that words match are marked, whatever lies before them", async () => {
  const record = await follow(serverOf(answer)).next();
  const parts = serverOf(answer).manifests[0].labels[0].parts.map(({ part }) => part);
  const into = new Uint8Array(record.count);
  record.markRows("public", parts[0], { into, distances: [0, 2] });
  record.markRows("public", "1900", { into, distances: [0] });
  record.markRows("desk", parts[0], { into, distances: [1] });
  assert.deepEqual([...into.entries()].filter(([, mark]) => mark).map(([row]) => row), [0, 2]);
});
