// The record as the manifest names it, followed while the page is open. An address that is gone means
// that its part has just been built anew: the manifest is read again, with patience.

import { assemble } from "./snapshot.js";

const TRIES = 12;
const PAUSE_MS = 1000;
export const POLL_MS = 20_000;

export class NotBuilt extends Error {}

const waiting = (ms) => new Promise((done) => setTimeout(done, ms));

// `ask`: manifest() and the holding's needs. `pause(ms)` waits; `together` is
// `assemble`, or does the same elsewhere.
export function createFollowing(holding, ask, { pause = waiting, together = assemble } = {}) {
  let version = "";

  // The record, or null where it is as it was.
  async function next(onBytes) {
    for (let tries = 1; ; tries++) {
      try {
        return await once(onBytes);
      } catch (error) {
        const again = error instanceof NotBuilt || error.status === 404 || error.status === 410;
        if (!again || tries === TRIES) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  async function once(onBytes) {
    const manifest = await ask.manifest();
    if (manifest.labels.length === 0) throw new NotBuilt("no snapshot yet");
    const named = versionOf(manifest);
    if (named === version) return null;
    const labels = await holding.bring(manifest, onBytes);
    const record = await together({ labels, version: named, changed: manifest.changed_at });
    version = named;
    return record;
  }

  return { next };
}

// What the files together are called: the same name, the same record.
const versionOf = ({ labels }) =>
  labels.flatMap(({ dictionaries, parts }) => [
    ...Object.values(dictionaries), ...parts.flatMap(({ sections }) => Object.values(sections)),
  ]).map(({ address }) => address.slice(0, 8)).join("");
