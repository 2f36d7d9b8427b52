/* SPDX-License-Identifier: Apache-2.0 */
/**
 * A table that changes in place. It draws only the rows and columns in sight, once a frame at most; changed cells flash,
 * deleted rows fade. Own elements, not templates: a frame of thousands of changes touches some forty rows.
 */
import {Columns} from "./columns.js";
import {comparison, isNumber} from "./rows.js";

const ROW = 29;
const SPARE = 6;
const FLASH_MS = 1100;
/** Rows that change are sorted and searched no more often than this. */
const ARRANGE_MS = 400;

export class LiveTable {
  sort = null;
  filter = "";
  #rows;
  #order = [];
  #orderVersion = -1;
  #arrangedAt = 0;
  #frame = 0;
  #pool = [];
  #shown = null;
  /** Heads by their column; only those of drawn columns are there. @type {Map<number, HTMLElement>} */
  #heads = new Map();
  /** Whether cells have what the filter looks for. @type {WeakMap<any[], boolean>} */
  #found = new WeakMap();
  #sought;
  #frozen = null;

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

  get paused() {
    return this.#frozen !== null;
  }

  /** What is shown while it is paused are the rows of that moment, also when they are sorted or filtered. */
  set paused(wanted) {
    if (wanted === this.paused) return;
    this.#frozen = wanted ? [...this.#rows.values()].map((row) => ({...row, changed: [], born: 0})) : null;
    this.#orderVersion = -1;
    this.#arrangedAt = 0;
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
    if (filter !== this.filter) this.#found = new WeakMap();
    this.sort = sort;
    this.filter = filter;
    this.#orderVersion = -1;
    this.#arrangedAt = 0;
    this.draw();
  }

  /** Scrolls to the next column whose name has the text in it. @returns {boolean} whether there is one */
  find(text) {
    const wanted = text.toLowerCase();
    const names = this.#rows.columns.map(({name}) => name.toLowerCase());
    const from = this.#sought?.text === wanted ? this.#sought.at + 1 : 0;
    const next = names.findIndex((name, i) => i >= from && name.includes(wanted));
    const at = next >= 0 ? next : names.findIndex((name) => name.includes(wanted));
    if (at < 0 || !this.columns) return false;
    this.#sought = {text: wanted, at};
    this.element.scrollLeft = this.columns.left(at) - 24;
    this.draw();
    return true;
  }

  #paint(now) {
    if (this.#shown !== this.#rows.columns) this.#begin();
    else if (!this.columns.measured && this.#rows.size) this.columns = new Columns(this.#shown, this.#rows.values());
    if (this.columns.look(this.element.scrollLeft, this.element.clientWidth)) this.#layout();
    const fading = this.paused ? false : this.#rows.sweep(now);
    if (!this.paused || this.#orderVersion < 0) this.#arrangeRows(now);
    const first = Math.max(0, Math.floor(this.element.scrollTop / ROW) - SPARE);
    const last = Math.min(this.#order.length, first + Math.ceil(this.element.clientHeight / ROW) + 2 * SPARE);
    this.body.style.height = `${this.#order.length * ROW}px`;
    this.element.setAttribute("aria-rowcount", this.#order.length + 1);
    while (this.#pool.length < last - first) this.#pool.push(this.#newRow());
    let moving = fading;
    const size = this.#pool.length;
    // a row keeps its line while it is in sight, so that scrolling writes only what comes into sight
    this.#pool.forEach((line, i) => {
      const place = first + (i - (first % size) + size) % size;
      const row = place < last ? this.#order[place] : undefined;
      line.element.hidden = !row;
      if (row && this.#fill(line, row, place, now)) moving = true;
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
    if ((this.sort || this.filter) && this.#arrangedAt && now - this.#arrangedAt < ARRANGE_MS) { this.#later(); return; }
    let rows = [...(this.#frozen ?? this.#rows.values())];
    if (this.filter) {
      const wanted = this.filter.toLowerCase();
      rows = rows.filter((row) => this.#has(row.cells, wanted));
    }
    if (this.sort) {
      const {column, down} = this.sort;
      const compare = comparison(this.#rows.columns[column]);
      rows.sort((a, b) => (down ? -1 : 1) * compare(a.cells[column] ?? null, b.cells[column] ?? null));
    }
    this.#arrangedAt = now;
    this.#order = rows;
    this.#orderVersion = this.#rows.version;
  }

  /** Looked for once: a row that changes gets other cells. */
  #has(cells, wanted) {
    let found = this.#found.get(cells);
    if (found === undefined) {
      found = cells.some((cell) => cell !== null && cell.toLowerCase().includes(wanted));
      this.#found.set(cells, found);
    }
    return found;
  }

  /** Other columns: nothing of what was drawn stays. */
  #begin() {
    this.#shown = this.#rows.columns;
    this.columns = new Columns(this.#shown, this.#rows.values());
    this.element.setAttribute("aria-colcount", this.#shown.length);
    this.#pool = [];
    this.#heads.clear();
    this.body.replaceChildren();
    this.head.replaceChildren();
    this.head.setAttribute("role", "row");
  }

  /** Puts the drawn columns where they belong; a head that stays keeps its element, and so the focus. */
  #layout() {
    const {first, last, before, drawn, width} = this.columns;
    const {style} = this.element;
    style.setProperty("--columns", `${drawn.map((each) => `${each}px`).join(" ")} minmax(0, 1fr)`);
    style.setProperty("--before", `${before}px`);
    style.setProperty("--width", `${width}px`);
    for (const [i, head] of this.#heads) {
      if (i >= first && i < last) continue;
      if (head.contains(document.activeElement)) this.element.focus({preventScroll: true});
      head.remove();
      this.#heads.delete(i);
    }
    let after = null;
    for (let i = last - 1; i >= first; i--) {
      let head = this.#heads.get(i);
      if (!head) {
        this.#heads.set(i, head = this.#headCell(this.#shown[i], i));
        this.head.insertBefore(head, after);
      }
      after = head;
    }
  }

  #headCell(column, i) {
    const cell = make("div", `live-cell${isNumber(column) ? " right" : ""}`);
    cell.setAttribute("role", "columnheader");
    cell.setAttribute("aria-colindex", i + 1);
    const button = make("button", "live-sort");
    button.title = `${column.name} ${column.type}${column.key ? ", key" : ""}`;
    button.append(make("span", column.key ? "live-name key" : "live-name", column.name));
    const arrow = make("span", "live-arrow");
    button.append(arrow);
    button.addEventListener("click", () => {
      const same = this.sort?.column === i;
      this.arrange({sort: !same ? {column: i, down: false} : this.sort.down ? null : {column: i, down: true}});
      this.#heads.forEach((other, j) => this.#arrow(other, j));
    });
    const grip = make("span", "live-grip");
    grip.addEventListener("pointerdown", (event) => this.#drag(event, i));
    cell.append(button, grip);
    this.#arrow(cell, i);
    return cell;
  }

  #arrow(head, i) {
    const sorted = this.sort?.column === i;
    head.setAttribute("aria-sort", !sorted ? "none" : this.sort.down ? "descending" : "ascending");
    head.querySelector(".live-arrow").textContent = !sorted ? "" : this.sort.down ? "↓" : "↑";
  }

  #drag(event, i) {
    event.preventDefault();
    const from = event.clientX - this.columns.widthOf(i);
    const move = (moved) => { this.columns.resize(i, moved.clientX - from); this.#layout(); };
    addEventListener("pointermove", move);
    addEventListener("pointerup", () => removeEventListener("pointermove", move), {once: true});
  }

  #newRow() {
    const element = make("div", "live-row");
    element.setAttribute("role", "row");
    this.body.append(element);
    return {element, cells: [], first: 0, key: undefined, place: -1, look: ""};
  }

  /** As many cells as there are drawn columns, each for its column. */
  #cells(line) {
    const {first, last} = this.columns;
    if (line.cells.length === last - first && line.first === first) return;
    line.first = first;
    while (line.cells.length > last - first) line.cells.pop().element.remove();
    while (line.cells.length < last - first) {
      const element = make("div", "live-cell");
      element.setAttribute("role", "cell");
      line.element.append(element);
      line.cells.push({element, value: undefined, flash: 0});
    }
    line.cells.forEach(({element}, i) => {
      element.classList.toggle("right", isNumber(this.#shown[first + i]));
      element.setAttribute("aria-colindex", first + i + 1);
    });
    line.key = undefined;
  }

  /** @returns {boolean} whether the row still flashes or fades */
  #fill(line, row, place, now) {
    if (line.place !== place) {
      line.place = place;
      line.element.style.transform = `translateY(${place * ROW}px)`;
      line.element.setAttribute("aria-rowindex", place + 2);
    }
    this.#cells(line);
    const same = line.key === row.key;
    line.key = row.key;
    const look = row.gone ? "live-row gone" : now - row.born < FLASH_MS && row.born ? "live-row born" : "live-row";
    if (line.look !== look) line.element.className = line.look = look;
    let moving = look !== "live-row";
    for (let i = 0; i < line.cells.length; i++) {
      const cell = line.cells[i];
      const value = row.cells[line.first + i] ?? null;
      if (cell.value !== value) {
        cell.value = value;
        cell.element.textContent = value === null ? "null" : value.length > 600 ? `${value.slice(0, 600)}…` : value;
        cell.element.classList.toggle("null", value === null);
        cell.element.title = value !== null && value.length > 40 ? value : "";
      }
      const changed = row.changed[line.first + i] ?? 0;
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
