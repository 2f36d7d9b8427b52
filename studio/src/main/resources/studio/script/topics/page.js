/* SPDX-License-Identifier: Apache-2.0 */
/** The topics: a list that can be searched, and the messages of one. */
import {html, nothing} from "lit-html";
import {repeat} from "lit-html/directives/repeat.js";
import {get} from "../api.js";
import {draw} from "../draw.js";
import {count, plural} from "../format.js";
import {icons} from "../shell/icons.js";
import {attempt} from "../shell/toast.js";
import {barView, turnView} from "./bar.js";
import {messageView} from "./message.js";
import {anywhere, isLive, missing, placeOf} from "./place.js";
import {idOf, Tail} from "./tail.js";

const LIST_MS = 5000;
const SOON_MS = 350;
const SHOWN = 300;
let topics = null;
let wanted = "";
let chosen = "";
let place = anywhere();
let tail = null;
let control = false;
let most = SHOWN;
let listTimer;
let readTimer;

async function list() {
  topics = (await attempt(() => get("topics"))) ?? topics;
  draw();
}

const quietly = async () => {
  if (document.hidden) return;
  topics = (await get("topics").catch(() => null)) ?? topics;
  draw();
};

function read() {
  clearTimeout(readTimer);
  tail?.close();
  most = SHOWN;
  tail = chosen && !missing(place) ? new Tail(chosen, {...place}) : null;
  draw();
}

/** @param {Partial<import("./place.js").Place>} change @param {boolean} [soon] when nothing more is typed */
function set(change, soon = false) {
  place = {...place, ...change};
  clearTimeout(readTimer);
  if (soon) readTimer = setTimeout(read, SOON_MS);
  else read();
  draw();
}

/** Reads what the address names, with its message open. */
function goTo(named) {
  place = named;
  read();
  if (tail && named.partition !== "") tail.open.add(`${named.partition}:${named.offset}`);
}

/** What the platform keeps for itself stands last. */
const isOurs = ({name}) => name.startsWith("crosscurrent-");

function listItem(topic) {
  return html`
    <li><a href="#/topics/${encodeURIComponent(topic.name)}" aria-current=${topic.name === chosen ? "true" : nothing}
      title="${topic.name}: ${plural(topic.partitions, "partition")}">
      <span class="ellipsis">${topic.name}</span><small class="number">${count(topic.messages)}</small></a></li>`;
}

function listView() {
  const found = (topics ?? []).filter((topic) => topic.name.toLowerCase().includes(wanted.toLowerCase()))
    .sort((a, b) => isOurs(a) - isOurs(b));
  const none = topics?.length ? "None is called so." : "No topics yet. A task that runs fills them.";
  const word = topics === null ? "Reading…" : found.length ? "" : none;
  return html`
    <aside class="side" aria-label="Topics">
      <div class="spread"><h3>Topics <span class="quiet number">${topics ? count(topics.length) : ""}</span></h3>
        <button class="button bare icon" aria-label="Read the list again" title="Read again" @click=${list}>${icons.reload}</button></div>
      <input class="input" type="search" aria-label="Find a topic" placeholder="Find a topic" .value=${wanted}
        @input=${(event) => { wanted = event.target.value; draw(); }}>
      ${word ? html`<p class="quiet small">${word}</p>` : nothing}
      <ul class="side-list">${repeat(found, (topic) => topic.name, listItem)}</ul>
    </aside>`;
}

function statusView() {
  if (!tail?.live) return nothing;
  const [word, look] = tail.paused ? ["paused", "warn"] : tail.connected ? ["live", "good"] : ["connecting", "warn"];
  return html`<span class="tag ${look}" role="status">${word}</span>`;
}

/** The next page, and room to show it. */
function later() {
  most += SHOWN;
  tail.more();
}

function endView(messages) {
  if (tail.failure) return nothing;
  if (tail.loading) return html`<div class="waiting" role="status"><i></i>Reading messages…</div>`;
  const short = tail.word && !tail.live ? html`<div class="notice warn" role="status">${tail.word}</div>` : nothing;
  const none = tail.live ? "No message yet. One that comes shows here." : "No message from there on.";
  const empty = tail.place.filter ? "No message has this text." : none;
  return html`
    ${short}
    ${messages.length || tail.word ? nothing : html`<p class="quiet nothing-here">${empty}</p>`}
    ${!tail.live && !tail.ended ? html`<button class="button bare" @click=${later}>${icons.down}Later messages</button>` : nothing}
    ${!tail.live && tail.ended && messages.length ? html`<p class="quiet small" role="status">These are all up to now.</p>` : nothing}`;
}

function messagesView() {
  const messages = tail.shown(control);
  const {failure} = tail;
  return html`
    ${failure ? html`<div class="notice bad" role="alert"><strong>${failure.message}</strong>${failure.remedy || nothing}</div>` : nothing}
    <div class="message-heads" aria-hidden="true">
      <span></span><span>Time</span><span>Offset</span><span>What</span><span>Key</span><span>Content</span></div>
    <ul class="messages">${repeat(messages.slice(0, most), idOf,
    (message) => messageView(chosen, message, tail.isOpen(message), () => tail.toggle(message)))}</ul>
    ${messages.length > most ? html`
      <button class="button bare" @click=${() => { most += SHOWN; draw(); }}>
        Show ${count(Math.min(SHOWN, messages.length - most))} more</button>`
    : endView(messages)}
    ${tail.dropped ? html`<p class="quiet small">Older ones were let go; the page keeps the newest thousand.</p>` : nothing}`;
}

function topicView() {
  const topic = topics?.find((one) => one.name === chosen);
  const shown = {place, partitions: topic?.partitions ?? 1, control};
  return html`
    <section class="topic" aria-label="Topic ${chosen}">
      <header class="spread"><div class="grow"><h1 class="ellipsis" title=${chosen}>${chosen}</h1>
        <p class="quiet number">${topic ? `${plural(topic.partitions, "partition")}, ${plural(topic.messages, "message")}` : " "}</p></div>
        <div class="row">${statusView()}${tail ? turnView(tail, place, read) : nothing}</div></header>
      ${barView(shown, {set, control: (on) => { control = on; draw(); }})}
      ${tail ? messagesView() : html`<p class="quiet nothing-here" role="status">${missing(place)}</p>`}
    </section>`;
}

export const topicsPage = {
  place: "topics",
  title: "Topics",

  open(id) {
    list();
    clearInterval(listTimer);
    listTimer = setInterval(quietly, LIST_MS);
    const named = placeOf(location.hash);
    if (!named && id === chosen && tail) return;
    chosen = id;
    if (named) goTo(named);
    else read();
  },

  close() {
    clearInterval(listTimer);
    clearTimeout(readTimer);
    tail?.close();
    tail = null;
    chosen = "";
    place = anywhere();
  },

  key(event) {
    const busy = event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, button, a, summary");
    if (event.key !== " " || !tail || !isLive(place) || busy) return false;
    tail.pause(!tail.paused);
    return true;
  },

  view: () => html`
    <div class="split topics">${listView()}
      <div class="split-main">${chosen ? topicView() : html`
        <div class="empty">${icons.topics}<h1>See messages as they come</h1>
          <p>Choose a topic at the left. Changes show the row before and after.</p></div>`}</div>
    </div>`,
};
