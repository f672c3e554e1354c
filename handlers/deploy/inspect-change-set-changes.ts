import { inspectChangeSetChanges } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const inspectChangeSetChangesWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(inspectChangeSetChanges, async (input) => {
    throw new Error(`InspectChangeSetChanges is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = inspectChangeSetChangesWith({ cloudFormation });
