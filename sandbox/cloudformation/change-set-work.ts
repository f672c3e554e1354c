// What CloudFormation does to change sets: it takes them through their statuses and finds out what they would change.
import type { Clock } from "../../simulator/index.js";
import type { ChangeSetFault } from "../faults.js";
import type { Timing } from "../timing.js";
import type { ChangeSet } from "./stack.js";
import { changedTypes, resourceChanges, unchanged } from "./template-difference.js";

const NO_CHANGES =
  "The submitted information didn't contain changes. Submit different information to create a change set.";
const NO_UPDATES = "No updates are to be performed.";

/** From CREATE_PENDING on: it becomes executable, or fails. */
export function makeChangeSet(
  changeSet: ChangeSet,
  fault: ChangeSetFault | undefined,
  { clock, timing }: { readonly clock: Clock; readonly timing: Timing },
): void {
  const step = (timing.changeSet + (fault?.slowSeconds ?? 0)) * 1000;
  changeSet.stop = clock.at(clock.now() + step, () => {
    changeSet.status = "CREATE_IN_PROGRESS";
    changeSet.stop = clock.at(clock.now() + step, () => {
      const reason = failureReason(changeSet, fault);
      changeSet.reason = reason;
      changeSet.status = reason === undefined ? "CREATE_COMPLETE" : "FAILED";
      changeSet.executionStatus = reason === undefined ? "AVAILABLE" : "UNAVAILABLE";
      if (reason === undefined) changeSet.changes = changesOf(changeSet, fault);
    });
  });
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
  return type === "UPDATE" && unchanged(before, content.evaluated) ? NO_CHANGES : undefined;
}

function changesOf({ stack, content }: ChangeSet, fault: ChangeSetFault | undefined) {
  const before = stack.content?.evaluated ?? NOTHING;
  const [first, ...others] = resourceChanges(before.resources, content.evaluated.resources);
  return first === undefined ? [] : [{ ...first, ...fault?.first }, ...others];
}
