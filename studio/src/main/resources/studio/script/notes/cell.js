/* SPDX-License-Identifier: Apache-2.0 */
/** One cell: its head, its editor, its parameters, its result. The editor lives as long as the cell is shown. */
import {completionStatus} from "@codemirror/autocomplete";
import {html, nothing} from "lit-html";
import {post} from "../api.js";
import {draw} from "../draw.js";
import {between} from "../format.js";
import {icons} from "../shell/icons.js";
import {createEditor} from "../sql/editor.js";
import {chosenOf, formsOf, parametersOf, toggled, valueOf} from "./forms.js";
import {isPlain, kinds, lifted, magicOf, modeOf, modes, withMode} from "./magic.js";
import {markdown} from "./markdown.js";
import {outputView} from "./output.js";
import {pin} from "../dashboards/pin.js";

const CHECK_MS = 700;
const editors = new Map();
const editing = new Set();
const rendered = new Map();

const hints = {sql: "SELECT … – Ctrl Space completes, Shift Enter runs", markdown: "Write Markdown", aws: "dms describe-replication-tasks"};
const states = {
  idle: ["", ""], queued: ["queued", "warn"], planning: ["planning", "warn"], starting: ["starting", "warn"], live: ["live", "good"], done: ["done", "accent"],
  failed: ["failed", "bad"], stopping: ["stopping", "warn"], stopped: ["stopped", ""], lost: ["lost", "bad"],
};

/** @param {import("./book.js").Book} book */
export function editorOf(book, cell) {
  const known = editors.get(cell.id);
  if (known?.kind === cell.kind) {
    known.replace(cell.text);
    return known;
  }
  known?.destroy();
  let timer;
  const run = (after) => () => { runCell(book, cell.id, after); return true; };
  const editor = createEditor({
    text: cell.text, language: cell.kind === "sql" ? "sql" : "plain", label: `Text of cell ${book.index(cell.id) + 1}`, hint: hints[cell.kind] ?? "", note: () => book.id,
    keys: [
      {key: "Shift-Enter", run: run("next")}, {key: "Mod-Enter", run: run("stay")}, {key: "Alt-Enter", run: run("insert")},
      {key: "Escape", run: (view) => { if (completionStatus(view.state)) return false; view.contentDOM.blur(); document.getElementById(`cell-${cell.id}`)?.focus(); return true; }},
    ],
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

/** Asks what is wrong with the text; the server runs nothing for it. */
async function check(book, id, editor, text) {
  const cell = book.cell(id);
  if (!cell) return;
  const answer = await post("check", {note: book.id, text, magic: cell.magic, parameters: parametersOf({...cell, text})}).catch(() => null);
  if (answer && editor.text() === text) editor.mark(answer.problems ?? []);
}

/** Runs a cell, then goes where the key said. */
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

export function insertText(book, text) {
  const cell = book.cell(book.selected);
  const editor = editors.get(book.selected);
  if (cell?.kind === "sql" && editor && (!cell.text.trim() || !text.includes("\n"))) editor.insert(text);
  else book.insert(cell ? book.index(cell.id) + 1 : book.cells.length, "sql", text);
}

export function dropEditors() {
  editors.forEach((editor) => editor.destroy());
  editors.clear();
  editing.clear();
  rendered.clear();
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

function edit(book, id) {
  editing.add(id);
  book.select(id, true);
}

export const editCell = edit;

function markdownView(book, cell) {
  if (editing.has(cell.id) || !cell.text.trim()) return editorOf(book, cell).element;
  if (rendered.get(cell.id)?.text !== cell.text) {
    const element = document.createElement("div");
    element.className = "prose";
    element.append(markdown(cell.text));
    element.addEventListener("dblclick", () => edit(book, cell.id));
    rendered.set(cell.id, {text: cell.text, element});
  }
  return rendered.get(cell.id).element;
}

function formsView(book, cell) {
  const forms = formsOf(cell.text).filter((form) => !form.hidden);
  if (!forms.length || (cell.kind !== "sql" && cell.kind !== "aws")) return nothing;
  const set = (form, value, rerun) => {
    book.choose(cell.id, form, value);
    // a query can be asked again at any time, a command makes things
    if (rerun && cell.kind === "sql") book.start(cell.id);
  };
  return html`<div class="forms" role="group" aria-label="Parameters">${forms.map((form) => {
    const value = valueOf(form, cell.parameters);
    if (form.kind === "select") return html`<label class="field"><span>${form.label}</span><select class="select" @change=${(event) => set(form, event.target.value, true)}>
      ${form.options.map((option) => html`<option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}</select></label>`;
    if (form.kind === "checkbox") {
      const chosen = chosenOf(form, value);
      return html`<fieldset class="field"><legend>${form.label}</legend><div class="row">${form.options.map((option) => html`
        <label class="row tick"><input type="checkbox" .checked=${chosen.has(option.value)} @change=${() => set(form, toggled(form, value, option.value), true)}>${option.label}</label>`)}</div></fieldset>`;
    }
    return html`<label class="field"><span>${form.label}</span><input class="input" type=${form.kind} .value=${value} @change=${(event) => set(form, event.target.value, false)}
      @keydown=${(event) => { if (event.key === "Enter") set(form, event.target.value, true); }}></label>`;
  })}</div>`;
}

export function cellView(book, cell, i) {
  const run = book.run(cell.id);
  const [word, look] = states[run.state] ?? [run.state, ""];
  const runs = cell.kind === "sql" || cell.kind === "aws";
  const name = cell.title || `Cell ${i + 1}`;
  return html`
    <section class="cell ${book.selected === cell.id ? "selected" : ""} ${cell.kind}" id="cell-${cell.id}" data-run=${run.id} data-state=${run.state} tabindex="0" aria-label=${name} aria-keyshortcuts="Enter"
      @focusin=${() => { if (book.selected !== cell.id) book.select(cell.id); }}>
      <header class="cell-head">
        ${runs ? run.isMoving
          ? html`<button class="button icon stop" aria-label="Stop ${name}" title="Stop (Ctrl Alt C)" ?disabled=${run.state === "stopping"} @click=${() => book.stop(cell.id)}>${icons.stop}</button>`
          : html`<button class="button icon play" aria-label="Run ${name}" title="Run (Ctrl Enter)" @click=${() => runCell(book, cell.id, "stay")}>${icons.run}</button>` : nothing}
        <input class="cell-title" aria-label="Title of cell ${i + 1}" placeholder=${`Cell ${i + 1}`} .value=${cell.title ?? ""} @change=${(event) => book.change(cell.id, {title: event.target.value})}>
        ${word ? html`<span class="tag ${look}" role="status">${word}</span>` : nothing}
        ${runs && cell.enabled === false ? html`<span class="tag plain" title="Run all leaves this cell out">by hand</span>` : nothing}
        ${run.about.startedAt && run.state !== "idle" ? html`<span class="quiet small number">${between(run.about.startedAt, run.about.finishedAt)}</span>` : nothing}
        <span class="grow"></span>
        ${cell.kind === "sql" && !isPlain(cell.magic) ? html`<button class="tag plain mono" title="Edit this line in the text" aria-label="How ${name} runs: ${cell.magic}"
          @click=${() => { book.change(cell.id, {text: `${cell.magic.trim()}\n${cell.text}`, magic: magicOf.sql}); book.select(cell.id, true); }}>${cell.magic.trim()}</button>` : nothing}
        ${cell.kind === "sql" ? html`<select class="select quietly" aria-label="How rows are kept" @change=${(event) => book.change(cell.id, {magic: withMode(cell.magic, event.target.value)})}>
          ${modes.map(([mode, label]) => html`<option value=${mode} ?selected=${modeOf(cell.magic) === mode}>${label}</option>`)}</select>` : nothing}
        ${cell.kind === "foreign" ? html`<span class="tag plain mono">${cell.magic}</span>` : html`<select class="select quietly" aria-label="Kind of cell"
          @change=${(event) => book.change(cell.id, {kind: event.target.value, magic: magicOf[event.target.value]})}>
          ${kinds.map(([kind, label]) => html`<option value=${kind} ?selected=${cell.kind === kind}>${label}</option>`)}</select>`}
        <div class="cell-tools">
          ${cell.kind === "markdown" ? html`<button class="button bare" @click=${() => (editing.has(cell.id) ? runCell(book, cell.id, "stay") : edit(book, cell.id))}>${editing.has(cell.id) ? "Done" : "Edit"}</button>` : nothing}
          <button class="button bare icon" aria-label="Move ${name} up" title="Ctrl Alt K" ?disabled=${i === 0} @click=${() => book.move(cell.id, -1)}>${icons.up}</button>
          <button class="button bare icon" aria-label="Move ${name} down" title="Ctrl Alt J" ?disabled=${i === book.cells.length - 1} @click=${() => book.move(cell.id, 1)}>${icons.down}</button>
          <button class="button bare icon" aria-label="Delete ${name}" title="Ctrl Alt D" @click=${() => book.remove(cell.id)}>${icons.trash}</button>
        </div>
      </header>
      <div class="cell-editor">${cell.kind === "markdown" ? markdownView(book, cell) : cell.kind === "foreign" ? html`<pre class="cell-text">${cell.text}</pre>
        <p class="quiet small foreign-why">Kept as it is, not run: this studio runs SQL, Markdown and AWS CLI cells.</p>` : editorOf(book, cell).element}</div>
      ${formsView(book, cell)}
      ${runs ? outputView({cell, run, onView: (view) => book.change(cell.id, {view}), onPin: () => pin(book, cell)}) : nothing}
    </section>`;
}
