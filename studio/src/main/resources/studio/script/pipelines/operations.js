/* SPDX-License-Identifier: Apache-2.0 */
/** What can be done with a task: the AWS call, and the command that does the same. */
import {aws} from "../api.js";
import {draw} from "../draw.js";
import {live} from "../live.js";
import {word} from "../shell/command.js";
import {attempt, say} from "../shell/toast.js";

const busy = new Set();

/** {@code MySQLSettings} becomes {@code my-sql-settings}, as the AWS CLI has it. */
const dashed = (name) => name.replace(/(.)([A-Z][a-z]+)/g, "$1-$2").replace(/([a-z0-9])([A-Z])/g, "$1-$2").toLowerCase();

const secret = /password/i;

/** @param {string} name @param {any} value */
function argument(name, value) {
  if (typeof value === "object") return `${name} ${word(JSON.stringify(value, (key, inner) => (secret.test(key) ? "…" : inner)))}`;
  return `${name} ${secret.test(name) ? "'…'" : word(String(value))}`;
}

/** The AWS command line of a call. Passwords are left out. @param {string} operation @param {object} input @param {string} [service] */
export function commandOf(operation, input, service = "dms") {
  return [`aws ${service} ${dashed(operation)}`, ...Object.entries(input).map(([name, value]) => argument(`--${dashed(name)}`, value))].join(" ");
}

const start = (task, type) => ({operation: "StartReplicationTask", input: {ReplicationTaskArn: task.arn, StartReplicationTaskType: type}});

export const isFailed = (task) => task.status === "failed" || Boolean(task.failure && task.status !== "running");

/** What the state of a task allows, the likeliest first. */
export function actionsOf(task) {
  const begin = {name: "Start", icon: "run", done: "starts", ...start(task, "start-replication")};
  const resume = {name: "Resume", icon: "run", done: "goes on where it stood", ...start(task, "resume-processing")};
  const ask = `Load every table of ${task.id} again? What stands in its topics stays; the rows come once more.`;
  const reload = {name: "Reload everything", icon: "reload", done: "loads every table again", ask, ...start(task, "reload-target")};
  const stop = {name: "Stop", icon: "stop", done: "stops", operation: "StopReplicationTask", input: {ReplicationTaskArn: task.arn}};
  switch (task.status) {
    case "ready": case "created": return [begin];
    case "stopped": return [resume, reload];
    case "failed": return [resume, reload];
    case "running": case "starting": return [stop];
    default: return [];
  }
}

/** Loads one table again, while its task runs. */
export const reloadOf = (task, table) => ({
  name: `Reload ${table.table}`, done: `loads ${table.schema}.${table.table} again`, operation: "ReloadTables",
  input: {ReplicationTaskArn: task.arn, TablesToReload: [{SchemaName: table.schema, TableName: table.table}]},
});

const nameOf = (task, action) => `${task.arn} ${action.name}`;
export const isBusy = (task, action) => busy.has(nameOf(task, action));

/** Calls AWS as the action says, once at a time. */
export async function perform(task, action) {
  const name = nameOf(task, action);
  if (busy.has(name) || (action.ask && !confirm(action.ask))) return;
  busy.add(name);
  draw();
  const answer = await attempt(async () => (await aws("dms", action.operation, action.input)) ?? {});
  busy.delete(name);
  if (answer) say(`${task.id} ${action.done}.`);
  await live.refresh();
  draw();
}
