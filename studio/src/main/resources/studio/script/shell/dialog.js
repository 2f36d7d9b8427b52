/* SPDX-License-Identifier: Apache-2.0 */
/** The one dialog that may be open: help, palette, or what a page puts there. */
import {html, nothing} from "lit-html";
import {ref} from "lit-html/directives/ref.js";
import {draw} from "../draw.js";
import {get} from "../api.js";
import {go} from "../route.js";
import {live} from "../live.js";
import {icons} from "./icons.js";
import {shortcuts} from "./keys.js";
import {toastsView} from "./toast.js";

let open;

/** @param {{title: string, body: () => any, foot?: () => any, kind?: string}} dialog */
export function showDialog(dialog) {
  open = dialog;
  draw();
}

export function closeDialog() {
  open = undefined;
  draw();
}

/** lit hands the element over before it stands in the document, where alone it can be shown. */
const modal = (element) => queueMicrotask(() => { if (element?.isConnected && !element.open) element.showModal(); });

/** Messages stand inside the dialog while it is open: what is beside it is dimmed and out of reach. */
export const dialogIsOpen = () => Boolean(open);

export const dialogView = () => !open ? nothing : html`
  <dialog class="sheet ${open.kind ?? ""}" ${ref(modal)} aria-label=${open.title} @close=${closeDialog}
    @click=${(event) => { if (event.target === event.currentTarget) closeDialog(); }}>
    ${open.kind === "palette" ? nothing : html`<header><h2>${open.title}</h2>
      <button class="button bare icon" aria-label="Close" @click=${closeDialog}>${icons.close}</button></header>`}
    <div class=${open.kind === "palette" ? "" : "body"}>${open.body()}</div>
    ${open.foot ? html`<footer>${open.foot()}</footer>` : nothing}
    ${toastsView()}
  </dialog>`;

export function showHelp() {
  showDialog({
    title: "Keyboard shortcuts",
    body: () => html`<div class="keys">${shortcuts.map(([group, keys]) => html`
      <h3>${group}</h3>${keys.map(([key, what]) => html`<div><span>${what}</span><span>${key.split(" ").map((part) => html`<kbd>${part}</kbd> `)}</span></div>`)}`)}</div>`,
  });
}

/** Goes to a note, a topic, a page by its name. */
export async function showPalette() {
  let wanted = "";
  let at = 0;
  let notes = [];
  const all = () => [
    ...["pipelines", "notes", "topics", "jobs", "dashboards"].map((place) => ({name: place[0].toUpperCase() + place.slice(1), kind: "page", run: () => go(place)})),
    ...notes.map((note) => ({name: note.title, kind: "note", run: () => go("notes", note.id)})),
    ...(live.pipelines?.topics ?? []).map((topic) => ({name: topic.name ?? topic, kind: "topic", run: () => go("topics", topic.name ?? topic)})),
  ].filter((item) => item.name.toLowerCase().includes(wanted.toLowerCase())).slice(0, 40);
  const choose = (item) => { closeDialog(); item?.run(); };
  const press = (event) => {
    const items = all();
    if (event.key === "ArrowDown") at = Math.min(items.length - 1, at + 1);
    else if (event.key === "ArrowUp") at = Math.max(0, at - 1);
    else if (event.key === "Enter") return choose(items[at]);
    else return;
    event.preventDefault();
    draw();
  };
  showDialog({
    title: "Go to anything",
    kind: "palette",
    body: () => html`
      <input aria-label="Go to a page, note or topic" placeholder="Go to a page, note or topic…" autofocus role="combobox" aria-expanded="true"
        aria-controls="palette-items" @keydown=${press} @input=${(event) => { wanted = event.target.value; at = 0; draw(); }}>
      <ul id="palette-items" role="listbox" aria-label="Places">${all().map((item, i) => html`
        <li role="option" aria-selected=${i === at} @click=${() => choose(item)}><span>${item.name}</span><span class="quiet small">${item.kind}</span></li>`)}</ul>`,
  });
  notes = await get("notes").catch(() => []);
  draw();
}
