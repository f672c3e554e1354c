import { getStackFailureReason } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const getStackFailureReasonWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(getStackFailureReason, async (input) => {
    throw new Error(`GetStackFailureReason is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = getStackFailureReasonWith({ cloudFormation });
