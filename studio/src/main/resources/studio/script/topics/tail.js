/* SPDX-License-Identifier: Apache-2.0 */
/** The messages of one topic: a first page read once, then the live tail. Newest first. */
import {follow, get} from "../api.js";
import {draw} from "../draw.js";
import {isControl} from "./change.js";

const FIRST = 200;
const MOST = 1000;
const idOf = (message) => `${message.partition}:${message.offset}`;

export class Tail {
  messages = [];
  failure = null;
  loading = true;
  connected = false;
  paused = false;
  waiting = 0;
  received = 0;
  dropped = false;
  open = new Set();
  #known = new Set();
  #kept = [];
  #close = () => {};
  #ended = false;

  /** @param {string} topic @param {{from: "latest" | "earliest", filter: string}} how */
  constructor(topic, how) {
    this.topic = topic;
    this.how = how;
    this.path = `topics/${encodeURIComponent(topic)}`;
    if (how.from === "latest") this.#follow();
    this.#read();
  }

  async #read() {
    const {from, filter} = this.how;
    try {
      const page = await get(`${this.path}/messages?from=${from}&limit=${FIRST}${filter ? `&filter=${encodeURIComponent(filter)}` : ""}`);
      if (!this.#ended) this.#merge(page ?? []);
    } catch (failure) {
      this.failure = failure;
    }
    this.loading = false;
    draw();
  }

  #merge(page) {
    const fresh = page.filter((message) => !this.#known.has(idOf(message)));
    fresh.forEach((message) => this.#known.add(idOf(message)));
    const newest = (a, b) => new Date(b.time) - new Date(a.time) || b.offset - a.offset;
    this.messages = [...this.messages, ...fresh].sort(this.how.from === "latest" ? newest : (a, b) => -newest(a, b));
  }

  #follow() {
    this.#close = follow(`/studio/api/${this.path}/tail`, {
      onOpen: () => { this.connected = true; draw(); },
      onLost: () => { this.connected = false; draw(); },
      onMessage: (message) => this.#take(message),
    });
  }

  #take(message) {
    const id = idOf(message);
    if (this.#known.has(id) || !matches(message, this.how.filter)) return;
    this.#known.add(id);
    this.received++;
    if (this.paused) {
      this.#kept.push(message);
      this.waiting++;
      if (this.#kept.length > MOST) { this.#known.delete(idOf(this.#kept.shift())); this.dropped = true; }
    } else {
      this.messages.unshift({...message, fresh: performance.now()});
      this.#trim();
    }
    draw();
  }

  #trim() {
    if (this.messages.length <= MOST) return;
    this.dropped = true;
    for (const old of this.messages.splice(MOST)) { this.#known.delete(idOf(old)); this.open.delete(idOf(old)); }
  }

  pause(paused) {
    this.paused = paused;
    if (!paused) {
      this.messages.unshift(...this.#kept.reverse());
      this.#kept = [];
      this.waiting = 0;
      this.#trim();
    }
    draw();
  }

  toggle(message) {
    const id = idOf(message);
    if (!this.open.delete(id)) this.open.add(id);
    draw();
  }

  isOpen(message) {
    return this.open.has(idOf(message));
  }

  /** @param {boolean} control whether messages about tables and transactions are wanted too */
  shown(control) {
    return control ? this.messages : this.messages.filter((message) => !isControl(message.value));
  }

  close() {
    this.#ended = true;
    this.#close();
  }
}

/** As the server filters: a text anywhere in key or value. */
export function matches(message, filter) {
  if (!filter) return true;
  const text = `${typeof message.key === "string" ? message.key : JSON.stringify(message.key)} ${typeof message.value === "string" ? message.value : JSON.stringify(message.value)}`;
  return text.toLowerCase().includes(filter.toLowerCase());
}

export {idOf};
