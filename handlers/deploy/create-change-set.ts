import { createChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { s3 } from "../clients/s3.js";
import type { DeployClients } from "../senders.js";
import { type DeploySettings, deploySettings } from "../settings.js";

export const createChangeSetWith = (_clients: DeployClients, _settings: DeploySettings = {}) =>
  handle(createChangeSet, async (input) => {
    throw new Error(`CreateChangeSet is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = createChangeSetWith({ cloudFormation, s3 }, deploySettings(process.env));
