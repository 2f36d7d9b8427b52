/* SPDX-License-Identifier: Apache-2.0 */
/** Short messages at the corner; failures stay until closed. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {draw} from "../draw.js";
import {icons} from "./icons.js";

let toasts = [];
let last = 0;

function close(id) {
  toasts = toasts.filter((toast) => toast.id !== id);
  draw();
}

/** @param {string} text @param {{remedy?: string, bad?: boolean, action?: {label: string, run: () => void}}} [more] */
export function say(text, more = {}) {
  const id = ++last;
  toasts = [...toasts.slice(-3), {id, text, ...more}];
  if (!more.bad) setTimeout(() => close(id), more.action ? 9000 : 4000);
  draw();
}

/** Runs what may fail, and says so when it does. @template T @param {() => Promise<T>} work @returns {Promise<T | undefined>} */
export async function attempt(work) {
  try {
    return await work();
  } catch (failure) {
    if (failure.status !== 401) say(failure.message, {remedy: failure.remedy, bad: true});
    if (failure.status === undefined) console.error(failure);
    return undefined;
  }
}

export const toastsView = () => html`
  <div class="toasts" aria-live="polite">
    ${repeat(toasts, (toast) => toast.id, (toast) => html`
      <div class="toast ${toast.bad ? "bad" : ""}" role=${toast.bad ? "alert" : "status"}>
        <div class="grow"><p>${toast.text}</p>${toast.remedy ? html`<p class="quiet small">${toast.remedy}</p>` : nothing}</div>
        ${toast.action ? html`<button class="button bare" @click=${() => { toast.action.run(); close(toast.id); }}>${toast.action.label}</button>` : nothing}
        <button class="button bare icon" aria-label="Close message" @click=${() => close(toast.id)}>${icons.close}</button>
      </div>`)}
  </div>`;
