// Names and tokens are made of what is deployed, so that a second try finds the work of the first.
import { createHash } from "node:crypto";
import type { Stack as DescribedStack } from "@aws-sdk/client-cloudformation";
import type { DeployInput, Stack } from "../../workflows/deploy.js";
import { invalidDeployment } from "../invalid-deployment.js";

/** The longest name of a stack, a change set or a token. */
const longest = 128;
const pattern = /^[A-Za-z][A-Za-z0-9-]*$/;
const rule = "it takes letters, digits and hyphens, and starts with a letter";

/** What keeps the two parts of a stack's name from making one, by the names of their fields. */
export function stackNameFindings({ environmentName, stackName }: Stack): readonly string[] {
  const findings = [
    ...(pattern.test(environmentName) ? [] : [`environmentName is ${JSON.stringify(environmentName)}: ${rule}`]),
    ...(/^[A-Za-z0-9-]+$/.test(stackName)
      ? []
      : [`stackName is ${JSON.stringify(stackName)}: it takes letters, digits and hyphens`]),
  ];
  const { length } = `${environmentName}-${stackName}`;
  return length <= longest
    ? findings
    : [
        ...findings,
        `environmentName and stackName make a name of ${length} characters, of which ${longest} are allowed`,
      ];
}

/** `<environmentName>-<stackName>`. @throws InvalidDeployment */
export function physicalName(stack: Stack): string {
  const findings = stackNameFindings(stack);
  if (findings.length > 0) throw invalidDeployment(findings.join("; "));
  return `${stack.environmentName}-${stack.stackName}`;
}

/** Whether an ARN is that of the change set of a name: a stack knows the last one that was executed by its ARN. */
export const isChangeSetOf = (id: string | undefined, name: string): boolean =>
  id !== undefined && (id === name || id.split("/")[1] === name);

type Revision = Pick<DeployInput, "revisionS3Bucket" | "revisionS3Key" | "templatePath">;
const digest = (...parts: readonly string[]) => createHash("sha256").update(JSON.stringify(parts)).digest("hex");
const of = (stack: string, { revisionS3Bucket, revisionS3Key, templatePath }: Revision) =>
  [stack, revisionS3Bucket, revisionS3Key, templatePath] as const;

/**
 * One name for a revision and a stack as it was last updated: a second try comes to the same change set, and one that was
 * left behind by an earlier version of the stack is never taken for it.
 */
export function changeSetName(
  stack: string,
  revision: Revision,
  { LastUpdatedTime, CreationTime }: Partial<Pick<DescribedStack, "LastUpdatedTime" | "CreationTime">> = {},
): string {
  const version = (LastUpdatedTime ?? CreationTime)?.toISOString() ?? "";
  return `${stack.slice(0, 100)}-change-set-${digest(...of(stack, revision), version).slice(0, 16)}`;
}

/** What all operations of a revision on a stack have in their tokens. */
export const creationToken = (stack: string, revision: Revision): string =>
  `create-${digest(...of(stack, revision)).slice(0, 32)}`;
export const executionToken = (stack: string, changeSet: string): string =>
  `execute-${digest(stack, changeSet).slice(0, 32)}`;
