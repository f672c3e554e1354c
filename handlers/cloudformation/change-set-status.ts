import type { ChangeSetStatus, DescribeChangeSetOutput, ExecutionStatus } from "@aws-sdk/client-cloudformation";
import type { Verdict } from "./stack-status.js";

/** What a status says while the change set is being created. A failed one may still say that nothing changes. */
const changeSetStatuses: Readonly<Record<ChangeSetStatus, Verdict>> = {
  CREATE_PENDING: "in_progress",
  CREATE_IN_PROGRESS: "in_progress",
  CREATE_COMPLETE: "complete",
  FAILED: "failed",
  DELETE_PENDING: "failed",
  DELETE_IN_PROGRESS: "failed",
  DELETE_COMPLETE: "failed",
  DELETE_FAILED: "failed",
};
/** What the execution status says of one that was told to execute: AVAILABLE has not been seen to begin. */
const executionStatuses: Readonly<Record<ExecutionStatus, Verdict>> = {
  UNAVAILABLE: "failed",
  AVAILABLE: "in_progress",
  EXECUTE_IN_PROGRESS: "in_progress",
  EXECUTE_COMPLETE: "complete",
  EXECUTE_FAILED: "failed",
  OBSOLETE: "failed",
};

const isKey = <Key extends string>(table: Readonly<Record<Key, unknown>>, key: string | undefined): key is Key =>
  key !== undefined && Object.hasOwn(table, key);

/** Of a change set, what was described of it. */
export type Described = Pick<DescribeChangeSetOutput, "Status" | "StatusReason" | "ExecutionStatus">;

/** How far its creation is. A status that is not known here is a failure. */
export const creationOf = ({ Status }: Described): Verdict =>
  isKey(changeSetStatuses, Status) ? changeSetStatuses[Status] : "failed";
/** How far its execution is, once it was told to execute. */
export const executionOf = ({ ExecutionStatus }: Described): Verdict =>
  isKey(executionStatuses, ExecutionStatus) ? executionStatuses[ExecutionStatus] : "failed";

/** Only then may it be executed. */
export const isExecutable = ({ Status, ExecutionStatus }: Described): boolean =>
  Status === "CREATE_COMPLETE" && ExecutionStatus === "AVAILABLE";
/** Executed already, or about to be. */
export const isExecuted = ({ ExecutionStatus }: Described): boolean =>
  ExecutionStatus === "EXECUTE_IN_PROGRESS" || ExecutionStatus === "EXECUTE_COMPLETE";
/** Deleted already, or about to be: with nested stacks that takes its time. */
export const isDeleted = ({ Status }: Described): boolean =>
  Status === "DELETE_PENDING" || Status === "DELETE_IN_PROGRESS" || Status === "DELETE_COMPLETE";

/** Its status in words, for who reads why a deployment failed. */
export function statusText(name: string, found: Described | undefined): string {
  if (found === undefined) return `The change set ${name} does not exist any more.`;
  const { Status = "no status", ExecutionStatus = "no execution status", StatusReason } = found;
  const obsolete = ExecutionStatus === "OBSOLETE" ? " The stack was changed since it was made: deploy again." : "";
  return `The change set ${name} is in ${Status}, ${ExecutionStatus}.${obsolete}${StatusReason ? ` CloudFormation says: ${StatusReason}` : ""}`;
}

/** How CloudFormation says, by a failure, that the stack is what the template asks for. */
const noChanges = ["The submitted information didn't contain changes.", "No updates are to be performed."];
export const isEmpty = ({ Status, StatusReason = "" }: Described): boolean =>
  Status === "FAILED" && noChanges.some((sentence) => StatusReason.startsWith(sentence));
