import type { Change } from "@aws-sdk/client-cloudformation";
import { inspectChangeSetChanges } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import type { ChangeSetAction } from "../../workflows/deploy.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { isExecutable, statusText } from "../cloudformation/change-set-status.js";
import { describeChangeSet, readChanges } from "../cloudformation/describe-change-set.js";
import { physicalName } from "../cloudformation/names.js";
import { type NestedChanges, unsafeChanges } from "../cloudformation/unsafe-changes.js";
import type { DeployClients } from "../senders.js";

/**
 * What is done with a change set of these changes: only additions, and modifications in place, may be executed. A nested
 * stack is judged by its own changes, and stops the change set where `nested` does not have them.
 * @param nested the changes of nested stacks, by the `ChangeSetId` of their rows
 */
export const inspectChanges = (changes: readonly Change[], nested?: NestedChanges): ChangeSetAction =>
  unsafeChanges(changes, nested).length === 0
    ? "CAN-SAFELY-UPDATE-EXISTING-STACK"
    : "RESOURCES-BEING-DELETED-OR-REPLACED";

/** Judges all changes of the change set, on every page and in every nested stack. @throws ChangeSetNotExecutable */
export const inspectChangeSetChangesWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    inspectChangeSetChanges,
    retryable(inspectChangeSetChanges, async (input) => {
      const place = { StackName: physicalName(input), ChangeSetName: input.changeSetName };
      const found = await describeChangeSet(cloudFormation, place);
      if (found === undefined || !isExecutable(found)) {
        throw inspectChangeSetChanges.error("ChangeSetNotExecutable", statusText(input.changeSetName, found));
      }
      const { changes, nested } = await readChanges(cloudFormation, place, found);
      return inspectChanges(changes, nested);
    }),
  );

export const handler = inspectChangeSetChangesWith({ cloudFormation });
