// Puts the record together: a large one in a worker, so that the page can be used meanwhile; a small one,
// or where there are no workers, at once.

import { FramesError } from "./frames.js";
import { rowsIn } from "./parts.js";
import { assemble, recordOf } from "./snapshot.js";

// Below this it takes no longer than a few frames.
const LARGE = 50_000;

// `url` is assembler.js. The function that comes back takes what `assemble` takes.
export function createAssembling(url, { Worker = globalThis.Worker, large = LARGE } = {}) {
  let away = Boolean(Worker);

  return async (asked) => {
    const rows = asked.labels.reduce((sum, { frames }) => sum + rowsIn(frames), 0);
    if (!away || rows < large) return assemble(asked);
    const { made, problem } = await inWorker(new Worker(url, { type: "module" }), asked);
    if (problem) throw new FramesError(problem);
    if (made) return recordOf(made);
    // Not to be had: this browser, or what stands between it and us, keeps workers from starting.
    away = false;
    return assemble(asked);
  };
}

function inWorker(worker, asked) {
  return new Promise((done) => {
    worker.addEventListener("message", ({ data }) => done(data));
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      done({});
    });
    worker.addEventListener("messageerror", () => done({}));
    worker.postMessage(asked);
  }).finally(() => worker.terminate());
}
