// The rights of each call of an optimised integration, in each of its patterns.
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { App, Stack } from "aws-cdk-lib";
import { Template } from "aws-cdk-lib/assertions";
import { PolicyStatement } from "aws-cdk-lib/aws-iam";
import { test } from "uvu";
import { later } from "../../asl/iam.js";
import { permissions, type Statement } from "../../generators/permissions.js";
import { constructProject } from "./construct-project.js";
import { integrationCalls, nameOf, taskOf } from "./integration-calls.js";
import { asked, rights } from "./integration-permissions.js";
import { machine } from "./models.js";

const inShort = (resource: string) =>
  resource
    .replace(`arn:${later.partition}:`, "")
    .replace(`${later.region}:${later.account}:`, "")
    .replace(later.region, "<region>")
    .replace(later.account, "<account>")
    .replace(later.unknown, "?")
    .replace(later.machine, "<machine>");
const line = (actions: readonly string[], resources: readonly string[], condition: readonly string[]) =>
  [...actions, "@", ...resources, ...(condition.length === 0 ? [] : ["if", ...condition])].join(" ");
const lineOf = ({ actions, resources, condition }: Statement) =>
  line(actions, resources.map(inShort), condition?.slice(1) ?? []);

test("a call of a service is granted other rights than it needs", () => {
  const granted = integrationCalls.flatMap((call) => {
    const { statements, unknown } = permissions(machine("M", [taskOf("T", call)]));
    return unknown.length > 0 ? [] : [[nameOf(call), statements.map(lineOf)] as const];
  });
  assert.deepEqual(Object.fromEntries(granted), rights);
});

test("a call is granted nothing, and nobody says why", () => {
  const unknown = integrationCalls.filter((call) => permissions(machine("M", [taskOf("T", call)])).unknown.length > 0);
  assert.deepEqual(unknown.map(nameOf), Object.keys(asked));
});

/** As CloudFormation has it: a text or a list, with what only the deployment knows in between. */
interface Granted {
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: { readonly [operator: string]: { readonly [key: string]: readonly string[] | string } };
}
const listed = <Item>(value: Item | Item[]): Item[] => (Array.isArray(value) ? value : [value]);
/** One right each: action, resource, condition. */
const single = (actions: readonly string[], resources: readonly string[], condition: string) =>
  actions.flatMap((action) => resources.map((resource) => `${action} @ ${resource}${condition}`));

test("the role of a construct that makes every call may do other things than its calls need", async () => {
  const calls = integrationCalls.map((call) => taskOf(nameOf(call), call));
  const project = constructProject(machine("Calls", calls));
  try {
    const { CallsWorkflow } = await import(pathToFileURL(project.construct).href);
    const env = { account: "111122223333", region: "eu-west-1" };
    const stack = new Stack(new App({ context: { "aws:cdk:bundling-stacks": [] } }), "Test", { env });
    const ofAuthor = new PolicyStatement({ actions: ["eks:*"], resources: ["*"] });
    const { stateMachine } = new CallsWorkflow(stack, "Calls", {
      tracing: false,
      statements: Object.fromEntries(Object.keys(asked).map((name) => [name, [ofAuthor]])),
    });
    const text = (value: unknown): string =>
      JSON.stringify(value) === JSON.stringify(stack.resolve(stateMachine.stateMachineArn))
        ? "<machine>"
        : JSON.stringify(value)
            .replace(/\{"Fn::Join":\["",\["arn:",\{"Ref":"AWS::Partition"\},":([^"]*)"\]\]\}/, "$1")
            .replaceAll('"', "");
    const template = Template.fromStack(stack);
    // What is too long for one policy is in others.
    const granted = ["AWS::IAM::Policy", "AWS::IAM::ManagedPolicy"]
      .flatMap((type) => Object.values(template.findResources(type)))
      .flatMap<Granted>(({ Properties }) => Properties.PolicyDocument.Statement)
      .filter(({ Action }) => !JSON.stringify(Action).includes("logs:"))
      .flatMap(({ Action, Resource, Condition = {} }) => {
        const values = Object.values(Condition).flatMap((keys) => Object.entries(keys).flat(2));
        return single(listed(Action), listed(Resource).map(text), values.length === 0 ? "" : ` if ${values.join(" ")}`);
      });
    const needed = Object.values(rights).flatMap((lines) =>
      lines.flatMap((one) => {
        const [, actions = "", resources = "", condition = ""] = /^(.*) @ (.*?)( if .*)?$/.exec(one) ?? [];
        return single(actions.split(" "), resources.split(" "), condition);
      }),
    );
    const here = `${env.region}:${env.account}`;
    const asCloudFormation = (right: string) =>
      right
        .replace(/ @ (?!arn:)([a-z-]+):(?![:<])/, ` @ $1:${here}:`)
        .replace("?", "*")
        .replace("<region>", env.region)
        .replace("<account>", env.account);
    assert.deepEqual([...new Set(granted)].sort(), [...new Set([...needed.map(asCloudFormation), "eks:* @ *"])].sort());
  } finally {
    project.remove();
  }
});

test.run();
