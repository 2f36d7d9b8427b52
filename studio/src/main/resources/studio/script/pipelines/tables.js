/* SPDX-License-Identifier: Apache-2.0 */
/** Which tables a pipeline takes: the rules, and a preview of what they make of the tables there are. */
import {html, nothing} from "lit-html";
import {count, plural} from "../format.js";
import {icons} from "../shell/icons.js";

const MOST = 200;

/**
 * @param {import("./mapping.js").Rule[]} rules
 * @param {{change: (i: number, change: object) => void, remove: (i: number) => void, add: () => void}} does
 */
export function rulesView(rules, {change, remove, add}) {
  const input = (rule, i, name, label, hint) => html`
    <input class="input mono" aria-label=${label} placeholder=${hint} .value=${rule[name]}
      @input=${(event) => change(i, {[name]: event.target.value})}>`;
  const line = (rule, i) => html`
    <div class="rule">
      <select class="select" aria-label="Include or exclude" @change=${(event) => change(i, {action: event.target.value})}>
        <option value="include" ?selected=${rule.action === "include"}>Include</option>
        <option value="exclude" ?selected=${rule.action === "exclude"}>Exclude</option></select>
      ${input(rule, i, "schema", "Schema", "schema, % for any")}
      <span class="quiet" aria-hidden="true">.</span>
      ${input(rule, i, "table", "Table", "table, % for any")}
      <button class="button bare icon" aria-label="Remove this rule" ?disabled=${rules.length === 1} @click=${() => remove(i)}>${icons.close}</button>
    </div>`;
  return html`
    <div class="rules" role="group" aria-label="Tables">${rules.map(line)}
      <div><button class="button bare" @click=${add}>${icons.plus}Rule</button></div></div>`;
}

const columnsView = (table) => html`
  <ul class="columns">${table.columns.map((column) => html`
    <li><span class="mono">${column.name}</span> <span class="quiet small">${column.type.toLowerCase()}</span></li>`)}</ul>`;

function tableView(table, topic) {
  const name = html`<span class="mono">${table.schema}.${table.table}</span>`;
  if (table.error) return html`<li class="bad"><div class="found-line">${name}<span class="quiet small">${table.error}</span></div></li>`;
  const renamed = table.target && table.target !== `${table.schema}.${table.table}` ? ` as ${table.target}` : "";
  const columns = table.columns ? `, ${plural(table.columns.length, "column")}` : "";
  const line = html`<span class="found-line">${name}<span class="quiet small">→ ${topic}${renamed}${columns}</span></span>`;
  return html`<li>${table.columns?.length ? html`<details><summary>${line}</summary>${columnsView(table)}</details>` : line}</li>`;
}

/**
 * @param {{refused?: any, looking: boolean, found?: any[]}} preview
 * @param {(table: any) => string} topicOf
 * @param {string} more said of later tables
 */
export function previewView({refused, looking, found}, topicOf, more) {
  if (refused) return html`<div class="notice warn" role="alert"><strong>${refused.message}</strong>${refused.remedy || nothing}</div>`;
  if (looking) return html`<div class="waiting" role="status"><i></i>Looking which tables there are…</div>`;
  if (!found) return nothing;
  if (!found.length) {
    return html`<div class="notice warn" role="status"><strong>No table fits these rules.</strong>
      Names are compared as the source writes them; % stands for any letters.</div>`;
  }
  return html`
    <p class="quiet small" role="status">${plural(found.length, "table")} now${more}</p>
    <ul class="found">${found.slice(0, MOST).map((table) => tableView(table, topicOf(table)))}
      ${found.length > MOST ? html`<li class="quiet small">and ${count(found.length - MOST)} more</li>` : nothing}</ul>`;
}
