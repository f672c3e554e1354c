import { getStackCreationStatus } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const getStackCreationStatusWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(getStackCreationStatus, async (input) => {
    throw new Error(`GetStackCreationStatus is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = getStackCreationStatusWith({ cloudFormation });
