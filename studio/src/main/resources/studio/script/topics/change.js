/* SPDX-License-Identifier: Apache-2.0 */
/** A message in the form of DMS: operation, the row before and after, which fields differ. Pure functions. */

const BEFORE = "BI_";
const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

export const operations = {
  insert: ["inserted", "good"], load: ["loaded", "accent"], update: ["updated", "warn"], delete: ["deleted", "bad"],
};

/** Whether a value has the form of DMS. */
export const isChange = (value) =>
  isObject(value) && isObject(value.metadata) && ("operation" in value.metadata || "record-type" in value.metadata);

/** Whether a message says something about tables or transactions rather than a row. */
export const isControl = (value) => isChange(value) && value.metadata["record-type"] === "control";

/**
 * @param {any} value in the form of DMS
 * @returns {{operation: string, table: string, after: Record<string, any>, before: Record<string, any> | null,
 *   changed: Set<string>, columns: string[]}}
 */
export function changeOf(value) {
  const {metadata} = value;
  const data = isObject(value.data) ? value.data : {};
  const after = {};
  let before = isObject(value["before-image"]) ? {...value["before-image"]} : null;
  for (const [name, content] of Object.entries(data)) {
    if (!name.startsWith(BEFORE)) after[name] = content;
    else (before ??= {})[name.slice(BEFORE.length)] = content;
  }
  const columns = [...new Set([...Object.keys(after), ...Object.keys(before ?? {})])];
  // NULL is left out unless the task says otherwise, and an image before the change may have some columns only
  const empties = metadata.operation === "update";
  const differs = (name) => name in before && (name in after || empties) && JSON.stringify(before[name]) !== JSON.stringify(after[name] ?? null);
  const changed = new Set(before ? columns.filter(differs) : []);
  const table = [metadata["schema-name"], metadata["table-name"]].filter(Boolean).join(".");
  return {operation: metadata.operation ?? metadata["record-type"] ?? "", table, after, before, changed, columns};
}

const shown = (value) => (value === null ? "null" : typeof value === "object" ? JSON.stringify(value) : String(value));

/** One line that tells what a message holds. @param {any} value @returns {string} */
export function gist(value) {
  if (value === null || value === undefined) return "(no value: a deletion in a compacted topic)";
  if (isControl(value)) return value.metadata["table-name"] ? `${value.metadata["schema-name"] ?? ""}.${value.metadata["table-name"]}` : "";
  if (isChange(value)) {
    const {after, before, changed} = changeOf(value);
    if (changed.size) return [...changed].map((name) => `${name} ${shown(before[name])} → ${shown(after[name] ?? null)}`).join(" · ");
    return Object.entries(Object.keys(after).length ? after : before ?? {}).map(([name, content]) => `${name} ${shown(content)}`).join(" · ");
  }
  return shown(value);
}
