/* SPDX-License-Identifier: Apache-2.0 */
/** The head of the open note: title, whether it is saved, whose it is, and what can be done with all of it. */
import {html, nothing} from "lit-html";
import {icons} from "../shell/icons.js";

const saving = {saved: "Saved", changed: "Not saved yet", saving: "Saving…", failed: "Not saved", conflict: "Changed elsewhere"};

/** Whose the note is, when that is not plain. */
function ownerOf({owner, mine, shared, shipped}) {
  if (shipped || (mine && !shared)) return nothing;
  return mine ? " · shared with everybody here" : ` · shared by ${owner || "nobody in particular"}`;
}

function shareView(book) {
  const {mine, shipped, shared} = book.note;
  if (!mine || shipped) return nothing;
  const hint = shared ? "Everybody who may open the studio sees and changes it. Take it back"
    : "Only you see it. Let everybody who may open the studio see and change it";
  return html`
    <button class="button" aria-pressed=${shared ? "true" : "false"} title=${hint} @click=${() => book.share(!shared)}>
      ${icons.share}${shared ? "Shared" : "Share"}</button>`;
}

/** @param {import("./book.js").Book} book @param {() => void} discard asks, then deletes the note */
export function noteHeadView(book, discard) {
  const path = `/studio/api/notes/${encodeURIComponent(book.id)}/export`;
  const running = book.cells.some((cell) => book.run(cell.id).isMoving);
  return html`
    <header class="note-head">
      <div class="grow">
        <input class="note-title" aria-label="Title of the note" .value=${book.note.title}
          @change=${(event) => book.rename(event.target.value)}>
        <span class="quiet small"><span role="status">${saving[book.saved]}</span>${ownerOf(book.note)}</span></div>
      <div class="row">
        <button class="button primary" @click=${() => book.startAll()}>${icons.run}Run all</button>
        <button class="button" ?disabled=${!running} @click=${() => book.stopAll()}>${icons.stop}Stop all</button>
        <a class="button" href="${path}?format=note" download title="Export in our own format: text that diffs well">
          ${icons.export}Export</a>
        <a class="button" href="${path}?format=zpln" download title="Export for Zeppelin and AWS Studio">.zpln</a>
        ${shareView(book)}
        ${book.note.mine ? html`
          <button class="button icon danger" aria-label="Delete the note" title="Delete the note" @click=${discard}>${icons.trash}</button>`
    : nothing}
      </div>
    </header>`;
}

/** Somebody else saved first. @param {import("./book.js").Book} book @param {() => void} takeTheirs */
export const conflictView = (book, takeTheirs) => (book.saved !== "conflict" ? nothing : html`
  <div class="notice warn spread" role="alert">
    <span><strong>Somebody else changed this note.</strong>Choose which text stays.</span>
    <div class="row">
      <button class="button" @click=${takeTheirs}>Take theirs</button>
      <button class="button" @click=${() => book.keepBoth()}>Keep both</button>
      <button class="button" @click=${() => book.overwrite()}>Keep mine</button></div></div>`);
