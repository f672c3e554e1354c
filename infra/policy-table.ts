// What each role of a stack may do, as rows for a person.
import { CfnResource, Stack } from "aws-cdk-lib";
import { CfnManagedPolicy, CfnPolicy, CfnRole } from "aws-cdk-lib/aws-iam";

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
  const all = stack.node.findAll();
  const policies = all.filter((one) => one instanceof CfnPolicy);
  return all
    .filter((one) => one instanceof CfnRole)
    .flatMap((role) => {
      const own = policies.filter(
        ({ roles }) => JSON.stringify(stack.resolve(roles)) === JSON.stringify([{ Ref: idOf(role) }]),
      );
      const trust = statementsOf(stack, role.assumeRolePolicyDocument).map(({ Principal, Condition }) =>
        [...Object.values(Principal ?? {}), ...conditionsOf(stack, Condition)].join(", "),
      );
      const header = { role: nameOf(role), trusts: trust.join("; ") };
      return own.flatMap(({ policyDocument }) => rowsOf(stack, policyDocument).map((row) => ({ ...header, ...row })));
    });
}

/** The statements of the managed policies of the stack, which are the boundaries of roles made elsewhere. */
export const boundaryRows = (stack: Stack): readonly PolicyRow[] =>
  stack.node
    .findAll()
    .filter((one) => one instanceof CfnManagedPolicy)
    .flatMap((policy) =>
      rowsOf(stack, policy.policyDocument).map((row) => ({ role: nameOf(policy), trusts: "", ...row })),
    );

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: Readonly<Record<string, unknown>>;
  readonly Condition?: Conditions;
}
type Conditions = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/** A policy document that resolves to JSON has this form: the CDK made it. */
const statementsOf = (stack: Stack, document: unknown) =>
  (stack.resolve(document) as { readonly Statement: readonly Statement[] }).Statement;

const rowsOf = (stack: Stack, document: unknown) =>
  statementsOf(stack, document).map(({ Effect, Action, Resource, Condition }) => ({
    effect: Effect,
    actions: list(Action).map(String),
    resources: list(Resource).map((resource) => shorten(print(stack, resource))),
    conditions: conditionsOf(stack, Condition),
  }));
const conditionsOf = (stack: Stack, conditions: Conditions = {}) =>
  Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(keys).map(
      ([key, value]) =>
        `${operator} ${key} ${list(value)
          .map((one) => shorten(print(stack, one)))
          .join(" or ")}`,
    ),
  );
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** The text of a value in a template; a resource stands as its path in angle brackets. */
function print(stack: Stack, value: unknown): string {
  if (typeof value === "string") return value;
  const [call, operand] = Object.entries(value as Readonly<Record<string, unknown>>)[0] ?? [];
  if (call === "Ref") return `<${pathOf(stack, String(operand))}>`;
  if (call === "Fn::GetAtt" && Array.isArray(operand)) return `<${pathOf(stack, String(operand[0]))}>`;
  if (call === "Fn::Join" && Array.isArray(operand))
    return list(operand[1])
      .map((part) => print(stack, part))
      .join("");
  throw new Error(`no text for ${JSON.stringify(value)}`);
}
const pathOf = (stack: Stack, logicalId: string) => {
  const resource = stack.node.findAll().find((one) => CfnResource.isCfnResource(one) && idOf(one) === logicalId);
  return resource instanceof CfnResource ? nameOf(resource) : logicalId;
};
const idOf = (resource: CfnResource): unknown => Stack.of(resource).resolve(resource.logicalId);
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
