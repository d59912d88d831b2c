// The page of bench/timemap.html: what dashboards do that load every event. One JSON with all of them
// and their texts; grouped by place, kind and month in the page; a circle for each place; a brush
// filters the array and renews what is shown.

import { painted } from "/bench/recording.js";

const LISTED = 200;
const map = L.map("map", { center: [15.1, 1.1], zoom: 5, preferCanvas: true });
const circles = new Map();
let events = [];

const placeOf = ({ latitude, longitude }) => (latitude === "" ? null : `${latitude},${longitude}`);

function counted(list, keyOf) {
  const counts = new Map();
  for (const one of list) {
    const key = keyOf(one);
    if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function show(list) {
  showMap(counted(list, placeOf));
  showTimeline(counted(list, ({ start }) => start.slice(0, 7)));
  const kinds = [...counted(list, ({ kind }) => kind)].map(([kind, many]) => `${kind}: ${many}`);
  const deaths = list.reduce((sum, { deaths_retained: retained }) => sum + Number(retained), 0);
  document.querySelector("#counts").textContent = `${list.length} events, ${deaths} deaths; ${kinds.join(", ")}`;
  document.querySelector("#list").replaceChildren(...list.slice(-LISTED).map((event) => {
    const item = document.createElement("p");
    item.textContent = `${event.start} ${event.title}. ${event.involved}`;
    return item;
  }));
}

// A place keeps its circle; what has no events now is taken off.
function showMap(places) {
  for (const [key, circle] of circles) if (!places.has(key)) circle.remove();
  for (const [key, many] of places) {
    if (!circles.has(key)) circles.set(key, L.circleMarker(key.split(",").map(Number), { weight: 1 }));
    circles.get(key).setRadius(2 + Math.sqrt(many)).addTo(map);
  }
}

function showTimeline(months) {
  const { width, height } = document.querySelector("#timeline");
  const context = document.querySelector("#timeline").getContext("2d");
  const sorted = [...months].toSorted(([one], [other]) => (one < other ? -1 : 1));
  const most = Math.max(...months.values());
  context.clearRect(0, 0, width, height);
  sorted.forEach(([, many], at) => {
    context.fillRect((at * width) / sorted.length, height * (1 - many / most), width / sorted.length - 1, height);
  });
}

// Milliseconds until it is painted, and how many events are left.
window.filter = async ({ after, before }) => {
  const began = performance.now();
  const list = events.filter(({ start }) => start >= after && start < before);
  show(list);
  return { ms: await painted() - began, events: list.length };
};

const answer = await fetch("/bench/events.json");
events = await answer.json();
show(events);
window.began = await painted() / 1000;
