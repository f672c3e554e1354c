// Runs a scenario in the sandbox, with the real functions and the real triggers, and keeps what is needed to judge it.
import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteStackCommand,
  ExecuteChangeSetCommand,
  type Parameter,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import type { Stack } from "../../../sandbox/cloudformation/stack.js";
import type { Action } from "../../../sandbox/codepipeline.js";
import {
  type Call,
  createDeployAccount,
  type Execution,
  type Sandbox,
  type SandboxOptions,
  triggerOf,
  zip,
} from "../../../sandbox/index.js";
import { usualTiming } from "../../../sandbox/timing.js";
import type { Revision as Judged } from "./judge.js";
import type { Beginning, Deployment, HandOperation, Mistake, Scenario } from "./scenario.js";
import { NESTED_BUCKET, type Template } from "./templates.js";

export const STACK = "prod-orders";
const ARTIFACTS = "artifacts";
const SETTINGS = "settings";

/** A change set that a function looked at or had executed, with what the stack was and was to become. */
export interface Planned {
  readonly at: number;
  readonly stack: Stack;
  readonly changeSetId: string;
  readonly changeSetName: string;
  readonly before: Judged;
  readonly after: Judged;
  readonly text: string;
}
/** A deployment by a pipeline, as it went. */
export interface Run {
  readonly deployment: Deployment;
  readonly action: Action;
}
export interface World {
  readonly scenario: Scenario;
  readonly account: Sandbox;
  readonly runs: readonly Run[];
  readonly executed: readonly Planned[];
  readonly inspected: readonly Planned[];
  /** A content of a stack as the judge reads it. */
  readonly revisionOf: (content: Stack["content"]) => Judged | undefined;
  readonly logged: readonly string[];
}

export interface RunOptions {
  /** Functions that stand in for the real ones. */
  readonly functions?: SandboxOptions["functions"];
  readonly onCall?: (call: Call) => void;
  readonly onEvent?: (execution: Execution, event: Execution["events"][number]) => void;
}

export async function runScenario(scenario: Scenario, options: RunOptions = {}): Promise<World> {
  const executed: Planned[] = [];
  const inspected: Planned[] = [];
  const logged: string[] = [];
  const revisionOf = judgedIn(scenario);
  const account: Sandbox = createDeployAccount({
    seed: scenario.seed,
    faults: scenario.faults,
    timing: slowed(scenario.slowness),
    log: (line) => logged.push(line),
    onCall: (call) => {
      options.onCall?.(call);
      if (call.error !== undefined) return;
      if (call.caller === "ExecuteChangeSet" && call.action === "cloudformation:ExecuteChangeSet") {
        executed.push(planned(call, account, revisionOf));
      }
      if (call.caller === "InspectChangeSetChanges" && hasName(call))
        inspected.push(planned(call, account, revisionOf));
    },
    onEvent: options.onEvent,
    functions: options.functions,
  });
  for (const [url, template] of scenario.nested) {
    account.s3.put(NESTED_BUCKET, new URL(url).pathname.slice(1), JSON.stringify(template));
  }
  await begin(account, scenario);
  const start = account.clock.now();
  for (const operation of scenario.byHand) {
    account.clock.at(start + operation.at * 1000, () => void byHand(account, operation));
  }
  const runs = await deployAll(account, scenario);
  // Whatever is still on its way ends within the hour that a machine has; a stack may take longer.
  await account.settle(4 * 3600);
  return { scenario, account, runs, executed, inspected, revisionOf, logged };
}

const slowed = (slowness: number) =>
  Object.fromEntries(
    Object.entries(usualTiming).map(([name, seconds]) => [name, name === "reinvoke" ? seconds : seconds * slowness]),
  );

/** A content of the sandbox's stacks, as the judge reads it: from the text, by which the scenario knows its templates. */
function judgedIn({ deployments, byHand: operations, first, second, nested }: Scenario) {
  const templates = new Map<string, Template>(
    [first, second, ...operations, ...deployments.map(({ revision }) => revision)].map(({ text, template }) => [
      text,
      template,
    ]),
  );
  const inner = (url: string): Judged | undefined => {
    const template = nested.get(url);
    const size = template?.Parameters["size"]?.["Default"];
    return template && { template, parameters: { size: String(size) }, nested: inner };
  };
  return (content: Stack["content"]): Judged | undefined => {
    const template = templates.get(content?.templateText ?? "");
    return template && content && { template, parameters: content.parameters, nested: inner };
  };
}
type RevisionOf = ReturnType<typeof judgedIn>;

interface NamedChangeSet {
  readonly StackName?: string;
  readonly ChangeSetName?: string;
}
/** Those of nested stacks are asked for by their ARN. */
const hasName = ({ input }: Call): boolean => (input as NamedChangeSet).StackName !== undefined;

/** The change set that a call names. */
function planned({ at, input }: Call, account: Sandbox, revisionOf: RevisionOf): Planned {
  const { StackName, ChangeSetName = "" } = input as NamedChangeSet;
  for (const stack of account.cloudFormation.stacks) {
    const changeSet = stack.name === StackName ? stack.changeSets.get(ChangeSetName) : undefined;
    if (changeSet === undefined) continue;
    const [before, after] = [revisionOf(stack.content), revisionOf(changeSet.content)];
    if (before === undefined || after === undefined) throw new Error("the proof does not know a template");
    const { id, name, content } = changeSet;
    return { at, stack, changeSetId: id, changeSetName: name, before, after, text: content.templateText };
  }
  throw new Error(`the proof does not find the change set ${ChangeSetName}`);
}

// ---------------------------------------------------------------- what was before

const parametersOf = (template: Template): Parameter[] =>
  Object.hasOwn(template.Parameters, "environmentName")
    ? [{ ParameterKey: "environmentName", ParameterValue: "prod" }]
    : [];
const submitted = ({ text, template }: { readonly text: string; readonly template: Template }, account: Sandbox) => ({
  StackName: STACK,
  Parameters: parametersOf(template),
  Capabilities: ["CAPABILITY_NAMED_IAM" as const],
  ...place(text, account),
});
function place(text: string, account: Sandbox) {
  if (text.length <= 51_200) return { TemplateBody: text };
  account.s3.put("by-hand", String(text.length), text);
  return { TemplateURL: `https://by-hand.s3.us-east-1.amazonaws.com/${text.length}` };
}

async function begin(account: Sandbox, { beginning, first, second }: Scenario): Promise<void> {
  const { cloudFormation } = account.clients("hand");
  const create = () =>
    cloudFormation.send(
      new CreateStackCommand({
        ...submitted(first, account),
        ...(beginning === "create failed" && { OnFailure: "DO_NOTHING" }),
      }),
    );
  const update = () => cloudFormation.send(new UpdateStackCommand(submitted(second, account))).catch(() => {});
  const remove = () => cloudFormation.send(new DeleteStackCommand({ StackName: STACK }));
  const review = () =>
    cloudFormation.send(
      new CreateChangeSetCommand({ ...submitted(first, account), ChangeSetName: "by-hand", ChangeSetType: "CREATE" }),
    );
  const settled = () => account.settle(600);
  const soon = () => account.settle(5);
  const steps: Readonly<Record<Beginning, readonly (() => Promise<unknown>)[]>> = {
    absent: [],
    created: [create, settled],
    updated: [create, settled, update, settled],
    "update rolled back": [create, settled, update, settled],
    "update rollback failed": [create, settled, update, settled],
    "being created": [create, soon],
    "being updated": [create, settled, update, soon],
    "being deleted": [create, settled, remove, soon],
    deleted: [create, settled, remove, settled],
    "rolled back": [create, settled],
    "rollback failed": [create, settled],
    "create failed": [create, settled],
    "delete failed": [create, settled, remove, settled],
    "in review": [review, settled],
  };
  for (const step of steps[beginning]) await step();
}

/** What cannot be done is not done. */
async function byHand(account: Sandbox, operation: HandOperation): Promise<void> {
  const { cloudFormation } = account.clients("hand");
  const input = submitted(operation, account);
  const steps: Readonly<Record<HandOperation["what"], () => Promise<unknown>>> = {
    update: () => cloudFormation.send(new UpdateStackCommand(input)),
    delete: () => cloudFormation.send(new DeleteStackCommand({ StackName: STACK })),
    "change set": () => cloudFormation.send(new CreateChangeSetCommand({ ...input, ChangeSetName: "by-hand" })),
    "execute change set": async () => {
      await cloudFormation.send(new CreateChangeSetCommand({ ...input, ChangeSetName: "by-hand" }));
      await account.settle(60);
      await cloudFormation.send(new ExecuteChangeSetCommand({ StackName: STACK, ChangeSetName: "by-hand" }));
    },
  };
  await steps[operation.what]().catch(() => {});
}

// ---------------------------------------------------------------- deployments

async function deployAll(account: Sandbox, { deployments }: Scenario): Promise<readonly Run[]> {
  const runs: Promise<Run>[] = [];
  for (const deployment of deployments) {
    const before = deployment.isSequential ? runs.at(-1) : undefined;
    runs.push(
      (async () => {
        await before;
        await account.settle(deployment.startsAfter);
        return deploy(account, deployment);
      })(),
    );
  }
  return Promise.all(runs);
}

async function deploy(account: Sandbox, deployment: Deployment): Promise<Run> {
  const { machine, revision, mistake } = deployment;
  const { settings, userParameters, artifact } = configured(revision.text, mistake);
  account.s3.createBucket(SETTINGS);
  account.s3.createBucket(ARTIFACTS);
  // An action reads its file once: two deployments that differ have two files.
  const file = `${revision.key}-${mistake ?? "well"}.json`;
  if (settings !== undefined) account.s3.put(SETTINGS, file, settings);
  if (artifact !== undefined) account.s3.put(ARTIFACTS, revision.key, artifact);
  const action = await account.codePipeline.run({
    functionName: triggerOf(machine),
    userParameters: userParameters ?? JSON.stringify({ s3Bucket: SETTINGS, stateMachineFile: file }),
    inputArtifacts: [{ name: "SourceOutput", revision: "commit", bucketName: ARTIFACTS, objectKey: revision.key }],
  });
  return { deployment, action };
}

interface Configured {
  /** The text of the input file; none where there is no file. */
  readonly settings: string | undefined;
  readonly userParameters: string | undefined;
  readonly artifact: Uint8Array | undefined;
}
function configured(text: string, mistake: Mistake | undefined): Configured {
  const well = { environmentName: "prod", stackName: "orders", templatePath: "infra/template.yaml" };
  const packed = (contents: string) => zip({ name: "README.md", contents: "#" }, { name: well.templatePath, contents });
  const good: Configured = { settings: JSON.stringify(well), userParameters: undefined, artifact: packed(text) };
  const table: Readonly<Record<Mistake, Partial<Configured>>> = {
    "user parameters are no JSON": { userParameters: "{" },
    "no input file": { settings: undefined },
    "input file is no JSON": { settings: "{" },
    "stackName is missing": { settings: JSON.stringify({ ...well, stackName: undefined }) },
    "environmentName has an underscore": { settings: JSON.stringify({ ...well, environmentName: "prod_eu" }) },
    "no artifact": { artifact: undefined },
    "artifact is no archive": { artifact: new TextEncoder().encode("PK but not much more") },
    "no such template": { settings: JSON.stringify({ ...well, templatePath: "infra/Template.yaml" }) },
    "template is no template": { artifact: packed("just a text") },
    "unknown reference": {
      artifact: packed(
        'Resources: { T: { Type: "AWS::SNS::Topic", Properties: { DisplayName: { Ref: "Nothing" } } } }',
      ),
    },
  };
  return { ...good, ...(mistake && table[mistake]) };
}
