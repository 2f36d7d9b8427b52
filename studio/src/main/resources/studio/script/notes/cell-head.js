/* SPDX-License-Identifier: Apache-2.0 */
/** The head of a cell: run or stop, title, state, how it runs, and what can be done with the cell. */
import {html, nothing} from "lit-html";
import {between} from "../format.js";
import {icons} from "../shell/icons.js";
import {isPlain, kinds, magicOf, modeOf, modes, withMode} from "./magic.js";

/** Word and colour of each state of a run. */
const states = {
  idle: ["", ""], queued: ["queued", "warn"], planning: ["planning", "warn"], starting: ["starting", "warn"],
  live: ["live", "good"], done: ["done", "accent"], failed: ["failed", "bad"], stopping: ["stopping", "warn"],
  stopped: ["stopped", ""], lost: ["lost", "bad"],
};

function runView(book, cell, name, does) {
  const run = book.run(cell.id);
  if (run.isMoving) {
    return html`
      <button class="button icon stop" aria-label="Stop ${name}" title="Stop (Ctrl Alt C)" ?disabled=${run.state === "stopping"}
        @click=${() => book.stop(cell.id)}>${icons.stop}</button>`;
  }
  return html`
    <button class="button icon play" aria-label="Run ${name}" title="Run (Ctrl Enter)" @click=${does.run}>${icons.run}</button>`;
}

function stateView({state, about}) {
  const [word, look] = states[state] ?? [state, ""];
  return html`
    ${word ? html`<span class="tag ${look}" role="status">${word}</span>` : nothing}
    ${about.startedAt && state !== "idle" ? html`
      <span class="quiet small number">${between(about.startedAt, about.finishedAt)}</span>` : nothing}`;
}

/** The line that says how a cell runs goes back into its text, to be changed there. */
function magicView(book, cell, name) {
  if (cell.kind === "foreign") return html`<span class="tag plain mono">${cell.magic}</span>`;
  if (cell.kind !== "sql" || isPlain(cell.magic)) return nothing;
  const magic = cell.magic.trim();
  const edit = () => {
    book.change(cell.id, {text: `${magic}\n${cell.text}`, magic: magicOf.sql});
    book.select(cell.id, true);
  };
  return html`
    <button class="tag plain mono" title="Edit this line in the text" aria-label="How ${name} runs: ${cell.magic}"
      @click=${edit}>${magic}</button>`;
}

const modeView = (book, cell) => html`
  <select class="select quietly" aria-label="How rows are kept"
    @change=${(event) => book.change(cell.id, {magic: withMode(cell.magic, event.target.value)})}>${modes.map(([mode, label]) => html`
    <option value=${mode} ?selected=${modeOf(cell.magic) === mode}>${label}</option>`)}</select>`;

const kindView = (book, cell) => html`
  <select class="select quietly" aria-label="Kind of cell"
    @change=${({target: {value}}) => book.change(cell.id, {kind: value, magic: magicOf[value]})}>${kinds.map(([kind, label]) => html`
    <option value=${kind} ?selected=${cell.kind === kind}>${label}</option>`)}</select>`;

const toolsView = (book, cell, i, name, does) => html`
  <div class="cell-tools">
    ${cell.kind === "markdown" ? html`
      <button class="button bare" @click=${does.editing ? does.run : does.edit}>${does.editing ? "Done" : "Edit"}</button>` : nothing}
    <button class="button bare icon" aria-label="Move ${name} up" title="Ctrl Alt K" ?disabled=${i === 0}
      @click=${() => book.move(cell.id, -1)}>${icons.up}</button>
    <button class="button bare icon" aria-label="Move ${name} down" title="Ctrl Alt J" ?disabled=${i === book.cells.length - 1}
      @click=${() => book.move(cell.id, 1)}>${icons.down}</button>
    <button class="button bare icon" aria-label="Delete ${name}" title="Ctrl Alt D" @click=${() => book.remove(cell.id)}>
      ${icons.trash}</button>
  </div>`;

/**
 * @param {import("./book.js").Book} book @param {any} cell @param {number} i its place
 * @param {{run: () => void, edit: () => void, editing: boolean}} does
 */
export function headView(book, cell, i, does) {
  const runs = cell.kind === "sql" || cell.kind === "aws";
  const name = cell.title || `Cell ${i + 1}`;
  return html`
    <header class="cell-head">
      ${runs ? runView(book, cell, name, does) : nothing}
      <input class="cell-title" aria-label="Title of cell ${i + 1}" placeholder=${`Cell ${i + 1}`} .value=${cell.title ?? ""}
        @change=${(event) => book.change(cell.id, {title: event.target.value})}>
      ${stateView(book.run(cell.id))}
      ${runs && cell.enabled === false ? html`<span class="tag plain" title="Run all leaves this cell out">by hand</span>` : nothing}
      <span class="grow"></span>
      ${magicView(book, cell, name)}
      ${cell.kind === "sql" ? modeView(book, cell) : nothing}
      ${cell.kind === "foreign" ? nothing : kindView(book, cell)}
      ${toolsView(book, cell, i, name, does)}
    </header>`;
}
