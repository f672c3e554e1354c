import { ExecuteChangeSetCommand } from "@aws-sdk/client-cloudformation";
import { executeChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { isExecutable, isExecuted, statusText } from "../cloudformation/change-set-status.js";
import { describeChangeSet } from "../cloudformation/describe-change-set.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { isMissingChangeSet, isWrongStatus } from "../cloudformation/errors.js";
import { executionToken, isChangeSetOf, physicalName } from "../cloudformation/names.js";
import type { CloudFormationSender, DeployClients } from "../senders.js";

interface Place {
  readonly StackName: string;
  readonly ChangeSetName: string;
}

/**
 * Has the change set executed; CloudFormation answers at once and goes on by itself. Where an earlier try has begun that,
 * it is done. One that the stack has outgrown is not made anew: its changes would not be those that were inspected.
 * @throws ChangeSetNotExecutable
 */
export const executeChangeSetWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    executeChangeSet,
    retryable(executeChangeSet, async (input) => {
      const place = { StackName: physicalName(input), ChangeSetName: input.changeSetName };
      const before = await look(cloudFormation, place);
      if (before.isBegun) return { changeSetId: before.id };
      try {
        const ClientRequestToken = executionToken(place.StackName, place.ChangeSetName);
        await cloudFormation.send(new ExecuteChangeSetCommand({ ...place, ClientRequestToken }));
      } catch (error) {
        // Between the look and the call it was executed, was deleted, or became obsolete.
        if (!(isWrongStatus(error) || isMissingChangeSet(error)) || !(await look(cloudFormation, place)).isBegun)
          throw error;
      }
      return { changeSetId: before.id };
    }),
  );

/** Whether its execution has begun; what can neither be executed nor was, fails. */
async function look(
  cloudFormation: CloudFormationSender,
  place: Place,
): Promise<{ readonly id: string; readonly isBegun: boolean }> {
  const found = await describeChangeSet(cloudFormation, place);
  if (found !== undefined) {
    const id = found.ChangeSetId ?? place.ChangeSetName;
    if (isExecuted(found)) return { id, isBegun: true };
    if (isExecutable(found)) return { id, isBegun: false };
  } else {
    // A change set may vanish once it is executed: then the stack names it as its last.
    const { ChangeSetId: id } = (await describeStack(cloudFormation, place.StackName)) ?? {};
    if (id !== undefined && isChangeSetOf(id, place.ChangeSetName)) return { id, isBegun: true };
  }
  throw executeChangeSet.error("ChangeSetNotExecutable", statusText(place.ChangeSetName, found));
}

export const handler = executeChangeSetWith({ cloudFormation });
