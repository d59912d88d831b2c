// Runs in the pages of the benches.

// Collects the time between frames, and how long the longest task was, until told to stop.
export function recordFrames() {
  const gaps = [];
  let last = performance.now();
  let running = true;
  requestAnimationFrame(function next(now) {
    gaps.push(now - last);
    last = now;
    if (running) requestAnimationFrame(next);
  });
  return () => {
    running = false;
    return gaps.slice(1);
  };
}

// When what was just changed is on the screen: the second frame begins after the first was painted.
export const painted = () => new Promise((done) => {
  requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now())));
});

// Milliseconds from the next key or click until what it changes in a node is painted.
export function answered(selector) {
  return new Promise((done) => {
    let began = 0;
    const hear = (event) => {
      began ||= event.timeStamp;
    };
    for (const type of ["keydown", "click"]) addEventListener(type, hear, { capture: true, once: true });
    const observer = new MutationObserver(async () => {
      observer.disconnect();
      done(await painted() - began);
    });
    observer.observe(document.querySelector(selector), { childList: true, subtree: true, characterData: true });
  });
}
