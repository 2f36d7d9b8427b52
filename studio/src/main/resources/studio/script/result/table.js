/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A table that changes in place. It draws only the rows in sight, once a frame at most; changed cells flash, deleted rows
 * fade. Own elements, not templates: a frame of thousands of changes touches some forty rows.
 */
import {comparison, isNumber} from "./rows.js";

const ROW = 29;
const SPARE = 6;
const FLASH_MS = 1100;
const SORT_MS = 400;

export class LiveTable {
  paused = false;
  sort = null;
  filter = "";
  #rows;
  #order = [];
  #orderVersion = -1;
  #sortedAt = 0;
  #frame = 0;
  #pool = [];
  #columns = null;

  /** @param {import("./rows.js").Rows} rows @param {string} label */
  constructor(rows, label) {
    this.#rows = rows;
    this.element = make("div", "live-table");
    this.element.setAttribute("role", "table");
    this.element.setAttribute("aria-label", label);
    this.element.tabIndex = 0;
    this.head = make("div", "live-head");
    this.body = make("div", "live-body");
    this.body.setAttribute("role", "rowgroup");
    this.element.append(this.head, this.body);
    this.element.addEventListener("scroll", () => this.draw(), {passive: true});
    this.size = new ResizeObserver(() => this.draw());
    this.size.observe(this.element);
  }

  destroy() {
    cancelAnimationFrame(this.#frame);
    this.size.disconnect();
  }

  /** Draws at the next frame, unless one is asked already. */
  draw() {
    if (this.#frame) return;
    this.#frame = requestAnimationFrame(() => { this.#frame = 0; this.#paint(performance.now()); });
  }

  arrange({sort = this.sort, filter = this.filter}) {
    this.sort = sort;
    this.filter = filter;
    this.#orderVersion = -1;
    this.#sortedAt = 0;
    this.draw();
  }

  #paint(now) {
    if (this.#columns !== this.#rows.columns) this.#heads();
    const fading = this.paused ? false : this.#rows.sweep(now);
    if (!this.paused || this.#orderVersion < 0) this.#arrangeRows(now);
    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW) - SPARE);
    const last = Math.min(this.#order.length, first + Math.ceil(this.element.clientHeight / ROW) + 2 * SPARE);
    this.body.style.height = `${this.#order.length * ROW}px`;
    this.element.setAttribute("aria-rowcount", this.#order.length + 1);
    while (this.#pool.length < last - first) this.#pool.push(this.#newRow());
    let moving = fading;
    this.#pool.forEach((line, i) => {
      const row = i < last - first ? this.#order[first + i] : undefined;
      line.element.hidden = !row;
      if (row && this.#fill(line, row, first + i, now)) moving = true;
    });
    if (moving && !this.paused) this.#later();
  }

  /** Flashes end on their own; one drawing afterwards takes their class away and sweeps what faded. */
  #later() {
    if (this.timer) return;
    this.timer = setTimeout(() => { this.timer = 0; this.draw(); }, 300);
  }

  #arrangeRows(now) {
    if (this.#orderVersion === this.#rows.version) return;
    if (this.sort && this.#sortedAt && now - this.#sortedAt < SORT_MS) { this.#later(); return; }
    let rows = [...this.#rows.values()];
    if (this.filter) {
      const wanted = this.filter.toLowerCase();
      rows = rows.filter((row) => row.cells.some((cell) => cell !== null && cell.toLowerCase().includes(wanted)));
    }
    if (this.sort) {
      const {column, down} = this.sort;
      const compare = comparison(this.#rows.columns[column]);
      rows.sort((a, b) => (down ? -1 : 1) * compare(a.cells[column] ?? null, b.cells[column] ?? null));
      this.#sortedAt = now;
    }
    this.#order = rows;
    this.#orderVersion = this.#rows.version;
  }

  #heads() {
    this.#columns = this.#rows.columns;
    this.#pool = [];
    this.body.replaceChildren();
    this.widths = this.#columns.map((column, i) => this.#width(column, i));
    this.head.setAttribute("role", "row");
    this.head.replaceChildren(...this.#columns.map((column, i) => this.#headCell(column, i)));
    this.#layout();
  }

  /** Wide enough for the heading and the first rows, within reason. */
  #width(column, i) {
    let letters = column.name.length + 4;
    let looked = 0;
    for (const row of this.#rows.values()) {
      letters = Math.max(letters, (row.cells[i] ?? "null").length + 1);
      if (++looked > 60) break;
    }
    if (!looked && !isNumber(column)) letters = Math.max(letters, 16);
    return Math.min(Math.max(letters * 7.7 + 20, 76), 380);
  }

  #layout() {
    this.element.style.setProperty("--columns", this.widths.map((width) => `${width}px`).join(" ") + " minmax(0, 1fr)");
  }

  #headCell(column, i) {
    const cell = make("div", `live-cell${isNumber(column) ? " right" : ""}`);
    cell.setAttribute("role", "columnheader");
    const button = make("button", "live-sort");
    button.title = `${column.name} ${column.type}${column.key ? ", key" : ""}`;
    button.append(make("span", column.key ? "live-name key" : "live-name", column.name));
    const arrow = make("span", "live-arrow");
    button.append(arrow);
    button.addEventListener("click", () => {
      const same = this.sort?.column === i;
      this.arrange({sort: !same ? {column: i, down: false} : this.sort.down ? null : {column: i, down: true}});
      [...this.head.children].forEach((other, j) => {
        const sorted = this.sort?.column === j;
        other.setAttribute("aria-sort", !sorted ? "none" : this.sort.down ? "descending" : "ascending");
        other.querySelector(".live-arrow").textContent = !sorted ? "" : this.sort.down ? "↓" : "↑";
      });
    });
    const grip = make("span", "live-grip");
    grip.addEventListener("pointerdown", (event) => this.#drag(event, i));
    cell.append(button, grip);
    return cell;
  }

  #drag(event, i) {
    event.preventDefault();
    const from = event.clientX - this.widths[i];
    const move = (moved) => { this.widths[i] = Math.max(50, moved.clientX - from); this.#layout(); };
    addEventListener("pointermove", move);
    addEventListener("pointerup", () => removeEventListener("pointermove", move), {once: true});
  }

  #newRow() {
    const element = make("div", "live-row");
    element.setAttribute("role", "row");
    const cells = this.#columns.map((column) => {
      const cell = make("div", `live-cell${isNumber(column) ? " right" : ""}`);
      cell.setAttribute("role", "cell");
      element.append(cell);
      return {element: cell, value: undefined, flash: 0};
    });
    this.body.append(element);
    return {element, cells, key: undefined, place: -1, look: ""};
  }

  /** @returns {boolean} whether the row still flashes or fades */
  #fill(line, row, place, now) {
    if (line.place !== place) {
      line.place = place;
      line.element.style.transform = `translateY(${place * ROW}px)`;
      line.element.setAttribute("aria-rowindex", place + 2);
    }
    const same = line.key === row.key;
    line.key = row.key;
    const look = row.gone ? "live-row gone" : now - row.born < FLASH_MS && row.born ? "live-row born" : "live-row";
    if (line.look !== look) line.element.className = line.look = look;
    let moving = look !== "live-row";
    for (let i = 0; i < line.cells.length; i++) {
      const cell = line.cells[i];
      const value = row.cells[i] ?? null;
      if (cell.value !== value) {
        cell.value = value;
        cell.element.textContent = value === null ? "null" : value.length > 600 ? `${value.slice(0, 600)}…` : value;
        cell.element.classList.toggle("null", value === null);
        cell.element.title = value !== null && value.length > 40 ? value : "";
      }
      const changed = row.changed[i] ?? 0;
      const flashing = changed && now - changed < FLASH_MS;
      if (flashing) moving = true;
      // Two equal animations in turn: a name set again does not start over.
      if (flashing && (cell.flash !== changed || !same)) {
        cell.turn = !cell.turn;
        cell.element.classList.remove("flash-a", "flash-b");
        cell.element.classList.add(cell.turn ? "flash-a" : "flash-b");
        cell.element.style.animationDelay = `${Math.round(changed - now)}ms`;
      } else if (!flashing && cell.flash) {
        cell.element.classList.remove("flash-a", "flash-b");
      }
      cell.flash = flashing ? changed : 0;
    }
    return moving;
  }
}

function make(tag, look, text) {
  const element = document.createElement(tag);
  element.className = look;
  if (text !== undefined) element.textContent = text;
  return element;
}
