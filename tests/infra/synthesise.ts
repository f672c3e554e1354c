// The app of infra/ under some options, without bundling its functions.
import { readFileSync } from "node:fs";
import { Template } from "aws-cdk-lib/assertions";
import { deployPipelineApp } from "../../infra/deploy-pipeline-app.js";

// A deprecated API throws instead of printing a warning.
process.env["JSII_DEPRECATED"] = "fail";

const readFile = (path: string) => readFileSync(path, "utf8");

/** The app as `cdk` would make it with these options, and what it makes instead of files that differ. */
export const makeApp = (options: Readonly<Record<string, unknown>> = {}, read: (path: string) => string = readFile) =>
  deployPipelineApp(read, { context: { "aws:cdk:bundling-stacks": [], ...options } });

/** The stack and its template; the rules of the AWS Solutions pack were asked on the way. */
export function synthesise(options: Readonly<Record<string, unknown>> = {}) {
  const { stack } = makeApp(options);
  return { stack, template: Template.fromStack(stack) };
}

/** The properties of all resources of a type. */
export const propertiesOf = (template: Template, type: string): readonly Readonly<Record<string, unknown>>[] =>
  Object.values(template.findResources(type)).map(({ Properties }) => Properties as Readonly<Record<string, unknown>>);
