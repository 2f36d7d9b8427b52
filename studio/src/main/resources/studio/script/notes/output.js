/* SPDX-License-Identifier: Apache-2.0 */
/** Below a cell: how its run stands, its rows as table, chart, changes or value. */
import {html, nothing} from "lit-html";
import {keyed} from "lit-html/directives/keyed.js";
import {draw} from "../draw.js";
import {count, rate, clock} from "../format.js";
import {icons} from "../shell/icons.js";
import {defaults} from "../result/pivot.js";
import {written} from "../result/template.js";

const looks = [["table", "Table"], ["bar", "Bar"], ["line", "Line"], ["area", "Area"], ["pie", "Pie"], ["scatter", "Scatter"], ["changes", "Changes"]];
/** A table has any number of columns; what is drawn anew with each change has no more than this. */
const MOST_COLUMNS = 100;
const WIDE = 40;
const isChart = (kind) => kind !== "table" && kind !== "changes";

/** The view of a cell with every choice made. */
export function viewOf(cell, columns) {
  const view = {kind: "table", ...cell.view};
  if (isChart(view.kind) && columns.length) {
    const standard = defaults(columns);
    if (!view.keys?.length) view.keys = standard.keys;
    if (!view.values?.length) view.values = standard.values;
    view.groups ??= [];
  }
  return view;
}

/** @param {{cell: any, run: import("./run.js").Run, onView: (view: any) => void, onPin?: () => void, readOnly?: boolean}} props */
export function outputView({cell, run, onView, onPin, readOnly = false}) {
  const {about} = run;
  return html`
    ${run.state === "failed" || run.state === "lost" ? html`
      <div class="cell-problem notice bad" role="alert"><strong>${about.message ?? "The run failed."}</strong>
        ${about.remedy ? html`<p>${about.remedy}</p>` : nothing}
        ${about.line ? html`<p class="quiet small">Line ${about.line}${about.column ? `, column ${about.column}` : ""}</p>` : nothing}</div>` : nothing}
    ${about.incident ? html`<p class="notice warn small" role="status">${about.incident}</p>` : nothing}
    ${(about.notices ?? []).map((notice) => html`<p class="notice warn small">${notice}</p>`)}
    ${run.texts.length ? html`<pre class="cell-text" tabindex="0" aria-label="Answer">${run.texts.join("\n")}</pre>` : nothing}
    ${run.hasRows ? rowsView({cell, run, onView, onPin, readOnly}) : nothing}
    ${run.isMoving && !run.hasRows && !run.texts.length ? html`<div class="waiting" role="status"><i></i>${waiting[run.state] ?? ""}</div>` : nothing}`;
}

const waiting = {
  queued: "Waiting for its turn", planning: "Flink plans the statement", starting: "The job starts", live: "Waiting for the first row",
  stopping: "Stopping: until the job has ended",
};

function rowsView({cell, run, onView, onPin, readOnly}) {
  const view = viewOf(cell, run.rows.columns);
  if (!isChart(view.kind)) run.dropChart();
  const {counts, notice, mode} = run.rows;
  const path = `/studio/api/runs/${encodeURIComponent(run.id)}/result`;
  return html`
    <div class="result">
      ${readOnly ? nothing : html`<div class="result-bar">
        <div class="tabs" role="group" aria-label="How to show the result">${looks.map(([kind, name]) => html`
          <button class="tab" aria-pressed=${view.kind === kind} @click=${() => onView({...cell.view, kind})}>${name}</button>`)}</div>
        <span class="grow"></span>
        ${view.kind === "table" && run.rows.columns.length > WIDE ? html`<input class="input find" type="search" placeholder="Go to column" aria-label="Go to column"
          @keydown=${(event) => { if (event.key === "Enter") goToColumn(run, event.target); }}>` : nothing}
        ${view.kind === "table" ? html`<input class="input find" type="search" placeholder="Filter rows" aria-label="Filter rows"
          @input=${(event) => run.table().arrange({filter: event.target.value})}>` : nothing}
        ${onPin ? html`<button class="button bare" @click=${onPin} title="Put on a dashboard">${icons.pin}Pin</button>` : nothing}
        <a class="button bare" href="${path}?format=csv" download title="All rows as CSV">${icons.export}CSV</a>
        <a class="button bare" href="${path}?format=json" download title="All rows as JSON">JSON</a>
      </div>`}
      ${isChart(view.kind) && !readOnly ? choices(view, run.rows.columns, onView) : nothing}
      ${notice ? html`<p class="notice warn small">${notice}</p>` : nothing}
      ${mode === "single" && view.kind === "table" ? (run.about.template ? html`<div class="prose written">${written(run.about.template, last(run)?.cells ?? [])}</div>` : single(run)) : view.kind === "changes" ? changes(run) : view.kind === "table" ? run.table().element : run.chart(view).element}
      <footer class="result-foot small">
        ${amount(counts?.rows ?? run.rows.size, "row")}
        ${amount(counts?.changes, "change")}
        ${run.isMoving ? html`<span class="number"><b>${rate(counts?.rate)}</b></span>` : nothing}
        <span class="grow"></span>
        ${run.isMoving ? html`<button class="button bare" aria-pressed=${run.paused} @click=${() => { run.pause(!run.paused); draw(); }}>
          ${run.paused ? icons.run : icons.pause}${run.paused ? "Go on" : "Pause"}</button>` : nothing}
        ${run.paused ? html`<span class="tag warn">paused: the query runs on, the picture stands</span>` : nothing}
      </footer>
    </div>`;
}

/** Enter again goes to the next one. */
function goToColumn(run, field) {
  field.setCustomValidity("");
  if (!field.value || run.table().find(field.value)) return;
  field.setCustomValidity(`No column has ${field.value} in its name.`);
  field.reportValidity();
}

const amount = (n, word) => html`<span class="number"><b>${count(n)}</b> ${word}${n === 1 ? "" : "s"}</span>`;

const last = (run) => [...run.rows.values()].filter((one) => !one.gone).at(-1);

function single(run) {
  const row = last(run);
  const changed = (i) => row?.changed[i] || row?.born || 0;
  return html`${tooWide(run)}<dl class="single">${run.rows.columns.slice(0, MOST_COLUMNS).map((column, i) => html`
    <div><dt>${column.name}</dt>${keyed(changed(i), html`<dd class="number ${changed(i) ? "flash-a" : ""}">${row?.cells[i] ?? "–"}</dd>`)}</div>`)}</dl>`;
}

const signs = {"+": ["inserted", "good"], "~": ["updated", "accent"], "-": ["deleted", "bad"]};

function changes(run) {
  const newest = run.rows.log.slice(-120).reverse();
  return html`<div class="changes" tabindex="0" role="region" aria-label="Changes, newest first">
    ${newest.length ? nothing : html`<p class="quiet small">No change since this page looks.</p>`}
    ${tooWide(run)}${newest.length ? html`<table class="plain"><thead><tr><th>Time</th><th>What</th>${run.rows.columns.slice(0, MOST_COLUMNS).map(({name}) => html`<th>${name}</th>`)}</tr></thead><tbody>${newest.map(({kind, cells, at}) => html`
      <tr><td class="quiet number">${clock(performance.timeOrigin + at)}</td><td><span class="tag ${signs[kind][1]}">${signs[kind][0]}</span></td>
      ${cells.slice(0, MOST_COLUMNS).map((cell) => html`<td class="mono ${cell === null ? "null" : ""}">${cell ?? "null"}</td>`)}</tr>`)}</tbody></table>` : nothing}</div>`;
}

const tooWide = ({rows: {columns}}) => (columns.length <= MOST_COLUMNS ? nothing
  : html`<p class="notice small">The first ${MOST_COLUMNS} of ${count(columns.length)} columns; the table has all.</p>`);

const aggregates = ["sum", "count", "avg", "min", "max"];

function choices(view, columns, onView) {
  const pick = (label, value, change, none) => html`<label class="choice"><span>${label}</span>
    <select class="select" @change=${(event) => change(event.target.value)}>
      ${none ? html`<option value="" ?selected=${!value}>none</option>` : nothing}
      ${columns.filter((column, i) => i < MOST_COLUMNS || column.name === value).map((column) => html`<option ?selected=${column.name === value}>${column.name}</option>`)}</select></label>`;
  const scatter = view.kind === "scatter";
  const value = view.values?.[0] ?? {};
  return html`<div class="choices">
    ${pick(scatter ? "x" : "Keys", view.keys?.[0], (name) => onView({...view, keys: [name]}))}
    ${pick(scatter ? "y" : "Values", value.column, (column) => onView({...view, values: [{...value, column}, ...view.values.slice(1)]}))}
    ${scatter ? nothing : html`<label class="choice"><span>as</span><select class="select" @change=${(event) => onView({...view, values: [{...value, aggregate: event.target.value}, ...view.values.slice(1)]})}>
      ${aggregates.map((name) => html`<option ?selected=${name === value.aggregate}>${name}</option>`)}</select></label>`}
    ${pick("Groups", view.groups?.[0], (name) => onView({...view, groups: name ? [name] : []}), true)}
    ${scatter || view.kind === "pie" ? nothing : pick("and", view.values?.[1]?.column, (column) => onView({...view, values: column ? [value, {column, aggregate: value.aggregate ?? "sum"}] : [value]}), true)}
  </div>`;
}
