/* SPDX-License-Identifier: Apache-2.0 */
/** Commands of the AWS CLI in tokens, for the editor: comments, quotes, options, parameters, variables, service and operation. */

const parameter = /^[_$]?\$\{[^}]*\}?/;
const variable = /^\$[A-Za-z_]\w*/;
const assignment = /^[A-Za-z_]\w*(?==)/;
const option = /^--[A-Za-z][\w-]*/;
const word = /^[^\s'"$#()\\]+/;

/** words: how many a command has had so far; quote: the one that is open, "" when none is; goesOn: the next line belongs to it. */
export const startState = () => ({words: 0, quote: "", goesOn: false});

/**
 * Reads one token of a line.
 * @param {{match: Function, next: Function, eatSpace: Function, skipToEnd: Function, eol: Function, sol: Function}} stream
 * @param {{words: number, quote: string, goesOn: boolean}} state what an earlier line left open
 * @returns {string | null} a tag of the highlighter
 */
export function token(stream, state) {
  if (state.quote) return text(stream, state);
  if (stream.sol() && !state.goesOn) state.words = 0;
  if (stream.sol()) state.goesOn = false;
  if (stream.eatSpace()) return null;
  if (stream.match(parameter)) return "macroName";
  if (stream.match(variable)) return "typeName";
  if (stream.match("#")) { stream.skipToEnd(); return "comment"; }
  if (stream.match(/^\\$/)) { state.goesOn = true; return "operator"; }
  if (stream.match("$(")) { state.words = 0; return "operator"; }
  if (stream.match("'") || stream.match("\"")) { state.quote = stream.current(); return text(stream, state, stream.pos - 1); }
  if (state.words === 0 && stream.match(assignment)) return "typeName";
  if (state.words === 0 && stream.match(/^-(?=\s)/)) return "operator";
  if (stream.match(option)) return "keyword";
  if (stream.match(word)) return state.words++ < 2 ? "function" : null;
  stream.next();
  return "operator";
}

/** What is quoted, up to a parameter in it: that stands out there too. */
function text(stream, state, begun = stream.pos) {
  while (!stream.eol()) {
    if (stream.match(parameter, false)) {
      if (stream.pos > begun) return "string";
      stream.match(parameter);
      return "macroName";
    }
    if (stream.next() === state.quote) { state.quote = ""; break; }
  }
  return "string";
}
