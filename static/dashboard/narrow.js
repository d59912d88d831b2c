// On a narrow screen what stands over the map stands beside every sheet instead.

export const NARROW = "(max-width: 50rem)";

// `node` moves to just before `next` while the screen is narrow, and back.
export function besideSheets(node, next) {
  const home = { parent: node.parentElement, next: node.nextSibling };
  const narrow = globalThis.matchMedia(NARROW);
  const place = () => {
    if (narrow.matches) next.before(node);
    else home.parent.insertBefore(node, home.next?.parentElement === home.parent ? home.next : null);
  };
  narrow.addEventListener("change", place);
  place();
}
