// What the map shows and what the state says it shows are one. Without a word in the state, the
// map shows the whole ground; a selected incident out of sight is brought into it.

const GROUND = [-12.2, 9.4, 13.4, 18.4];

export function createViewportView(map, store) {
  let quiet = true;
  let moved = null;

  function silently(act) {
    quiet = true;
    act();
    quiet = false;
  }

  function rest() {
    silently(() => map.fit(...GROUND));
  }

  map.onView(() => {
    if (quiet) return;
    moved = map.view();
    store.set({ view: moved });
  });
  new ResizeObserver(() => {
    silently(() => map.resized());
    const { view } = store.get();
    if (view) silently(() => map.moveTo(view, { animate: false }));
    else rest();
  }).observe(map.node);

  store.subscribe(({ view }, before) => {
    if (view === moved && view) return;
    if (view) silently(() => map.moveTo(view, { animate: false }));
    else if (!before || before.view) rest();
  }, ["view"]);

  store.subscribe(({ selected, record }, before) => {
    if (!selected || !record || selected === before?.selected) return;
    const i = record.indexOf(selected);
    const s = i < 0 ? -1 : siteToShow(record, i);
    if (s < 0) return;
    const { lon, lat } = { lon: record.site.lon[s], lat: record.site.lat[s] };
    if (!inSight(map, lon, lat)) map.moveTo({ lon, lat });
  }, ["selected", "record"]);
}

function siteToShow(record, i) {
  for (let s = record.site.start[i]; s < record.site.start[i + 1]; s++) if (record.mappable[s]) return s;
  return -1;
}

function inSight(map, lon, lat) {
  const { width, height } = map.frame();
  const [west, north] = [map.place(0, 0).lon, map.place(0, 0).lat];
  const [east, south] = [map.place(width, height).lon, map.place(width, height).lat];
  return lon > west && lon < east && lat > south && lat < north;
}
