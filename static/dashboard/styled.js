// The style sheets that were asked for, each there or failed: a map is not drawn before.

export function styled(head) {
  const waiting = Array.from(head.querySelectorAll('link[rel="stylesheet"]')).filter(({ sheet }) => sheet === null);
  return Promise.all(waiting.map((link) => new Promise((done) => {
    link.addEventListener("load", done);
    link.addEventListener("error", done);
  })));
}
