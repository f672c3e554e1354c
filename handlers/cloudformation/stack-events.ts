import { DescribeStackEventsCommand, type ResourceStatus, type StackEvent } from "@aws-sdk/client-cloudformation";
import type { CloudFormationSender } from "../senders.js";

/** The newest event of a stack: its token tells which call began what is going on, or went on last. */
export async function newestEvent(
  cloudFormation: CloudFormationSender,
  stackId: string,
): Promise<StackEvent | undefined> {
  const { StackEvents = [] } = await cloudFormation.send(new DescribeStackEventsCommand({ StackName: stackId }));
  return StackEvents[0];
}

/** So many pages are read, newest first; the first failure of a larger operation is not looked for. */
const pages = 20;

/** Of the last operation on a stack, what failed by itself, in the order in which it did. */
export async function failures(cloudFormation: CloudFormationSender, stackId: string): Promise<readonly StackEvent[]> {
  const failed: StackEvent[] = [];
  let token: string | undefined;
  for (let page = 0; page < pages; page += 1) {
    const { StackEvents = [], NextToken } = await cloudFormation.send(
      new DescribeStackEventsCommand({ StackName: stackId, ...(token !== undefined && { NextToken: token }) }),
    );
    for (const event of StackEvents) {
      if (isFailure(event)) failed.unshift(event);
      if (isStart(event, stackId)) return failed;
    }
    if (NextToken === undefined) return failed;
    token = NextToken;
  }
  return failed;
}

/** An operation begins with an event of the stack itself. */
const starts = new Set<ResourceStatus | undefined>([
  "CREATE_IN_PROGRESS",
  "UPDATE_IN_PROGRESS",
  "DELETE_IN_PROGRESS",
  "IMPORT_IN_PROGRESS",
]);
const isStart = ({ PhysicalResourceId, ResourceStatus }: StackEvent, stackId: string): boolean =>
  PhysicalResourceId === stackId && starts.has(ResourceStatus);

const failing = new Set<ResourceStatus | undefined>([
  "CREATE_FAILED",
  "UPDATE_FAILED",
  "DELETE_FAILED",
  "IMPORT_FAILED",
  "ROLLBACK_FAILED",
  "UPDATE_ROLLBACK_FAILED",
  "IMPORT_ROLLBACK_FAILED",
]);
/** What is cancelled since something else failed says nothing. */
const cancelled = /^Resource (creation|update) cancelled/i;
const isFailure = ({ ResourceStatus, ResourceStatusReason = "" }: StackEvent): boolean =>
  failing.has(ResourceStatus) && !cancelled.test(ResourceStatusReason);
