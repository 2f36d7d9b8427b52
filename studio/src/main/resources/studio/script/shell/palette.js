/* SPDX-License-Identifier: Apache-2.0 */
/** Goes to anything by its name: pages, notes, tasks, topics, dashboards. */
import {html, nothing} from "lit-html";
import {get} from "../api.js";
import {draw} from "../draw.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {closeDialog, showDialog} from "./dialog.js";
import {places} from "./places.js";

const MOST = 40;

export async function showPalette() {
  let wanted = "";
  let at = 0;
  let notes = [];
  let dashboards = [];
  const everything = () => [
    ...places.map(({id, name}) => ({name, kind: "page", to: [id]})),
    ...notes.map((note) => ({name: note.title, kind: "note", to: ["notes", note.id]})),
    ...(live.pipelines?.tasks ?? []).map((task) => ({name: task.id, kind: "task", to: ["pipelines", task.id]})),
    ...(live.pipelines?.topics ?? []).map((topic) => ({name: topic.name, kind: "topic", to: ["topics", topic.name]})),
    ...dashboards.map((board) => ({name: board.title, kind: "dashboard", to: ["dashboards", board.id]})),
  ];
  const found = () => everything().filter((item) => item.name.toLowerCase().includes(wanted.toLowerCase())).slice(0, MOST);
  const choose = (item) => {
    closeDialog();
    if (item) go(...item.to);
  };
  const step = (by, items) => {
    at = Math.max(0, Math.min(items.length - 1, at + by));
    draw();
    requestAnimationFrame(() => document.getElementById(`palette-${at}`)?.scrollIntoView({block: "nearest"}));
  };
  const press = (event) => {
    const items = found();
    if (event.key === "ArrowDown") step(1, items);
    else if (event.key === "ArrowUp") step(-1, items);
    else if (event.key === "Enter") choose(items[at]);
    else return;
    event.preventDefault();
  };
  const type = (event) => { wanted = event.target.value; at = 0; draw(); };
  const optionView = (item, i) => html`
    <li role="option" id="palette-${i}" aria-selected=${i === at} @click=${() => choose(item)}>
      <span>${item.name}</span><span class="quiet small">${item.kind}</span></li>`;
  showDialog({
    title: "Go to anything",
    kind: "palette",
    body: () => {
      const items = found();
      return html`
        <input aria-label="Go to a page, note, task, topic or dashboard" placeholder="Go to a page, note, task, topic or dashboard…"
          autofocus role="combobox" aria-expanded="true" aria-controls="palette-items"
          aria-activedescendant=${items.length ? `palette-${at}` : nothing} @keydown=${press} @input=${type}>
        <ul id="palette-items" role="listbox" aria-label="Places">${items.map(optionView)}</ul>
        ${items.length ? nothing : html`<p class="quiet small palette-none" role="status">Nothing is called so.</p>`}`;
    },
  });
  [notes, dashboards] = await Promise.all([get("notes").catch(() => []), get("dashboards").catch(() => [])]);
  draw();
}
