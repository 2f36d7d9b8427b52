/* SPDX-License-Identifier: Apache-2.0 */
/** Table mappings of DMS from rows of a form, and what they would catch. */
import {aws, post} from "../api.js";

/** @typedef {{action: "include" | "exclude", schema: string, table: string}} Rule */

export const emptyRule = () => ({action: "include", schema: "", table: "%"});

function entry(rules, type, action, schema, table) {
  const id = String(rules.length + 1);
  const rule = {"rule-type": type, "rule-id": id, "rule-name": id, "rule-action": action, "object-locator": {"schema-name": schema, "table-name": table}};
  rules.push(rule);
  return rule;
}

/**
 * @param {Rule[]} rows
 * @param {{schema: string, table: string}[]} own tables that get a topic of their own, schema.table
 * @returns {string} the JSON text
 */
export function mappingsOf(rows, own = []) {
  const rules = [];
  for (const {action, schema, table} of rows) if (schema.trim()) entry(rules, "selection", action, schema.trim(), table.trim() || "%");
  for (const {schema, table} of own) entry(rules, "object-mapping", "map-record-to-record", schema, table)["kafka-target-topic"] = `${schema}.${table}`;
  return JSON.stringify({rules});
}

export const isComplete = (rows) => rows.some((rule) => rule.action === "include" && rule.schema.trim());

/** Tables named by their exact names, for when the source cannot be asked. @param {Rule[]} rows */
export const literal = (rows) => rows.filter(({action, schema, table}) => action === "include" && schema.trim() && table.trim() && !/[%*]/.test(schema + table))
  .map(({schema, table}) => ({schema: schema.trim(), table: table.trim()}));

/**
 * The tables that mappings catch at a source; null where the server cannot say.
 * @returns {Promise<null | {schema: string, table: string, topic?: string, columns?: any[], error?: string, remedy?: string}[]>}
 */
export async function preview(endpointArn, tableMappings, targetEndpointArn) {
  const input = {endpointArn, tableMappings, ...(targetEndpointArn ? {targetEndpointArn} : {})};
  try {
    return tablesOf(await post("mapping/check", input));
  } catch (failure) {
    if (failure.status !== 404) throw failure;
  }
  try {
    return tablesOf(await aws("crosscurrent", "CheckMapping", input));
  } catch (failure) {
    if (failure.status === 404 || /unknown|not offered/i.test(`${failure.code} ${failure.message}`)) return null;
    throw failure;
  }
}

const tablesOf = (answer) => (Array.isArray(answer) ? answer : answer?.tables ?? null);
