import { checkStackExistence } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import type { StackExistence } from "../../workflows/deploy.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { physicalName } from "../cloudformation/names.js";
import { type StackStatusMeaning, stackStatusMeaning } from "../cloudformation/stack-status.js";
import type { DeployClients } from "../senders.js";

/**
 * Whether there is a stack to update, or none, or one that is of no use.
 * @throws InvalidDeployment; StackInProgress where something else is changing it: the workflow waits
 */
export const checkStackExistenceWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    checkStackExistence,
    retryable(checkStackExistence, async (input) => {
      const name = physicalName(input);
      const stack = await describeStack(cloudFormation, name);
      return stack === undefined ? false : answers[stackStatusMeaning(stack.StackStatus).start](name);
    }),
  );

const answers: Readonly<Record<StackStatusMeaning["start"], (name: string) => StackExistence>> = {
  create: () => false,
  update: () => true,
  stop: () => "failed",
  wait: (name) => {
    throw checkStackExistence.error("StackInProgress", `something else is changing the stack ${name}`);
  },
};

export const handler = checkStackExistenceWith({ cloudFormation });
