/* SPDX-License-Identifier: Apache-2.0 */
/** The frame around every page: where one is, and whether the server is there. */
import {html, nothing} from "lit-html";
import {live} from "../live.js";
import {icons} from "./icons.js";
import {dialogIsOpen, dialogView} from "./dialog.js";
import {showHelp} from "./help.js";
import {showPalette} from "./palette.js";
import {places} from "./places.js";
import {toastsView} from "./toast.js";
import {theme, toggleTheme} from "./theme.js";
import {draw} from "../draw.js";

function mark(place) {
  const state = live.pipelines;
  if (!state) return nothing;
  if (place === "pipelines") {
    const failed = state.tasks.filter((task) => task.failure || task.status === "failed").length;
    return failed ? html`<b class="bad" aria-label="${failed} failed or trying again">${failed}</b>` : html`<b>${state.tasks.length || ""}</b>`;
  }
  const size = {topics: state.topics?.length, jobs: state.jobs?.filter((job) => job.state === "RUNNING").length}[place];
  return size ? html`<b>${size}</b>` : nothing;
}

export const shellView = (page) => html`
  <div class="shell">
    <nav class="rail" aria-label="Places">
      <a class="brand" href="#/pipelines" aria-label="Crosscurrent Studio"><img src="/studio/style/icon.svg" alt=""><span>Crosscurrent<small>Studio</small></span></a>
      ${places.map(({id, name}) => html`
        <a class="place" href="#/${id}" aria-current=${page?.place === id ? "page" : nothing} aria-label=${name} title=${name}>
          ${icons[id]}<span>${name}</span>${mark(id)}</a>`)}
      <div class="end">
        <button class="place" @click=${showPalette} aria-label="Go to anything" title="Ctrl K">
          ${icons.search}<span>Go to…</span><b>Ctrl K</b></button>
        <button class="place" @click=${() => showHelp()} aria-label="Keyboard shortcuts">${icons.help}<span>Shortcuts</span><b>?</b></button>
        <button class="place" @click=${() => { toggleTheme(); draw(); }} aria-label="Switch between light and dark">
          ${icons.theme}<span>${theme() === "dark" ? "Light" : "Dark"} colours</span></button>
        <div class="connection ${live.connected ? "" : "lost"}" role="status">${live.connected ? "Connected" : "Reconnecting…"}</div>
      </div>
    </nav>
    <main class="place" tabindex="-1">${page?.view() ?? nothing}</main>
    ${dialogView()} ${dialogIsOpen() ? nothing : toastsView()}
  </div>`;
