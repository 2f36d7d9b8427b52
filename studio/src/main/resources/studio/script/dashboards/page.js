/* SPDX-License-Identifier: Apache-2.0 */
/** The dashboards: a list, one of them as a grid that can be arranged. */
import {html, nothing, svg} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {get, post, remove} from "../api.js";
import {draw} from "../draw.js";
import {plural} from "../format.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {icons} from "../shell/icons.js";
import {attempt, say} from "../shell/toast.js";
import {Board} from "./board.js";
import {share} from "./share.js";
import {tileView} from "./tile.js";

let boards = null;
let board = null;
let wanted = "";
let failure = null;
let arranging = false;
let endListening = () => {};

async function list() {
  boards = (await attempt(() => get("dashboards"))) ?? boards ?? [];
  draw();
}

async function openBoard(id) {
  closeBoard();
  wanted = id;
  try {
    const dashboard = await get(`dashboards/${encodeURIComponent(id)}`);
    if (wanted !== id) return;
    board = new Board(dashboard);
    document.title = `${dashboard.title} – Crosscurrent Studio`;
    live.watch(board.noteIds());
    board.load();
  } catch (refused) {
    failure = refused;
  }
  draw();
}

function closeBoard() {
  board?.close();
  board = null;
  failure = null;
  arranging = false;
}

async function create() {
  const made = await attempt(() => post("dashboards", {title: "Untitled"}));
  if (!made) return;
  boards = null;
  go("dashboards", made.id);
}

async function discard() {
  const {id, title} = board.dashboard;
  if (!confirm(`Delete the dashboard "${title}"? The notes of its tiles stay. Links to it stop working.`)) return;
  if (!(await attempt(async () => { await remove(`dashboards/${encodeURIComponent(id)}`); return true; }))) return;
  board.saved = "saved";
  boards = null;
  say("Dashboard deleted.");
  go("dashboards");
}

/** Opens it anew, as somebody else left it. */
async function takeTheirs() {
  board.saved = "saved";
  await openBoard(board.id);
}

const gridView = (shown, moving) => html`
  <div class="grid ${moving ? "arranging" : ""}">${repeat(shown.tiles, (tile) => tile.key, (tile) => tileView(shown, tile, moving))}</div>`;

const saving = {saved: "Saved", changed: "Not saved yet", saving: "Saving…", failed: "Not saved", conflict: "Changed elsewhere"};

const conflictView = () => html`
  <div class="notice warn spread" role="alert"><span><strong>This dashboard was changed elsewhere.</strong>Choose what stays.</span>
    <div class="row"><button class="button" @click=${takeTheirs}>Take theirs</button>
      <button class="button" @click=${() => board.keep(false)}>Keep mine</button>
      <button class="button primary" @click=${() => board.keep(true)}>Keep the tiles of both</button></div></div>`;

const arrangeView = () => html`
  <button class="button ${arranging ? "primary" : ""}" aria-pressed=${arranging} @click=${() => { arranging = !arranging; draw(); }}>
    ${arranging ? icons.check : icons.dashboards}${arranging ? "Done" : "Arrange"}</button>`;

function boardView() {
  const resting = board.tiles.some((tile) => !tile.run.isMoving && board.cellOf(tile));
  return html`
    <div class="page wide board">
      <header><div class="grow">
          <p class="crumb"><a href="#/dashboards">Dashboards</a></p>
          <input class="note-title" aria-label="Title of the dashboard" .value=${board.dashboard.title}
            @change=${(event) => board.rename(event.target.value.trim())}>
          <span class="quiet small" role="status">${saving[board.saved]}</span></div>
        <div class="row">
          ${resting && !arranging ? html`<button class="button" @click=${() => board.startAll()}>${icons.run}Run all</button>` : nothing}
          ${board.tiles.length ? arrangeView() : nothing}
          <button class="button" @click=${() => share(board)}>${icons.share}Share</button>
          <button class="button icon danger" aria-label="Delete the dashboard" title="Delete the dashboard" @click=${discard}>
            ${icons.trash}</button></div></header>
      ${board.saved === "conflict" ? conflictView() : nothing}
      ${board.tiles.length ? gridView(board, arranging) : html`
        <div class="card empty">${icons.pin}<h2>No tile yet</h2><p>Press Pin at the result of a cell, and it stays live here.</p>
          <a class="button primary" href="#/notes">Open the notes</a></div>`}
    </div>`;
}

const listView = () => html`
  <div class="page">
    <header><div><h1>Dashboards</h1><p>${boards === null ? "Reading…" : "Results of cells, side by side and live"}</p></div>
      <button class="button primary" @click=${create}>${icons.plus}New dashboard</button></header>
    ${boards?.length === 0 ? html`
      <div class="card empty">${icons.dashboards}<h2>No dashboard yet</h2><p>Make one here, or press Pin at the result of a cell.</p></div>` : html`
      <ul class="board-list">${(boards ?? []).map((one) => html`<li><a class="card board-card" href="#/dashboards/${encodeURIComponent(one.id)}">
        ${miniature(one.tiles ?? [])}<b>${one.title}</b><span class="quiet small">${plural(one.tiles?.length ?? 0, "tile")}</span></a></li>`)}</ul>`}
  </div>`;

/** The layout in small. */
const miniature = (tiles) => html`<svg class="miniature" viewBox="0 0 120 56" aria-hidden="true">${tiles.map(({x, y, w, h}) => svg`
  <rect x=${x * 10 + 1} y=${y * 7 + 1} width=${w * 10 - 2} height=${h * 7 - 2} rx="2" />`)}</svg>`;

export const dashboardsPage = {
  place: "dashboards",
  title: "Dashboards",
  keeps: true,

  open(id) {
    endListening();
    endListening = live.listen((message) => {
      if (message.type !== "connected") return board?.take(message);
      board?.save();
      board?.catchUp();
    });
    if (id && id === board?.id) return void board.save();
    if (id) return openBoard(id);
    closeBoard();
    wanted = "";
    live.watch([]);
    list();
  },

  close() {
    endListening();
    closeBoard();
    wanted = "";
    live.watch([]);
  },

  key(event) {
    if (event.key !== "Escape" || !arranging) return false;
    arranging = false;
    draw();
    return true;
  },

  view: () => failure ? html`
    <div class="page"><div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>
      <p><a href="#/dashboards">All dashboards</a></p></div>`
    : !wanted ? listView() : board ? boardView() : html`<div class="page"><p class="quiet">Opening…</p></div>`,
};
