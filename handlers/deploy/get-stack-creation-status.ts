import { getStackCreationStatus } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { stackStatusMeaning } from "../cloudformation/stack-status.js";
import type { DeployClients } from "../senders.js";

/** How far the stack that was created has come. It is asked by its id: one of the same name would be another. */
export const getStackCreationStatusWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    getStackCreationStatus,
    retryable(getStackCreationStatus, async ({ stackCreationDetails: { stackId } }) => {
      const stack = await describeStack(cloudFormation, stackId);
      return stackStatusMeaning(stack?.StackStatus).creating;
    }),
  );

export const handler = getStackCreationStatusWith({ cloudFormation });
