/* SPDX-License-Identifier: Apache-2.0 */
/** The dialog that makes a pipeline: where from, where to, which tables; then task, topics and start. */
import {html, nothing} from "lit-html";
import {draw} from "../draw.js";
import {count, plural} from "../format.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {commandView} from "../shell/command.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {icons} from "../shell/icons.js";
import {say} from "../shell/toast.js";
import {newEndpoint} from "./endpoint.js";
import {emptyRule, isComplete, literal, mappingsOf, preview} from "./mapping.js";
import {commandOf} from "./operations.js";
import {make} from "./making.js";

const PREVIEW_MS = 500;
const types = [["full-load-and-cdc", "Load the tables, then follow their changes"], ["cdc", "Only follow changes from now on"], ["full-load", "Only load the tables once"]];

const ofType = (type) => (live.pipelines?.endpoints ?? []).filter((endpoint) => endpoint.type?.toLowerCase() === type);

const first = () => ({source: ofType("source")[0]?.arn ?? "", target: ofType("target")[0]?.arn ?? "", rules: [emptyRule()], own: true, topics: true, id: "", type: types[0][0], start: true});

/** @param {any} [state] of the pipelines @param {any} [kept] a form filled in before */
export function newPipeline(state, kept) {
  const form = kept ?? first();
  let found;
  let refused;
  let looking = false;
  let asked = 0;
  let timer;
  let step = "";
  let failure;

  const own = () => (!form.own ? [] : found?.length ? found.filter((table) => !table.error) : literal(form.rules));
  const input = (instance = "<replication instance>") => ({
    ReplicationTaskIdentifier: form.id.trim(), SourceEndpointArn: form.source, TargetEndpointArn: form.target, ReplicationInstanceArn: instance,
    MigrationType: form.type, TableMappings: mappingsOf(form.rules, own()),
  });
  const topicOf = (table) => (form.own ? `${table.schema}.${table.table}` : table.topic);
  const missing = () => {
    const there = new Set((live.pipelines?.topics ?? []).map((topic) => topic.name ?? topic));
    return [...new Set((found?.length ? found : own()).filter((table) => !table.error).map(topicOf))].filter((name) => name && !there.has(name));
  };
  const ask = () => {
    clearTimeout(timer);
    refused = undefined;
    if (!form.source || !isComplete(form.rules)) { found = undefined; looking = false; return draw(); }
    looking = true;
    draw();
    timer = setTimeout(async () => {
      const mine = ++asked;
      let answer;
      let fault;
      try { answer = await preview(form.source, mappingsOf(form.rules), form.target); } catch (error) { fault = error; }
      if (mine !== asked) return;
      [found, refused, looking] = [answer ?? undefined, fault, false];
      draw();
    }, PREVIEW_MS);
  };
  const set = (change, again = false) => { Object.assign(form, change); if (again) ask(); else draw(); };
  const rule = (i, change) => { Object.assign(form.rules[i], change); ask(); };
  const problem = () => !form.source || !form.target ? "Choose a source and a target." : !isComplete(form.rules) ? "Include at least one schema."
    : !/^[a-z][a-z0-9-]*$/i.test(form.id.trim()) ? "Give the task a name of letters, digits and dashes." : looking ? "Looking which tables there are…" : "";
  const create = async () => {
    failure = undefined;
    try {
      await make({input, topics: form.topics ? missing() : [], start: form.start, tell: (text) => { step = text; draw(); }});
      closeDialog();
      say(`${form.id} ${form.start ? "starts" : "is ready"}.`);
      go("pipelines", form.id.trim());
    } catch (error) {
      failure = error;
    }
    step = "";
    draw();
  };
  const another = (type) => newEndpoint({type, then: (arn) => { form[type] = arn; newPipeline(state, form); }});
  const endpoint = (type, label) => html`<div class="field"><label for="pipeline-${type}">${label}</label><div class="row keep">
    <select class="select" id="pipeline-${type}" @change=${(event) => set({[type]: event.target.value}, true)}>${form[type] ? nothing : html`<option value="">Choose…</option>`}
      ${ofType(type).map((one) => html`<option value=${one.arn} ?selected=${one.arn === form[type]}>${one.id} (${one.engine})</option>`)}</select>
    <button class="button icon" aria-label="New ${type} endpoint" title="New ${type} endpoint" @click=${() => another(type)}>${icons.plus}</button></div></div>`;

  const rulesView = () => html`<div class="rules" role="group" aria-label="Tables">
    ${form.rules.map((one, i) => html`<div class="rule">
      <select class="select" aria-label="Include or exclude" @change=${(event) => rule(i, {action: event.target.value})}>
        <option value="include" ?selected=${one.action === "include"}>Include</option><option value="exclude" ?selected=${one.action === "exclude"}>Exclude</option></select>
      <input class="input mono" aria-label="Schema" placeholder="schema, % for any" .value=${one.schema} @input=${(event) => rule(i, {schema: event.target.value})}>
      <span class="quiet" aria-hidden="true">.</span>
      <input class="input mono" aria-label="Table" placeholder="table, % for any" .value=${one.table} @input=${(event) => rule(i, {table: event.target.value})}>
      <button class="button bare icon" aria-label="Remove this rule" ?disabled=${form.rules.length === 1} @click=${() => { form.rules.splice(i, 1); ask(); }}>${icons.close}</button></div>`)}
    <div><button class="button bare" @click=${() => { form.rules.push(emptyRule()); draw(); }}>${icons.plus}Rule</button></div></div>`;

  const foundView = () => refused ? html`<div class="notice warn" role="alert"><strong>${refused.message}</strong>${refused.remedy || nothing}</div>`
    : looking ? html`<div class="waiting" role="status"><i></i>Looking which tables there are…</div>`
    : !found ? nothing : !found.length ? html`<div class="notice warn" role="status"><strong>No table fits these rules.</strong>Names are compared as the source writes them; % stands for any letters.</div>` : html`
      <p class="quiet small" role="status">${plural(found.length, "table")} now${form.own && form.type !== "full-load" ? "; one that is made later goes to the topic of the target" : ""}</p>
      <ul class="found">${found.slice(0, 200).map((table) => html`<li class=${table.error ? "bad" : ""}><span class="mono">${table.schema}.${table.table}</span>
        <span class="quiet small">${table.error ?? html`→ ${topicOf(table)}${table.columns ? `, ${plural(table.columns.length, "column")}` : ""}`}</span></li>`)}
        ${found.length > 200 ? html`<li class="quiet small">and ${count(found.length - 200)} more</li>` : nothing}</ul>`;

  const tick = (name, label) => html`<label class="row tick"><input type="checkbox" .checked=${form[name]} @change=${(event) => set({[name]: event.target.checked})}>${label}</label>`;

  showDialog({
    title: "New pipeline",
    kind: "wide",
    body: () => html`<div class="stack pipeline-form">
      ${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>` : nothing}
      <div class="fields">${endpoint("source", "From")}${endpoint("target", "To")}</div>
      <div class="stack tight"><h3>Tables</h3>${rulesView()}${foundView()}
        ${tick("own", "A topic for each table, named schema.table")}
        ${missing().length ? tick("topics", `Make the ${plural(missing().length, "topic")} that ${missing().length === 1 ? "is" : "are"} missing`) : nothing}</div>
      <div class="fields">
        <label class="field"><span>Name of the task</span><input class="input" placeholder="shop-to-kafka" .value=${form.id} @input=${(event) => set({id: event.target.value})}></label>
        <label class="field"><span>What it does</span><select class="select" @change=${(event) => set({type: event.target.value})}>${types.map(([value, label]) => html`<option value=${value} ?selected=${form.type === value}>${label}</option>`)}</select></label>
      </div>
      ${tick("start", "Start it when it is ready")}
      <details class="commands"><summary>${icons.chevron}The same from the command line</summary><div class="stack tight">
        ${commandView(commandOf("CreateReplicationTask", input()))}${form.start ? commandView(commandOf("StartReplicationTask", {ReplicationTaskArn: "<arn of the answer>", StartReplicationTaskType: "start-replication"})) : nothing}</div></details>
    </div>`,
    foot: () => html`<span class="quiet small grow" role="status">${step || problem()}</span><button class="button" @click=${closeDialog}>Cancel</button>
      <button class="button primary" ?disabled=${Boolean(step || problem())} @click=${create}>${step ? "Creating…" : form.start ? "Create and start" : "Create"}</button>`,
  });
  if (kept) ask();
}
