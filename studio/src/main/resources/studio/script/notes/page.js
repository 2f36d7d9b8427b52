/* SPDX-License-Identifier: Apache-2.0 */
/** The notes: a list at the left with the catalogue, the open note at the right. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {get, post, remove} from "../api.js";
import {catalogue, catalogueView} from "../catalogue.js";
import {draw} from "../draw.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {icons} from "../shell/icons.js";
import {attempt, say} from "../shell/toast.js";
import {Book} from "./book.js";
import {cellView, forgetCells} from "./cell.js";
import {afterDrawing, dropEditors, insertText} from "./editors.js";
import {allFar, farView, isFar} from "./far.js";
import {noteKey} from "./keys.js";
import {notesListView} from "./list.js";
import {conflictView, noteHeadView} from "./note-head.js";

const MOST_BYTES = 64 * 1024 * 1024;

let notes = null;
let book = null;
let wanted = "";
let failure = null;
let endListening = () => {};
let cellWanted = "";
/** Of the first cell of the note that is being made. */
let firstText = "";
/**
 * Closed notes whose last edits the server has not taken yet: opened again, they are as they were left.
 * @type {Map<string, Book>}
 */
const kept = new Map();

async function list() {
  notes = (await attempt(() => get("notes"))) ?? notes;
  draw();
}

async function openBook(id) {
  wanted = id;
  failure = null;
  closeBook();
  try {
    const opened = kept.get(id) ?? await Book.open(id);
    if (wanted !== id) return;
    book = opened;
    book.retry();
    showCell();
    document.title = `${book.note.title} – Crosscurrent Studio`;
    live.watch([id]);
    book.catchUp();
    if (firstText) insertText(book, firstText);
    firstText = "";
  } catch (refused) {
    failure = refused;
  }
  draw();
}

function closeBook() {
  const closed = book;
  book = null;
  dropEditors();
  forgetCells();
  allFar();
  if (!closed) return;
  closed.destroy();
  if (closed.saved === "saved") return kept.delete(closed.id);
  kept.set(closed.id, closed);
  closed.close().then((saved) => {
    if (saved && kept.get(closed.id) === closed) kept.delete(closed.id);
  });
}

/** Forgets our edits for what is on the server. */
function takeTheirs() {
  book.saved = "saved";
  openBook(book.id);
}

/** Goes to the cell that the address names. */
function showCell() {
  if (!cellWanted || !book?.cell(cellWanted)) return;
  const id = `cell-${cellWanted}`;
  book.select(cellWanted);
  cellWanted = "";
  setTimeout(() => document.getElementById(id)?.scrollIntoView({block: "start"}), 60);
}

const defines = (cell) => /\b(create|drop|alter)\b/i.test(cell?.text ?? "");

function take(message) {
  if (message.type === "connected") {
    book?.retry();
    book?.catchUp();
    return;
  }
  book?.take(message);
  if (message.type === "state" && message.state === "done" && defines(book?.cell(message.cell))) catalogue.refresh();
}

addEventListener("beforeunload", (event) => {
  if (kept.size || (book && book.saved !== "saved")) event.preventDefault();
});

/** @param {string} [text] of the first cell */
async function create(text = "") {
  const note = await attempt(() => post("notes", {title: "Untitled"}));
  if (!note) return;
  firstText = text;
  await list();
  go("notes", note.id);
}

async function importFile(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  if (file.size > MOST_BYTES) {
    say(`${file.name} has more than 64 MB.`, {remedy: "Clear its results where it comes from and export it again.", bad: true});
    return;
  }
  const note = await attempt(() => post("notes/import", file));
  if (!note) return;
  await list();
  say(`Imported ${note.title}. Nothing in it has run.`);
  go("notes", note.id);
}

async function discard() {
  const {id, title} = book.note;
  if (!confirm(`Delete the note "${title}"? Its running queries stop.`)) return;
  await book.stopAll();
  const gone = await attempt(async () => {
    await remove(`notes/${encodeURIComponent(id)}`);
    return true;
  });
  if (!gone) return;
  book.saved = "saved";
  await list();
  go("notes");
}

function listView() {
  const titleOf = (note) => (note.id === book?.id ? book.note.title : note.title);
  return html`
    <aside class="notes-side" aria-label="Notes and catalogue">
      ${notesListView(notes, wanted, titleOf, {create: () => create(), importFile})}
      ${catalogueView((text) => (book ? insertText(book, text) : create(text)))}
    </aside>`;
}

const insertView = (at) => html`
  <div class="insert">
    <button class="button bare" @click=${() => book.insert(at)}>${icons.plus}SQL</button>
    <button class="button bare" @click=${() => book.insert(at, "markdown")}>${icons.plus}Markdown</button>
    <button class="button bare" @click=${() => book.insert(at, "aws")}>${icons.plus}AWS CLI</button></div>`;

const beginView = html`
  <p class="quiet begin">An empty note. Click a table of the catalogue to query it, or add a cell: SQL whose rows stay live, Markdown to
    explain it, commands of the AWS CLI to make what it needs.</p>`;

const bookView = () => html`
  <div class="note">
    ${noteHeadView(book, discard)}
    ${conflictView(book, takeTheirs)}
    ${book.cells.length ? nothing : beginView}
    ${repeat(book.cells, (cell) => cell.id, (cell, i) => (isFar(book, cell, i) ? farView(cell, i) : cellView(book, cell, i)))}
    ${insertView(book.cells.length)}
  </div>`;

const noBookView = () => html`
  <div class="empty">${icons.notes}<h1>Ask your database while it changes</h1>
    <p>A note holds SQL whose results stay live: rows change in place as the database does.</p>
    <button class="button primary" @click=${() => create()}>${icons.plus}New note</button>
    <p class="small">or open one of the list: <a href="#/notes/test-cdc-streaming">TestCDCStreaming</a> shows it at once</p></div>`;

function mainView() {
  if (failure) return html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy}</div>`;
  if (book) return bookView();
  return wanted ? html`<p class="quiet">Opening…</p>` : noBookView();
}

export const notesPage = {
  place: "notes",
  title: "Notes",
  /** Stays open while the login is renewed, so that no edit is lost. */
  keeps: true,

  open(id, cell = "") {
    cellWanted = cell;
    if (!notes) list();
    if (!catalogue.databases) catalogue.refresh();
    endListening();
    endListening = live.listen(take);
    if (!id) {
      wanted = "";
      failure = null;
      closeBook();
    } else if (id !== book?.id) {
      openBook(id);
    } else {
      book.retry();
      showCell();
    }
  },

  close() {
    endListening();
    wanted = "";
    closeBook();
    live.watch([]);
  },

  drawn() {
    if (book) afterDrawing(book);
  },

  key: (event) => (book ? noteKey(book, event) : false),

  view: () => html`
    <div class="notes">${listView()}<div class="notes-main">${mainView()}</div></div>`,
};
