/* SPDX-License-Identifier: Apache-2.0 */
/** The one dialog that may be open. */
import {html, nothing} from "lit-html";
import {ref} from "lit-html/directives/ref.js";
import {draw} from "../draw.js";
import {icons} from "./icons.js";
import {toastsView} from "./toast.js";

let open;

/** @param {{title: string, body: () => any, foot?: () => any, kind?: string}} dialog */
export function showDialog(dialog) {
  open = dialog;
  draw();
}

export function closeDialog() {
  open = undefined;
  draw();
}

/** lit hands the element over before it stands in the document, where alone it can be shown. */
const modal = (element) => queueMicrotask(() => { if (element?.isConnected && !element.open) element.showModal(); });

/** Messages stand inside the dialog while it is open: what is beside it is dimmed and out of reach. */
export const dialogIsOpen = () => Boolean(open);

export const dialogView = () => !open ? nothing : html`
  <dialog class="sheet ${open.kind ?? ""}" ${ref(modal)} aria-label=${open.title} @close=${closeDialog}
    @click=${(event) => { if (event.target === event.currentTarget) closeDialog(); }}>
    ${open.kind === "palette" ? nothing : html`<header><h2>${open.title}</h2>
      <button class="button bare icon" aria-label="Close" @click=${closeDialog}>${icons.close}</button></header>`}
    <div class=${open.kind === "palette" ? "" : "body"}>${open.body()}</div>
    ${open.foot ? html`<footer>${open.foot()}</footer>` : nothing}
    ${toastsView()}
  </dialog>`;
