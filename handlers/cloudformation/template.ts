// How a template is given to CloudFormation, and what it asks for.
import { createHash } from "node:crypto";
import {
  type Capability,
  type Stack as DescribedStack,
  GetTemplateSummaryCommand,
  type Parameter,
} from "@aws-sdk/client-cloudformation";
import { PutObjectCommand } from "@aws-sdk/client-s3";
import type { DeployInput } from "../../workflows/deploy.js";
import { readTemplate } from "../artifact/read-template.js";
import { invalidDeployment } from "../invalid-deployment.js";
import type { DeployClients } from "../senders.js";
import type { DeploySettings } from "../settings.js";

/** The longest template that is sent inline, in bytes. */
const inlineBytes = 51_200;

export type TemplateSource = { readonly TemplateBody: string } | { readonly TemplateURL: string };
/** The same for a stack and for a change set. */
export type TemplateInput = TemplateSource & {
  readonly Parameters: Parameter[];
  readonly Capabilities: Capability[];
  readonly RoleARN?: string;
};

/**
 * What CloudFormation is told of the template of a revision. `stack` is the one that it updates.
 * @throws InvalidDeployment
 */
export async function templateInput(
  clients: DeployClients,
  input: DeployInput,
  settings: DeploySettings,
  stack?: DescribedStack,
): Promise<TemplateInput> {
  const source = await placeTemplate(clients, await readTemplate(clients.s3, input), input.templatePath, settings);
  const summary = await clients.cloudFormation.send(new GetTemplateSummaryCommand({ ...source }));
  const { Parameters: declared = [], DeclaredTransforms: transforms = [] } = summary;
  const previous = new Set(stack?.Parameters?.map(({ ParameterKey }) => ParameterKey));
  return {
    ...source,
    Parameters: declared.flatMap(({ ParameterKey }): Parameter[] => {
      if (ParameterKey === undefined) return [];
      if (ParameterKey === "environmentName") return [{ ParameterKey, ParameterValue: input.environmentName }];
      // A parameter that is not sent falls back to its default, whatever it was before.
      return previous.has(ParameterKey) ? [{ ParameterKey, UsePreviousValue: true }] : [];
    }),
    Capabilities: ["CAPABILITY_NAMED_IAM", ...(transforms.length > 0 ? (["CAPABILITY_AUTO_EXPAND"] as const) : [])],
    ...(settings.roleArn !== undefined && { RoleARN: settings.roleArn }),
  };
}

/** Inline where it is short enough, else by way of a bucket, under a name made of what it says. */
async function placeTemplate(
  { s3 }: Pick<DeployClients, "s3">,
  template: string,
  path: string,
  { templateBucket, region }: DeploySettings,
): Promise<TemplateSource> {
  const { byteLength } = new TextEncoder().encode(template);
  if (byteLength <= inlineBytes) return { TemplateBody: template };
  if (templateBucket === undefined || region === undefined) {
    throw invalidDeployment(
      `the template ${path} has ${byteLength} bytes: over ${inlineBytes} it goes by way of a bucket, which TEMPLATE_BUCKET names`,
    );
  }
  const key = `templates/${createHash("sha256").update(template).digest("hex")}`;
  await s3.send(new PutObjectCommand({ Bucket: templateBucket, Key: key, Body: template }));
  return { TemplateURL: `https://${templateBucket}.s3.${region}.${domain(region)}/${key}` };
}

const domain = (region: string) => (region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com");
