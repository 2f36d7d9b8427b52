/* SPDX-License-Identifier: Apache-2.0 */
/** The editors of the open note: one a cell, living as long as its cell is shown. */
import {closeCompletion, completionStatus} from "@codemirror/autocomplete";
import {post} from "../api.js";
import {createEditor} from "../sql/editor.js";
import {parametersOf} from "./forms.js";

const CHECK_MS = 700;
const hints = {
  sql: "SELECT … – Ctrl Space completes, Shift Enter runs", markdown: "Write Markdown", aws: "dms describe-replication-tasks",
};
const languages = {sql: "sql", aws: "commands"};
const editors = new Map();

/** Escape closes the list of completions first, then leaves. */
function leave(view, id) {
  if (completionStatus(view.state)) return false;
  view.contentDOM.blur();
  document.getElementById(`cell-${id}`)?.focus();
  return true;
}

function keysOf(id, run) {
  const running = (after) => (view) => {
    closeCompletion(view);
    run(after);
    return true;
  };
  return [
    {key: "Shift-Enter", run: running("next")}, {key: "Mod-Enter", run: running("stay")}, {key: "Alt-Enter", run: running("insert")},
    {key: "Escape", run: (view) => leave(view, id)},
  ];
}

/** Asks what is wrong with the text; the server runs nothing for it. */
async function check(book, id, editor, text) {
  const cell = book.cell(id);
  if (!cell) return;
  const asked = {note: book.id, text, magic: cell.magic, parameters: parametersOf({...cell, text})};
  const answer = await post("check", asked).catch(() => null);
  if (answer && editor.text() === text) editor.mark(answer.problems ?? []);
}

/**
 * The editor of a cell, made when it is first asked for.
 * @param {import("./book.js").Book} book @param {any} cell
 * @param {(after: "next" | "stay" | "insert") => void} run runs the cell, then goes where the key said
 */
export function editorOf(book, cell, run) {
  const known = editors.get(cell.id);
  if (known?.kind === cell.kind) {
    known.replace(cell.text);
    return known;
  }
  known?.destroy();
  let timer;
  const editor = createEditor({
    text: cell.text, language: languages[cell.kind] ?? "plain", label: `Text of cell ${book.index(cell.id) + 1}`,
    hint: hints[cell.kind] ?? "", note: () => book.id, keys: keysOf(cell.id, run),
    onChange: (text) => {
      book.type(cell.id, text);
      clearTimeout(timer);
      if (cell.kind === "sql" && text.trim()) timer = setTimeout(() => check(book, cell.id, editor, text), CHECK_MS);
      else editor.mark([]);
    },
    onFocus: () => { if (book.selected !== cell.id) book.select(cell.id); },
  });
  editor.kind = cell.kind;
  editors.set(cell.id, editor);
  return editor;
}

/** Puts text where the cursor is, or into a new cell below when the chosen one has a text of its own. */
export function insertText(book, text) {
  const cell = book.cell(book.selected);
  const editor = editors.get(book.selected);
  if (cell?.kind === "sql" && editor && (!cell.text.trim() || !text.includes("\n"))) editor.insert(text);
  else book.insert(cell ? book.index(cell.id) + 1 : book.cells.length, "sql", text);
}

export function dropEditors() {
  editors.forEach((editor) => editor.destroy());
  editors.clear();
}

/** After drawing: puts errors under their words, and the cursor where it is wanted. */
export function afterDrawing(book) {
  for (const cell of book.cells) {
    const editor = editors.get(cell.id);
    const run = book.runs.get(cell.id);
    if (editor && run && run.marked !== run.about) {
      run.marked = run.about;
      editor.mark(run.about.line ? [{column: 1, ...run.about}] : []);
    }
  }
  if (!book.focusWanted) return;
  const wanted = book.focusWanted;
  book.focusWanted = "";
  editors.get(wanted)?.focus();
  document.getElementById(`cell-${wanted}`)?.scrollIntoView({block: "nearest"});
}
