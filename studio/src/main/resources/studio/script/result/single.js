/* SPDX-License-Identifier: Apache-2.0 */
/** The last row of a result in large letters, or in the words of its cell. */
import {html} from "lit-html";
import {keyed} from "lit-html/directives/keyed.js";
import {tooWide} from "./changes.js";
import {MOST_COLUMNS} from "./columns.js";
import {written} from "./template.js";

const lastOf = (rows) => [...rows.values()].filter((row) => !row.gone).at(-1);

/** @param {import("./rows.js").Rows} rows @param {string} [template] */
export function singleView(rows, template) {
  const row = lastOf(rows);
  if (template) return html`<div class="prose written">${written(template, row?.cells ?? [])}</div>`;
  const value = (i) => {
    const changed = row?.changed[i] || row?.born || 0;
    return keyed(changed, html`<dd class="number ${changed ? "flash-a" : ""}">${row?.cells[i] ?? "–"}</dd>`);
  };
  return html`
    ${tooWide(rows)}
    <dl class="single">${rows.columns.slice(0, MOST_COLUMNS).map((column, i) => html`
      <div><dt>${column.name}</dt>${value(i)}</div>`)}</dl>`;
}
