/* SPDX-License-Identifier: Apache-2.0 */
/**
 * The rows of a live result as the page knows them: a snapshot, then differences. Pure state, no drawing. A row keeps
 * when each of its cells changed last, so that a view can let them flash; a removed row stays a moment to fade.
 */
export const FADE_MS = 900;
const LOG = 400;

export class Rows {
  columns = [];
  counts = {rows: 0, changes: 0, rate: 0};
  mode = "update";
  notice = "";
  /** Grows with each change, so that views see whether they are current. */
  version = 0;
  /** The last changes, newest first: what, when, cells. @type {{kind: "+" | "~" | "-", at: number, cells: any[]}[]} */
  log = [];
  #rows = new Map();

  /** @returns {IterableIterator<{key: string, cells: (string | null)[], changed: number[], born: number, gone: number}>} */
  values() {
    return this.#rows.values();
  }

  get size() {
    return this.#rows.size;
  }

  schema(columns) {
    this.columns = columns;
    this.version++;
  }

  /** Everything anew; nothing flashes. */
  snapshot({columns, rows, counts, mode, notice}) {
    if (columns && !alike(columns, this.columns)) this.columns = columns;
    this.#rows = new Map(rows.map(([key, cells]) => [key, {key, cells, changed: [], born: 0, gone: 0}]));
    this.#about(counts, mode, notice);
  }

  diff({set = [], remove = [], counts, notice}, now) {
    for (const key of remove) this.#remove(key, now);
    for (const [key, cells] of set) this.#set(key, cells, now);
    this.#about(counts, undefined, notice);
  }

  #about(counts, mode, notice) {
    if (counts) this.counts = counts;
    if (mode) this.mode = mode;
    this.notice = notice ?? this.notice;
    this.version++;
  }

  #set(key, cells, now) {
    const row = this.#rows.get(key);
    if (!row || row.gone) {
      this.#rows.delete(key);
      this.#rows.set(key, {key, cells, changed: [], born: now, gone: 0});
      this.#note("+", cells, now);
      return;
    }
    for (let i = 0; i < cells.length; i++) if (cells[i] !== row.cells[i]) row.changed[i] = now;
    row.cells = cells;
    this.#note("~", cells, now);
  }

  #remove(key, now) {
    const row = this.#rows.get(key);
    if (!row || row.gone) return;
    row.gone = now;
    this.#note("-", row.cells, now);
  }

  #note(kind, cells, at) {
    this.log.push({kind, cells, at});
    if (this.log.length > 2 * LOG) this.log = this.log.slice(-LOG);
  }

  /** Forgets rows that have faded. @returns {boolean} whether some still fade */
  sweep(now) {
    let fading = false;
    let swept = false;
    for (const row of this.#rows.values()) {
      if (!row.gone) continue;
      if (now - row.gone > FADE_MS) { this.#rows.delete(row.key); swept = true; }
      else fading = true;
    }
    if (swept) this.version++;
    return fading;
  }
}

const alike = (some, others) => some.length === others.length
  && some.every(({name, type}, i) => name === others[i].name && type === others[i].type);

const numeric = /^(TINYINT|SMALLINT|INT|INTEGER|BIGINT|DECIMAL|NUMERIC|FLOAT|DOUBLE|REAL)/i;
export const isNumber = (column) => numeric.test(column?.type ?? "");

/** Compares two values of a column: numbers by value, also beyond a double; null first. */
export function comparison(column) {
  if (!isNumber(column)) return (a, b) => (a === b ? 0 : a === null ? -1 : b === null ? 1 : a < b ? -1 : 1);
  return (a, b) => {
    if (a === b) return 0;
    if (a === null || b === null) return a === null ? -1 : 1;
    const difference = Number(a) - Number(b);
    if (difference !== 0 && !Number.isNaN(difference)) return difference;
    return a.length !== b.length ? a.length - b.length : a < b ? -1 : 1;
  };
}
