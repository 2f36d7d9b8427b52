/* SPDX-License-Identifier: Apache-2.0 */
/** The dashboards: a list, one of them as a grid that can be arranged, and the page others see by a link. */
import {html, nothing, svg} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {follow, get, getShared, post, remove} from "../api.js";
import {draw} from "../draw.js";
import {plural} from "../format.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {copy} from "../shell/command.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {icons} from "../shell/icons.js";
import {attempt, say} from "../shell/toast.js";
import {Board} from "./board.js";
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
  board.saved = true;
  boards = null;
  say("Dashboard deleted.");
  go("dashboards");
}

async function share() {
  await board.save();
  const answer = await attempt(() => post(`${board.path}/share`, {}));
  if (!answer) return;
  const address = new URL(answer.url, location.href).href;
  showDialog({
    title: "Share this dashboard",
    body: () => html`<div class="stack"><p>Whoever has this address sees the tiles live and can change nothing.</p>
      <div class="row keep"><input class="input mono" readonly aria-label="Address" .value=${address} @focus=${(event) => event.target.select()}>
        <button class="button primary" @click=${() => copy(address, "Address copied.")}>${icons.copy}Copy</button></div>
      <p class="quiet small">It works as long as this dashboard exists, where this server can be reached.</p></div>`,
    foot: () => html`<a class="button" href=${address} target="_blank" rel="noopener">Open it</a><button class="button" @click=${closeDialog}>Done</button>`,
  });
}

const gridView = (shown, moving) => html`<div class="grid ${moving ? "arranging" : ""}">${repeat(shown.tiles, (tile) => tile.key, (tile) => tileView(shown, tile, moving))}</div>`;

function boardView() {
  const resting = board.tiles.some((tile) => !tile.run.isMoving && board.cellOf(tile));
  return html`
    <div class="page wide board">
      <header><div class="grow">
          <p class="crumb"><a href="#/dashboards">Dashboards</a></p>
          <input class="note-title" aria-label="Title of the dashboard" .value=${board.dashboard.title} @change=${(event) => board.rename(event.target.value.trim())}>
          <span class="quiet small" role="status">${board.saved ? "" : "Not saved yet"}</span></div>
        <div class="row">
          ${resting && !arranging ? html`<button class="button" @click=${() => board.startAll()}>${icons.run}Run all</button>` : nothing}
          ${board.tiles.length ? html`<button class="button ${arranging ? "primary" : ""}" aria-pressed=${arranging} @click=${() => { arranging = !arranging; draw(); }}>${arranging ? icons.check : icons.dashboards}${arranging ? "Done" : "Arrange"}</button>` : nothing}
          <button class="button" @click=${share}>${icons.share}Share</button>
          <button class="button icon danger" aria-label="Delete the dashboard" title="Delete the dashboard" @click=${discard}>${icons.trash}</button></div></header>
      ${board.tiles.length ? gridView(board, arranging) : html`<div class="card empty">${icons.pin}<h2>No tile yet</h2><p>Press Pin at the result of a cell, and it stays live here.</p><a class="button primary" href="#/notes">Open the notes</a></div>`}
    </div>`;
}

const listView = () => html`
  <div class="page">
    <header><div><h1>Dashboards</h1><p>${boards === null ? "Reading…" : "Results of cells, side by side and live"}</p></div>
      <button class="button primary" @click=${create}>${icons.plus}New dashboard</button></header>
    ${boards?.length === 0 ? html`<div class="card empty">${icons.dashboards}<h2>No dashboard yet</h2><p>Make one here, or press Pin at the result of a cell.</p></div>` : html`
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
    endListening = live.listen((message) => (message.type === "connected" ? board?.catchUp() : board?.take(message)));
    if (id && id === board?.id) return board.save();
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

  view: () => failure ? html`<div class="page"><div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div><p><a href="#/dashboards">All dashboards</a></p></div>`
    : !wanted ? listView() : board ? boardView() : html`<div class="page"><p class="quiet">Opening…</p></div>`,
};

export const sharedPage = {
  title: "Dashboard",

  async open(token) {
    try {
      board = new Board(await getShared(token), true);
      document.title = `${board.dashboard.title} – Crosscurrent`;
      follow(`/studio/shared/${encodeURIComponent(token)}/events`, {
        onMessage: (message) => board.take(message),
        onOpen: () => { live.connected = true; draw(); },
        onLost: () => { live.connected = false; draw(); },
      });
    } catch (refused) {
      failure = refused;
    }
    draw();
  },

  view: () => html`
    <main class="shared"><div class="page wide board">
      ${failure ? html`<div class="card empty">${icons.dashboards}<h1>This dashboard cannot be shown</h1><p>${failure.message}</p><p class="small">${failure.remedy || "Ask who sent you the link for a new one."}</p></div>`
        : !board ? html`<p class="quiet">Opening…</p>` : html`
        <header><div><h1>${board.dashboard.title}</h1></div><span class="tag ${live.connected ? "good" : "warn"}" role="status">${live.connected ? "live" : "reconnecting"}</span></header>
        ${gridView(board, false)}
        <footer class="quiet small">Shown by Crosscurrent Studio, read-only</footer>`}
    </div></main>`,
};
