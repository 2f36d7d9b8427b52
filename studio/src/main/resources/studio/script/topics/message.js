/* SPDX-License-Identifier: Apache-2.0 */
/** One message of a topic: a line, and behind it the row before and after and everything else as a tree. */
import {html, nothing} from "lit-html";
import {clock, count, moment} from "../format.js";
import {copy} from "../shell/command.js";
import {icons} from "../shell/icons.js";
import {changeOf, gist, isChange, isControl, operations} from "./change.js";
import {addressOf} from "./place.js";
import {treeView} from "./tree.js";

const GIST = 400;
const textOf = (value) => (typeof value === "string" ? value : JSON.stringify(value));
const keyOf = ({key}) => (key === null || key === undefined ? "–" : textOf(key));

function cell(row, name) {
  if (!row || !(name in row)) return html`<td class="quiet">–</td>`;
  return row[name] === null ? html`<td class="mono null">null</td>` : html`<td class="mono">${textOf(row[name])}</td>`;
}

function markOf(value) {
  if (value === null || value === undefined) return ["no value", ""];
  if (isControl(value)) return [value.metadata.operation ?? "control", "plain"];
  if (!isChange(value)) return ["message", "plain"];
  return operations[value.metadata.operation] ?? [value.metadata.operation ?? "row", ""];
}

function rowView(value) {
  const {operation, before, after, changed, columns} = changeOf(value);
  if (!columns.length) return nothing;
  const both = before !== null && operation !== "delete";
  const row = operation === "delete" ? {...(before ?? {}), ...after} : after;
  const line = (name) => html`
    <tr class=${changed.has(name) ? "changed" : ""}>
      <th scope="row" class="mono">${name}${changed.has(name) ? html`<span class="hidden-label"> (changed)</span>` : nothing}</th>
      ${both ? cell(before, name) : nothing}${cell(row, name)}</tr>`;
  return html`
    <div class="scroll-x"><table class="plain change">
      <thead><tr><th>Column</th>${both ? html`<th>Before</th>` : nothing}
        <th>${operation === "delete" ? "Was" : both ? "After" : "Value"}</th></tr></thead>
      <tbody>${columns.map(line)}</tbody></table></div>`;
}

/** Where it stands and when it was written, with what finds it again. */
function placeView(topic, message) {
  const facts = [
    ["Partition", message.partition], ["Offset", message.offset], ["Time", moment(message.time)],
    ["Key", keyOf(message)], ["Size", `${count(message.bytes)} bytes`],
    ...Object.entries(message.headers ?? {}).map(([name, value]) => [`Header ${name}`, value ?? "null"]),
  ];
  const link = () => copy(new URL(addressOf(topic, message), location.href).href, "Address of the message copied.");
  return html`
    <div class="message-facts"><dl>${facts.map(([name, value]) => html`<div><dt>${name}</dt><dd class="mono">${value}</dd></div>`)}</dl>
      <button class="button bare" @click=${link}>${icons.share}Copy its address</button></div>`;
}

function detailsView(topic, message) {
  const {value} = message;
  const change = isChange(value) && !isControl(value);
  const whole = typeof value === "string" ? value : JSON.stringify(value, null, 2);
  return html`
    <div class="message-more">
      ${placeView(topic, message)}
      ${change ? rowView(value) : nothing}
      <div class="message-json">
        <div class="spread"><h3>${change ? "Metadata" : "Value"}</h3>
          <button class="button bare" @click=${() => copy(whole, "Message copied.")}>${icons.copy}Copy</button></div>
        ${typeof value === "string" ? html`<pre class="cell-text">${value}</pre>`
    : html`<div class="json">${treeView(undefined, change ? value.metadata : value)}</div>`}
        ${change ? html`
          <details class="commands"><summary>${icons.chevron}The whole message</summary>
            <div class="json">${treeView(undefined, value, false)}</div></details>` : nothing}
      </div>
    </div>`;
}

/** @param {string} topic @param {any} message @param {boolean} open @param {() => void} toggle */
export function messageView(topic, message, open, toggle) {
  const [word, look] = markOf(message.value);
  return html`
    <li class="message ${open ? "open" : ""} ${message.fresh ? "fresh" : ""}">
      <button class="message-line" aria-expanded=${open} @click=${toggle}>
        <span class="turn ${open ? "open" : ""}">${icons.chevron}</span>
        <span class="number message-time" title=${moment(message.time)}>${clock(message.time)}</span>
        <span class="number message-place" title="Partition ${message.partition}, offset ${message.offset}">
          ${message.partition}<i>:</i>${message.offset}</span>
        <span class="tag ${look}">${word}</span>
        <span class="mono message-key" title=${keyOf(message)}>${keyOf(message)}</span>
        <span class="mono message-gist">${gist(message.value).slice(0, GIST)}</span>
      </button>
      ${open ? detailsView(topic, message) : nothing}
    </li>`;
}
