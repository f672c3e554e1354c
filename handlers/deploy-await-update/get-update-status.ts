import { getUpdateStatus } from "../../generated/functions/deploy-await-update.js";
import { handle } from "../../generated/handle.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { executionOf } from "../cloudformation/change-set-status.js";
import { describeChangeSet } from "../cloudformation/describe-change-set.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { physicalName } from "../cloudformation/names.js";
import { stackStatusMeaning } from "../cloudformation/stack-status.js";
import type { DeployClients } from "../senders.js";

/**
 * How far the stack has come with the change set. Right after its execution began the stack may still show what it was
 * before: where it is at rest, the change set is asked whether that is so.
 */
export const getUpdateStatusWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    getUpdateStatus,
    retryable(getUpdateStatus, async (input) => {
      const StackName = physicalName(input);
      const stack = await describeStack(cloudFormation, StackName);
      if (stack === undefined) return "failed";
      const { start, updating } = stackStatusMeaning(stack.StackStatus);
      if (start !== "update") return updating;

      const changeSet = await describeChangeSet(cloudFormation, { StackName, ChangeSetName: input.changeSetName });
      // It may vanish once it is executed. The stack has the last word.
      const execution = changeSet === undefined ? "complete" : executionOf(changeSet);
      return execution === "complete" ? updating : execution;
    }),
  );

export const handler = getUpdateStatusWith({ cloudFormation });
