/* SPDX-License-Identifier: Apache-2.0 */
/** Below a cell: how its run stands, its rows as table, chart, changes or value. */
import {html, nothing} from "lit-html";
import {draw} from "../draw.js";
import {count, rate} from "../format.js";
import {changesView} from "../result/changes.js";
import {choicesView} from "../result/choices.js";
import {defaults, numberBeside} from "../result/pivot.js";
import {isNumber} from "../result/rows.js";
import {singleView} from "../result/single.js";
import {icons} from "../shell/icons.js";

const looks = [
  ["table", "Table"], ["bar", "Bar"], ["line", "Line"], ["area", "Area"], ["pie", "Pie"], ["scatter", "Scatter"],
  ["changes", "Changes"],
];
/** Tables with more columns have a field to go to one. */
const WIDE = 40;
const isChart = (kind) => kind !== "table" && kind !== "changes";

/** The view of a cell with every choice made; what was chosen of columns that are gone is chosen anew. */
export function viewOf(cell, columns) {
  const view = {kind: "table", ...cell.view};
  if (!isChart(view.kind) || !columns.length) return view;
  const named = (wanted) => columns.find(({name}) => name === wanted);
  const standard = defaults(columns);
  const or = (some, others) => (some?.length ? some : others);
  view.values = or(view.values?.filter(({column}) => named(column)), standard.values);
  view.keys = or(view.keys?.filter(named), standard.keys);
  view.groups = view.groups?.filter(named) ?? [];
  if (view.kind === "scatter" && !isNumber(named(view.keys[0]))) view.keys = [numberBeside(columns, view.values[0].column)];
  return view;
}

const waiting = {
  queued: "Waiting for its turn", planning: "Flink plans the statement", starting: "The job starts", live: "Waiting for the first row",
  stopping: "Stopping: until the job has ended",
};

/** Where it is wrong stands below, so it need not stand before the words, too. */
const wordsOf = ({message, line, column}) => message?.replace(`Line ${line}, column ${column}: `, "") ?? "The run failed.";

const problemView = ({message, remedy, line, column}) => html`
  <div class="cell-problem notice bad" role="alert"><strong>${wordsOf({message, line, column})}</strong>
    ${remedy ? html`<p>${remedy}</p>` : nothing}
    ${line ? html`<p class="quiet small">Line ${line}${column ? `, column ${column}` : ""}</p>` : nothing}</div>`;

/** @param {{cell: any, run: import("./run.js").Run, onView: (view: any) => void, onPin?: () => void, readOnly?: boolean}} props */
export function outputView({cell, run, onView, onPin, readOnly = false}) {
  const {about} = run;
  const silent = run.isMoving && !run.hasRows && !run.texts.length;
  return html`
    ${run.state === "failed" || run.state === "lost" ? problemView(about) : nothing}
    ${about.incident ? html`<p class="notice warn small" role="status">${about.incident}</p>` : nothing}
    ${(about.notices ?? []).map((notice) => html`<p class="notice warn small">${notice}</p>`)}
    ${run.texts.length ? html`<pre class="cell-text" tabindex="0" aria-label="Answer">${run.texts.join("\n")}</pre>` : nothing}
    ${run.hasRows ? rowsView({cell, run, onView, onPin, readOnly}) : nothing}
    ${silent ? html`<div class="waiting" role="status"><i></i>${waiting[run.state] ?? ""}</div>` : nothing}`;
}

function rowsView({cell, run, onView, onPin, readOnly}) {
  const view = viewOf(cell, run.rows.columns);
  if (!isChart(view.kind)) run.dropChart();
  const {notice} = run.rows;
  return html`
    <div class="result">
      ${readOnly ? nothing : barView({cell, run, view, onView, onPin})}
      ${isChart(view.kind) && !readOnly
        ? choicesView(view, run.rows.columns, (choice) => onView(choice(viewOf(cell, run.rows.columns))))
        : nothing}
      ${notice ? html`<p class="notice warn small">${notice}</p>` : nothing}
      ${shownView(run, view)}
      ${footView(run)}
    </div>`;
}

function shownView(run, view) {
  if (view.kind === "changes") return changesView(run.rows);
  if (view.kind !== "table") return run.chart(view).element;
  return run.rows.mode === "single" ? singleView(run.rows, run.about.template) : run.table().element;
}

function barView({cell, run, view, onView, onPin}) {
  const path = `/studio/api/runs/${encodeURIComponent(run.id)}/result`;
  const table = view.kind === "table";
  return html`
    <div class="result-bar">
      <div class="tabs" role="group" aria-label="How to show the result">${looks.map(([kind, name]) => html`
        <button class="tab" aria-pressed=${view.kind === kind} @click=${() => onView({...cell.view, kind})}>${name}</button>`)}</div>
      <div class="result-tools">
        ${table && run.rows.columns.length > WIDE ? html`
          <input class="input find" type="search" placeholder="Go to column" aria-label="Go to column"
            @keydown=${(event) => { if (event.key === "Enter") goToColumn(run, event.target); }}>` : nothing}
        ${table ? html`
          <input class="input find" type="search" placeholder="Filter rows" aria-label="Filter rows"
            @input=${(event) => run.table().arrange({filter: event.target.value})}>` : nothing}
        ${onPin ? html`
          <button class="button bare" @click=${onPin} title="Put on a dashboard">${icons.pin}Pin</button>` : nothing}
        <a class="button bare" href="${path}?format=csv" download title="All rows as CSV">${icons.export}CSV</a>
        <a class="button bare" href="${path}?format=json" download title="All rows as JSON">JSON</a>
      </div>
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

function pauseView(run) {
  const turn = () => {
    run.pause(!run.paused);
    draw();
  };
  return html`
    <button class="button bare" aria-pressed=${run.paused} @click=${turn}>
      ${run.paused ? icons.run : icons.pause}${run.paused ? "Go on" : "Pause"}</button>`;
}

function footView(run) {
  const {counts, size} = run.rows;
  return html`
    <footer class="result-foot small">
      ${amount(counts?.rows ?? size, "row")}
      ${amount(counts?.changes, "change")}
      ${run.isMoving ? html`<span class="number"><b>${rate(counts?.rate)}</b></span>` : nothing}
      <span class="grow"></span>
      ${run.isMoving ? pauseView(run) : nothing}
      ${run.paused ? html`<span class="tag warn">paused: the query runs on, the picture stands</span>` : nothing}
    </footer>`;
}
