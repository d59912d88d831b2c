// A worker: frames come in, the columns of the record go out, made ready to be filtered. Columns are
// handed over, not copied.

import { FramesError } from "./frames.js";
import { prepare } from "./prepare.js";
import { columnsOf } from "./snapshot.js";

addEventListener("message", ({ data }) => {
  try {
    const columns = columnsOf(data);
    const made = { ...columns, prepared: prepare(columns) };
    postMessage({ made }, { transfer: buffersIn(made) });
  } catch (error) {
    if (!(error instanceof FramesError)) throw error;
    postMessage({ problem: error.message });
  }
});

// Words are not looked through: there are no columns among them.
function buffersIn({ dictionaries: _, titles: __, enums: ___, ...columns }) {
  const found = new Set();
  const look = (value) => {
    if (ArrayBuffer.isView(value)) found.add(value.buffer);
    else if (value !== null && typeof value === "object") Object.values(value).forEach(look);
  };
  look(columns);
  return [...found];
}
