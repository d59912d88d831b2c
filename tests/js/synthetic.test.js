import assert from "node:assert/strict";
import test from "node:test";

import { createSyntheticView, holdsSynthetic } from "../../static/dashboard/synthetic.js";

const holding = (...dataset) => ({ dictionaries: { dataset } });

test("a record with the synthetic data set among others is known for what it is", () => {
  assert.equal(holdsSynthetic(holding({ key: "own" }, { key: "synthetic" })), true);
});

test("no record, a real one and a blanked entry hold nothing synthetic", () => {
  assert.equal(holdsSynthetic(null), false);
  assert.equal(holdsSynthetic(holding({ key: "own" }, null)), false);
});

test("the line comes and goes with the record", () => {
  const node = { hidden: true };
  let told;
  createSyntheticView(node, { subscribe: (see) => (told = see) });
  told({ record: holding({ key: "synthetic" }) });
  assert.equal(node.hidden, false);
  told({ record: holding({ key: "own" }) });
  assert.equal(node.hidden, true);
});
