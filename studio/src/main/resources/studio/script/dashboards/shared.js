/* SPDX-License-Identifier: Apache-2.0 */
/** The page others see by a link: the tiles of one dashboard, live, until the link is ended. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {follow, getShared} from "../api.js";
import {draw} from "../draw.js";
import {live} from "../live.js";
import {icons} from "../shell/icons.js";
import {Board} from "./board.js";
import {tileView} from "./tile.js";

let board = null;
let failure = null;
let stop = () => {};

/** Whether the link still shows something; what stands on the page goes when it does not. */
async function look(token) {
  try {
    await getShared(token);
  } catch (refused) {
    if (refused.status !== 404) return;
    stop();
    failure = refused;
    draw();
  }
}

const goneView = () => html`
  <div class="card empty">${icons.dashboards}<h1>This dashboard cannot be shown</h1><p>${failure.message}</p>
    <p class="small">${failure.remedy || "Ask who sent you the link for a new one."}</p></div>`;

const boardView = () => html`
  <header><div><h1>${board.dashboard.title}</h1></div>
    <span class="tag ${live.connected ? "good" : "warn"}" role="status">${live.connected ? "live" : "reconnecting"}</span></header>
  ${board.tiles.length ? nothing : html`<p class="quiet">Nothing is pinned to it now.</p>`}
  <div class="grid">${repeat(board.tiles, (tile) => tile.key, (tile) => tileView(board, tile, false))}</div>
  <footer class="quiet small">Shown by Crosscurrent Studio, read-only</footer>`;

function take(message) {
  if (message.type !== "dashboard") return void board.take(message);
  board.replace(message.dashboard);
  document.title = `${board.dashboard.title} – Crosscurrent`;
}

export const sharedPage = {
  title: "Dashboard",

  async open(token) {
    try {
      board = new Board(await getShared(token), true);
      document.title = `${board.dashboard.title} – Crosscurrent`;
      stop = follow(`/studio/shared/${encodeURIComponent(token)}/events`, {
        onMessage: take,
        onOpen: () => { live.connected = true; draw(); },
        onLost: () => { live.connected = false; draw(); look(token); },
      });
    } catch (refused) {
      failure = refused;
    }
    draw();
  },

  view: () => html`
    <main class="shared"><div class="page wide board">
      ${failure ? goneView() : board ? boardView() : html`<p class="quiet">Opening…</p>`}
    </div></main>`,
};
