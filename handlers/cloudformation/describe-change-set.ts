import {
  type Change,
  DescribeChangeSetCommand,
  type DescribeChangeSetCommandOutput,
} from "@aws-sdk/client-cloudformation";
import type { CloudFormationSender } from "../senders.js";
import { isEmpty } from "./change-set-status.js";
import { isMissingChangeSet, isMissingStack } from "./errors.js";
import { isNestedStack, type NestedChanges } from "./unsafe-changes.js";

/** By name it is known together with its stack, by ARN alone. */
export interface ChangeSetPlace {
  readonly ChangeSetName: string;
  readonly StackName?: string;
}

/** Its status and the first page of its changes; nothing where CloudFormation says that there is none. */
export async function describeChangeSet(
  cloudFormation: CloudFormationSender,
  place: ChangeSetPlace,
): Promise<DescribeChangeSetCommandOutput | undefined> {
  try {
    return await cloudFormation.send(new DescribeChangeSetCommand({ ...place }));
  } catch (error) {
    if (isMissingChangeSet(error) || isMissingStack(error, place.StackName ?? "")) return undefined;
    throw error;
  }
}

export interface ChangesRead {
  readonly changes: readonly Change[];
  /** By the ids of the change sets of nested stacks, however deep. One that cannot be read is not in it. */
  readonly nested: NestedChanges;
}

/** All changes of a change set whose first page is there: a page is cut at 1 MB. */
export async function readChanges(
  cloudFormation: CloudFormationSender,
  place: ChangeSetPlace,
  first: DescribeChangeSetCommandOutput,
): Promise<ChangesRead> {
  const changes = await pages(cloudFormation, place, first);
  const nested = new Map<string, readonly Change[]>();
  const toRead = nestedIds(changes);
  for (let id = toRead.pop(); id !== undefined; id = toRead.pop()) {
    if (nested.has(id)) continue;
    const inner = { ChangeSetName: id };
    const described = await describeChangeSet(cloudFormation, inner);
    if (described === undefined) continue;
    // A nested stack that stays as it is has a change set that failed for want of changes.
    if (described.Status !== "CREATE_COMPLETE" && !isEmpty(described)) continue;
    const found = isEmpty(described) ? [] : await pages(cloudFormation, inner, described);
    nested.set(id, found);
    toRead.push(...nestedIds(found));
  }
  return { changes, nested };
}

async function pages(
  cloudFormation: CloudFormationSender,
  place: ChangeSetPlace,
  first: DescribeChangeSetCommandOutput,
): Promise<readonly Change[]> {
  const changes = [...(first.Changes ?? [])];
  for (let { NextToken } = first; NextToken !== undefined; ) {
    const page = await cloudFormation.send(new DescribeChangeSetCommand({ ...place, NextToken }));
    changes.push(...(page.Changes ?? []));
    ({ NextToken } = page);
  }
  return changes;
}

const nestedIds = (changes: readonly Change[]): string[] =>
  changes.flatMap(({ ResourceChange: { ChangeSetId, ...change } = {} }) =>
    isNestedStack(change) && ChangeSetId !== undefined ? [ChangeSetId] : [],
  );
