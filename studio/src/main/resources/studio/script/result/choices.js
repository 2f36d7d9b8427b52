/* SPDX-License-Identifier: Apache-2.0 */
/** What a chart shows: keys, values with how they are put together, groups. */
import {html, nothing} from "lit-html";
import {MOST_COLUMNS} from "./columns.js";

const aggregates = ["sum", "count", "avg", "min", "max"];

/**
 * @param {any} view of the cell, every choice made @param {{name: string}[]} columns
 * @param {(choice: (now: any) => any) => void} onChoice given what makes the next view of the one that is then; two choices may come
 *     before the page is drawn again
 */
export function choicesView(view, columns, onChoice) {
  const offered = (chosen) => columns.filter((column, i) => i < MOST_COLUMNS || column.name === chosen);
  const pick = (label, chosen, change, none = false) => html`
    <label class="choice"><span>${label}</span>
      <select class="select" aria-label=${label} @change=${(event) => change(event.target.value)}>
        ${none ? html`<option value="" ?selected=${!chosen}>none</option>` : nothing}
        ${offered(chosen).map(({name}) => html`<option ?selected=${name === chosen}>${name}</option>`)}</select></label>`;
  const scatter = view.kind === "scatter";
  const value = view.values?.[0] ?? {};
  const first = (change) => onChoice((now) => ({...now, values: [{...now.values[0], ...change}, ...now.values.slice(1)]}));
  const second = (column) => onChoice((now) => {
    const [one = {}] = now.values;
    return {...now, values: column ? [one, {column, aggregate: one.aggregate ?? "sum"}] : [one]};
  });
  const aggregateView = html`
    <label class="choice"><span>as</span>
      <select class="select" aria-label="as" @change=${(event) => first({aggregate: event.target.value})}>
        ${aggregates.map((name) => html`<option ?selected=${name === value.aggregate}>${name}</option>`)}</select></label>`;
  return html`
    <div class="choices">
      ${pick(scatter ? "x" : "Keys", view.keys?.[0], (name) => onChoice((now) => ({...now, keys: [name]})))}
      ${pick(scatter ? "y" : "Values", value.column, (column) => first({column}))}
      ${scatter ? nothing : aggregateView}
      ${scatter || view.kind === "pie" ? nothing : pick("and", view.values?.[1]?.column, second, true)}
      ${pick("Groups", view.groups?.[0], (name) => onChoice((now) => ({...now, groups: name ? [name] : []})), true)}
    </div>`;
}
