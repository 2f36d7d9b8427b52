/* SPDX-License-Identifier: Apache-2.0 */
/** The list of notes, in folders. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {day} from "../format.js";
import {icons} from "../shell/icons.js";

/** A title without its folder. */
const lastOf = (title) => title.slice(title.lastIndexOf("/") + 1) || title;

function inFolders(notes) {
  const folders = new Map();
  for (const note of notes) {
    const folder = note.folder || (note.shipped ? "Walkthrough" : "Yours");
    folders.set(folder, [...(folders.get(folder) ?? []), note]);
  }
  return [...folders];
}

/**
 * @param {any[] | null} notes null while they are read @param {string} wanted id of the open note
 * @param {(note: any) => string} titleOf as it is now, perhaps not saved yet
 * @param {{create: () => void, importFile: (event: Event) => void}} does
 */
export function notesListView(notes, wanted, titleOf, {create, importFile}) {
  const item = (note) => html`
    <li><a href="#/notes/${encodeURIComponent(note.id)}" aria-current=${note.id === wanted ? "true" : nothing}
      title=${note.shipped ? note.title : `${note.title}, changed ${day(note.changed)}`}>
      ${icons.notes}<span>${lastOf(titleOf(note))}</span></a></li>`;
  return html`
    <section>
      <div class="spread"><h3>Notes</h3><div class="row tight">
        <label class="button bare icon" title="Import a .zpln or note file">
          <input class="hidden-label" type="file" accept=".zpln,.json" aria-label="Import a note" @change=${importFile}>
          ${icons.import}</label>
        <button class="button bare icon" aria-label="New note" title="New note" @click=${create}>${icons.plus}</button></div></div>
      ${notes === null ? html`<p class="quiet small">Reading…</p>` : nothing}
      ${inFolders(notes ?? []).map(([folder, inside]) => html`
        <h4 class="folder">${folder}</h4>
        <ul class="note-list">${repeat(inside, (note) => note.id, item)}</ul>`)}
    </section>`;
}
