// The brush over the bars: drawn by dragging, moved whole or by an edge, with pointer or arrow keys.
// It speaks in edges of bars; what the period is stands with its owner.

import { build } from "./elements.js";

const GRIP = 7;
const STILL = 3;

// `hooks`: scale(), span() as pixels [left, right] or null, onRange(from, to, done) in edges,
// onKey(part, key) for arrow keys, label(part) for screen readers.
export function createBrush(plot, hooks, words) {
  return new Brush(plot, hooks, words);
}

class Brush {
  #drag = null;

  constructor(plot, hooks, words) {
    Object.assign(this, { plot, hooks });
    this.body = this.#part("body", words.say("brush.body"));
    this.start = this.#part("start", words.say("brush.start"));
    this.end = this.#part("end", words.say("brush.end"));
    this.node = build("div", { class: "brush", hidden: true }, this.body, this.start, this.end);
    plot.append(this.node);
    plot.addEventListener("pointerdown", (event) => this.#down(event));
    plot.addEventListener("pointermove", (event) => this.#move(event));
    plot.addEventListener("pointerup", (event) => this.#up(event));
    plot.addEventListener("pointercancel", () => this.#cancel());
  }

  #part(name, label) {
    const node = build("div", {
      class: `brush-${name}`, role: "slider", tabindex: "0", "aria-label": label,
      "aria-orientation": "horizontal",
    });
    node.addEventListener("keydown", (event) => {
      if (!this.hooks.onKey(name, event.key)) return;
      event.preventDefault();
    });
    return node;
  }

  // Shows the span; `now` are numbers for screen readers: the whole line, and this span's ends.
  show(pixels, texts, now) {
    this.node.hidden = !pixels;
    if (!pixels) return;
    const [left, right] = pixels;
    this.node.style.left = `${left}px`;
    this.node.style.width = `${Math.max(1, right - left)}px`;
    for (const part of ["body", "start", "end"]) {
      const node = this[part];
      node.setAttribute("aria-valuetext", texts[part]);
      node.setAttribute("aria-valuemin", String(now.least));
      node.setAttribute("aria-valuemax", String(now.most));
      node.setAttribute("aria-valuenow", String(part === "end" ? now.end : now.start));
    }
  }

  #x(event) {
    return event.clientX - this.plot.getBoundingClientRect().left;
  }

  #down(event) {
    if (event.button !== 0 || event.target.closest("button")) return;
    const x = this.#x(event);
    const pixels = this.hooks.span();
    this.plot.setPointerCapture(event.pointerId);
    this.#drag = { from: x, part: partAt(x, pixels, event.pointerType), pixels, moved: false };
  }

  #move(event) {
    const x = this.#x(event);
    if (!this.#drag) {
      this.plot.dataset.over = partAt(x, this.hooks.span(), event.pointerType);
      return;
    }
    if (Math.abs(x - this.#drag.from) > STILL) this.#drag.moved = true;
    if (this.#drag.moved) this.#range(x, false);
  }

  #up(event) {
    if (!this.#drag) return;
    const x = this.#x(event);
    const { moved, part } = this.#drag;
    if (moved) this.#range(x, true);
    else if (part !== "start" && part !== "end") {
      const bar = this.hooks.scale().barAt(x);
      this.hooks.onRange(bar, bar + 1, true);
    }
    this.#drag = null;
  }

  #cancel() {
    this.#drag = null;
    this.hooks.onRange(null, null, true);
  }

  #range(x, done) {
    const scale = this.hooks.scale();
    const { part, from, pixels } = this.#drag;
    if (part === "new") {
      const [low, high] = [from, x].toSorted((one, other) => one - other);
      const first = scale.barAt(low);
      return this.hooks.onRange(first, Math.max(first + 1, scale.barAt(high) + 1), done);
    }
    const edges = pixels.map((pixel) => scale.edgeAt(pixel));
    if (edges[1] <= edges[0]) edges[1] = edges[0] + 1;
    if (part === "body") return this.#slide(edges, scale, x - from, done);
    const edge = scale.edgeAt(x);
    const fixed = part === "start" ? edges[1] : edges[0];
    const [low, high] = [Math.min(edge, fixed), Math.max(edge, fixed)];
    return this.hooks.onRange(low, Math.max(high, low + 1), done);
  }

  #slide([first, last], scale, distance, done) {
    const wanted = Math.round(distance / scale.size);
    const by = Math.max(-first, Math.min(scale.count - last, wanted));
    this.hooks.onRange(first + by, last + by, done);
  }
}

function partAt(x, pixels, pointer) {
  if (!pixels) return "new";
  const grip = pointer === "touch" ? GRIP * 2 : GRIP;
  const [left, right] = pixels;
  const inner = Math.min(grip, Math.max(1, (right - left) / 3));
  if (x >= left - grip && x <= left + inner) return "start";
  if (x >= right - inner && x <= right + grip) return "end";
  return x > left && x < right ? "body" : "new";
}
