import { createStack } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { s3 } from "../clients/s3.js";
import type { DeployClients } from "../senders.js";
import { type DeploySettings, deploySettings } from "../settings.js";

export const createStackWith = (_clients: DeployClients, _settings: DeploySettings = {}) =>
  handle(createStack, async (input) => {
    throw new Error(`CreateStack is not written yet. It got ${JSON.stringify(input)}`);
  });

export const handler = createStackWith({ cloudFormation, s3 }, deploySettings(process.env));
