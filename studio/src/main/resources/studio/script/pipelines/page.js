/* SPDX-License-Identifier: Apache-2.0 */
/** The pipelines: the living picture, the chosen task, the endpoints. */
import {html, nothing} from "lit-html";
import {plural} from "../format.js";
import {live} from "../live.js";
import {go} from "../route.js";
import {icons} from "../shell/icons.js";
import {newPipeline} from "./create.js";
import {newEndpoint} from "./endpoint.js";
import {testEndpoint} from "./findings.js";
import {flowView, isTrying} from "./flow.js";
import {remember} from "./history.js";
import {isFailed} from "./operations.js";
import {taskView} from "./task.js";

let chosen = "";

/** The task of the address, else one that failed or does not get on, else the first. */
const chosenOf = ({tasks}) =>
  tasks.find((task) => task.id === chosen || task.arn === chosen) ?? tasks.find(isFailed) ?? tasks.find(isTrying) ?? tasks[0];

const endpointRow = (endpoint) => html`
  <tr><td><b class="plain-weight">${endpoint.id}</b></td><td>${endpoint.type?.toLowerCase()}</td><td>${endpoint.engine}</td>
    <td class="mono">${endpoint.address ?? ""}</td>
    <td class="right">
      <button class="button bare" @click=${() => testEndpoint(endpoint)} aria-label="Test ${endpoint.id}">${icons.check}Test</button></td></tr>`;

const endpointsView = (state) => html`
  <section class="card" aria-label="Endpoints">
    <header class="spread"><h2>Endpoints</h2><button class="button" @click=${() => newEndpoint()}>${icons.plus}New endpoint</button></header>
    <div class="body">${state.endpoints?.length ? html`
      <div class="scroll-x"><table class="plain">
        <thead><tr><th>Name</th><th>Kind</th><th>Engine</th><th>Address</th><th><span class="hidden-label">Test</span></th></tr></thead>
        <tbody>${state.endpoints.map(endpointRow)}</tbody></table></div>`
    : html`<p class="quiet">None yet. An endpoint says where a database or a Kafka is, and how to log in.</p>`}</div>
  </section>`;

const emptyView = (state) => html`
  <div class="card empty">${icons.pipelines}<h2>No pipeline yet</h2><p>A pipeline reads a database's changes into topics, which SQL then follows.</p>
    <div class="row"><button class="button primary" @click=${() => newPipeline(state)}>${icons.plus}New pipeline</button>
      <button class="button" @click=${() => newEndpoint()}>New endpoint</button></div>
    <p class="quiet small">or step by step, with every command: the note <a href="#/notes/setup-cdc-streaming">SetupCDCStreaming</a></p></div>`;

function summary({tasks}) {
  const running = tasks.filter((task) => task.status === "running").length;
  const failed = tasks.filter(isFailed).length;
  const trying = tasks.filter(isTrying).length;
  const more = [[trying, "trying again"], [failed, "failed"]].filter(([some]) => some).map(([some, word]) => `, ${some} ${word}`);
  return `${running} of ${plural(tasks.length, "task")} running${more.join("")}`;
}

const awayView = html`
  <div class="notice warn" role="alert"><strong>Crosscurrent does not answer.</strong>Is it running? Start it with: crosscurrent up</div>`;

function stateView(state) {
  const task = chosenOf(state);
  const choose = (arn) => go("pipelines", state.tasks.find((one) => one.arn === arn)?.id ?? "");
  return html`
    ${state.tasks.length ? flowView(state, task?.arn, choose) : emptyView(state)}
    ${task ? taskView(state, task) : nothing}
    ${endpointsView(state)}`;
}

export const pipelinesPage = {
  place: "pipelines",
  title: "Pipelines",

  open(id) {
    chosen = id;
  },

  close() {},

  view() {
    const state = live.pipelines;
    if (state) remember(state);
    return html`
      <div class="page pipelines">
        <header><div><h1>Pipelines</h1><p class="number">${state ? (state.tasks.length ? summary(state) : "Nothing runs yet") : "Reading…"}</p></div>
          ${state ? html`
            <div class="row"><button class="button primary" @click=${() => newPipeline(state)}>${icons.plus}New pipeline</button></div>` : nothing}
        </header>
        ${state ? stateView(state) : live.connected ? nothing : awayView}
      </div>`;
  },
};
