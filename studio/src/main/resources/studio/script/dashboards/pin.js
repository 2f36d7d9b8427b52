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

/** Adds a tile to what is there; once more when somebody else saved meanwhile. */
async function add(id, tile, tries = 3) {
  const dashboard = await get(`dashboards/${encodeURIComponent(id)}`);
  const tiles = [...(dashboard.tiles ?? []), {...tile, y: freeRow(dashboard.tiles ?? [])}];
  try {
    return await put(`dashboards/${encodeURIComponent(id)}`, {...dashboard, tiles});
  } catch (failure) {
    if (failure.status !== 409 || tries === 1) throw failure;
    return add(id, tile, tries - 1);
  }
}

async function place(id, book, cell) {
  const at = id || (await post("dashboards", {title: book.note.title})).id;
  const dashboard = await add(at, {note: book.id, cell: cell.id, view: cell.view ?? {kind: "table"}, x: 0, w: 6, h: 4});
  closeDialog();
  say(`Pinned to ${dashboard.title}.`, {action: {label: "Open", run: () => go("dashboards", dashboard.id)}});
}

export async function pin(book, cell) {
  const dashboards = await attempt(() => get("dashboards"));
  if (!dashboards) return;
  if (!dashboards.length) return attempt(() => place("", book, cell));
  showDialog({
    title: "Pin to which dashboard?",
    body: () => html`
      <div class="stack">${dashboards.map(({id, title}) => html`
        <button class="button" @click=${() => attempt(() => place(id, book, cell))}>${title}</button>`)}
      <button class="button primary" @click=${() => attempt(() => place("", book, cell))}>A new one</button></div>`,
  });
  draw();
}
