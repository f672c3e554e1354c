// Where a policy must name more than one resource at once, and why.
import { Stack, Validations } from "aws-cdk-lib";
import type { Construct } from "constructs";

/** Accepts that policies in `scope` hold just this pattern of ARNs; any other is still a finding of the AWS Solutions pack. */
export function acceptPattern(scope: Construct, pattern: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${flatten(scope, pattern)}]`, reason });
}
/** The same of an action, such as `s3:Get*`. */
export function acceptActions(scope: Construct, action: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Action::${action}]`, reason });
}

/** The text as the pack prints it: what CloudFormation fills in stands in angle brackets. */
function flatten(scope: Construct, text: string): string {
  const print = (part: unknown): string => {
    if (typeof part === "string") return part;
    const [call, operand] = Object.entries(part as Record<string, unknown>)[0] ?? [];
    if (call === "Ref") return `<${String(operand)}>`;
    if (call === "Fn::GetAtt" && Array.isArray(operand)) return `<${operand.join(".")}>`;
    if (call === "Fn::Join" && Array.isArray(operand) && Array.isArray(operand[1]))
      return operand[1].map(print).join("");
    throw new Error(`no text for ${JSON.stringify(part)}`);
  };
  return print(Stack.of(scope).resolve(text));
}
