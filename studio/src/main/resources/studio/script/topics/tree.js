/* SPDX-License-Identifier: Apache-2.0 */
/** A value of JSON as a tree whose branches open and close by themselves. */
import {html, nothing} from "lit-html";

const MOST = 200;
const isBranch = (value) => value !== null && typeof value === "object";

const leaf = (value) => {
  const kind = value === null ? "null" : typeof value;
  return html`<span class="json-${kind}">${kind === "string" ? JSON.stringify(value) : String(value)}</span>`;
};

/** @param {string | undefined} name @param {any} value @param {boolean} open */
export function treeView(name, value, open = true) {
  const label = name === undefined ? nothing : html`<span class="json-name">${name}</span><span class="quiet">: </span>`;
  if (!isBranch(value)) return html`<div class="json-leaf">${label}${leaf(value)}</div>`;
  const entries = Object.entries(value);
  const [before, after] = Array.isArray(value) ? ["[", "]"] : ["{", "}"];
  if (!entries.length) return html`<div class="json-leaf">${label}<span class="quiet">${before}${after}</span></div>`;
  return html`<details class="json-branch" ?open=${open}>
    <summary>${label}<span class="quiet">${before}<span class="json-size">${entries.length}</span>${after}</span></summary>
    <div class="json-inside">${entries.slice(0, MOST).map(([key, inner]) => treeView(key, inner, open && entries.length <= 40))}
      ${entries.length > MOST ? html`<div class="quiet">and ${entries.length - MOST} more</div>` : nothing}</div></details>`;
}
