/* SPDX-License-Identifier: Apache-2.0 */
/** The state of the pipelines, the same for every page, and the one event stream of the page. */
import {follow, get} from "./api.js";
import {draw} from "./draw.js";

const listeners = new Set();
let close = () => {};
let timer;
let notes = [];

export const live = {
  /** @type {null | {tasks: any[], endpoints: any[], topics: any[], jobs: any[]}} */
  pipelines: null,
  connected: true,
  running: false,

  start() {
    this.running = true;
    this.watch(notes);
  },

  stop() {
    this.running = false;
    clearInterval(timer);
    close();
  },

  /** Which notes' cells to hear of. @param {string[]} ids */
  watch(ids) {
    notes = ids;
    if (!this.running) return;
    close();
    clearInterval(timer);
    const query = ids.map((id) => `note=${encodeURIComponent(id)}`).join("&");
    close = follow(`/studio/api/events${query ? `?${query}` : ""}`, {
      onMessage: (message) => {
        if (message.type === "pipelines") this.take(message);
        else listeners.forEach((listener) => listener(message));
      },
      onOpen: () => {
        this.connected = true;
        this.refresh();
        listeners.forEach((listener) => listener({type: "connected"}));
        draw();
      },
      onLost: () => { this.connected = false; draw(); },
    });
    this.refresh();
    timer = setInterval(() => { if (!document.hidden) this.refresh(); }, 5000);
  },

  /** @param {(message: any) => void} listener @returns {() => void} ends it */
  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },

  take(state) {
    this.pipelines = state;
    draw();
  },

  async refresh() {
    try {
      this.take(await get("pipelines"));
    } catch (failure) {
      if (failure.status === 0) { this.connected = false; draw(); }
    }
  },
};
