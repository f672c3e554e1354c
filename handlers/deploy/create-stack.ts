import { CreateStackCommand } from "@aws-sdk/client-cloudformation";
import { createStack } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { s3 } from "../clients/s3.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { isNameTaken, isTokenTaken } from "../cloudformation/errors.js";
import { creationToken, physicalName } from "../cloudformation/names.js";
import { newestEvent } from "../cloudformation/stack-events.js";
import { templateInput } from "../cloudformation/template.js";
import type { CloudFormationSender, DeployClients } from "../senders.js";
import { type DeploySettings, deploySettings } from "../settings.js";

/** A token is spent with the stack that was created with it, also where that was deleted to try again. */
const tokens = 5;

/**
 * Begins to create the stack. One that an earlier try with the same revision began to create is taken for its own.
 * @throws InvalidDeployment, StackAlreadyExists
 */
export const createStackWith = (clients: DeployClients, settings: DeploySettings = {}) =>
  handle(
    createStack,
    retryable(createStack, async (input) => {
      const { cloudFormation } = clients;
      const name = physicalName(input);
      const token = creationToken(name, input);
      const template = await templateInput(clients, input, settings);
      for (let count = 1; count <= tokens; count += 1) {
        try {
          const { StackId } = await cloudFormation.send(
            new CreateStackCommand({
              ...template,
              StackName: name,
              ClientRequestToken: `${token}-${count}`,
              OnFailure: "ROLLBACK",
            }),
          );
          if (StackId === undefined) throw new Error(`CloudFormation answered without the id of the stack ${name}`);
          return { stackId: StackId };
        } catch (error) {
          const isTaken = isNameTaken(error);
          if (!isTaken && !isTokenTaken(error)) throw error;
          const stackId = await ownStack(cloudFormation, name, token);
          if (stackId !== undefined) return { stackId };
          if (isTaken) {
            throw createStack.error("StackAlreadyExists", `the stack ${name} was created by someone else meanwhile`);
          }
        }
      }
      throw createStack.error(
        "StackAlreadyExists",
        `the stack ${name} was created and deleted ${tokens} times from this revision: deploy another one`,
      );
    }),
  );

/** The id of the stack, where the last operation on it was its creation by this function from this revision. */
async function ownStack(
  cloudFormation: CloudFormationSender,
  name: string,
  token: string,
): Promise<string | undefined> {
  const { StackId: id } = (await describeStack(cloudFormation, name)) ?? {};
  if (id === undefined) return undefined;
  const event = await newestEvent(cloudFormation, id);
  return event?.ClientRequestToken?.startsWith(token) ? id : undefined;
}

export const handler = createStackWith({ cloudFormation, s3 }, deploySettings(process.env));
