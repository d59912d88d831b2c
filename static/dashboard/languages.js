// FR · EN: the same screen in the other language.

export function createLanguagesView(node, store, { inLanguage }) {
  const anchors = [...node.querySelectorAll("a[data-lang]")];
  store.subscribe((state) => {
    for (const anchor of anchors) anchor.href = inLanguage(state, anchor.dataset.lang);
  }, ["filters", "period", "mode", "unit", "measure", "selected", "compare", "view"]);
}
