import type { Stack, StackEvent } from "@aws-sdk/client-cloudformation";
import { getStackFailureReason } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { isTransient, retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { describeStack } from "../cloudformation/describe-stack.js";
import { physicalName } from "../cloudformation/names.js";
import { failures } from "../cloudformation/stack-events.js";
import { stackStatusMeaning } from "../cloudformation/stack-status.js";
import type { CloudFormationSender, DeployClients } from "../senders.js";

/** So many failures of resources are told; those after them mostly follow from the first. */
const told = 5;

/** Why a stack could not be deployed to, in words: its status, what to do about it, and which resources failed with what. */
export const getStackFailureReasonWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    getStackFailureReason,
    retryable(getStackFailureReason, async (input) => {
      const name = physicalName(input);
      const stack = await describeStack(cloudFormation, input.stackCreationDetails?.stackId ?? name);
      if (stack === undefined) return `The stack ${name} does not exist any more.`;
      return [statusText(name, stack), ...(await failureTexts(cloudFormation, stack))].join(" ");
    }),
  );

function statusText(name: string, { StackStatus, StackStatusReason }: Stack): string {
  const { advice = "That is not what this deployment was to bring about." } = stackStatusMeaning(StackStatus);
  return `The stack ${name} is in ${StackStatus ?? "no status"}. ${advice}${StackStatusReason ? ` CloudFormation says: ${StackStatusReason}` : ""}`;
}

/** The events are an addition: where they cannot be had, the status is told all the same. */
async function failureTexts(cloudFormation: CloudFormationSender, { StackId }: Stack): Promise<readonly string[]> {
  if (StackId === undefined) return [];
  try {
    const failed = await failures(cloudFormation, StackId);
    return failed.slice(0, told).map(failureText);
  } catch (error) {
    if (isTransient(error)) throw error;
    return [`Its events could not be read: ${error instanceof Error ? error.message : String(error)}`];
  }
}

const failureText = ({ LogicalResourceId, ResourceType, ResourceStatus, ResourceStatusReason }: StackEvent): string =>
  `${LogicalResourceId} (${ResourceType}) ${ResourceStatus}: ${ResourceStatusReason ?? "no reason given"}`;

export const handler = getStackFailureReasonWith({ cloudFormation });
