// On a narrow screen what stands over the map stands beside every sheet instead.

export const NARROW = "(max-width: 50rem)";

// `node` moves to just before `next` while the screen is narrow, and back to the end of `parent`, or
// to where it was.
export function besideSheets(node, next, parent = null) {
  const home = parent ? { parent, next: null } : { parent: node.parentElement, next: node.nextSibling };
  const narrow = globalThis.matchMedia(NARROW);
  const place = () => {
    if (narrow.matches) next.before(node);
    else home.parent.insertBefore(node, home.next?.parentElement === home.parent ? home.next : null);
  };
  narrow.addEventListener("change", place);
  place();
}
