import { deleteChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const deleteChangeSetWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(deleteChangeSet, async (input) => {
    throw new Error(`DeleteChangeSet is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = deleteChangeSetWith({ cloudFormation });
