/* SPDX-License-Identifier: Apache-2.0 */
/** Puts a cell's result on a dashboard. */
import {html} from "lit-html";
import {get, post, put} from "../api.js";
import {draw} from "../draw.js";
import {go} from "../route.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {attempt, say} from "../shell/toast.js";

/** Below everything that is there, so that nothing moves. */
const freeRow = (tiles) => tiles.reduce((lowest, tile) => Math.max(lowest, tile.y + tile.h), 0);

async function place(id, book, cell) {
  const dashboard = id ? await get(`dashboards/${encodeURIComponent(id)}`) : await post("dashboards", {title: book.note.title});
  const tiles = dashboard.tiles ?? [];
  tiles.push({note: book.id, cell: cell.id, view: cell.view ?? {kind: "table"}, x: 0, y: freeRow(tiles), w: 6, h: 4});
  await put(`dashboards/${encodeURIComponent(dashboard.id)}`, {...dashboard, tiles});
  closeDialog();
  say(`Pinned to ${dashboard.title}.`, {action: {label: "Open", run: () => go("dashboards", dashboard.id)}});
}

export async function pin(book, cell) {
  const dashboards = await attempt(() => get("dashboards"));
  if (!dashboards) return;
  if (!dashboards.length) return attempt(() => place("", book, cell));
  showDialog({
    title: "Pin to which dashboard?",
    body: () => html`<div class="stack">${dashboards.map((dashboard) => html`<button class="button" @click=${() => attempt(() => place(dashboard.id, book, cell))}>${dashboard.title}</button>`)}
      <button class="button primary" @click=${() => attempt(() => place("", book, cell))}>A new one</button></div>`,
  });
  draw();
}
