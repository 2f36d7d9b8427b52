/* SPDX-License-Identifier: Apache-2.0 */
/** The dialog that makes a pipeline: where from, where to, which tables; then task, topics and start. */
import {html, nothing} from "lit-html";
import {draw} from "../draw.js";
import {plural} from "../format.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {commandView, word} from "../shell/command.js";
import {closeDialog, showDialog} from "../shell/dialog.js";
import {icons} from "../shell/icons.js";
import {say} from "../shell/toast.js";
import {newEndpoint} from "./endpoint.js";
import {emptyRule, isComplete, literal, mappingsOf, preview} from "./mapping.js";
import {commandOf} from "./operations.js";
import {make} from "./making.js";
import {previewView, rulesView} from "./tables.js";

const PREVIEW_MS = 500;
const types = [
  ["full-load-and-cdc", "Load the tables, then follow their changes"], ["cdc", "Only follow changes from now on"],
  ["full-load", "Only load the tables once"],
];

const startCommand = commandOf("StartReplicationTask", {
  ReplicationTaskArn: "<arn of the answer>", StartReplicationTaskType: "start-replication",
});
/** Updates carry the row as it was, which the topics' page shows beside the new one. */
const withBefore = JSON.stringify({BeforeImageSettings: {EnableBeforeImage: true, FieldName: "before-image", ColumnFilter: "all"}});

const ofType = (type) => (live.pipelines?.endpoints ?? []).filter((endpoint) => endpoint.type?.toLowerCase() === type);

const first = () => ({
  source: ofType("source")[0]?.arn ?? "", target: ofType("target")[0]?.arn ?? "", rules: [emptyRule()],
  own: true, topics: true, before: true, id: "", type: types[0][0], start: true,
});

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
    ...(form.before && form.type !== "full-load" ? {ReplicationTaskSettings: withBefore} : {}),
  });
  const topicOf = (table) => (form.own ? `${table.schema}.${table.table}` : table.topic);
  const missing = () => {
    const there = new Set((live.pipelines?.topics ?? []).map((topic) => topic.name ?? topic));
    const wanted = (found?.length ? found : own()).filter((table) => !table.error).map(topicOf);
    return [...new Set(wanted)].filter((name) => name && !there.has(name));
  };
  const ask = () => {
    clearTimeout(timer);
    refused = undefined;
    looking = Boolean(form.source && isComplete(form.rules));
    if (looking) timer = setTimeout(look, PREVIEW_MS);
    else found = undefined;
    draw();
  };
  const look = async () => {
    const mine = ++asked;
    let answer;
    let fault;
    try { answer = await preview(form.source, mappingsOf(form.rules), form.target); } catch (error) { fault = error; }
    if (mine !== asked) return;
    [found, refused, looking] = [answer ?? undefined, fault, false];
    draw();
  };
  const set = (change, again = false) => { Object.assign(form, change); if (again) ask(); else draw(); };
  const problem = () => {
    if (!form.source || !form.target) return "A source and a target are needed.";
    if (!isComplete(form.rules)) return "Include at least one schema.";
    if (!/^[a-z][a-z0-9-]*$/i.test(form.id.trim())) return "Give the task a name of letters, digits and dashes.";
    return looking ? "Looking which tables there are…" : "";
  };
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
  const noneYet = (type, label) => html`
    <div class="field"><span>${label}</span>
      <button class="button" @click=${() => another(type)}>${icons.plus}New ${type} endpoint</button></div>`;
  const endpoint = (type, label) => (!ofType(type).length ? noneYet(type, label) : html`
    <div class="field"><label for="pipeline-${type}">${label}</label><div class="row keep">
      <select class="select" id="pipeline-${type}" @change=${(event) => set({[type]: event.target.value}, true)}>
        ${form[type] ? nothing : html`<option value="">Choose…</option>`}
        ${ofType(type).map((one) => html`<option value=${one.arn} ?selected=${one.arn === form[type]}>${one.id} (${one.engine})</option>`)}</select>
      <button class="button icon" aria-label="New ${type} endpoint" title="New ${type} endpoint" @click=${() => another(type)}>${icons.plus}</button>
    </div></div>`);
  const tick = (name, label) => html`
    <label class="row tick"><input type="checkbox" .checked=${form[name]} @change=${(event) => set({[name]: event.target.checked})}>${label}</label>`;
  const rules = {
    change: (i, change) => { Object.assign(form.rules[i], change); ask(); },
    remove: (i) => { form.rules.splice(i, 1); ask(); },
    add: () => { form.rules.push(emptyRule()); draw(); },
  };
  const topicsTick = () => {
    const {length} = missing();
    return length ? tick("topics", `Make the ${plural(length, "topic")} that ${length === 1 ? "is" : "are"} missing`) : nothing;
  };
  const later = () => (form.own && form.type !== "full-load" ? "; one that is made later goes to the topic of the target" : "");
  const tablesView = () => html`
    <div class="stack tight"><h3>Tables</h3>${rulesView(form.rules, rules)}
      ${previewView({refused, looking, found}, topicOf, later())}
      ${tick("own", "A topic for each table, named schema.table")}${topicsTick()}
      ${form.type === "full-load" ? nothing : tick("before", "Updates carry the row as it was before, too")}</div>`;
  const commands = () => [
    ...(form.topics && missing().length ? [`crosscurrent topic create ${missing().map(word).join(" ")}`] : []),
    commandOf("CreateReplicationTask", input()),
    ...(form.start ? [startCommand] : []),
  ];

  showDialog({
    title: "New pipeline",
    kind: "wide",
    body: () => html`
      <div class="stack pipeline-form">
        ${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>` : nothing}
        <div class="fields">${endpoint("source", "From")}${endpoint("target", "To")}</div>
        ${tablesView()}
        <div class="fields">
          <label class="field"><span>Name of the task</span>
            <input class="input" placeholder="shop-to-kafka" .value=${form.id} @input=${(event) => set({id: event.target.value})}></label>
          <label class="field"><span>What it does</span>
            <select class="select" @change=${(event) => set({type: event.target.value})}>
              ${types.map(([value, label]) => html`<option value=${value} ?selected=${form.type === value}>${label}</option>`)}</select></label>
        </div>
        ${tick("start", "Start it when it is ready")}
        <details class="commands"><summary>${icons.chevron}The same from the command line</summary>
          <div class="stack tight">${commands().map(commandView)}</div></details>
      </div>`,
    foot: () => html`
      <span class="quiet small grow" role="status">${step || problem()}</span><button class="button" @click=${closeDialog}>Cancel</button>
      <button class="button primary" ?disabled=${Boolean(step || problem())} @click=${create}>
        ${step ? "Creating…" : form.start ? "Create and start" : "Create"}</button>`,
  });
  if (kept) ask();
}
