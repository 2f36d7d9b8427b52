/* SPDX-License-Identifier: Apache-2.0 */
/** One task in full: its numbers, its failure with what to do, what can be done, its tables. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {draw} from "../draw.js";
import {count, duration, percent, rate} from "../format.js";
import {commandView} from "../shell/command.js";
import {icons} from "../shell/icons.js";
import {endpointOf, isLoading, isTrying, lookOf, totalOf} from "./flow.js";
import {line} from "./history.js";
import {actionsOf, commandOf, isBusy, isFailed, perform, reloadOf} from "./operations.js";

const MOST = 100;
const looks = {
  "Table completed": "good", "Full load": "accent", "Before load": "", "Table error": "bad", "Table cancelled": "bad",
  "Table is being reloaded": "accent",
};
let wanted = "";
let all = false;

const figure = (name, value, more = nothing, look = "") => html`
  <div class="figure ${look}"><dt>${name}</dt><dd class="number">${value}</dd><dd class="figure-more">${more}</dd></div>`;

/** How far the load is, in words. */
function loadWords(task, total) {
  if (isLoading(task) && total) {
    return `${task.loadPercent} % of ${count(total)}${task.secondsLeft ? `, ${duration(task.secondsLeft)} left` : ""}`;
  }
  return task.loadPercent >= 100 ? "all loaded" : total ? `${percent(task.rowsLoaded, total)} % of ${count(total)}` : "nothing yet";
}

function figures(task) {
  const running = task.status === "running";
  const sum = (what) => (task.tables ?? []).reduce((so, table) => so + (table[what] ?? 0), 0);
  const [inserts, updates, deletes] = ["inserts", "updates", "deletes"].map(sum);
  const past = (what, label) => (running ? line(task.arn, what, label) : nothing);
  return html`<dl class="figures">
    ${figure("Rows loaded", count(task.rowsLoaded), html`
      <progress class="bar" max="100" value=${task.loadPercent ?? 0} aria-label="Loaded"></progress>
      <span class="quiet small number">${loadWords(task, totalOf(task))}</span>`)}
    ${figure("Changes a second", running ? rate(task.rate) : "–", past("rate", "Changes a second in the last two minutes"))}
    ${figure("Lag", running && !isTrying(task) ? duration(task.lagSeconds) : "–", past("lag", "Lag in the last two minutes"), isTrying(task) || task.lagSeconds > 30 ? "late" : "")}
    ${figure("Changes so far", count(inserts + updates + deletes), html`
      <span class="quiet small number">${count(inserts)} inserted, ${count(updates)} updated, ${count(deletes)} deleted</span>`)}
  </dl>`;
}

function tableRow(task, table) {
  const reload = reloadOf(task, table);
  const total = Math.max(table.total ?? 0, table.rows ?? 0);
  const loading = table.state === "Full load" || table.state === "Table is being reloaded";
  const running = task.status === "running";
  const hint = running ? `Load this table again:\n${commandOf(reload.operation, reload.input)}` : "Only while the task runs";
  return html`<tr>
    <td class="quiet">${table.schema}</td><td><b class="plain-weight">${table.table}</b></td>
    <td><span class="tag ${looks[table.state] ?? ""}">${table.state}</span></td>
    <td class="right">${count(table.rows)}${loading && total > table.rows ? html`<span class="quiet"> of ${count(total)}</span>` : nothing}</td>
    <td class="right">${count(table.inserts)}</td><td class="right">${count(table.updates)}</td><td class="right">${count(table.deletes)}</td>
    <td class="right"><button class="button bare icon" ?disabled=${!running || isBusy(task, reload)} @click=${() => perform(task, reload)}
      aria-label="Reload ${table.schema}.${table.table}" title=${hint}>${icons.reload}</button></td></tr>`;
}

const heads = html`
  <thead><tr><th>Schema</th><th>Table</th><th>State</th><th class="right">Rows loaded</th>
    <th class="right">Inserts</th><th class="right">Updates</th><th class="right">Deletes</th>
    <th><span class="hidden-label">Reload</span></th></tr></thead>`;

function tablesView(task) {
  const has = (table) => `${table.schema}.${table.table} ${table.state}`.toLowerCase().includes(wanted.toLowerCase());
  const tables = (task.tables ?? []).filter(has);
  const shown = all ? tables : tables.slice(0, MOST);
  return html`
    <div class="spread tables-head"><h3>Tables <span class="quiet number">${count(task.tables?.length ?? 0)}</span></h3>
      <input class="input find" type="search" placeholder="Find a table or state" aria-label="Find a table or state" .value=${wanted}
        @input=${(event) => { wanted = event.target.value; draw(); }}></div>
    ${task.tables?.length ? html`
      <div class="scroll-x"><table class="plain tables">${heads}
        <tbody>${repeat(shown, (table) => `${table.schema}.${table.table}`, (table) => tableRow(task, table))}</tbody></table></div>`
    : html`<p class="quiet small">The tables show when the task has looked at the source.</p>`}
    ${tables.length > shown.length ? html`
      <button class="button bare" @click=${() => { all = true; draw(); }}>Show all ${count(tables.length)}</button>` : nothing}
    ${task.tables?.length && !tables.length ? html`<p class="quiet small">No table is called so.</p>` : nothing}`;
}

const failureView = (task) => html`
  <div class="notice ${isFailed(task) ? "bad" : "warn"}" role="alert"><strong>${task.failure.message}</strong>${task.failure.remedy}
    ${isTrying(task) ? " The task tries again by itself." : nothing}</div>`;

function commandsView(task, actions) {
  const [table] = task.tables ?? [];
  const shown = [...actions, ...(task.status === "running" && table ? [reloadOf(task, table)] : [])];
  return html`
    <details class="commands"><summary>${icons.chevron}The same from the command line</summary>
      <div class="stack tight">${shown.map((action) => html`
        <div><span class="quiet small">${action.name}</span>${commandView(commandOf(action.operation, action.input))}</div>`)}
        <div><span class="quiet small">See its tables</span>
          ${commandView(commandOf("DescribeTableStatistics", {ReplicationTaskArn: task.arn}))}</div></div></details>`;
}

/** @param {any} state @param {any} task */
export function taskView(state, task) {
  const [word, look] = lookOf(task);
  const actions = actionsOf(task);
  const button = (action, i) => html`
    <button class="button ${i === 0 && action.name !== "Stop" ? "primary" : ""}" ?disabled=${isBusy(task, action)}
      title=${commandOf(action.operation, action.input)} @click=${() => perform(task, action)}>${icons[action.icon]}${action.name}</button>`;
  return html`
    <section class="card task" aria-label="Task ${task.id}">
      <header class="spread">
        <div class="grow"><div class="row"><h2>${task.id}</h2><span class="tag ${look}" role="status">${word}</span></div>
          <p class="quiet small">${endpointOf(state, task.source).id} → ${endpointOf(state, task.target).id}</p></div>
        <div class="row">${actions.map(button)}</div>
      </header>
      <div class="body stack">
        ${task.failure ? failureView(task) : nothing}
        ${figures(task)}
        ${commandsView(task, actions)}
        ${tablesView(task)}
      </div>
    </section>`;
}
