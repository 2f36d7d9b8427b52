/* SPDX-License-Identifier: Apache-2.0 */
/** The messages of one topic from a place on: pages that are read one by one, or the newest and then those that come. */
import {follow, get} from "../api.js";
import {draw} from "../draw.js";
import {isControl} from "./change.js";
import {isLive, pageQuery, tailQuery} from "./place.js";

const PAGE = 200;
const MOST = 1000;

export const idOf = (message) => `${message.partition}:${message.offset}`;

/** Newest first while they come, else in the order of the topic. */
const newest = (a, b) => new Date(b.time) - new Date(a.time) || b.offset - a.offset;

export class Tail {
  messages = [];
  failure = null;
  /** Why the last page is short, or "". */
  word = "";
  loading = true;
  ended = false;
  connected = false;
  paused = false;
  waiting = 0;
  dropped = false;
  open = new Set();
  #known = new Set();
  #kept = [];
  #cursor = "";
  #close = () => {};
  #closed = false;

  /** @param {string} topic @param {import("./place.js").Place} place */
  constructor(topic, place) {
    this.place = place;
    this.path = `topics/${encodeURIComponent(topic)}`;
    this.#read();
  }

  get live() { return isLive(this.place); }

  /** What follows the last page. */
  async more() {
    if (this.loading || this.ended) return;
    this.loading = true;
    draw();
    await this.#read();
  }

  async #read() {
    try {
      const page = await get(`${this.path}/messages?${pageQuery(this.place, PAGE, this.#cursor)}`);
      if (this.#closed) return;
      this.#merge(page.messages);
      this.#cursor = page.cursor;
      this.ended = page.ended;
      this.word = page.word;
      if (this.live) this.#follow();
    } catch (failure) {
      this.failure = failure;
    }
    this.loading = false;
    draw();
  }

  #merge(page) {
    const fresh = page.filter((message) => !this.#known.has(idOf(message)));
    fresh.forEach((message) => this.#known.add(idOf(message)));
    this.messages = this.live ? [...this.messages, ...fresh].sort(newest) : [...this.messages, ...fresh];
  }

  /** From the end of the page on, so that no message falls between. */
  #follow() {
    this.#close = follow(() => `/studio/api/${this.path}/tail?${tailQuery(this.place, this.#cursor)}`, {
      onOpen: () => { this.connected = true; draw(); },
      onLost: () => { this.connected = false; draw(); },
      onMessage: (message, cursor) => {
        if (cursor) this.#cursor = cursor;
        this.#take(message);
      },
    });
  }

  #take(message) {
    const id = idOf(message);
    if (this.#known.has(id)) return;
    this.#known.add(id);
    if (this.paused) {
      this.#kept.push(message);
      this.waiting++;
      if (this.#kept.length > MOST) {
        this.#known.delete(idOf(this.#kept.shift()));
        this.dropped = true;
      }
    } else {
      this.messages.unshift({...message, fresh: performance.now()});
      this.#trim();
    }
    draw();
  }

  #trim() {
    if (this.messages.length <= MOST) return;
    this.dropped = true;
    for (const old of this.messages.splice(MOST)) {
      this.#known.delete(idOf(old));
      this.open.delete(idOf(old));
    }
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
    this.#closed = true;
    this.#close();
  }
}
