/* SPDX-License-Identifier: Apache-2.0 */
/** One cell: its head, its editor, its parameters, its result. */
import {html, nothing} from "lit-html";
import {pin} from "../dashboards/pin.js";
import {draw} from "../draw.js";
import {headView} from "./cell-head.js";
import {editorOf} from "./editors.js";
import {foreignView} from "./foreign.js";
import {lifted} from "./magic.js";
import {markdown} from "./markdown.js";
import {outputView} from "./output.js";
import {parametersView} from "./parameters.js";

const editing = new Set();
const rendered = new Map();

/** Runs a cell, then goes where the key said. @param {"next" | "stay" | "insert"} after */
export function runCell(book, id, after) {
  const cell = book.cell(id);
  editing.delete(id);
  const change = cell.kind === "foreign" ? null : lifted(cell.text);
  if (change) book.change(id, change);
  book.start(id);
  const at = book.index(id);
  if (after === "insert" || (after === "next" && at === book.cells.length - 1)) book.insert(at + 1);
  else if (after === "next") book.select(book.cells[at + 1].id, book.cells[at + 1].kind !== "markdown");
  else if (cell.kind === "markdown") document.getElementById(`cell-${id}`)?.focus();
  draw();
}

export function editCell(book, id) {
  editing.add(id);
  book.select(id, true);
}

/** Another note is opened: what was drawn of this one's Markdown goes. */
export function forgetCells() {
  editing.clear();
  rendered.clear();
}

const editorView = (book, cell) => editorOf(book, cell, (after) => runCell(book, cell.id, after)).element;

function markdownView(book, cell) {
  if (editing.has(cell.id) || !cell.text.trim()) return editorView(book, cell);
  if (rendered.get(cell.id)?.text !== cell.text) {
    const element = document.createElement("div");
    element.className = "prose";
    element.append(markdown(cell.text));
    element.addEventListener("dblclick", () => editCell(book, cell.id));
    rendered.set(cell.id, {text: cell.text, element});
  }
  return rendered.get(cell.id).element;
}

function textView(book, cell) {
  if (cell.kind === "markdown") return markdownView(book, cell);
  return cell.kind === "foreign" ? foreignView(book, cell) : editorView(book, cell);
}

/** @param {import("./book.js").Book} book @param {any} cell @param {number} i its place */
export function cellView(book, cell, i) {
  const run = book.run(cell.id);
  const selected = book.selected === cell.id;
  const runs = cell.kind === "sql" || cell.kind === "aws";
  const does = {
    run: () => runCell(book, cell.id, "stay"),
    edit: () => editCell(book, cell.id),
    editing: editing.has(cell.id),
  };
  return html`
    <section class="cell ${selected ? "selected" : ""} ${cell.kind}" id="cell-${cell.id}" data-run=${run.id} data-state=${run.state}
      tabindex="0" aria-label=${cell.title || `Cell ${i + 1}`} aria-keyshortcuts="Enter"
      @focusin=${() => { if (book.selected !== cell.id) book.select(cell.id); }}>
      ${headView(book, cell, i, does)}
      <div class="cell-editor">${textView(book, cell)}</div>
      ${parametersView(book, cell)}
      ${runs ? outputView({cell, run, onView: (view) => book.change(cell.id, {view}), onPin: () => pin(book, cell)}) : nothing}
    </section>`;
}
