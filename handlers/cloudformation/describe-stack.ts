import { DescribeStacksCommand, type Stack } from "@aws-sdk/client-cloudformation";
import type { CloudFormationSender } from "../senders.js";
import { isMissingStack } from "./errors.js";

/** The stack of a name or id; nothing only where CloudFormation says that there is none. */
export async function describeStack(cloudFormation: CloudFormationSender, stack: string): Promise<Stack | undefined> {
  try {
    const { Stacks: [found] = [] } = await cloudFormation.send(new DescribeStacksCommand({ StackName: stack }));
    if (found === undefined) throw new Error(`CloudFormation answered without the stack ${stack}`);
    return found;
  } catch (error) {
    if (isMissingStack(error, stack)) return undefined;
    throw error;
  }
}
