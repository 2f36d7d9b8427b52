/* SPDX-License-Identifier: Apache-2.0 */
/** The last changes of a result, newest first. */
import {html, nothing} from "lit-html";
import {clock, count} from "../format.js";
import {MOST_COLUMNS} from "./columns.js";

const NEWEST = 120;
const signs = {"+": ["inserted", "good"], "~": ["updated", "accent"], "-": ["deleted", "bad"]};

/** Says so when columns are left out. @param {import("./rows.js").Rows} rows */
export const tooWide = ({columns}) => (columns.length <= MOST_COLUMNS ? nothing
  : html`<p class="notice small">The first ${MOST_COLUMNS} of ${count(columns.length)} columns; the table has all.</p>`);

const changeView = ({kind, cells, at}) => html`
  <tr><td class="quiet number">${clock(performance.timeOrigin + at)}</td>
    <td><span class="tag ${signs[kind][1]}">${signs[kind][0]}</span></td>
    ${cells.slice(0, MOST_COLUMNS).map((cell) => html`<td class="mono ${cell === null ? "null" : ""}">${cell ?? "null"}</td>`)}</tr>`;

const tableView = (rows, newest) => html`
  <table class="plain">
    <thead><tr><th>Time</th><th>What</th>
      ${rows.columns.slice(0, MOST_COLUMNS).map(({name}) => html`<th>${name}</th>`)}</tr></thead>
    <tbody>${newest.map(changeView)}</tbody></table>`;

/** @param {import("./rows.js").Rows} rows */
export function changesView(rows) {
  const newest = rows.log.slice(-NEWEST).reverse();
  return html`
    <div class="changes" tabindex="0" role="region" aria-label="Changes, newest first">
      ${newest.length ? nothing : html`<p class="quiet small">No change since this page looks.</p>`}
      ${tooWide(rows)}${newest.length ? tableView(rows, newest) : nothing}</div>`;
}
