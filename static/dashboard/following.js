// The record as the manifest names it, followed while the page is open. An address that is gone means
// that its part has just been built anew: the manifest is read again, with patience.

import { assemble, ready } from "./snapshot.js";
import { inStages, STAGES } from "./stages.js";

const TRIES = 12;
const PAUSE_MS = 1000;
export const POLL_MS = 20_000;

export class NotBuilt extends Error {}

const waiting = (ms) => new Promise((done) => setTimeout(done, ms));

// `ask`: manifest() and the holding's needs. `pause(ms)` waits; `together` is
// `assemble`, or does the same elsewhere.
export function createFollowing(holding, ask, { pause = waiting, together = assemble } = {}) {
  let version = "";
  let partial = false;

  // The record, or null where it is as it was. `until`: how many of the stages are wanted.
  // `onBytes(bytes, total)` hears how much of them has come; `onStage(record)` gets what can be shown
  // before all of it is there.
  async function next({ until = STAGES.length, onBytes = () => {}, onStage = () => {} } = {}) {
    for (let tries = 1; ; tries++) {
      try {
        return await once({ until, onBytes, onStage });
      } catch (error) {
        const again = error instanceof NotBuilt || error.status === 404 || error.status === 410;
        if (!again || tries === TRIES) throw error;
        await pause(PAUSE_MS);
      }
    }
  }

  async function once({ until, onBytes, onStage }) {
    const manifest = await ask.manifest();
    if (manifest.labels.length === 0) throw new NotBuilt("no snapshot yet");
    const named = `${until} ${versionOf(manifest)}`;
    if (named === version) return null;
    const assembled = async (labels) => together({ labels, version: named, changed: manifest.changed_at });
    const staged = inStages(manifest);
    const stages = staged ? STAGES.slice(0, until) : STAGES;
    const count = counting(holding.size(manifest, stages), onBytes);
    // A record that is shown already changes as a whole.
    const steps = (version && !partial) || !staged ? [stages] : stages.map((stage) => [stage]);
    const labels = await inSteps(steps, (step) => holding.bring(manifest, step, count), (found) => assembled(found).then(onStage));
    // Rows of several labels are told apart by their ids.
    const record = await assembled(ready(labels) ? labels : await holding.bring(manifest));
    version = named;
    partial = stages.length < STAGES.length;
    return record;
  }

  return { next };
}

function counting(total, hear) {
  let bytes = 0;
  return (more) => {
    bytes += more;
    hear(bytes, Math.max(bytes, total));
  };
}

// What came with a step is shown while the next one comes.
async function inSteps(steps, bring, show) {
  let labels = await bring(steps[0]);
  for (const step of steps.slice(1)) {
    const showing = ready(labels) ? show(labels) : null;
    [labels] = await Promise.all([bring(step), showing]);
  }
  return labels;
}

// What the files together are called: the same name, the same record.
const versionOf = ({ labels }) =>
  labels.flatMap(({ dictionaries, parts }) => [
    ...Object.values(dictionaries), ...parts.flatMap(({ sections }) => Object.values(sections)),
  ]).map(({ address }) => address.slice(0, 8)).join("");
