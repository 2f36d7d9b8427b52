/* SPDX-License-Identifier: Apache-2.0 */
/** The jobs of Flink: what runs, since when, for which cell; stopping with or without a savepoint. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {get, post, remove} from "./api.js";
import {draw} from "./draw.js";
import {between, count, day} from "./format.js";
import {live} from "./live.js";
import {icons} from "./shell/icons.js";
import {attempt, say} from "./shell/toast.js";

const EVERY_MS = 2000;
const looks = {
  RUNNING: "good", CREATED: "warn", INITIALIZING: "warn", RESTARTING: "warn", RECONCILING: "warn", FAILING: "bad", FAILED: "bad",
  CANCELLING: "warn", CANCELED: "", SUSPENDED: "", FINISHED: "accent", STOPPED: "", LOST: "bad",
};
const over = new Set(["FAILED", "CANCELED", "FINISHED", "SUSPENDED", "STOPPED", "LOST"]);
let jobs = null;
let titles = new Map();
let wanted = "";
let ended = true;
let failure = null;
let timer;
const stopping = new Set();

async function read() {
  try {
    jobs = await get("jobs");
    failure = null;
  } catch (refused) {
    failure = refused;
    jobs ??= live.pipelines?.jobs ?? null;
  }
  draw();
}

async function stop(job, savepoint) {
  if (!job.note && !confirm(`Stop the job "${job.name}"?${savepoint ? " A savepoint keeps where it stood." : " Where it stood is lost."}`)) return;
  stopping.add(job.id);
  draw();
  const answer = await attempt(async () => (await post(`jobs/${encodeURIComponent(job.id)}/stop`, {savepoint})) ?? {});
  stopping.delete(job.id);
  if (answer) say(answer.savepoint ? `Stopped. Its savepoint: ${answer.savepoint}` : `${job.name} stops.`);
  await read();
}

async function again(job) {
  stopping.add(job.id);
  draw();
  const begun = await attempt(() => post(`jobs/${encodeURIComponent(job.id)}/again`));
  stopping.delete(job.id);
  if (begun) say(`${job.name} runs again, ${from(job)}.`);
  await read();
}

async function forget(job) {
  await attempt(() => remove(`jobs/${encodeURIComponent(job.id)}`));
  await read();
}

/** Where a job that does not run would go on. */
const from = (job) => (!job.again ? "from the very beginning" : job.again.includes("/savepoint-") ? "from its savepoint" : "from its last checkpoint");

function rowView(job) {
  const busy = stopping.has(job.id);
  const address = `#/notes/${encodeURIComponent(job.note ?? "")}${job.cell ? `?cell=${encodeURIComponent(job.cell)}` : ""}`;
  return html`<tr>
    <td class="job-name"><b class="plain-weight">${job.name}</b><span class="quiet small mono">${job.id}</span>
      ${job.message ? html`<span class="quiet small why">${job.message}</span>` : nothing}</td>
    <td><span class="tag ${looks[job.state] ?? ""}">${busy ? (over.has(job.state) ? "starting" : "stopping") : job.state?.toLowerCase()}</span></td>
    <td class="number">${day(job.startedAt)}</td>
    <td class="right">${over.has(job.state) ? "–" : between(job.startedAt)}</td>
    <td>${job.note ? html`<a href=${address}>${titles.get(job.note) ?? "its note"}</a>` : html`<span class="quiet">–</span>`}</td>
    <td class="right">${over.has(job.state) ? (job.again === undefined ? nothing : html`<div class="row end">
      <button class="button bare" ?disabled=${busy} title=${job.again || "No checkpoint is known"} @click=${() => again(job)}>${icons.run}Go on ${from(job)}</button>
      <button class="button bare" ?disabled=${busy} @click=${() => forget(job)} aria-label="Forget ${job.name}" title="Its checkpoints go; savepoints stay">
        Forget</button></div>`) : html`<div class="row end">
      <button class="button bare" ?disabled=${busy} title="Writes a savepoint first, so that it can go on from there"
        @click=${() => stop(job, true)}>${icons.stop}Stop with savepoint</button>
      <button class="button bare danger" ?disabled=${busy} @click=${() => stop(job, false)}
        aria-label="Stop ${job.name}">Stop</button></div>`}</td></tr>`;
}

function tableView(shown) {
  return html`<section class="card scroll-x"><table class="plain jobs-table">
    <thead><tr><th>Job</th><th>State</th><th>Started</th><th class="right">Runs for</th><th>Note</th>
      <th><span class="hidden-label">Stop</span></th></tr></thead>
    <tbody>${repeat(shown, (job) => job.id, rowView)}</tbody></table></section>`;
}

const toolsView = () => html`
  <div class="row">
    <label class="row tick"><input type="checkbox" .checked=${ended} @change=${(event) => { ended = event.target.checked; draw(); }}>
      Show those that are over</label>
    <input class="input find" type="search" placeholder="Find a job" aria-label="Find a job" .value=${wanted}
      @input=${(event) => { wanted = event.target.value; draw(); }}></div>`;

const emptyView = (some) => html`
  <div class="card empty">${icons.jobs}<h2>${some ? "None is shown" : "No job"}</h2>
    <p>${some ? "Others are hidden by the search." : "A cell that runs is a job here, and so is an INSERT that goes on by itself."}</p></div>`;

export const jobsPage = {
  place: "jobs",
  title: "Jobs",

  open() {
    read();
    clearInterval(timer);
    timer = setInterval(() => { if (!document.hidden) read(); }, EVERY_MS);
    get("notes").then((notes) => { titles = new Map(notes.map((note) => [note.id, note.title])); draw(); }, () => {});
  },

  close() {
    clearInterval(timer);
  },

  view() {
    const all = jobs ?? [];
    const running = all.filter((job) => !over.has(job.state));
    const shown = (ended ? all : running).filter((job) => `${job.name} ${job.id}`.toLowerCase().includes(wanted.toLowerCase()))
      .sort((a, b) => over.has(a.state) - over.has(b.state) || new Date(b.startedAt) - new Date(a.startedAt));
    const sum = jobs ? `${count(running.length)} running, ${count(all.length - running.length)} over` : failure ? "" : "Reading…";
    return html`
      <div class="page jobs">
        <header><div><h1>Jobs</h1><p class="number">${sum}</p></div>${toolsView()}</header>
        ${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>` : nothing}
        ${shown.length ? tableView(shown) : jobs ? emptyView(all.length > 0) : nothing}
      </div>`;
  },
};
