/* SPDX-License-Identifier: Apache-2.0 */
/** The tables one can query: loaded when asked, drawn as a tree. */
import {html, nothing} from "lit-html";
import {get} from "./api.js";
import {draw} from "./draw.js";
import {icons} from "./shell/icons.js";

export const catalogue = {
  /** @type {null | {database: string, tables: {name: string, topic?: string, columns: {name: string, type: string, key: boolean}[]}[]}[]} */
  databases: null,
  failure: null,

  async refresh() {
    try {
      this.databases = await get("catalogue");
      this.failure = null;
    } catch (failure) {
      this.failure = failure;
    }
    draw();
  },
};

let wanted = "";
const open = new Set();

function toggle(id) {
  if (!open.delete(id)) open.add(id);
  draw();
}

const quoted = (name) => (/^[a-z_]\w*$/i.test(name) ? name : `\`${name}\``);

/** The query a click on a table inserts. */
export const queryOf = (database, table) => `SELECT *\nFROM ${quoted(database.database)}.${quoted(table.name)}`;

const columnView = (column, insert) => html`
  <li><button class="leaf column" title="Insert ${column.name}" @click=${() => insert(quoted(column.name))}>
    ${column.key ? html`<span class="is-key" title="key">${icons.key}</span>` : html`<span class="no-key"></span>`}
    <span>${column.name}</span><small>${column.type.toLowerCase()}</small></button></li>`;

const topicView = (topic) => html`
  <li><a class="leaf column" href="#/topics/${encodeURIComponent(topic)}" title="Topic ${topic}">
    <span class="is-topic">${icons.topics}</span><span>${topic}</span><small>topic</small></a></li>`;

function tableView(database, table, insert) {
  const id = `${database.database}.${table.name}`;
  return html`
    <li>
      <div class="branch">
        <button class="button bare icon" aria-expanded=${open.has(id)} aria-label="Columns of ${id}" @click=${() => toggle(id)}>
          <span class="turn ${open.has(id) ? "open" : ""}">${icons.chevron}</span></button>
        <button class="leaf" title="Insert a query of ${id}" @click=${() => insert(queryOf(database, table))}>
          ${icons.table}<span>${table.name}</span></button>
      </div>
      ${open.has(id) ? html`
        <ul>${table.columns.map((column) => columnView(column, insert))}${table.topic ? topicView(table.topic) : nothing}</ul>` : nothing}
    </li>`;
}

/** @param {(text: string) => void} insert puts text into the editor */
export function catalogueView(insert) {
  const {databases, failure} = catalogue;
  const matches = (table) => table.name.toLowerCase().includes(wanted.toLowerCase());
  return html`
    <section class="catalogue" aria-label="Catalogue">
      <div class="spread"><h3>Catalogue</h3>
        <button class="button bare icon" aria-label="Read the catalogue again" title="Read again" @click=${() => catalogue.refresh()}>
          ${icons.reload}</button></div>
      <input class="input" type="search" aria-label="Find a table" placeholder="Find a table" .value=${wanted}
        @input=${(event) => { wanted = event.target.value; draw(); }}>
      ${failure ? html`<p class="quiet small" role="alert">${failure.message}</p>` : nothing}
      ${databases === null && !failure ? html`<p class="quiet small">Reading…</p>` : nothing}
      ${databases?.length === 0 ? html`<p class="quiet small">No tables yet. A running task brings them.</p>` : nothing}
      <ul class="tree">${(databases ?? []).map((database) => html`
        <li><div class="branch database">${icons.database}<span>${database.database}</span><small>${database.tables.length}</small></div>
          <ul>${database.tables.filter(matches).map((table) => tableView(database, table, insert))}</ul></li>`)}</ul>
    </section>`;
}
