/* SPDX-License-Identifier: Apache-2.0 */
/** What the page knows of the run of a cell: its state, its rows, its views. Fed by events of the server only. */
import {post} from "../api.js";
import {parametersOf} from "./forms.js";
import {Rows} from "../result/rows.js";
import {LiveTable} from "../result/table.js";
import {draw} from "../draw.js";

/** Drawing charts weighs as much as the rest of a note: it comes with the first chart. */
let LiveChart;
let coming;

function loadCharts() {
  const came = (module) => {
    LiveChart = module.LiveChart;
    draw();
  };
  coming ??= import("../result/chart.js").then(came, () => { coming = undefined; });
}

/** Asks the server to run a cell. @returns {Promise<{run: string}>} */
export function requestRun(note, cell) {
  const path = `notes/${encodeURIComponent(note)}/cells/${encodeURIComponent(cell.id)}/run`;
  return post(path, {text: cell.text, magic: cell.magic, parameters: parametersOf(cell)});
}

export const moving = new Set(["queued", "planning", "starting", "live", "stopping"]);

export class Run {
  id = "";
  state = "idle";
  about = {};
  texts = [];
  rows = new Rows();
  paused = false;
  hasRows = false;
  #table;
  /** @type {import("../result/chart.js").LiveChart | undefined} */
  #chart;
  #past = new Set();

  constructor(label) {
    this.label = label;
  }

  get isMoving() {
    return moving.has(this.state);
  }

  /** Another run begins: what was there goes. */
  begin(id) {
    if (this.id) this.#past.add(this.id);
    this.id = id;
    this.state = "queued";
    this.texts = [];
    this.hasRows = false;
    this.about = {};
    this.paused = false;
    this.#drop();
    this.rows = new Rows();
  }

  /** @returns {boolean} whether more than rows changed, so that the cell must be drawn */
  take(message) {
    // The last words of a run may come after its successor has begun.
    if (this.#past.has(message.run)) return false;
    if (message.run !== this.id) {
      if (message.type === "diff") return false;
      this.begin(message.run);
    }
    switch (message.type) {
      case "state":
        this.state = message.state;
        this.about = message;
        return true;
      case "schema":
        this.hasRows = message.columns.length > 0;
        this.rows.schema(message.columns);
        break;
      case "snapshot":
        if (message.state) this.#stateOf(message);
        this.hasRows = (message.columns?.length ?? 0) > 0;
        if (message.text) this.texts = [message.text];
        this.rows.snapshot({...message, rows: message.rows ?? []});
        break;
      case "diff":
        this.rows.diff(message, performance.now());
        break;
      case "text":
        this.texts.push(message.text);
        return true;
      default:
        return false;
    }
    this.#table?.draw();
    this.#chart?.draw();
    return true;
  }

  #stateOf(message) {
    this.state = message.state;
    this.about = message;
  }

  table() {
    this.#table ??= new LiveTable(this.rows, `Result of ${this.label}`);
    this.#table.paused = this.paused;
    return this.#table;
  }

  /** @returns {{element: HTMLElement | undefined}} without an element until charts can be drawn */
  chart(view) {
    if (!LiveChart) {
      loadCharts();
      return {element: undefined};
    }
    if (!this.#chart) {
      this.#chart = new LiveChart(this.rows, view, this.label);
      this.shown = JSON.stringify(view);
    }
    const wanted = JSON.stringify(view);
    if (wanted !== this.shown) {
      this.shown = wanted;
      queueMicrotask(() => this.#chart?.show(view));
    }
    this.#chart.paused = this.paused;
    return this.#chart;
  }

  pause(paused) {
    this.paused = paused;
    if (this.#table) this.#table.paused = paused;
    if (this.#chart) this.#chart.paused = paused;
    this.#table?.draw();
    this.#chart?.draw();
  }

  /** The chart goes when its cell shows a table; it costs while it lives. */
  dropChart() {
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  #drop() {
    this.#table?.destroy();
    this.#table = undefined;
    this.dropChart();
  }

  destroy() {
    this.#drop();
  }
}
