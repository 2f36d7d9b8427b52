/* SPDX-License-Identifier: Apache-2.0 */
/** The picture: source, task, topics, jobs, one lane for each task; the lines move while changes flow. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {count, duration, percent, rate} from "../format.js";
import {icons} from "../shell/icons.js";
import {isFailed} from "./operations.js";

const underWay = new Set(["starting", "stopping", "creating", "modifying", "deleting", "moving", "testing"]);

/** Word, colour of a task's state. */
export function lookOf(task) {
  if (isFailed(task)) return ["failed", "bad"];
  if (isTrying(task)) return [`${task.status}, trying again`, "warn"];
  if (task.status === "running") return [isLoading(task) ? "loading" : "running", "good"];
  return [task.status, underWay.has(task.status) ? "warn" : ""];
}

/** Whether it met something and tries again by itself. */
export const isTrying = (task) => Boolean(task.failure) && !isFailed(task);

export const isLoading = (task) => task.status === "running" && task.loadPercent < 100;

/** Rows expected of all tables; what is not known counts as loaded. */
export const totalOf = (task) => (task.tables ?? []).reduce((sum, table) => sum + Math.max(table.total ?? 0, table.rows ?? 0), 0);

export const endpointOf = (state, reference) =>
  (state.endpoints ?? []).find((one) => one.arn === reference || one.id === reference) ?? {id: reference ?? "–"};

const nameOf = (topic) => topic.name ?? topic;

/** The topics a task writes, as far as their names tell: schema.table, or what the server says. */
export function topicsOf(state, task) {
  const all = (state.topics ?? []).map(nameOf);
  if (task.topics) return task.topics.map(nameOf);
  const written = new Set((task.tables ?? []).map((table) => `${table.schema}.${table.table}`));
  return all.filter((name) => written.has(name));
}

const wire = (on, bad = false) => html`<div class="wire ${on ? "flows" : ""} ${bad ? "broken" : ""}" aria-hidden="true"></div>`;

/** Where the load or the stream of a task stands, in one line. */
function standView(task) {
  if (!isLoading(task)) {
    const running = task.status === "running";
    return html`<span class="small number spread"><span>${running ? rate(task.rate) : `${count(task.rowsLoaded)} rows`}</span>
      <span class="quiet">${running && !isTrying(task) ? `lag ${duration(task.lagSeconds)}` : nothing}</span></span>`;
  }
  const total = totalOf(task);
  const left = task.secondsLeft ? `${duration(task.secondsLeft)} left` : total ? `${percent(task.rowsLoaded, total)} %` : "";
  return html`
    <progress class="bar" max="100" value=${task.loadPercent} aria-label="Loaded"></progress>
    <span class="small number spread"><span>${total ? `${count(task.rowsLoaded)} of ${count(total)} rows` : "looking at the source"}</span>
      <span class="quiet">${left}</span></span>`;
}

function targetView(target, topics) {
  const [first] = topics;
  return html`
    <div class="node"><span class="node-kind">${icons.topics}${target.engine ?? "target"}</span><b title=${target.id}>${target.id}</b>
      ${first ? html`<a class="small" href="#/topics/${encodeURIComponent(first)}">${topics.length === 1 ? first : `${topics.length} topics`}</a>`
    : html`<span class="quiet small">${target.address ?? "no topic yet"}</span>`}</div>`;
}

function lane(state, task, chosen, choose) {
  const source = endpointOf(state, task.source);
  const [word, look] = lookOf(task);
  const running = task.status === "running";
  return html`
    <li class="lane ${chosen ? "chosen" : ""}">
      <div class="node"><span class="node-kind">${icons.database}${source.engine ?? "source"}</span><b title=${source.id}>${source.id}</b>
        <span class="quiet small ellipsis" title=${source.address ?? ""}>${source.address ?? ""}</span></div>
      ${wire(running && !isTrying(task), isFailed(task) || isTrying(task))}
      <button class="node task-node ${look}" aria-pressed=${chosen} @click=${choose} aria-label="Task ${task.id}, ${word}">
        <span class="spread"><b class="ellipsis" title=${task.id}>${task.id}</b><span class="tag ${look}">${word}</span></span>
        ${standView(task)}
      </button>
      ${wire(running && !task.failure)}
      ${targetView(endpointOf(state, task.target), topicsOf(state, task))}
    </li>`;
}

/** A job of a note is called studio/note/cell, and there is little room. */
const shortOf = (name) => name.replace(/^studio\//, "");

/** @param {any} state @param {string} chosen arn of the chosen task @param {(arn: string) => void} choose */
export function flowView(state, chosen, choose) {
  const jobs = (state.jobs ?? []).filter((job) => job.state === "RUNNING");
  const flowing = jobs.length > 0 && state.tasks.some((task) => task.status === "running");
  return html`
    <section class="flow card" aria-label="How changes flow">
      <div class="flow-heads" aria-hidden="true">
        <div><span>Source</span><i></i><span>Task</span><i></i><span>Topics</span></div><i></i><span>Jobs</span></div>
      <div class="flow-body">
        <ul class="lanes">${repeat(state.tasks, (task) => task.arn,
    (task) => lane(state, task, task.arn === chosen, () => choose(task.arn)))}</ul>
        ${wire(flowing)}
        <div class="node jobs-node"><span class="node-kind">${icons.jobs}Flink</span>
          ${state.flinkAway ? html`<b class="bad-word" title=${state.flinkAway}>does not answer</b>`
    : html`<b>${jobs.length ? `${jobs.length} running` : "no job runs"}</b>`}
          <ul>${jobs.slice(0, 5).map((job) => html`<li class="small ellipsis" title=${job.name}>${shortOf(job.name)}</li>`)}</ul>
          <a class="small" href=${jobs.length ? "#/jobs" : "#/notes"}>${jobs.length ? "All jobs" : "Ask in a note"}</a></div>
      </div>
    </section>`;
}
