/* SPDX-License-Identifier: Apache-2.0 */
/** Asks for the access key when the one-time address was not used. */
import {html, nothing} from "lit-html";
import {post} from "../api.js";
import {draw} from "../draw.js";

let failure;
let busy = false;

async function enter(event, done) {
  event.preventDefault();
  const form = new FormData(event.target);
  busy = true;
  failure = undefined;
  draw();
  try {
    await post("login", {accessKeyId: form.get("id").trim(), secretAccessKey: form.get("secret").trim()});
    busy = false;
    done();
  } catch (refused) {
    busy = false;
    failure = refused;
    draw();
  }
}

export const loginView = (done) => html`
  <main class="login">
    <form class="card" @submit=${(event) => enter(event, done)}>
      <div class="row"><img src="/studio/style/icon.svg" alt="">
        <div><h1>Crosscurrent Studio</h1><p class="quiet">Sign in with an access key.</p></div></div>
      ${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>` : nothing}
      <label class="field"><span>Access key id</span><input class="input mono" name="id" autocomplete="username" required autofocus></label>
      <label class="field"><span>Secret access key</span>
        <input class="input mono" name="secret" type="password" autocomplete="current-password" required></label>
      <button class="button primary" ?disabled=${busy}>${busy ? "Signing in…" : "Sign in"}</button>
      <p class="quiet small">Both stand in the file <code>credentials</code> of the data directory.
        Or let the command line open the page without a form:</p>
      <div class="command"><code>crosscurrent studio</code></div>
    </form>
  </main>`;
