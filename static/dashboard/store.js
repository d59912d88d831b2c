// The one place where the page's state lives. Views set a part of it and listen to the parts that
// they show; they never call each other. What follows from the state is derived before anyone hears.

export function createStore(initial = {}, derive = () => null) {
  let state = Object.freeze({ ...initial });
  const listeners = new Set();

  function set(changes) {
    const changed = Object.keys(changes).some((key) => changes[key] !== state[key]);
    if (!changed) return;
    const next = { ...state, ...changes };
    state = Object.freeze({ ...next, ...derive(next, state) });
    for (const listener of [...listeners]) listener();
  }

  function subscribe(listener, keys = null) {
    let seen = null;
    const hear = () => {
      const before = seen;
      if (before === state) return;
      seen = state;
      if (before && keys?.every((key) => before[key] === state[key])) return;
      listener(state, before);
    };
    listeners.add(hear);
    hear();
    return () => listeners.delete(hear);
  }

  return { get: () => state, set, subscribe };
}
