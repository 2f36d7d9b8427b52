/* SPDX-License-Identifier: Apache-2.0 */
/** The notes: a list at the left with the catalogue, the open note at the right. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {get, post, remove} from "../api.js";
import {catalogue, catalogueView} from "../catalogue.js";
import {draw} from "../draw.js";
import {day} from "../format.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {icons} from "../shell/icons.js";
import {attempt, say} from "../shell/toast.js";
import {Book} from "./book.js";
import {afterDrawing, cellView, dropEditors, insertText} from "./cell.js";
import {allFar, farView, isFar} from "./far.js";
import {noteKey} from "./keys.js";

const MOST_BYTES = 64 * 1024 * 1024;

let notes = null;
let book = null;
let wanted = "";
let failure = null;
let endListening = () => {};
let cellWanted = "";
/** Closed notes whose last edits the server has not taken yet: opened again, they are as they were left. @type {Map<string, Book>} */
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
  } catch (refused) {
    failure = refused;
  }
  draw();
}

function closeBook() {
  const closed = book;
  book = null;
  dropEditors();
  allFar();
  if (!closed) return;
  closed.destroy();
  if (closed.saved === "saved") return kept.delete(closed.id);
  kept.set(closed.id, closed);
  closed.close().then((saved) => { if (saved && kept.get(closed.id) === closed) kept.delete(closed.id); });
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

addEventListener("beforeunload", (event) => {
  if (kept.size || (book && book.saved !== "saved")) event.preventDefault();
});

async function create() {
  const note = await attempt(() => post("notes", {title: "Untitled"}));
  if (!note) return;
  await list();
  go("notes", note.id);
}

async function importFile(event) {
  const [file] = event.target.files;
  event.target.value = "";
  if (!file) return;
  if (file.size > MOST_BYTES) return say(`${file.name} has more than 64 MB.`, {remedy: "Clear its results where it comes from and export it again.", bad: true});
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
  if ((await attempt(async () => { await remove(`notes/${encodeURIComponent(id)}`); return true; })) === undefined) return;
  book.saved = "saved";
  await list();
  go("notes");
}

const saving = {saved: "Saved", changed: "Not saved yet", saving: "Saving…", failed: "Not saved", conflict: "Changed elsewhere"};

/** A title without its folder. */
const lastOf = (title) => title.slice(title.lastIndexOf("/") + 1) || title;

function listView() {
  const folders = new Map();
  for (const note of notes ?? []) {
    const folder = note.shipped ? note.folder || "Walkthrough" : note.folder || "Yours";
    folders.set(folder, [...(folders.get(folder) ?? []), note]);
  }
  return html`
    <aside class="notes-side" aria-label="Notes and catalogue">
      <section>
        <div class="spread"><h3>Notes</h3><div class="row tight">
          <label class="button bare icon" title="Import a .zpln or note file"><input class="hidden-label" type="file" accept=".zpln,.json" @change=${importFile} aria-label="Import a note">${icons.import}</label>
          <button class="button bare icon" aria-label="New note" title="New note" @click=${create}>${icons.plus}</button></div></div>
        ${notes === null ? html`<p class="quiet small">Reading…</p>` : nothing}
        ${[...folders].map(([folder, inside]) => html`
          <h4 class="folder">${folder}</h4>
          <ul class="note-list">${repeat(inside, (note) => note.id, (note) => html`
            <li><a href="#/notes/${encodeURIComponent(note.id)}" aria-current=${note.id === wanted ? "true" : nothing} title=${note.shipped ? note.title : `${note.title}, changed ${day(note.changed)}`}>${icons.notes}<span>${lastOf(note.id === book?.id ? book.note.title : note.title)}</span></a></li>`)}</ul>`)}
      </section>
      ${catalogueView((text) => (book ? insertText(book, text) : say("Open a note first.")))}
    </aside>`;
}

function insertView(at) {
  return html`<div class="insert"><button class="button bare" @click=${() => book.insert(at)}>${icons.plus}SQL</button>
    <button class="button bare" @click=${() => book.insert(at, "markdown")}>${icons.plus}Markdown</button>
    <button class="button bare" @click=${() => book.insert(at, "aws")}>${icons.plus}AWS CLI</button></div>`;
}

/** Whose the note is, when that is not plain. */
function ownerView({owner, mine, shared, shipped}) {
  if (shipped || (mine && !shared)) return nothing;
  return mine ? " · shared with everybody here" : ` · shared by ${owner || "nobody in particular"}`;
}

function bookView() {
  const path = `/studio/api/notes/${encodeURIComponent(book.id)}/export`;
  const running = book.cells.some((cell) => book.run(cell.id).isMoving);
  return html`
    <div class="note">
      <header class="note-head">
        <div class="grow"><input class="note-title" aria-label="Title of the note" .value=${book.note.title} @change=${(event) => book.rename(event.target.value)}>
          <span class="quiet small"><span role="status">${saving[book.saved]}</span>${ownerView(book.note)}</span></div>
        <div class="row">
          <button class="button primary" @click=${() => book.startAll()}>${icons.run}Run all</button>
          <button class="button" ?disabled=${!running} @click=${() => book.stopAll()}>${icons.stop}Stop all</button>
          <a class="button" href="${path}?format=note" download title="Our own format: text that diffs well">${icons.export}Note</a>
          <a class="button" href="${path}?format=zpln" download title="For Zeppelin and AWS Studio">zpln</a>
          ${book.note.mine && !book.note.shipped ? html`<button class="button" aria-pressed=${book.note.shared ? "true" : "false"} @click=${() => book.share(!book.note.shared)}
            title=${book.note.shared ? "Everybody who may open the studio sees and changes it. Take it back" : "Only you see it. Let everybody who may open the studio see and change it"}>${icons.share}${book.note.shared ? "Shared" : "Share"}</button>` : nothing}
          ${book.note.mine ? html`<button class="button icon danger" aria-label="Delete the note" title="Delete the note" @click=${discard}>${icons.trash}</button>` : nothing}
        </div>
      </header>
      ${book.saved === "conflict" ? html`<div class="notice warn spread" role="alert"><span><strong>Somebody else changed this note.</strong>Choose which text stays.</span>
        <div class="row"><button class="button" @click=${takeTheirs}>Take theirs</button><button class="button" @click=${() => book.keepBoth()}>Keep both</button><button class="button" @click=${() => book.overwrite()}>Keep mine</button></div></div>` : nothing}
      ${repeat(book.cells, (cell) => cell.id, (cell, i) => (isFar(book, cell, i) ? farView(cell, i) : cellView(book, cell, i)))}
      ${insertView(book.cells.length)}
    </div>`;
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
    endListening = live.listen((message) => {
      if (message.type === "connected") { book?.retry(); book?.catchUp(); }
      else book?.take(message);
      if (message.type === "state" && message.state === "done" && book?.cell(message.cell)?.text.match(/\b(create|drop|alter)\b/i)) catalogue.refresh();
    });
    if (id && id !== book?.id) openBook(id);
    else if (id) { book.retry(); showCell(); }
    if (!id) { wanted = ""; closeBook(); }
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
    <div class="notes">${listView()}
      <div class="notes-main">${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy}</div>`
        : book ? bookView() : wanted ? html`<p class="quiet">Opening…</p>` : html`
        <div class="empty">${icons.notes}<h1>Ask your database while it changes</h1><p>A note holds SQL whose results stay live: rows change in place as the database does.</p>
          <button class="button primary" @click=${create}>${icons.plus}New note</button><p class="small">or open one at the left</p></div>`}</div>
    </div>`,
};
