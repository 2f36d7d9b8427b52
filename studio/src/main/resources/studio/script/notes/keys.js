/* SPDX-License-Identifier: Apache-2.0 */
/** The keys of a note. Matched by the place of the key: with Alt, some systems type other letters. */
import {editCell} from "./cell.js";

/** What has keys of its own. */
const ownKeys = "input, textarea, select, button, a, .cm-editor, .live-table, [tabindex='0']:not(.cell)";

/** @param {import("./book.js").Book} book @param {KeyboardEvent} event @returns {boolean} whether the key meant something */
export function noteKey(book, event) {
  const at = book.index(book.selected);
  const id = book.selected;
  if (event.ctrlKey && event.altKey) {
    const action = {
      KeyA: () => book.insert(Math.max(at, 0)), KeyB: () => book.insert(at + 1),
      KeyK: () => book.move(id, -1), KeyJ: () => book.move(id, 1),
      KeyD: () => book.remove(id), KeyZ: () => book.undo(), KeyL: () => book.clear(id), KeyC: () => book.stop(id),
    }[event.code];
    action?.();
    return Boolean(action);
  }
  if (event.ctrlKey && event.shiftKey && (event.code === "ArrowUp" || event.code === "ArrowDown")) {
    if (event.code === "ArrowUp") book.startRange(0, at); else book.startRange(at, book.cells.length);
    return true;
  }
  if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest(ownKeys)) return false;
  const step = {ArrowUp: -1, ArrowDown: 1}[event.code];
  if (step) {
    const next = book.cells[at + step];
    if (!next) return true;
    book.select(next.id);
    const element = document.getElementById(`cell-${next.id}`);
    element?.focus({preventScroll: true});
    element?.scrollIntoView({block: "nearest"});
    return true;
  }
  if (event.code === "Enter" && !event.shiftKey && at >= 0) {
    editCell(book, id);
    return true;
  }
  return false;
}
