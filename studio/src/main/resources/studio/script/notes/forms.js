/* SPDX-License-Identifier: Apache-2.0 */
/**
 * Parameters written in a cell: {@code ${name=default,a|b(Label)}}, {@code ${checkbox( OR ):name=a|b,a|b|c}},
 * {@code ${password:name}}; {@code ${secret:name:member}} is filled in by the server and no field; with a second {@code $} one of the
 * whole note. The value of a checkbox is one text: what is chosen, with its delimiter between.
 */

/**
 * @typedef {{name: string, label: string, kind: "text" | "select" | "checkbox" | "password", initial: string,
 *   options: {value: string, label: string}[], hidden: boolean, delimiter: string, shared: boolean}} Form
 */

/** The forms of a text, each once, in order. @param {string} text @returns {Form[]} */
export function formsOf(text) {
  const forms = new Map();
  for (const [, hidden, shared, content] of text.matchAll(/(_?)(\$?)\$\{([^}]*)\}/g)) {
    if (/^\s*secret:/.test(content)) continue;
    const form = {...read(content, hidden === "_"), shared: shared === "$"};
    if (form.name && !forms.has(form.name)) forms.set(form.name, form);
  }
  return [...forms.values()];
}

function read(content, hidden) {
  const equals = content.indexOf("=");
  let head = (equals < 0 ? content : content.slice(0, equals)).trim();
  const tail = equals < 0 ? "" : content.slice(equals + 1);
  let kind = "text";
  let delimiter = ",";
  const typed = head.match(/^(checkbox|password)(?:\(([^)]*)\))?:(.*)$/s);
  if (typed) {
    [, kind, , head] = typed;
    delimiter = typed[2] ?? delimiter;
  }
  const [name, label] = labelled(head);
  const comma = tail.indexOf(",");
  let initial = comma < 0 ? tail : tail.slice(0, comma);
  if (kind === "checkbox") initial = choices(initial).join(delimiter);
  const options = comma < 0 ? [] : choices(tail.slice(comma + 1)).map((option) => {
    const [value, shown] = labelled(option);
    return {value, label: shown};
  });
  if (kind === "text" && options.length) kind = "select";
  return {name, label, kind, initial: kind === "password" ? "" : initial, options, hidden, delimiter};
}

/** Cuts at each | outside of quotes. Quotes stay; one without its other half is a letter like any other; \| stands for a |. */
function choices(text) {
  const out = [""];
  for (const [piece] of text.matchAll(/'[^']*'|"[^"]*"|\\\||[^]/g)) {
    if (piece === "|") out.push("");
    else out[out.length - 1] += piece === "\\|" ? "|" : piece;
  }
  return out;
}

function labelled(text) {
  const found = text.trim().match(/^(.*?)\(([^()]*)\)$/);
  return found ? [found[1].trim(), found[2]] : [text.trim(), text.trim()];
}

/** What is sent for a form: what the person chose, else its default. Notes from elsewhere keep what is chosen as a list. */
export function valueOf(form, parameters) {
  const value = parameters?.[form.name] ?? form.initial;
  return Array.isArray(value) ? value.join(form.delimiter) : String(value);
}

/** What is sent for all forms of a cell. */
export const parametersOf = (cell) => Object.fromEntries(formsOf(cell.text).map((form) => [form.name, valueOf(form, cell.parameters)]));

/** The chosen options of a checkbox. An option that holds the delimiter is still one. @param {Form} form @param {string} value */
export function chosenOf(form, value) {
  const chosen = new Set();
  const {delimiter} = form;
  const byLength = [...form.options].sort((a, b) => b.value.length - a.value.length);
  let rest = value;
  while (rest) {
    const option = byLength.find((one) => rest === one.value || (delimiter && one.value && rest.startsWith(one.value + delimiter)));
    if (option) chosen.add(option.value);
    const end = option ? option.value.length : delimiter ? rest.indexOf(delimiter) : -1;
    rest = end < 0 ? "" : rest.slice(end + delimiter.length);
  }
  return chosen;
}

/** The value of a checkbox with one option switched. @param {Form} form */
export function toggled(form, value, option) {
  const chosen = chosenOf(form, value);
  if (!chosen.delete(option)) chosen.add(option);
  return form.options.filter((one) => chosen.has(one.value)).map((one) => one.value).join(form.delimiter);
}
