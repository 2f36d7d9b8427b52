/* SPDX-License-Identifier: Apache-2.0 */
/** Flink SQL in tokens, for the editor: comments, hints, quotes, backticks, numbers, words, parameters. */
import {functionNames, keywords, types} from "./words.js";

const word = /^[A-Za-z_][A-Za-z0-9_]*/;
const numeral = /^(?:\d+\.?\d*(?:[eE][+-]?\d+)?|\.\d+)/;

export const startState = () => ({inside: null});

/**
 * Reads one token of a line.
 * @param {{match: Function, next: Function, eatSpace: Function, skipToEnd: Function, eol: Function, peek: Function}} stream
 * @param {{inside: null | "comment" | "hint" | "text" | "name" | "double"}} state what an earlier line left open
 * @returns {string | null} a tag of the highlighter
 */
export function token(stream, state) {
  if (state.inside) return rest(stream, state);
  if (stream.eatSpace()) return null;
  if (stream.match("--")) { stream.skipToEnd(); return "comment"; }
  if (stream.match("/*+")) { state.inside = "hint"; return rest(stream, state); }
  if (stream.match("/*")) { state.inside = "comment"; return rest(stream, state); }
  if (stream.match(/^[_$]?\$\{[^}]*\}?/)) return "macroName";
  if (stream.match("'")) { state.inside = "text"; return rest(stream, state); }
  if (stream.match("`")) { state.inside = "name"; return rest(stream, state); }
  if (stream.match("\"")) { state.inside = "double"; return rest(stream, state); }
  if (stream.match(numeral)) return "number";
  const found = stream.match(word);
  if (found) return kind(found[0], stream);
  stream.next();
  return "operator";
}

function kind(text, stream) {
  const lower = text.toLowerCase();
  if (functionNames.has(lower) && stream.peek() === "(") return "function";
  if (keywords.has(lower)) return "keyword";
  if (types.has(lower)) return "typeName";
  return "variableName";
}

const ends = {comment: ["*/", "comment"], hint: ["*/", "meta"], text: ["'", "string"], name: ["`", "special"], double: ["\"", "string"]};

function rest(stream, state) {
  const [end, tag] = ends[state.inside];
  while (!stream.eol()) {
    if (stream.match(end)) {
      const doubled = end.length === 1 && stream.match(end);
      if (!doubled) { state.inside = null; break; }
    } else {
      stream.next();
    }
  }
  return tag;
}
