/* SPDX-License-Identifier: Apache-2.0 */
/** Where to begin reading, what to look for, and pausing. */
import {html, nothing} from "lit-html";
import {count} from "../format.js";
import {icons} from "../shell/icons.js";
import {isLive} from "./place.js";

const starts = [["latest", "Newest, live"], ["earliest", "From the beginning"], ["time", "From a time"], ["offset", "From an offset"]];

const againView = (read) => html`<button class="button" @click=${read}>${icons.reload}Read again</button>`;

const pauseView = (tail) => html`
  <button class="button" aria-pressed=${tail.paused} @click=${() => tail.pause(!tail.paused)}>
    ${tail.paused ? icons.run : icons.pause}${tail.paused ? `Go on${tail.waiting ? `, ${count(tail.waiting)} new` : ""}` : "Pause"}</button>`;

/** Pauses a tail, or reads once more what is not one. @param {import("./tail.js").Tail} tail @param {() => void} read */
export const turnView = (tail, place, read) => (isLive(place) ? pauseView(tail) : againView(read));

/**
 * @param {{place: import("./place.js").Place, partitions: number, control: boolean}} shown
 * @param {{set: (change: Partial<import("./place.js").Place>, soon?: boolean) => void, control: (on: boolean) => void}} does
 */
export function barView({place, partitions, control}, {set, control: showControl}) {
  const start = ([from, label]) => html`
    <button class="tab" aria-pressed=${place.from === from} @click=${() => set({from})}>${label}</button>`;
  const partition = (number) => html`
    <option value=${number} ?selected=${place.partition === String(number)}>Partition ${number}</option>`;
  return html`
    <div class="topic-bar">
      <div class="tabs" role="group" aria-label="Where to begin">${starts.map(start)}</div>
      ${place.from === "time" ? html`
        <input class="input place-input" type="datetime-local" step="1" aria-label="From this time on" .value=${place.at}
          @input=${(event) => set({at: event.target.value}, true)}>` : nothing}
      ${place.from === "offset" ? html`
        <input class="input place-input number" inputmode="numeric" placeholder="0" aria-label="From this offset on" .value=${place.offset}
          @input=${(event) => set({offset: event.target.value}, true)}>` : nothing}
      ${partitions > 1 || place.partition !== "" ? html`
        <select class="select partition" aria-label="Partition" @change=${(event) => set({partition: event.target.value})}>
          <option value="" ?selected=${place.partition === ""}>All partitions</option>
          ${Array.from({length: Math.max(partitions, Number(place.partition) + 1)}, (_, number) => partition(number))}
        </select>` : nothing}
      <input class="input find" type="search" placeholder="Text in key, value or header" aria-label="Filter messages"
        .value=${place.filter} @input=${(event) => set({filter: event.target.value}, true)}>
      <label class="row tick"><input type="checkbox" .checked=${!control} @change=${(event) => showControl(!event.target.checked)}>
        Hide control records</label>
    </div>`;
}
