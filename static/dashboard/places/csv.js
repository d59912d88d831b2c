// Rows and cells of a text with separators, with the line on which each row begins. Pure.

// `broken`: the line of a quotation mark that is never closed, or 0.
export function cellsOf(text, separator) {
  const state = { rows: [], cells: [], cell: "", line: 1, began: 1 };
  let quoted = 0;
  for (let at = 0; at < text.length; at++) {
    const letter = text[at];
    if (quoted && letter === '"' && text[at + 1] === '"') state.cell += text[at++];
    else if (quoted && letter === '"') quoted = 0;
    else if (letter === '"' && state.cell.trim() === "") {
      quoted = state.line;
      state.cell = "";
    } else take(state, letter, { separator, quoted });
  }
  endRow(state);
  return { rows: state.rows, broken: quoted };
}

function take(state, letter, { separator, quoted }) {
  if (letter === "\n") state.line += 1;
  if (quoted || (letter !== separator && letter !== "\n")) state.cell += letter;
  else if (letter === separator) endCell(state);
  else endRow(state);
}

function endCell(state) {
  state.cells.push(state.cell.trim());
  state.cell = "";
}

function endRow(state) {
  endCell(state);
  if (state.cells.some(Boolean)) state.rows.push({ line: state.began, cells: state.cells });
  state.cells = [];
  state.began = state.line;
}
