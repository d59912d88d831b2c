// Building nodes. Text goes in as text, attributes as attributes; nothing is ever parsed as HTML.

const SVG = "http://www.w3.org/2000/svg";

export function build(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function drawn(tag, attributes = {}, ...children) {
  return fill(document.createElementNS(SVG, tag), attributes, children);
}

function fill(node, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(name, value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined));
  return node;
}

// Between choices that stand in a row; nothing to a screen reader.
export const separator = () => build("span", { class: "separator", "aria-hidden": "true" }, "·");

// Writing the same text again would make a screen reader say it again; writing into the text that
// is there spares the page a new node.
export function write(node, text) {
  const held = node.firstChild;
  if (held === null || held !== node.lastChild || held.nodeType !== Node.TEXT_NODE) {
    if (node.textContent !== text) node.textContent = text;
  } else if (held.data !== text) held.data = text;
}

export function toggle(node, name, on) {
  if (on) node.setAttribute(name, "");
  else node.removeAttribute(name);
}

let numbered = 0;
export function freshId(prefix) {
  numbered += 1;
  return `${prefix}-${numbered}`;
}
