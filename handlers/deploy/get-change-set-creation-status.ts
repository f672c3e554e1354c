import { getChangeSetCreationStatus } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const getChangeSetCreationStatusWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(getChangeSetCreationStatus, async (input) => {
    throw new Error(`GetChangeSetCreationStatus is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = getChangeSetCreationStatusWith({ cloudFormation });
