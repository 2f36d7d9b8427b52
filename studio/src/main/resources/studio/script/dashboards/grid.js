/* SPDX-License-Identifier: Apache-2.0 */
/** Where tiles stand: twelve columns, no two over each other, no gap above one. Pure functions. */
export const COLUMNS = 12;
export const LEAST = {w: 2, h: 2};
const MOST_ROWS = 14;

const over = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const sameColumns = (a, b) => a.x < b.x + b.w && b.x < a.x + a.w;
const within = (value, least, most) => Math.min(most, Math.max(least, Math.round(value)));

/** A place inside the columns. */
export function fit({x = 0, y = 0, w = 6, h = 4}) {
  const width = within(w, LEAST.w, COLUMNS);
  return {x: within(x, 0, COLUMNS - width), y: Math.max(0, Math.round(y)), w: width, h: within(h, LEAST.h, MOST_ROWS)};
}

/**
 * Lets every tile rise as far as it can, in reading order; where two want the same place, the first named wins.
 * @template T @param {(T & {x: number, y: number, w: number, h: number})[]} tiles changed in place
 * @param {T} [first]
 */
export function settle(tiles, first) {
  const placed = [];
  for (const tile of [...tiles].sort((a, b) => a.y - b.y || (b === first) - (a === first) || a.x - b.x)) {
    let y = tile.y;
    while (placed.some((other) => over({...tile, y}, other))) y++;
    while (y > 0 && !placed.some((other) => over({...tile, y: y - 1}, other))) y--;
    tile.y = y;
    placed.push(tile);
  }
}

/** Moves or resizes one tile by a step; up and down go past the next tile. */
export function step(tiles, tile, {x = 0, y = 0, w = 0, h = 0}) {
  let row = tile.y;
  const near = tiles.filter((other) => other !== tile && sameColumns(other, tile));
  if (y > 0) row = Math.min(...near.filter((other) => other.y >= tile.y + tile.h).map((other) => other.y + 1), Infinity);
  if (y < 0) row = Math.max(...near.filter((other) => other.y + other.h <= tile.y).map((other) => other.y), 0);
  if (row === Infinity) row = tile.y;
  Object.assign(tile, fit({x: tile.x + x, y: row, w: tile.w + w, h: tile.h + h}));
  settle(tiles, tile);
}
