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

/** The line a new cell of a kind begins with. */
export const magicOf = {sql: "%flink.ssql(type=update)", markdown: "%md", aws: "%aws"};

export const kinds = [["sql", "SQL"], ["markdown", "Markdown"], ["aws", "AWS CLI"]];
