/* SPDX-License-Identifier: Apache-2.0 */
/** A cell of a language that does not run here: shown, explained, and a cell of ours offered for what it does. */
import {html} from "lit-html";
import {icons} from "../shell/icons.js";

const statements = /(?:execute_sql|sql_query|executeSql|sqlQuery)\(\s*(?:f|s)?("""|'''|"|')([^]*?)\1/g;

/**
 * Our own cell for a foreign one: the commands of a shell, the statements that a program hands to Flink.
 * @returns {{kind: string, text: string}}
 */
export function ownCellOf({magic, text}) {
  if (/^%(sh|shell)\b/.test(magic ?? "")) return {kind: "aws", text};
  const found = [...text.matchAll(statements)].map(([, , statement]) => statement.trim().replace(/;$/, ""));
  return {kind: "sql", text: found.join(";\n")};
}

/** @param {import("./book.js").Book} book @param {any} cell */
export function foreignView(book, cell) {
  const own = ownCellOf(cell);
  const what = own.kind === "aws" ? "an AWS CLI cell with its commands" : own.text ? "a SQL cell with its statements" : "a SQL cell";
  return html`
    <pre class="cell-text">${cell.text}</pre>
    <div class="foreign-why">
      <p class="quiet small">Kept as it is and exported again, not run: this studio runs SQL, Markdown and AWS CLI cells.</p>
      <button class="button bare" @click=${() => book.insert(book.index(cell.id) + 1, own.kind, own.text)}>${icons.plus}Add ${what}</button>
    </div>`;
}
