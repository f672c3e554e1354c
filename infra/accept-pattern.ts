// Where a policy must name more than one resource at once, and why.
import { Stack, Validations } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { templateText } from "./template-text.js";

/** Accepts that policies in `scope` hold just this pattern of ARNs; any other is still a finding of the AWS Solutions pack. */
export function acceptPattern(scope: Construct, pattern: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Resource::${flatten(scope, pattern)}]`, reason });
}
/** The same of an action, such as `s3:Get*`. */
export function acceptActions(scope: Construct, action: string, reason: string): void {
  Validations.of(scope).acknowledge({ id: `AwsSolutions-IAM5[Action::${action}]`, reason });
}

/** The text as the pack prints it. */
const flatten = (scope: Construct, text: string): string =>
  templateText(Stack.of(scope).resolve(text), (resource, attribute) =>
    attribute === undefined ? resource : `${resource}.${attribute}`,
  );
