/* SPDX-License-Identifier: Apache-2.0 */
/** The topics: a list that can be searched, and the messages of one as they come. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {get} from "../api.js";
import {draw} from "../draw.js";
import {count, plural} from "../format.js";
import {icons} from "../shell/icons.js";
import {attempt} from "../shell/toast.js";
import {messageView} from "./message.js";
import {idOf, Tail} from "./tail.js";

const LIST_MS = 5000;
const FILTER_MS = 350;
const SHOWN = 300;
let topics = null;
let wanted = "";
let chosen = "";
let tail = null;
let control = false;
let most = SHOWN;
const how = {from: "latest", filter: ""};
let listTimer;
let filterTimer;

async function list() {
  topics = (await attempt(() => get("topics"))) ?? topics;
  draw();
}

function read() {
  tail?.close();
  most = SHOWN;
  tail = chosen ? new Tail(chosen, {...how}) : null;
  draw();
}

function filter(text) {
  how.filter = text;
  clearTimeout(filterTimer);
  filterTimer = setTimeout(read, FILTER_MS);
}

const quietly = async () => {
  if (document.hidden) return;
  topics = (await get("topics").catch(() => null)) ?? topics;
  draw();
};

function listView() {
  const found = (topics ?? []).filter((topic) => topic.name.toLowerCase().includes(wanted.toLowerCase()));
  return html`
    <aside class="side" aria-label="Topics">
      <div class="spread"><h3>Topics <span class="quiet number">${topics ? count(topics.length) : ""}</span></h3>
        <button class="button bare icon" aria-label="Read the list again" title="Read again" @click=${list}>${icons.reload}</button></div>
      <input class="input" type="search" aria-label="Find a topic" placeholder="Find a topic" .value=${wanted} @input=${(event) => { wanted = event.target.value; draw(); }}>
      ${topics === null ? html`<p class="quiet small">Reading…</p>` : !topics.length ? html`<p class="quiet small">No topics yet. A task that runs fills them.</p>` : !found.length ? html`<p class="quiet small">None is called so.</p>` : nothing}
      <ul class="side-list">${repeat(found, (topic) => topic.name, (topic) => html`
        <li><a href="#/topics/${encodeURIComponent(topic.name)}" aria-current=${topic.name === chosen ? "true" : nothing} title="${topic.name}: ${plural(topic.partitions, "partition")}">
          <span class="ellipsis">${topic.name}</span><small class="number">${count(topic.messages)}</small></a></li>`)}</ul>
    </aside>`;
}

function barView() {
  const from = (value, label) => html`<button class="tab" aria-pressed=${how.from === value} @click=${() => { how.from = value; read(); }}>${label}</button>`;
  return html`<div class="topic-bar">
    <div class="tabs" role="group" aria-label="Where to begin">${from("latest", "Newest, live")}${from("earliest", "From the beginning")}</div>
    <input class="input find" type="search" placeholder="Text in key or value" aria-label="Filter messages" .value=${how.filter} @input=${(event) => filter(event.target.value)}>
    <label class="row tick"><input type="checkbox" .checked=${!control} @change=${(event) => { control = !event.target.checked; draw(); }}>Hide control records</label>
    <span class="grow"></span>
    ${how.from === "latest" ? html`<button class="button" aria-pressed=${tail.paused} @click=${() => tail.pause(!tail.paused)}>
      ${tail.paused ? icons.run : icons.pause}${tail.paused ? `Go on${tail.waiting ? `, ${count(tail.waiting)} new` : ""}` : "Pause"}</button>` : html`<button class="button" @click=${read}>${icons.reload}Read again</button>`}
  </div>`;
}

function topicView() {
  const topic = topics?.find((one) => one.name === chosen);
  const messages = tail.shown(control);
  return html`
    <section class="topic" aria-label="Topic ${chosen}">
      <header class="spread"><div class="grow"><h1 class="ellipsis" title=${chosen}>${chosen}</h1>
        <p class="quiet number">${topic ? `${plural(topic.partitions, "partition")}, ${plural(topic.messages, "message")}` : " "}</p></div>
        ${how.from === "latest" ? html`<span class="tag ${tail.paused ? "warn" : tail.connected ? "good" : "warn"}" role="status">${tail.paused ? "paused" : tail.connected ? "live" : "connecting"}</span>` : nothing}</header>
      ${barView()}
      ${tail.failure ? html`<div class="notice bad" role="alert"><strong>${tail.failure.message}</strong>${tail.failure.remedy || nothing}</div>` : nothing}
      <div class="message-heads" aria-hidden="true"><span></span><span>Time</span><span>Offset</span><span>What</span><span>Key</span><span>Content</span></div>
      <ul class="messages">${repeat(messages.slice(0, most), idOf, (message) => messageView(message, tail.isOpen(message), () => tail.toggle(message)))}</ul>
      ${messages.length > most ? html`<button class="button bare" @click=${() => { most += SHOWN; draw(); }}>Show ${count(Math.min(SHOWN, messages.length - most))} more</button>` : nothing}
      ${tail.loading ? html`<div class="waiting" role="status"><i></i>Reading messages…</div>` : !messages.length && !tail.failure ? html`<p class="quiet nothing-here">${how.filter ? "No message has this text." : "No message yet. One that comes shows here."}</p>` : nothing}
      ${tail.dropped ? html`<p class="quiet small">Older ones were let go; the page keeps the newest thousand.</p>` : nothing}
    </section>`;
}

export const topicsPage = {
  place: "topics",
  title: "Topics",

  open(id) {
    list();
    clearInterval(listTimer);
    listTimer = setInterval(quietly, LIST_MS);
    if (id === chosen && tail) return;
    chosen = id;
    read();
  },

  close() {
    clearInterval(listTimer);
    clearTimeout(filterTimer);
    tail?.close();
    tail = null;
    chosen = "";
    how.filter = "";
  },

  key(event) {
    if (event.key !== " " || !tail || how.from !== "latest" || event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, button, a, summary")) return false;
    tail.pause(!tail.paused);
    return true;
  },

  view: () => html`
    <div class="split topics">${listView()}
      <div class="split-main">${tail ? topicView() : html`<div class="empty">${icons.topics}<h1>See messages as they come</h1><p>Choose a topic at the left. Changes show the row before and after.</p></div>`}</div>
    </div>`,
};
