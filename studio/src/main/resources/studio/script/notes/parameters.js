/* SPDX-License-Identifier: Apache-2.0 */
/** The fields of a cell's parameters. */
import {html, nothing} from "lit-html";
import {chosenOf, formsOf, toggled, valueOf} from "./forms.js";

const selectView = (form, value, set) => html`
  <label class="field"><span>${form.label}</span>
    <select class="select" @change=${(event) => set(form, event.target.value, true)}>${form.options.map((option) => html`
      <option value=${option.value} ?selected=${option.value === value}>${option.label}</option>`)}</select></label>`;

function checkboxView(form, value, set) {
  const chosen = chosenOf(form, value);
  return html`
    <fieldset class="field"><legend>${form.label}</legend><div class="row">${form.options.map((option) => html`
      <label class="row tick"><input type="checkbox" .checked=${chosen.has(option.value)}
        @change=${() => set(form, toggled(form, value, option.value), true)}>${option.label}</label>`)}</div></fieldset>`;
}

const textView = (form, value, set) => html`
  <label class="field"><span>${form.label}</span>
    <input class="input" type=${form.kind} .value=${value} @change=${(event) => set(form, event.target.value, false)}
      @keydown=${(event) => { if (event.key === "Enter") set(form, event.target.value, true); }}></label>`;

const views = {select: selectView, checkbox: checkboxView};

/** @param {import("./book.js").Book} book @param {any} cell */
export function parametersView(book, cell) {
  const forms = formsOf(cell.text).filter((form) => !form.hidden);
  if (!forms.length || (cell.kind !== "sql" && cell.kind !== "aws")) return nothing;
  const set = (form, value, rerun) => {
    book.choose(cell.id, form, value);
    // a query can be asked again at any time, a command makes things
    if (rerun && cell.kind === "sql") book.start(cell.id);
  };
  return html`
    <div class="forms" role="group" aria-label="Parameters">
      ${forms.map((form) => (views[form.kind] ?? textView)(form, valueOf(form, cell.parameters), set))}</div>`;
}
