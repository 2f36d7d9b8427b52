/* SPDX-License-Identifier: Apache-2.0 */
/** The line that says how a cell runs: {@code %flink.ssql(type=update)}. Only its type is changed here; the rest stays as typed. */

export const modes = [["update", "Current rows"], ["append", "All rows"], ["single", "Last value"]];

export function modeOf(magic) {
  return magic?.match(/[(,]\s*type\s*=\s*"?(\w+)"?/)?.[1] ?? "update";
}

export function withMode(magic, mode) {
  const base = magic || "%flink.ssql";
  if (/[(,]\s*type\s*=/.test(base)) return base.replace(/([(,]\s*type\s*=\s*)"?\w+"?/, `$1${mode}`);
  const open = base.indexOf("(");
  if (open < 0) return `${base}(type=${mode})`;
  const rest = base.slice(open + 1);
  return `${base.slice(0, open + 1)}type=${mode}${rest.trim() === ")" ? "" : ", "}${rest}`;
}

const typed = /^\s*(%(flink\.ssql|ssql|flink\.bsql|bsql|flink\.conf|md|markdown|aws)(?:\((?:"[^"]*"|[^")])*\))?)(?=\s|$)[ \t]*\n?/;
const kindOf = {md: "markdown", markdown: "markdown", aws: "aws"};

/** What becomes of a cell whose text begins with such a line: it is kept beside the text. Null when it does not. */
export function lifted(text) {
  const found = text.match(typed);
  return found && {kind: kindOf[found[2]] ?? "sql", magic: found[1], text: text.slice(found[0].length)};
}

/** Whether the line says more than what the head of a cell shows anyway. */
export const isPlain = (magic) => !magic || /^%flink\.ssql(\(\s*(type\s*=\s*"?\w+"?)?\s*\))?\s*$/.test(magic);

/** The line a new cell of a kind begins with. */
export const magicOf = {sql: "%flink.ssql(type=update)", markdown: "%md", aws: "%aws"};

export const kinds = [["sql", "SQL"], ["markdown", "Markdown"], ["aws", "AWS CLI"]];
