import { checkStackExistence } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import type { StackExistence } from "../../workflows/deploy.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { physicalName } from "../cloudformation/names.js";
import { type StackStatusMeaning, stackStatusMeaning } from "../cloudformation/stack-status.js";
import type { DeployClients } from "../senders.js";

const answers: Readonly<Record<StackStatusMeaning["start"], StackExistence>> = {
  create: false,
  update: true,
  wait: "in_progress",
  stop: "failed",
};

/** Whether there is a stack to update, or none, or one that has to be waited for, or that is of no use. */
export const checkStackExistenceWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    checkStackExistence,
    retryable(checkStackExistence, async (input) => {
      const stack = await describeStack(cloudFormation, physicalName(input));
      return stack === undefined ? false : answers[stackStatusMeaning(stack.StackStatus).start];
    }),
  );

export const handler = checkStackExistenceWith({ cloudFormation });
