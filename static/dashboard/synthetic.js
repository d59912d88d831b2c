// The line that says that some of these incidents were drawn by a program: shown while the record
// holds their data set.

const SYNTHETIC = "synthetic"; // as in incidents/values/words.py

export function createSyntheticView(node, store) {
  store.subscribe(({ record }) => {
    if (record) node.hidden = !holdsSynthetic(record);
  }, ["record"]);
}

export function holdsSynthetic(record) {
  return Boolean(record?.dictionaries.dataset.some((one) => one?.key === SYNTHETIC));
}
