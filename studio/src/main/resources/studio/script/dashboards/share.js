/* SPDX-License-Identifier: Apache-2.0 */
/** The link that shows a dashboard to people without a login: made, copied, ended. */
import {html} from "lit-html";
import {post, remove} from "../api.js";
import {copy} from "../shell/command.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {icons} from "../shell/icons.js";
import {attempt, say} from "../shell/toast.js";

/** The dialog about the link; one that is not shared yet gets a link at once. @param {import("./board.js").Board} board */
export async function share(board) {
  let address = "";
  const make = async () => {
    const answer = await attempt(() => post(`${board.path}/share`));
    if (!answer) return;
    address = new URL(answer.url, location.href).href;
    board.dashboard.shared = true;
    show();
  };
  const end = async () => {
    if (!(await attempt(async () => (await remove(`${board.path}/share`)) ?? {}))) return;
    board.dashboard.shared = false;
    closeDialog();
    say("The link shows nothing any more.");
  };
  const addressView = () => html`
    <div class="row keep"><input class="input mono" readonly aria-label="Address" .value=${address} @focus=${(event) => event.target.select()}>
      <button class="button primary" @click=${() => copy(address, "Address copied.")}>${icons.copy}Copy</button></div>
    <p class="quiet small">It works until it is ended or this dashboard is deleted, where this server can be reached.
      It is not kept here: copy it now.</p>`;
  const show = () => showDialog({
    title: "Share this dashboard",
    body: () => html`
      <div class="stack"><p>Whoever has this address sees the tiles live and can change nothing.</p>
        ${address ? addressView() : html`<p>A link was made before, and is not kept here. A new one ends it.</p>`}</div>`,
    foot: () => html`
      <button class="button danger" @click=${end}>End the link</button><span class="grow"></span>
      ${address ? html`<a class="button" href=${address} target="_blank" rel="noopener">Open it</a>`
    : html`<button class="button" @click=${make}>Make a new link</button>`}
      <button class="button" @click=${closeDialog}>Done</button>`,
  });
  await board.save();
  if (board.dashboard.shared) show();
  else await make();
}
