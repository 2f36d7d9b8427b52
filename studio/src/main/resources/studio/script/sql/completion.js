/* SPDX-License-Identifier: Apache-2.0 */
/**
 * What may come next: columns of the tables named in the cell, tables, functions, words; what the note itself has comes from the
 * server, if in time.
 */
import {post} from "../api.js";
import {catalogue} from "../catalogue.js";
import {connectorOptions, functionNames, functions, keywords, snippets, types} from "./words.js";

const SERVER_MS = 300;
/** @param {boolean} called whether it takes arguments */
const functionOption = (name, detail, called) => ({label: name, detail, type: "function", apply: called ? `${name}(` : name, boost: -1});
const fixed = [
  ...[...keywords].map((word) => ({label: word.toUpperCase(), type: "keyword", boost: -2})),
  ...[...types].map((word) => ({label: word.toUpperCase(), type: "type", boost: -3})),
  ...functions.map(([name, detail]) => functionOption(name, detail, detail.startsWith("("))),
  ...snippets.map(([label, detail, apply]) => ({label, detail, type: "snippet", apply, boost: -4})),
];

const name = "(?:`[^`]+`|\\w+)";
const named = new RegExp(`\\b(?:from|join|into|update|table)\\s+(${name}(?:\\s*\\.\\s*${name})*)(?:\\s+(?:as\\s+)?(\`[^\`]+\`|[A-Za-z_]\\w*))?`, "gi");

/** Tables that the text names after FROM, JOIN, INTO or UPDATE, with their aliases. */
export function tablesIn(text, databases) {
  const found = [];
  for (const [, path, alias] of text.matchAll(named)) {
    const last = path.split(".").pop().trim().replaceAll("`", "");
    const called = alias && !keywords.has(alias.toLowerCase()) ? alias.replaceAll("`", "") : undefined;
    for (const database of databases) {
      const table = database.tables.find((candidate) => candidate.name.toLowerCase() === last.toLowerCase());
      if (table) found.push({table, alias: called});
    }
  }
  return found;
}

const columnsOf = (table, boost) => table.columns.map((column) => ({
  label: column.name, detail: column.key ? `${column.type} · key` : column.type, type: "column", boost,
}));

const tableOption = (database, table, boost) => ({
  label: database ? `${database}.${table.name}` : table.name, detail: database ? "table" : "of this note", type: "table", boost,
});

/** What the server said last of the tables and functions of a note. */
const own = new Map();

/** The note's own tables, in a database without a name, and the captured ones. */
function databasesOf(note) {
  const tables = (own.get(note)?.tables ?? []).map((table) => ({...table, name: table.name.split(".").pop()}));
  return [{database: "", tables}, ...(catalogue.databases ?? [])];
}

/** After {@code name.}: columns of a table or its alias, else tables of a database. */
function inside(name, named, databases) {
  const called = ({table, alias}) => (alias ?? table.name).toLowerCase() === name;
  const owner = named.find(called) ?? named.find(({table}) => table.name.toLowerCase() === name);
  if (owner) return columnsOf(owner.table, 5);
  const tables = databases.find(({database}) => database.toLowerCase() === name)?.tables ?? [];
  return tables.map((table) => ({label: table.name, type: "table", detail: table.topic ?? "", boost: 5}));
}

function local(before, text, note) {
  const databases = databasesOf(note);
  const named = tablesIn(text, databases);
  const qualified = before.match(/([\w`]+)\.$/);
  if (qualified) return inside(qualified[1].replaceAll("`", "").toLowerCase(), named, databases);
  const afterFrom = /\b(?:from|join|into|update|table|describe)\s+$/i.test(before);
  const others = (own.get(note)?.functions ?? []).filter((name) => !functionNames.has(name.toLowerCase()));
  return [
    ...named.flatMap(({table}) => columnsOf(table, afterFrom ? 0 : 4)),
    ...databases.flatMap(({database, tables}) => tables.map((table) => tableOption(database, table, afterFrom ? 6 : 1))),
    ...fixed,
    ...others.map((name) => functionOption(name, "function", true)),
  ];
}

const unique = (options) => [...new Map(options.map((option) => [`${option.label}\n${option.type}`, option])).values()];

/** @param {() => string} note the note, for the session to ask */
export const complete = (note) => async (context) => {
  const text = context.state.doc.toString();
  const quoted = context.matchBefore(/'[\w.-]*/);
  if (quoted && /with\s*\([^)]*$/i.test(text.slice(0, quoted.from))) {
    const options = connectorOptions.map(([label, detail]) => ({label, detail, type: "option"}));
    return {from: quoted.from + 1, options, validFor: /^[\w.-]*$/};
  }
  const word = context.matchBefore(/[\w]*/);
  const before = text.slice(0, word.from);
  if (word.from === word.to && !context.explicit && !before.endsWith(".")) return null;
  const id = note();
  const asked = post("complete", {note: id}).then((answer) => own.set(id, answer), () => {});
  await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, SERVER_MS))]);
  // who has gone elsewhere meanwhile wants no list over what they look at
  if (context.view?.hasFocus === false) return null;
  return {from: word.from, options: unique(local(before, text, id)), validFor: /^\w*$/};
};
