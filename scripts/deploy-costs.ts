// What a deployment costs, counted in the sandbox: state transitions and invocations, which AWS bills.
import { readFileSync } from "node:fs";
import { createDeployAccount, type DeployMachine, type Execution, triggerOf, zip } from "../sandbox/index.js";

export interface DeployCost {
  readonly what: string;
  readonly transitions: number;
  /** Of the machine's functions. */
  readonly functionCalls: number;
  readonly triggerCalls: number;
  /** Until the pipeline has heard of the end. */
  readonly seconds: number;
}

const sample = readFileSync("infra/sample/application/lambda-template.yaml", "utf8");
const changed = sample.replace("RetentionInDays: 14", "RetentionInDays: 30");
/** Without its logs, and without what refers to them. */
const smaller = changed
  .replace(/ {2}Logs:\n(?: {4}.*\n)+/, "")
  .replaceAll("!GetAtt Logs.Arn", '"*"')
  .replace(/ +LoggingConfig:.*\n/, "");

const deployments: readonly {
  readonly what: string;
  readonly machine: DeployMachine;
  readonly template: string;
  readonly ends: "Succeeded" | "Failed";
}[] = [
  { what: "first deployment", machine: "DeployAwaitUpdate", template: sample, ends: "Succeeded" },
  { what: "nothing changes", machine: "DeployAwaitUpdate", template: sample, ends: "Succeeded" },
  { what: "safe update, awaited", machine: "DeployAwaitUpdate", template: changed, ends: "Succeeded" },
  { what: "unsafe update, rejected", machine: "DeployAwaitUpdate", template: smaller, ends: "Failed" },
  { what: "unsafe update, blue/green", machine: "DeployBlueGreen", template: smaller, ends: "Succeeded" },
];

/** One after the other in one account, with the sandbox's usual timing. */
export async function deployCosts(): Promise<readonly DeployCost[]> {
  const account = createDeployAccount({ timing: { call: 0 } });
  account.s3.put(
    "inputs",
    "deploy-input.json",
    JSON.stringify({ environmentName: "prod", stackName: "sample-lambda-app", templatePath: "lambda-template.yaml" }),
  );
  const costs: DeployCost[] = [];
  for (const [index, { what, machine, template, ends }] of deployments.entries()) {
    const objectKey = `pipeline/Source/${index + 1}`;
    account.s3.put("artifacts", objectKey, zip({ name: "lambda-template.yaml", contents: template }));
    const began = account.clock.now();
    const action = await account.codePipeline.run({
      functionName: triggerOf(machine),
      userParameters: JSON.stringify({ s3Bucket: "inputs", stateMachineFile: "deploy-input.json" }),
      inputArtifacts: [{ name: "SourceOutput", revision: `${index + 1}`, bucketName: "artifacts", objectKey }],
    });
    if (action.status !== ends) throw new Error(`${what} ended in ${action.status}: ${action.failure?.message}`);
    const seconds = Math.round((account.clock.now() - began) / 1000);
    const { events } = account.stepFunctions.executions[index] ?? { events: [] };
    costs.push({
      what,
      transitions: count(events, /StateEntered$/),
      functionCalls: count(events, /^LambdaFunctionScheduled$/),
      triggerCalls: action.jobs.length,
      seconds,
    });
    await account.settle(60);
  }
  return costs;
}

const count = (events: Execution["events"], type: RegExp) =>
  events.filter((event) => type.test(event.type ?? "")).length;
