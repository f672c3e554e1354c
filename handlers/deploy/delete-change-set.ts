import { DeleteChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { deleteChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import type { MaybeChangeSet } from "../../workflows/deploy.js";
import { isTransient, persistently, retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { isDeleted, isEmpty, isExecutable, isExecuted, statusText } from "../cloudformation/change-set-status.js";
import { describeChangeSet, readChanges } from "../cloudformation/describe-change-set.js";
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
      const { isOver, ...answer } = await examine(cloudFormation, place).catch((error: unknown) => {
        if (isTransient(error)) throw error;
        const message = error instanceof Error ? error.message : String(error);
        const reason = `What the change set ${ChangeSetName} would have changed could not be read: ${message}`;
        return { changeSetId: ChangeSetName, reason, isOver: false }; // it is deleted all the same
      });
      if (isOver) return answer;
      try {
        // Again at once: another call of this function would find no change set, and so no reason.
        await persistently(() => cloudFormation.send(new DeleteChangeSetCommand(place)));
      } catch (error) {
        if (isMissingStack(error, StackName)) return answer;
        if (!isWrongStatus(error)) throw error;
        throw deleteChangeSet.error("ChangeSetInProgress", answer.reason, { cause: error });
      }
      return answer;
    }),
  );

/** The name that CreateChangeSet gave it, where its answer was lost. */
const derivedName = async (cloudFormation: CloudFormationSender, stack: string, input: MaybeChangeSet) =>
  changeSetName(stack, input, await describeStack(cloudFormation, stack));

interface Examined {
  readonly changeSetId: string;
  readonly reason: string;
  /** Nothing is left to delete. */
  readonly isOver: boolean;
}
/** Nobody can look at the change set afterwards. */
async function examine(
  cloudFormation: CloudFormationSender,
  place: { readonly StackName: string; readonly ChangeSetName: string },
): Promise<Examined> {
  const found = await describeChangeSet(cloudFormation, place);
  const changeSetId = found?.ChangeSetId ?? place.ChangeSetName;
  const isOver = found === undefined || isExecuted(found) || isDeleted(found);
  if (isOver || !isExecutable(found)) {
    const isSame = found !== undefined && isEmpty(found);
    const reason = isSame
      ? "The stack is what the template asks for: nothing changes."
      : statusText(place.ChangeSetName, found);
    return { changeSetId, reason, isOver };
  }
  const { changes, nested } = await readChanges(cloudFormation, place, found);
  return { changeSetId, reason: changesText(place.ChangeSetName, unsafeChanges(changes, nested)), isOver };
}

/** So many changes are told: what the pipeline is told is cut at 5,000 characters. */
const told = 20;
function changesText(name: string, unsafe: readonly string[]): string {
  if (unsafe.length === 0) return `The change set ${name} was not executed.`;
  const more = unsafe.length > told ? `; and ${unsafe.length - told} more` : "";
  return `The change set was deleted instead of executed: ${unsafe.slice(0, told).join("; ")}${more}.`;
}

export const handler = deleteChangeSetWith({ cloudFormation });
