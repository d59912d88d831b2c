// Takes the steps of a long count, some in each frame: the page moves on while a million incidents are
// counted.

// Of a frame's 16.7 ms, so many for counting.
const SHARE = 8;

export function createCountingView(store) {
  store.subscribe(({ counting }) => {
    if (counting) requestAnimationFrame(() => go(counting));
  }, ["counting"]);

  function go(counting) {
    // Something else is asked: it has run these steps to their end.
    if (store.get().counting !== counting) return;
    const end = performance.now() + SHARE;
    let step = counting.next();
    while (!step.done && performance.now() < end) step = counting.next();
    if (step.done) store.set({ counting: null, result: step.value });
    else requestAnimationFrame(() => go(counting));
  }
}
