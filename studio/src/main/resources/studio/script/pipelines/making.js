/* SPDX-License-Identifier: Apache-2.0 */
/** The calls that make a pipeline, in their order, waiting where AWS makes one wait. */
import {aws, StudioError} from "../api.js";
import {live} from "../live.js";

const WAIT_MS = 600;
const MOST_WAITS = 100;
const pause = () => new Promise((resolve) => setTimeout(resolve, WAIT_MS));

async function instance(tell) {
  tell("Looking for a replication instance…");
  const {ReplicationInstances: known = []} = (await aws("dms", "DescribeReplicationInstances")) ?? {};
  if (known.length) return known[0].ReplicationInstanceArn;
  tell("Making a replication instance…");
  const made = await aws("dms", "CreateReplicationInstance", {
    ReplicationInstanceIdentifier: "studio", ReplicationInstanceClass: "dms.t3.medium",
  });
  return made.ReplicationInstance.ReplicationInstanceArn;
}

async function untilReady(arn) {
  for (let i = 0; i < MOST_WAITS; i++) {
    const wanted = {Filters: [{Name: "replication-task-arn", Values: [arn]}]};
    const {ReplicationTasks: [task] = []} = await aws("dms", "DescribeReplicationTasks", wanted);
    if (task?.Status === "ready") return;
    if (task?.Status === "failed") throw new StudioError(0, {message: task.LastFailureMessage || "The task failed while it was made."});
    await pause();
  }
  throw new StudioError(0, {message: "The task is still being made.", remedy: "Start it from its page when it is ready."});
}

/**
 * @param {{input: (instance: string) => object, topics: string[], start: boolean, tell: (text: string) => void}} wish
 * @returns {Promise<string>} the arn of the task
 */
export async function make({input, topics, start, tell}) {
  const on = await instance(tell);
  if (topics.length) {
    tell("Making topics…");
    await aws("crosscurrent", "CreateTopics", {topics: topics.map((name) => ({name}))});
  }
  tell("Making the task…");
  const made = await aws("dms", "CreateReplicationTask", input(on));
  const arn = made.ReplicationTask.ReplicationTaskArn;
  live.refresh();
  if (start) {
    tell("Waiting until it is ready…");
    await untilReady(arn);
    await aws("dms", "StartReplicationTask", {ReplicationTaskArn: arn, StartReplicationTaskType: "start-replication"});
    live.refresh();
  }
  return arn;
}
