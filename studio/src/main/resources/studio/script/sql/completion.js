/* SPDX-License-Identifier: Apache-2.0 */
/** What may come next: columns of the tables named in the cell, tables, functions, words; what the note itself has comes from the server, if in time. */
import {post} from "../api.js";
import {catalogue} from "../catalogue.js";
import {connectorOptions, functionNames, functions, keywords, snippets, types} from "./words.js";

const SERVER_MS = 300;
const fixed = [
  ...[...keywords].map((word) => ({label: word.toUpperCase(), type: "keyword", boost: -2})),
  ...[...types].map((word) => ({label: word.toUpperCase(), type: "type", boost: -3})),
  ...functions.map(([name, detail]) => ({label: name, detail, type: "function", apply: detail.startsWith("(") ? `${name}(` : name, boost: -1})),
  ...snippets.map(([label, detail, apply]) => ({label, detail, type: "snippet", apply, boost: -4})),
];

/** Tables that the text names after FROM, JOIN, INTO or UPDATE, with their aliases. */
export function tablesIn(text, databases) {
  const found = [];
  const names = /\b(?:from|join|into|update|table)\s+((?:`[^`]+`|[\w]+)(?:\s*\.\s*(?:`[^`]+`|[\w]+))*)(?:\s+(?:as\s+)?(`[^`]+`|[A-Za-z_]\w*))?/gi;
  for (const [, path, alias] of text.matchAll(names)) {
    const last = path.split(".").pop().trim().replaceAll("`", "");
    for (const database of databases) {
      const table = database.tables.find((candidate) => candidate.name.toLowerCase() === last.toLowerCase());
      if (table) found.push({table, alias: alias && !keywords.has(alias.toLowerCase()) ? alias.replaceAll("`", "") : undefined});
    }
  }
  return found;
}

const columnsOf = (table, boost) => table.columns.map((column) => ({label: column.name, detail: column.key ? `${column.type} · key` : column.type, type: "column", boost}));

/** What the server said last of the tables and functions of a note. */
const own = new Map();

function local(before, text, note) {
  const databases = [{database: "", tables: (own.get(note)?.tables ?? []).map((table) => ({...table, name: table.name.split(".").pop()}))}, ...(catalogue.databases ?? [])];
  const named = tablesIn(text, databases);
  const qualified = before.match(/([\w`]+)\.$/);
  if (qualified) {
    const name = qualified[1].replaceAll("`", "").toLowerCase();
    const owner = named.find(({table, alias}) => (alias ?? table.name).toLowerCase() === name) ?? named.find(({table}) => table.name.toLowerCase() === name);
    if (owner) return columnsOf(owner.table, 5);
    return (databases.find((database) => database.database.toLowerCase() === name)?.tables ?? []).map((table) => ({label: table.name, type: "table", detail: table.topic ?? "", boost: 5}));
  }
  const afterFrom = /\b(?:from|join|into|update|table|describe)\s+$/i.test(before);
  return [
    ...named.flatMap(({table}) => columnsOf(table, afterFrom ? 0 : 4)),
    ...databases.flatMap((database) => database.tables.map((table) => ({label: database.database ? `${database.database}.${table.name}` : table.name, detail: database.database ? "table" : "of this note", type: "table", boost: afterFrom ? 6 : 1}))),
    ...fixed,
    ...(own.get(note)?.functions ?? []).filter((name) => !functionNames.has(name.toLowerCase())).map((name) => ({label: name, detail: "function", type: "function", apply: `${name}(`, boost: -1})),
  ];
}

const unique = (options) => [...new Map(options.map((option) => [`${option.label}\n${option.type}`, option])).values()];

/** @param {() => string} note the note, for the session to ask */
export const complete = (note) => async (context) => {
  const text = context.state.doc.toString();
  const quoted = context.matchBefore(/'[\w.-]*/);
  if (quoted && /with\s*\([^)]*$/i.test(text.slice(0, quoted.from))) {
    return {from: quoted.from + 1, options: connectorOptions.map(([label, detail]) => ({label, detail, type: "option"})), validFor: /^[\w.-]*$/};
  }
  const word = context.matchBefore(/[\w]*/);
  const before = text.slice(0, word.from);
  if (word.from === word.to && !context.explicit && !before.endsWith(".")) return null;
  const id = note();
  const asked = post("complete", {note: id}).then((answer) => own.set(id, answer), () => {});
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, SERVER_MS))]);
  return {from: word.from, options: unique(local(before, text, id)), validFor: /^\w*$/};
};
