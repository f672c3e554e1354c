// Deploys by way of a pipeline, one deployment after the other in the same account, and tells what happens.
import type { DescribeChangeSetCommandOutput } from "@aws-sdk/client-cloudformation";
import type { PutJobFailureResultCommandInput, PutJobSuccessResultCommandInput } from "@aws-sdk/client-codepipeline";
import type { Style } from "../../cli/report.js";
import { duration, type Trace, traceOf } from "../../cli/run-trace.js";
import {
  type Call,
  createDeployAccount,
  type DeployMachine,
  deployMachines,
  type Execution,
  type Sandbox,
  triggerOf,
  zip,
} from "../../sandbox/index.js";
import type { Deployment } from "./deployments.js";
import { changesInWords, renderChanges, renderStacks, renderTable, renderTold, type Told } from "./render.js";

const ARTIFACTS = "pipeline-artifacts";
const SETTINGS = "pipeline-settings";

interface Row {
  readonly cells: readonly string[];
  readonly isAsExpected: boolean;
}

/** Answers how many deployments did not end as they should. */
export async function demonstrate(
  deployments: readonly Deployment[],
  print: (text: string) => void,
  style: Style,
): Promise<number> {
  const traceFor = tracesFor(print, style);
  const account = createDeployAccount({
    timing: { call: 0 },
    // So that a retry is seen.
    faults: { calls: [{ call: "cloudformation:CreateChangeSet", kind: "throttled" }] },
    onEvent: (execution, event) => print(traceFor(execution).lines(event)),
  });
  account.s3.put(
    SETTINGS,
    "deploy.json",
    JSON.stringify({ environmentName: "prod", stackName: "orders", templatePath: "infra/template.yaml" }),
  );
  const rows: Row[] = [];
  for (const [index, deployment] of deployments.entries()) {
    print(`\n${style.strong(`── ${index + 1}. ${deployment.title}`)}\n\n`);
    rows.push(await run(account, deployment, index, { print, style, traceFor }));
  }
  print(`\n${style.strong("── All together")}\n\n`);
  const head = ["deployment", "execution", "transitions", "changes", "stack", "pipeline"];
  const cells = rows.map((row) => row.cells);
  print(renderTable(head, cells, style));
  return rows.filter(({ isAsExpected }) => !isAsExpected).length;
}

interface Telling {
  readonly print: (text: string) => void;
  readonly style: Style;
  readonly traceFor: (execution: Execution) => Trace;
}

/** A trace for each execution, under a line that names it. */
function tracesFor(print: (text: string) => void, style: Style): Telling["traceFor"] {
  const traces = new Map<string, Trace>();
  return ({ arn, name, machineName }) => {
    const known = traces.get(arn);
    if (known !== undefined) return known;
    const { States: states } = deployMachines[machineName as DeployMachine]; // the account has no other
    const writes = (state: string) => [states[state]?.ResultPath?.slice("$.".length) ?? ""];
    const made = traceOf({ stateNames: Object.keys(states), style, writes });
    traces.set(arn, made);
    print(`${style.strong(machineName)} ${style.faint(name)}\n`);
    return made;
  };
}

async function run(
  account: Sandbox,
  deployment: Deployment,
  index: number,
  { print, style, traceFor }: Telling,
): Promise<Row> {
  const { machine, template, expected } = deployment;
  const objectKey = `orders/Source/revision${index + 1}`;
  account.s3.put(ARTIFACTS, objectKey, zip({ name: "infra/template.yaml", contents: template }));
  const began = account.clock.now();
  const [firstCall, firstExecution] = [account.calls.length, account.stepFunctions.executions.length];

  const action = await account.codePipeline.run({
    functionName: triggerOf(machine),
    userParameters: JSON.stringify({ s3Bucket: SETTINGS, stateMachineFile: "deploy.json" }),
    inputArtifacts: [{ name: "SourceOutput", revision: `commit-${index + 1}`, bucketName: ARTIFACTS, objectKey }],
  });
  const calls = account.calls.slice(firstCall);
  const execution = account.stepFunctions.executions[firstExecution];
  if (execution !== undefined) print(traceFor(execution).end(endOf(execution)));
  // The workflows that do not await an update leave it on its way.
  await account.settle(60);

  const changes = changesIn(calls);
  const told = calls.flatMap((call) => toldBy(call, began));
  const stacks = account.cloudFormation.stacks.map(({ name, events }): [string, string[]] => [
    name,
    events
      .flatMap(({ LogicalResourceId, ResourceStatus = "", Timestamp }) =>
        LogicalResourceId === name && Number(Timestamp) >= began ? [ResourceStatus] : [],
      )
      .reverse(),
  ]);
  print(`\n${renderChanges(changes, style)}${renderStacks(stacks, style)}${renderTold(told, style)}`);

  return {
    cells: [
      deployment.name,
      execution?.status ?? "none",
      String(transitions(execution?.events ?? [])),
      changesInWords(changes),
      stacks.map(([, statuses]) => statuses.at(-1)).find((status) => status !== undefined) ?? "untouched",
      `${action.status} after ${duration(told.at(-1)?.at ?? 0)}`,
    ],
    isAsExpected: action.status === expected,
  };
}

/** As AWS bills them: a state that is tried again counts again. */
function transitions(events: Execution["events"]): number {
  const count = (pattern: RegExp) => events.filter(({ type = "" }) => pattern.test(type)).length;
  return count(/StateEntered$/) + count(/^LambdaFunctionScheduled$/) - count(/^TaskStateEntered$/);
}

/** Without the output: the data was shown as it grew. */
const endOf = ({ status, error, cause }: Execution) => ({
  status,
  ...(error !== undefined && { error }),
  ...(cause !== undefined && { cause }),
});

/** The rows of the last change set that was described whole. */
function changesIn(calls: readonly Call[]) {
  const described = calls
    .filter(({ action, output }) => action === "cloudformation:DescribeChangeSet" && output !== undefined)
    .map(({ output }) => output as DescribeChangeSetCommandOutput) // what that operation gives
    .findLast(({ Status }) => Status === "CREATE_COMPLETE");
  return described?.Changes ?? [];
}

function toldBy({ action, input, error, at: moment }: Call, began: number): Told[] {
  const at = Math.round((moment - began) / 1000) * 1000;
  if (error !== undefined) return [];
  if (action === "codepipeline:PutJobSuccessResult") {
    const { continuationToken, executionDetails } = input as PutJobSuccessResultCommandInput; // of that operation
    const what = continuationToken === undefined ? "succeeded" : "in progress";
    const summary = executionDetails?.summary === undefined ? "" : `: ${executionDetails.summary}`;
    return [{ at, text: `${what}${summary}`, paint: continuationToken === undefined ? "good" : "faint" }];
  }
  if (action !== "codepipeline:PutJobFailureResult") return [];
  const { failureDetails } = input as PutJobFailureResultCommandInput; // of that operation
  return [{ at, text: `failed, ${failureDetails?.type}: ${failureDetails?.message}`, paint: "bad" }];
}
