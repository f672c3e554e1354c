// What is submitted for a stack or a change set: checked, and as it will be.
import type { Capability, Parameter, Tag } from "@aws-sdk/client-cloudformation";
import type { S3 } from "../s3.js";
import { checkCapabilities, checkResources, parameterValues } from "./check-template.js";
import { validationError } from "./errors.js";
import { evaluateTemplate } from "./evaluate-template.js";
import { nestedStacks } from "./nested-stacks.js";
import type { Content } from "./stack.js";
import { readTemplate } from "./template.js";
import { type TemplateSource, templateText } from "./template-source.js";

export interface Submitted extends TemplateSource {
  readonly Parameters?: readonly Parameter[] | undefined;
  readonly Capabilities?: readonly Capability[] | undefined;
  readonly Tags?: readonly Tag[] | undefined;
  readonly RoleARN?: string | undefined;
}

const DEEPEST = 8;

/** The content of a stack and of those nested in it. Throws for all that CloudFormation refuses at once. */
export function submittedContent(
  submitted: Submitted,
  stack: { readonly id: string; readonly name: string },
  current: Content | undefined,
  options: {
    readonly s3: Pick<S3, "read">;
    /** A change set shows what macros make of a template; a stack created directly has to allow it. */
    readonly macros: "reviewed" | "applied";
  },
  depth = 1,
): Content {
  if (depth > DEEPEST) throw validationError(`Stacks are nested more than ${DEEPEST} deep.`);
  const text = templateText(submitted, current?.templateText, options.s3);
  const template = readTemplate(text);
  const parameters = parameterValues(template, submitted.Parameters ?? [], current?.parameters ?? {});
  const evaluated = evaluateTemplate(template, parameters, stack);
  checkResources(evaluated);
  const capabilities = [...(submitted.Capabilities ?? [])];
  checkCapabilities(template, evaluated, capabilities, options);
  const nested = nestedStacks(evaluated).map(({ logicalId, ...inner }) => {
    const child = { id: `${stack.id}/${logicalId}`, name: `${stack.name}-${logicalId}` };
    const { Tags, RoleARN } = submitted;
    const inside = { ...inner, Capabilities: capabilities, Tags, RoleARN };
    return [logicalId, submittedContent(inside, child, current?.nested.get(logicalId), options, depth + 1)] as const;
  });
  return {
    templateText: text,
    template,
    parameters,
    evaluated,
    tags: [...(submitted.Tags ?? current?.tags ?? [])],
    capabilities,
    // The role that a stack was given once stays its role.
    roleArn: submitted.RoleARN ?? current?.roleArn,
    nested: new Map(nested),
  };
}
