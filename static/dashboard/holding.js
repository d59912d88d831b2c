// The frames of the snapshot that the page holds, and how they are brought up to a manifest
// (docs/snapshot.md). What is held under its address is never asked for again. `ask.file(file,
// { again })` gives the bytes of a file.

import { decodeFrames, FramesError } from "./frames.js";
import { STAGES } from "./stages.js";

const SECTIONS = STAGES.flatMap(({ sections }) => sections);

export function createHolding(ask) {
  const held = new Map();

  // The labels as `assemble` wants them, with what the manifest names for these stages, and whatever
  // else is held. `onBytes(bytes)` hears of each file how many came with it, before compression.
  async function bring(manifest, stages = STAGES, onBytes = () => {}) {
    await Promise.all(wanted(manifest, stages).map(async ({ file, addresses }) => {
      for (const frame of await frames(file)) held.set(addresses.get(frame.header.part), frame);
      onBytes(file.bytes);
    }));
    return forgetting(manifest.labels.map(labelled));
  }

  // How many bytes that will be.
  const size = (manifest, stages = STAGES) => wanted(manifest, stages).reduce((sum, { file }) => sum + file.bytes, 0);

  const wanted = ({ labels }, stages) => stages.flatMap(({ sections, dictionaries }) => [
    ...labels.flatMap((label) => named(label, dictionaries)),
    ...sections.flatMap((section) => labels.flatMap((label) => missing(label, section))),
  ]);

  const named = (label, names) =>
    names.map((name) => label.dictionaries[name])
      .filter(({ address }) => !held.has(address))
      .map((file) => ({ file, addresses: new Map([[undefined, file.address]]) }));

  // A bundle where all or most of it is new, else the parts that are.
  function missing(label, section) {
    const parts = new Map(label.parts.map(({ part, sections }) => [part, sections[section]]));
    return label.bundles.filter((bundle) => bundle.section === section).flatMap((bundle) => {
      const fresh = bundle.parts.filter((part) => !held.has(parts.get(part).address));
      const addresses = new Map(bundle.parts.map((part) => [part, parts.get(part).address]));
      const bytes = fresh.reduce((sum, part) => sum + parts.get(part).bytes, 0);
      if (fresh.length > 0 && bytes > bundle.bytes / 2) return [{ file: bundle, addresses }];
      return fresh.map((part) => ({ file: parts.get(part), addresses }));
    });
  }

  // Bytes that were damaged on the way are asked for once more, past every cache.
  async function frames(file) {
    try {
      return decodeFrames(await ask.file(file), file);
    } catch (error) {
      if (!(error instanceof FramesError)) throw error;
      return decodeFrames(await ask.file(file, { again: true }), file);
    }
  }

  const labelled = ({ label, dictionaries: names, parts }) => ({
    label,
    dictionaries: Object.fromEntries(Object.entries(names).map(([name, { address }]) => [name, held.get(address)])),
    frames: Object.fromEntries(
      SECTIONS.map((section) => [section, parts.map(({ sections }) => held.get(sections[section].address)).filter(Boolean)]),
    ),
  });

  function forgetting(labels) {
    const kept = new Set(labels.flatMap(({ dictionaries: of, frames }) => [...Object.values(of), ...Object.values(frames).flat()]));
    for (const [address, frame] of held) if (!kept.has(frame)) held.delete(address);
    return labels;
  }

  return { bring, size };
}
