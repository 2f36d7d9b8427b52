/* SPDX-License-Identifier: Apache-2.0 */
/** Which cells a note had before its last changes, and in which order. What was typed meanwhile stays. */
const MOST = 50;

export class Past {
  #states = [];

  remember(cells) {
    this.#states.push(cells.map((cell) => ({...cell})));
    if (this.#states.length > MOST) this.#states.shift();
  }

  /** @returns {any[] | undefined} the cells as they stood, undefined when nothing is remembered */
  back(cells) {
    const now = new Map(cells.map((cell) => [cell.id, cell]));
    return this.#states.pop()?.map((cell) => now.get(cell.id) ?? cell);
  }
}
