/* SPDX-License-Identifier: Apache-2.0 */
/** A command line as people type it, with a button that copies it. */
import {html} from "lit-html";
import {icons} from "./icons.js";
import {say} from "./toast.js";

/** @param {string} text @param {string} [what] what was copied, for the message */
export async function copy(text, what = "Copied.") {
  try {
    await navigator.clipboard.writeText(text);
    say(what);
  } catch {
    say("The browser did not allow copying.", {remedy: "Select the text and copy it by hand.", bad: true});
  }
}

/** A word of a shell, quoted when it must be. */
export const word = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${String(text).replaceAll("'", "'\\''")}'`);

/** @param {string} text the command without prompt */
export const commandView = (text) => html`
  <div class="command"><code tabindex="0">${text}</code>
    <button class="button bare icon" aria-label="Copy the command" title="Copy" @click=${() => copy(text, "Command copied.")}>${icons.copy}</button></div>`;
