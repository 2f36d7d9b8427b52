/* SPDX-License-Identifier: Apache-2.0 */
/** The one dialog that may be open. */
import {html, nothing} from "lit-html";
import {keyed} from "lit-html/directives/keyed.js";
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

/** Each has an element of its own: browsers tell late that one was closed, when the next may be open already. */
export const dialogView = () => open ? keyed(open, sheetView(open)) : nothing;

const sheetView = (dialog) => html`
  <dialog class="sheet ${dialog.kind ?? ""}" ${ref(modal)} aria-label=${dialog.title}
    @close=${() => { if (open === dialog) closeDialog(); }}
    @click=${(event) => { if (event.target === event.currentTarget) closeDialog(); }}>
    ${dialog.kind === "palette" ? nothing : html`<header><h2>${dialog.title}</h2>
      <button class="button bare icon" aria-label="Close" @click=${closeDialog}>${icons.close}</button></header>`}
    <div class=${dialog.kind === "palette" ? "" : "body"}>${dialog.body()}</div>
    ${dialog.foot ? html`<footer>${dialog.foot()}</footer>` : nothing}
    ${toastsView()}
  </dialog>`;
