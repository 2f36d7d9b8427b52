/* SPDX-License-Identifier: Apache-2.0 */
/** A chart of live rows: the same data arrays are changed in place and drawn without animation, so nothing jumps. */
import {ArcElement, BarController, BarElement, CategoryScale, Chart, Filler, Legend, LinearScale, LineController, LineElement,
  PieController, PointElement, ScatterController, Tooltip} from "chart.js";
import {colour, onTheme} from "../shell/theme.js";
import {memory, pivot, scatter} from "./pivot.js";

Chart.register(ArcElement, BarController, BarElement, CategoryScale, Filler, Legend, LinearScale, LineController, LineElement,
  PieController, PointElement, ScatterController, Tooltip);

const EVERY_MS = 250;
const MOST_POINTS = 500;
const MOST_WORDS = 12;
const shade = (i) => colour(`series-${(i % 8) + 1}`);

export class LiveChart {
  paused = false;
  #rows;
  #view;
  #timer = 0;
  #version = -1;
  #past = memory();
  #label;

  /** @param {import("./rows.js").Rows} rows @param {object} view kind, keys, groups, values @param {string} label */
  constructor(rows, view, label) {
    this.#rows = rows;
    this.#view = view;
    this.element = document.createElement("div");
    this.element.className = "live-chart";
    this.canvas = document.createElement("canvas");
    this.canvas.setAttribute("role", "img");
    this.#label = label;
    this.note = document.createElement("div");
    this.note.className = "chart-note";
    this.note.hidden = true;
    this.element.append(this.canvas, this.note);
    this.endTheme = onTheme(() => { this.#build(); this.#update(); });
    this.#build();
    requestAnimationFrame(() => this.#update());
  }

  show(view) {
    const kind = this.#view.kind;
    this.#view = view;
    this.#past = memory();
    this.#version = -1;
    if (kind !== view.kind) this.#build();
    this.#update();
  }

  draw() {
    if (this.#timer || this.paused) return;
    this.#timer = setTimeout(() => { this.#timer = 0; this.#update(); }, EVERY_MS);
  }

  destroy() {
    clearTimeout(this.#timer);
    this.endTheme();
    this.chart?.destroy();
    this.chart = undefined;
  }

  #build() {
    this.chart?.destroy();
    this.#version = -1;
    const {kind} = this.#view;
    const grid = {color: colour("line"), drawTicks: false};
    const ticks = {color: colour("ink-2"), padding: 6, font: {size: 11.5}};
    const round = kind === "pie";
    this.chart = new Chart(this.canvas, {
      type: kind === "area" ? "line" : kind,
      data: {labels: [], datasets: []},
      options: {
        animation: false, responsive: true, maintainAspectRatio: false, normalized: true,
        interaction: {mode: kind === "scatter" || round ? "nearest" : "index", intersect: kind === "scatter" || round},
        scales: round ? {} : {
          x: {
            type: kind === "scatter" ? "linear" : "category", grid: {...grid, display: kind === "scatter"},
            border: {color: colour("line-strong")}, ticks: {...ticks, maxRotation: 40, autoSkip: true},
          },
          y: {grid, border: {display: false}, ticks, beginAtZero: kind !== "scatter", stacked: kind === "area"},
        },
        plugins: {
          legend: {
            position: round ? "right" : "bottom",
            labels: {color: colour("ink"), boxWidth: 10, boxHeight: 10, usePointStyle: true, pointStyle: "rectRounded"},
          },
          tooltip: {backgroundColor: colour("rail"), padding: 10, cornerRadius: 8, boxPadding: 4},
        },
      },
    });
  }

  #update() {
    if (!this.chart || this.#version === this.#rows.version) return;
    this.#version = this.#rows.version;
    const {kind} = this.#view;
    const {data} = this.chart;
    if (kind === "scatter") this.#points();
    else this.#pivot(kind, data);
    this.chart.update("none");
  }

  #points() {
    const series = scatter(this.#rows.columns, this.#rows.values(), this.#view);
    this.#say(this.#rows.size > 0 && !series.length, "Points need a number in x and in y.");
    this.#series(series, "scatter");
    this.#describe(series.flatMap(({name, data}) => data.map(({x, y}) => `${name} ${x}, ${y}`)));
  }

  #pivot(kind, data) {
    const how = {zero: kind === "area", past: this.#past};
    const {labels, series} = pivot(this.#rows.columns, this.#rows.values(), this.#view, how);
    this.#say(labels.length > MOST_POINTS, `${MOST_POINTS} of ${labels.length} keys`);
    replace(data.labels, labels.slice(0, MOST_POINTS));
    this.#series(series.map((one) => ({...one, data: one.data.slice(0, MOST_POINTS)})), kind);
    const points = ({name, data: values}) => values.map((value, i) => `${labels[i]} ${name} ${value ?? "none"}`);
    this.#describe(series.flatMap(points));
  }

  #say(needed, words) {
    this.note.hidden = !needed;
    this.note.textContent = words;
  }

  /** What is drawn, in words, for who does not see it. */
  #describe(points) {
    const more = points.length > MOST_WORDS ? `; and ${points.length - MOST_WORDS} more` : "";
    const what = `${this.#view.kind} chart of ${this.#label}`;
    this.canvas.setAttribute("aria-label", `${what}: ${points.slice(0, MOST_WORDS).join("; ")}${more}`);
  }

  #series(series, kind) {
    const sets = this.chart.data.datasets;
    if (sets.length > series.length) sets.length = series.length;
    series.slice(0, 24).forEach(({name, data}, i) => {
      sets[i] ??= this.#set(i, kind);
      sets[i].label = name;
      if (kind === "pie") sets[i].backgroundColor = data.map((_, j) => shade(j));
      replace(sets[i].data, data);
    });
  }

  #set(i, kind) {
    const colourOf = shade(i);
    return {
      data: [], label: "", borderColor: kind === "pie" ? colour("surface") : colourOf,
      backgroundColor: kind === "area" ? `${colourOf}55` : colourOf,
      borderWidth: kind === "bar" ? 0 : 2, borderRadius: kind === "bar" ? 3 : 0, maxBarThickness: 46, fill: kind === "area" ? (i ? "-1" : "origin") : false,
      pointRadius: kind === "scatter" ? 3.5 : 1.5, tension: 0.25, spanGaps: false,
    };
  }
}

function replace(target, source) {
  target.length = source.length;
  for (let i = 0; i < source.length; i++) target[i] = source[i];
}
