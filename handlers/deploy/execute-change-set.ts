import { executeChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const executeChangeSetWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(executeChangeSet, async (input) => {
    throw new Error(`ExecuteChangeSet is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = executeChangeSetWith({ cloudFormation });
