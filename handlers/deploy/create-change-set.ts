import {
  CreateChangeSetCommand,
  type CreateChangeSetCommandInput,
  DeleteChangeSetCommand,
} from "@aws-sdk/client-cloudformation";
import { createChangeSet } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { s3 } from "../clients/s3.js";
import { creationOf, isExecutable, isExecuted } from "../cloudformation/change-set-status.js";
import { describeChangeSet } from "../cloudformation/describe-change-set.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { isNameTaken } from "../cloudformation/errors.js";
import { changeSetName, physicalName } from "../cloudformation/names.js";
import { templateInput } from "../cloudformation/template.js";
import type { CloudFormationSender, DeployClients } from "../senders.js";
import { type DeploySettings, deploySettings } from "../settings.js";

/** Begins to create the change set of the revision, and answers its name. One that an earlier try left is used again. */
export const createChangeSetWith = (clients: DeployClients, settings: DeploySettings = {}) =>
  handle(
    createChangeSet,
    retryable(createChangeSet, async (input) => {
      const { cloudFormation } = clients;
      const StackName = physicalName(input);
      const stack = await describeStack(cloudFormation, StackName);
      const ChangeSetName = changeSetName(StackName, input, stack);
      const request: CreateChangeSetCommandInput = {
        ...(await templateInput(clients, input, settings, stack)),
        StackName,
        ChangeSetName,
        ChangeSetType: "UPDATE",
        ClientToken: ChangeSetName,
        IncludeNestedStacks: true, // else what a nested stack loses would not be seen
      };
      try {
        await cloudFormation.send(new CreateChangeSetCommand(request));
      } catch (error) {
        if (!isNameTaken(error)) throw error;
        if (!(await isOfUse(cloudFormation, { StackName, ChangeSetName }))) {
          await cloudFormation.send(new DeleteChangeSetCommand({ StackName, ChangeSetName }));
          await cloudFormation.send(new CreateChangeSetCommand(request));
        }
      }
      return ChangeSetName;
    }),
  );

/** It is of this revision and of the stack as it is, as its name says; but it may have come to nothing. */
async function isOfUse(
  cloudFormation: CloudFormationSender,
  place: { readonly StackName: string; readonly ChangeSetName: string },
): Promise<boolean> {
  const found = await describeChangeSet(cloudFormation, place);
  if (found === undefined) return false;
  return creationOf(found) === "in_progress" || isExecutable(found) || isExecuted(found);
}

export const handler = createChangeSetWith({ cloudFormation, s3 }, deploySettings(process.env));
