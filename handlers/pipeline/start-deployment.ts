// What the pipeline's action Deploy invokes: starts an execution of the deploy workflow, and tells CodePipeline how it
// stands with it each time that it asks.
import { DescribeExecutionCommand, StartExecutionCommand } from "@aws-sdk/client-sfn";
import { type Attempts, isTransient, persistently } from "../aws/transient-error.js";
import { codePipeline } from "../clients/codepipeline.js";
import { s3 } from "../clients/s3.js";
import { stepFunctions } from "../clients/stepfunctions.js";
import { invalidDeployment } from "../invalid-deployment.js";
import { getObject } from "../s3/get-object.js";
import type { S3Sender, StepFunctionsSender, TriggerClients } from "../senders.js";
import { readConfiguration, readDeployInput } from "./configuration.js";
import { continuationToken, executionName, executionOf, executionPrefix } from "./execution.js";
import { failureOf, type Outcome, outcomeOf } from "./outcome.js";
import type { PipelineEvent, PipelineJob } from "./pipeline-event.js";
import { report } from "./report.js";

export interface TriggerSettings {
  /** The machine that deploys. Environment: `STATE_MACHINE_ARN`. */
  readonly stateMachineArn: string;
  /** Gets a line for each job, without secrets. @default none */
  readonly log?: (line: string) => void;
  /** Lets time pass before AWS is asked again. @default the clock of Node */
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** An input file is a few lines. */
const inputFileBytes = 65_536;

/**
 * Answers every job, once: whoever delivers one again, or asks again when an answer was lost, comes to the same execution.
 * What AWS does not answer for a while leaves the job in progress; what cannot be done fails it.
 */
export const startDeploymentWith =
  (clients: TriggerClients, settings: TriggerSettings) =>
  async (event: PipelineEvent, context?: { readonly awsRequestId?: string }): Promise<void> => {
    const job = event["CodePipeline.job"];
    const { log = () => {}, wait = pause } = settings;
    const attempts: Attempts = { attempts: 4, wait: (attempt) => wait(200 * 2 ** attempt) };
    const outcome = await deploy(clients, settings, job, attempts);
    const told = await report(clients.codePipeline, job.id, outcome, context?.awsRequestId, attempts);
    const { kind, executionArn = "no execution" } = outcome;
    log(`job ${job.id}: ${executionArn}, ${kind}, ${told}${outcome.kind === "failed" ? `: ${outcome.message}` : ""}`);
  };

const pause = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));

async function deploy(
  clients: TriggerClients,
  { stateMachineArn }: TriggerSettings,
  job: PipelineJob,
  attempts: Attempts,
): Promise<Outcome> {
  const prefix = executionPrefix(stateMachineArn);
  if (prefix === undefined) {
    return failureOf(
      invalidDeployment(`STATE_MACHINE_ARN is ${JSON.stringify(stateMachineArn)}, not a state machine's`),
    );
  }
  const { continuationToken: given } = job.data;
  const executionArn = given ? executionOf(given, prefix) : `${prefix}${executionName(job.id)}`;
  if (executionArn === undefined) {
    return failureOf(invalidDeployment("the continuation token names no execution of the state machine"));
  }
  const token = given || continuationToken(executionArn);
  const look = () => describe(clients.stepFunctions, executionArn, token);
  const start = async () => {
    const name = executionArn.slice(prefix.length);
    const input = await executionInput(clients.s3, job);
    const started = await begin(clients.stepFunctions, { stateMachineArn, name, input });
    if (started === undefined) return undefined;
    return outcomeOf(started, given || continuationToken(started), { status: "RUNNING" });
  };
  // The first call may be delivered again, and then looks. A later one starts what the first could not.
  const steps = given ? [look, start] : [start, look];
  try {
    for (const step of steps) {
      const outcome = await persistently(step, attempts);
      if (outcome !== undefined) return outcome;
    }
    // It was started, but is not seen yet: Step Functions tells of it with a delay.
    return { kind: "in progress", executionArn, token, summary: "The deployment is not seen yet." };
  } catch (error) {
    // An earlier delivery of the first job may have started what this one may not.
    const started = given || isTransient(error) ? undefined : await settled(() => persistently(look, attempts));
    if (started?.value !== undefined) return started.value;
    if (!isTransient(started?.error ?? error)) return failureOf(error, given ? executionArn : undefined);
    return { kind: "in progress", executionArn, token, summary: "AWS does not answer; it is asked again." };
  }
}

/** What a promise comes to, one way or the other. */
const settled = <Value>(make: () => Promise<Value>): Promise<{ readonly value?: Value; readonly error?: unknown }> =>
  make().then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  );

/** @throws InvalidDeployment */
async function executionInput(s3: S3Sender, { data }: PipelineJob): Promise<string> {
  const { inputFile, artifact } = readConfiguration(data);
  const json = new TextDecoder().decode(await getObject(s3, inputFile, inputFileBytes));
  return JSON.stringify(readDeployInput(`s3://${inputFile.bucket}/${inputFile.key}`, json, artifact));
}

/** The execution that was started, or runs with the same input. One that has ended, or has another input, is to be looked at instead. */
async function begin(
  stepFunctions: StepFunctionsSender,
  request: { readonly stateMachineArn: string; readonly name: string; readonly input: string },
): Promise<string | undefined> {
  try {
    const { executionArn } = await stepFunctions.send(new StartExecutionCommand(request));
    if (!executionArn) throw new Error("Step Functions answered without an execution");
    return executionArn;
  } catch (error) {
    if (error instanceof Error && error.name === "ExecutionAlreadyExists") return undefined;
    throw error;
  }
}

/** Nothing where it was never started. */
async function describe(
  stepFunctions: StepFunctionsSender,
  executionArn: string,
  token: string,
): Promise<Outcome | undefined> {
  try {
    return outcomeOf(executionArn, token, await stepFunctions.send(new DescribeExecutionCommand({ executionArn })));
  } catch (error) {
    if (error instanceof Error && error.name === "ExecutionDoesNotExist") return undefined;
    throw error;
  }
}

export const handler = startDeploymentWith(
  { codePipeline, s3, stepFunctions },
  { stateMachineArn: process.env["STATE_MACHINE_ARN"] ?? "", log: console.log },
);
