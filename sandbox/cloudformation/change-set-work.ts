// What CloudFormation does to change sets: it takes them through their statuses and finds out what they would change.
import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import type { Clock } from "../../simulator/index.js";
import type { ChangeSetFault } from "../faults.js";
import type { Timing } from "../timing.js";
import { nestedChange, unchanged } from "./content-difference.js";
import { NESTED_STACK } from "./nested-stacks.js";
import type { ChangeSet, Content, Stack } from "./stack.js";
import { changedTypes, resourceChanges } from "./template-difference.js";

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
const NO_UPDATES = "No updates are to be performed.";

export interface ChangeSetWork {
  readonly clock: Clock;
  readonly timing: Timing;
  /** A change set of a nested stack, under that of its parent. */
  readonly newNested: (parent: ChangeSet, child: Stack, content: Content) => ChangeSet;
}

/** From CREATE_PENDING on: it becomes executable, or fails. */
export function makeChangeSet(changeSet: ChangeSet, fault: ChangeSetFault | undefined, work: ChangeSetWork): void {
  const { clock, timing } = work;
  const step = (timing.changeSet + (fault?.slowSeconds ?? 0)) * 1000;
  changeSet.stop = clock.at(clock.now() + step, () => {
    changeSet.status = "CREATE_IN_PROGRESS";
    changeSet.stop = clock.at(clock.now() + step, () => complete(changeSet, fault, work));
  });
}

function complete(changeSet: ChangeSet, fault: ChangeSetFault | undefined, work: ChangeSetWork): void {
  const reason = failureReason(changeSet, fault);
  changeSet.reason = reason;
  changeSet.status = reason === undefined ? "CREATE_COMPLETE" : "FAILED";
  changeSet.executionStatus = reason !== undefined ? "UNAVAILABLE" : changeSet.outdated ? "OBSOLETE" : "AVAILABLE";
  if (reason !== undefined) return;
  const [first, ...others] = changesOf(changeSet, work);
  changeSet.changes = first === undefined ? [] : [{ ...first, ...fault?.first }, ...others];
}

const NOTHING = { resources: {}, outputs: {} };

function failureReason({ stack, content, type }: ChangeSet, fault: ChangeSetFault | undefined): string | undefined {
  if (fault?.fails !== undefined) return fault.fails;
  if (fault?.empty) return NO_UPDATES;
  const before = stack.content?.evaluated ?? NOTHING;
  const changed = changedTypes(before.resources, content.evaluated.resources);
  if (changed.length > 0) {
    return `Update of resource type is not permitted. The new template modifies resource type of the following resources: [${changed.join(", ")}]`;
  }
  if (type !== "UPDATE" || stack.content === undefined) return undefined;
  return unchanged(stack.content, content) ? NO_CHANGES : undefined;
}

function changesOf(changeSet: ChangeSet, work: ChangeSetWork): readonly ResourceChange[] {
  const { stack, content, includeNestedStacks } = changeSet;
  const before = stack.content?.evaluated ?? NOTHING;
  if (!includeNestedStacks) return resourceChanges(before.resources, content.evaluated.resources);
  return resourceChanges(before.resources, content.evaluated.resources, nestedChange(stack.content, content)).map(
    (change) => {
      const { Action, ResourceType, LogicalResourceId = "" } = change;
      const [child, inner] = [stack.children.get(LogicalResourceId), content.nested.get(LogicalResourceId)];
      if (Action !== "Modify" || ResourceType !== NESTED_STACK || child === undefined || inner === undefined)
        return change;
      const nested = work.newNested(changeSet, child, inner);
      complete(nested, undefined, work);
      changeSet.nested = [...changeSet.nested, nested];
      return { ...change, ChangeSetId: nested.id };
    },
  );
}

/** Where it has those of nested stacks under it, that takes time. */
export function removeChangeSet(
  changeSet: ChangeSet,
  { clock, timing }: Pick<ChangeSetWork, "clock" | "timing">,
): void {
  changeSet.stop();
  if (changeSet.nested.length === 0) return forgetChangeSet(changeSet);
  if (changeSet.status.startsWith("DELETE_")) return;
  changeSet.status = "DELETE_PENDING";
  changeSet.executionStatus = "UNAVAILABLE";
  const step = (timing.changeSet / 2) * 1000;
  clock.at(clock.now() + step, () => {
    changeSet.status = "DELETE_IN_PROGRESS";
    clock.at(clock.now() + step, () => forgetChangeSet(changeSet));
  });
}

/** At once, with those under it. */
export function forgetChangeSet(changeSet: ChangeSet): void {
  changeSet.stop();
  if (changeSet.stack.changeSets.get(changeSet.name) === changeSet) changeSet.stack.changeSets.delete(changeSet.name);
  for (const nested of changeSet.nested) forgetChangeSet(nested);
}
