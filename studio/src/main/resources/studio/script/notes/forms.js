/* SPDX-License-Identifier: Apache-2.0 */
/** Parameters written in a cell: {@code ${name=default,a|b(Label)}}, {@code ${checkbox:name=a|b,a|b|c}}, {@code ${password:name}}. */

/** @typedef {{name: string, label: string, kind: "text" | "select" | "checkbox" | "password", initial: string, options: {value: string, label: string}[], hidden: boolean}} Form */

/** The forms of a text, each once, in order. @param {string} text @returns {Form[]} */
export function formsOf(text) {
  const forms = new Map();
  for (const [, hidden, content] of text.matchAll(/(_?)\$\{([^}]*)\}/g)) {
    const form = read(content, hidden === "_");
    if (form.name && !forms.has(form.name)) forms.set(form.name, form);
  }
  return [...forms.values()];
}

function read(content, hidden) {
  const equals = content.indexOf("=");
  let head = (equals < 0 ? content : content.slice(0, equals)).trim();
  const tail = equals < 0 ? "" : content.slice(equals + 1);
  let kind = "text";
  const typed = head.match(/^(checkbox|password)(?:\([^)]*\))?:(.*)$/);
  if (typed) [, kind, head] = typed;
  const [name, label] = labelled(head);
  const comma = tail.indexOf(",");
  const initial = comma < 0 ? tail : tail.slice(0, comma);
  const options = comma < 0 ? [] : tail.slice(comma + 1).split("|").map((option) => {
    const [value, shown] = labelled(option);
    return {value, label: shown};
  });
  if (kind === "text" && options.length) kind = "select";
  return {name, label, kind, initial: kind === "password" ? "" : initial, options, hidden};
}

function labelled(text) {
  const found = text.trim().match(/^(.*?)\(([^()]*)\)$/);
  return found ? [found[1].trim(), found[2]] : [text.trim(), text.trim()];
}

/** What is sent for a form: what the person chose, else its default. */
export const valueOf = (form, parameters) => parameters?.[form.name] ?? form.initial;
