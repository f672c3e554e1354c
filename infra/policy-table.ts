// What each role of a stack may do, as rows for a person.
import { CfnResource, Stack } from "aws-cdk-lib";
import { CfnManagedPolicy, CfnPolicy, CfnRole } from "aws-cdk-lib/aws-iam";
import { templateText } from "./template-text.js";

export interface PolicyRow {
  /** The path of the role in the stack: `Machine/Roles/CreateStack`. */
  readonly role: string;
  /** The service that takes it. */
  readonly trusts: string;
  readonly effect: string;
  readonly actions: readonly string[];
  /** Without the beginning of an ARN that says partition, service, Region and account. */
  readonly resources: readonly string[];
  /** `StringEquals iam:PassedToService lambda.amazonaws.com` */
  readonly conditions: readonly string[];
}

/** Every statement of every role of the stack, in the order in which they were made. */
export function policyRows(stack: Stack): readonly PolicyRow[] {
  const read = readerOf(stack);
  const all = stack.node.findAll();
  const policies = all.filter((one) => one instanceof CfnPolicy);
  return all
    .filter((one) => one instanceof CfnRole)
    .flatMap((role) => {
      const reference = JSON.stringify([{ Ref: idOf(role) }]);
      const own = policies.filter(({ roles }) => JSON.stringify(stack.resolve(roles)) === reference);
      const trust = read
        .statements(role.assumeRolePolicyDocument)
        .map(({ Principal, Condition }) =>
          [...Object.values(Principal ?? {}), ...read.conditions(Condition)].join(", "),
        );
      const header = { role: nameOf(role), trusts: trust.join("; ") };
      return own.flatMap(({ policyDocument }) => read.rows(policyDocument).map((row) => ({ ...header, ...row })));
    });
}

/** The statements of the managed policies of the stack, which are the boundaries of roles made elsewhere. */
export function boundaryRows(stack: Stack): readonly PolicyRow[] {
  const read = readerOf(stack);
  return stack.node
    .findAll()
    .filter((one) => one instanceof CfnManagedPolicy)
    .flatMap((policy) => read.rows(policy.policyDocument).map((row) => ({ role: nameOf(policy), trusts: "", ...row })));
}

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: Readonly<Record<string, unknown>>;
  readonly Condition?: Conditions;
}
type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** Reads the policy documents of a stack; a resource stands as its path in the stack. */
function readerOf(stack: Stack) {
  const resources = stack.node.findAll().filter((one) => CfnResource.isCfnResource(one));
  const names = new Map(resources.map((resource) => [idOf(resource), nameOf(resource)]));
  const text = (value: unknown) => shorten(templateText(value, (resource) => names.get(resource) ?? resource));
  /** A policy document that resolves to JSON has this form: the CDK made it. */
  const statements = (document: unknown) =>
    (stack.resolve(document) as { readonly Statement: readonly Statement[] }).Statement;
  const conditions = (given: Conditions = {}): readonly string[] =>
    Object.entries(given).flatMap(([operator, keys]) =>
      Object.entries(keys).map(([key, value]) => `${operator} ${key} ${list(value).map(text).join(" or ")}`),
    );
  const rows = (document: unknown) =>
    statements(document).map(({ Effect, Action, Resource, Condition }) => ({
      effect: Effect,
      actions: list(Action).map(String),
      resources: list(Resource).map(text),
      conditions: conditions(Condition),
    }));
  return { statements, conditions, rows };
}
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);
const idOf = (resource: CfnResource): string => String(Stack.of(resource).resolve(resource.logicalId));
const nameOf = (resource: CfnResource) =>
  resource.node.path
    .split("/")
    .slice(1)
    .filter((part) => part !== "Resource")
    .join("/");
const shorten = (text: string) => text.replace(/^arn:<AWS::Partition>:\w+:(<AWS::Region>)?:<AWS::AccountId>:/, "");

/** The rows as a table of Markdown, without the roles' conditions of trust. */
export function policyTable(rows: readonly PolicyRow[]): string {
  const code = (texts: readonly string[]) => texts.map((text) => `\`${text}\``).join("<br>");
  return [
    "| role | taken by | may | on | if |",
    "| --- | --- | --- | --- | --- |",
    ...rows.map(({ role, trusts, effect, actions, resources, conditions }, index) => {
      const first = rows[index - 1]?.role !== role;
      const cells = [
        first ? role : "",
        first ? trusts : "",
        `${effect === "Deny" ? "**not** " : ""}${code(actions)}`,
        code(resources),
        code(conditions),
      ];
      return `| ${cells.join(" | ")} |`;
    }),
  ].join("\n");
}
