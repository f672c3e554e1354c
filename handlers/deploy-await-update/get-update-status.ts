import { getUpdateStatus } from "../../generated/functions/deploy-await-update.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import type { DeployClients } from "../senders.js";

export const getUpdateStatusWith = (_clients: Pick<DeployClients, "cloudFormation">) =>
  handle(getUpdateStatus, async (input) => {
    throw new Error(`GetUpdateStatus is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = getUpdateStatusWith({ cloudFormation });
