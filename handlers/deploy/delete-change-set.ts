import { DeleteChangeSetCommand, type DescribeChangeSetCommandOutput } from "@aws-sdk/client-cloudformation";
import { deleteChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import type { MaybeChangeSet } from "../../workflows/deploy.js";
import { persistently, retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { isDeleted, isEmpty, isExecutable, isExecuted, statusText } from "../cloudformation/change-set-status.js";
import { type ChangeSetPlace, describeChangeSet, readChanges } from "../cloudformation/describe-change-set.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { isMissingStack, isWrongStatus } from "../cloudformation/errors.js";
import { changeSetName, physicalName } from "../cloudformation/names.js";
import { unsafeChanges } from "../cloudformation/unsafe-changes.js";
import type { CloudFormationSender, DeployClients } from "../senders.js";

/**
 * Deletes the change set, and answers why it was not executed. One that is not there is deleted; one that is being executed
 * is left, since it ends by itself.
 * @throws ChangeSetInProgress while it is being created
 */
export const deleteChangeSetWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    deleteChangeSet,
    retryable(deleteChangeSet, async (input) => {
      const StackName = physicalName(input);
      const ChangeSetName = input.changeSetName ?? (await derivedName(cloudFormation, StackName, input));
      const place = { StackName, ChangeSetName };
      const found = await describeChangeSet(cloudFormation, place);
      const changeSetId = found?.ChangeSetId ?? ChangeSetName;
      if (found === undefined || isExecuted(found) || isDeleted(found)) {
        return { changeSetId, reason: statusText(ChangeSetName, found) };
      }
      const reason = await reasonOf(cloudFormation, place, found);
      try {
        // Again at once: another call of this function would find no change set, and so no reason.
        await persistently(() => cloudFormation.send(new DeleteChangeSetCommand(place)));
      } catch (error) {
        if (isMissingStack(error, StackName)) return { changeSetId, reason };
        if (!isWrongStatus(error)) throw error;
        throw deleteChangeSet.error("ChangeSetInProgress", statusText(ChangeSetName, found), { cause: error });
      }
      return { changeSetId, reason };
    }),
  );

/** The name that CreateChangeSet gave it, where its answer was lost. */
const derivedName = async (cloudFormation: CloudFormationSender, stack: string, input: MaybeChangeSet) =>
  changeSetName(stack, input, await describeStack(cloudFormation, stack));

/** Nobody can look at the change set afterwards. */
async function reasonOf(
  cloudFormation: CloudFormationSender,
  place: ChangeSetPlace,
  found: DescribeChangeSetCommandOutput,
): Promise<string> {
  if (isEmpty(found)) return "The stack is what the template asks for: nothing changes.";
  if (!isExecutable(found)) return statusText(place.ChangeSetName, found);
  const { changes, nested } = await readChanges(cloudFormation, place, found);
  const unsafe = unsafeChanges(changes, nested);
  if (unsafe.length === 0) return `The change set ${place.ChangeSetName} was not executed.`;
  const more = unsafe.length > told ? `; and ${unsafe.length - told} more` : "";
  return `The change set was deleted instead of executed: ${unsafe.slice(0, told).join("; ")}${more}.`;
}
/** So many changes are told: what the pipeline is told is cut at 5,000 characters. */
const told = 20;

export const handler = deleteChangeSetWith({ cloudFormation });
