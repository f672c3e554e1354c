import { checkStackExistence } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const checkStackExistenceWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(checkStackExistence, async (input) => {
    throw new Error(`CheckStackExistence is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = checkStackExistenceWith({ cloudFormation });
