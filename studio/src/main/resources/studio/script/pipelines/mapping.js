/* SPDX-License-Identifier: Apache-2.0 */
/** Table mappings of DMS from rows of a form, and what they would catch. */
import {post} from "../api.js";

/** @typedef {{action: "include" | "exclude", schema: string, table: string}} Rule */

export const emptyRule = () => ({action: "include", schema: "", table: "%"});

function entry(rules, type, action, schema, table) {
  const id = String(rules.length + 1);
  const rule = {
    "rule-type": type, "rule-id": id, "rule-name": id, "rule-action": action,
    "object-locator": {"schema-name": schema, "table-name": table},
  };
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
  for (const {schema, table} of own) {
    entry(rules, "object-mapping", "map-record-to-record", schema, table)["kafka-target-topic"] = `${schema}.${table}`;
  }
  return JSON.stringify({rules});
}

export const isComplete = (rows) => rows.some((rule) => rule.action === "include" && rule.schema.trim());

/** Tables named by their exact names, for when the source cannot be asked. @param {Rule[]} rows */
export const literal = (rows) => rows
  .filter(({action, schema, table}) => action === "include" && schema.trim() && table.trim() && !/[%*]/.test(schema + table))
  .map(({schema, table}) => ({schema: schema.trim(), table: table.trim()}));

/**
 * The tables that mappings catch at a source.
 * @typedef {{schema: string, table: string, target?: string, topic?: string, columns?: any[], error?: string}} Found
 * @returns {Promise<Found[]>}
 */
export const preview = (endpointArn, tableMappings, targetEndpointArn) =>
  post("mapping/check", {endpointArn, tableMappings, ...(targetEndpointArn ? {targetEndpointArn} : {})});
