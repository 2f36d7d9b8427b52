/* SPDX-License-Identifier: Apache-2.0 */
/** Which columns of a wide table are in sight, and where each stands. Pure state, in pixels. */
import {isNumber} from "./rows.js";

/** A table of as many columns or fewer is drawn whole, so that the browser's own search finds everything in a row. */
const WHOLE = 40;
/** A table has any number of columns; what is drawn anew with each change has no more than this. */
export const MOST_COLUMNS = 100;
const SPARE = 8;
const LOOKED = 60;

export class Columns {
  /** Those from {@code first}, up to {@code last} without it, are drawn. */
  first = 0;
  last = 0;
  /** Whether rows were there to measure. */
  measured;
  #widths;
  #lefts;

  /** @param {{name: string, type: string}[]} columns @param {Iterable<{cells: (string | null)[]}>} rows */
  constructor(columns, rows) {
    [this.#widths, this.measured] = widths(columns, rows);
    this.#place();
  }

  get count() { return this.#widths.length; }
  /** Of all columns together. */
  get width() { return this.#lefts[this.count]; }
  /** Of what stands left of the drawn ones. */
  get before() { return this.#lefts[this.first]; }
  /** Of the drawn ones. */
  get drawn() { return this.#widths.slice(this.first, this.last); }

  left(i) { return this.#lefts[i]; }
  widthOf(i) { return this.#widths[i]; }

  resize(i, width) {
    this.#widths[i] = Math.max(50, width);
    this.#place();
  }

  /**
   * Chooses which are drawn so that those in sight are among them.
   * @param {number} from left edge of what is seen @param {number} width of what is seen
   * @returns {boolean} whether others are drawn than before
   */
  look(from, width) {
    const left = this.count <= WHOLE ? 0 : this.#at(from);
    const right = this.count <= WHOLE ? this.count : Math.min(this.count, this.#at(from + width) + 1);
    if (left >= this.first && right <= this.last) return false;
    this.first = Math.max(0, left - SPARE);
    this.last = Math.min(this.count, right + SPARE);
    return true;
  }

  /** The column over a place. */
  #at(x) {
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#lefts[middle] <= x) low = middle; else high = middle - 1;
    }
    return low;
  }

  #place() {
    this.#lefts = new Float64Array(this.count + 1);
    this.#widths.forEach((width, i) => { this.#lefts[i + 1] = this.#lefts[i] + width; });
  }
}

/** Wide enough for the heading and the first rows, within reason; and whether there were any. */
function widths(columns, rows) {
  const letters = columns.map((column) => column.name.length + 4);
  let looked = 0;
  for (const {cells} of rows) {
    for (let i = 0; i < letters.length; i++) letters[i] = Math.max(letters[i], (cells[i] ?? "null").length + 1);
    if (++looked >= LOOKED) break;
  }
  return [letters.map((count, i) => {
    const least = looked || isNumber(columns[i]) ? 0 : 16;
    return Math.min(Math.max(Math.max(count, least) * 7.7 + 20, 76), 380);
  }), looked > 0];
}
