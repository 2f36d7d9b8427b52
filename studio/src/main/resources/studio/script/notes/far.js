/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Cells that nobody has scrolled to yet: their text without editor and buttons, so that a note of a thousand cells opens at
 * once. A cell that comes near is drawn whole and stays so.
 */
import {html} from "lit-html";
import {ref} from "lit-html/directives/ref.js";
import {draw} from "../draw.js";

const FEW = 40;
const NEAR = "1000px";
const came = new Set();
const watcher = new IntersectionObserver((entries) => {
  const near = entries.filter((entry) => entry.isIntersecting);
  near.forEach(({target}) => { came.add(target.id); watcher.unobserve(target); });
  if (near.length) draw();
}, {rootMargin: NEAR});
const watch = (element) => { if (element) watcher.observe(element); };

/** Forgets which cells came near: another note is opened. */
export function allFar() {
  came.clear();
  watcher.disconnect();
}

/** Whether a cell may be drawn as its text alone. @param {import("./book.js").Book} book @param {number} i its place */
export function isFar(book, cell, i) {
  return book.cells.length > FEW && !came.has(`cell-${cell.id}`) && Math.abs(i - book.index(book.selected)) > 2;
}

export const farView = (cell, i) => html`
  <section class="cell far ${cell.kind}" id="cell-${cell.id}" tabindex="0" aria-label=${cell.title || `Cell ${i + 1}`} ${ref(watch)}>
    <header class="cell-head"><span class="cell-title">${cell.title || `Cell ${i + 1}`}</span></header>
    <pre class="cell-text">${cell.text}</pre>
  </section>`;
