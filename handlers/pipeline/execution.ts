// Which execution a job of the pipeline has: its name is made of the first job's id, so that who asks again finds it.
import { createHash } from "node:crypto";

/** The id itself, a UUID; one that is no name for an execution is hashed. */
export const executionName = (jobId: string): string =>
  /^[A-Za-z0-9_-]{1,80}$/.test(jobId) ? jobId : createHash("sha256").update(jobId).digest("hex");

const machinePattern = /^arn:([a-z0-9-]+):states:([a-z0-9-]+):(\d+):stateMachine:([^:]+)(?::[^:]+)?$/;

/** What the ARNs of a machine's executions begin with; nothing where the ARN is not a state machine's. A version or an alias has those of its machine. */
export function executionPrefix(stateMachineArn: string): string | undefined {
  const [, partition, region, account, machine] = machinePattern.exec(stateMachineArn) ?? [];
  return machine === undefined ? undefined : `arn:${partition}:states:${region}:${account}:execution:${machine}:`;
}

/** The token by which CodePipeline names the execution when it asks again; well under the 2,048 characters that it may have. */
export const continuationToken = (executionArn: string): string => JSON.stringify({ executionArn });

/** The execution of a token; nothing where the token is not one of this machine's. */
export function executionOf(token: string, prefix: string): string | undefined {
  try {
    const { executionArn }: { executionArn?: unknown } = JSON.parse(token);
    return typeof executionArn === "string" && executionArn.startsWith(prefix) && executionArn.length > prefix.length
      ? executionArn
      : undefined;
  } catch {
    return undefined; // no JSON, or null
  }
}
