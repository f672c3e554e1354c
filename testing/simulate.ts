// Runs a workflow in a test, on answers that the test gives for its tasks.

import { allStates } from "../dsl/all-states.js";
import type { MachineTypes, StateMachine } from "../dsl/machine.js";
import type { TaskState } from "../dsl/model.js";
import type { StandardSchema } from "../dsl/schema.js";
import { definition } from "../generators/definition.js";
import { functionCall } from "../generators/function-calls.js";
import { localActivityArns } from "../generators/lambdas.js";
import {
  type ExecuteOptions,
  type ExecutionResult,
  execute,
  type HistoryEvent,
  type TaskRequest,
} from "../simulator/index.js";
import { type Transition, taken, wayThrough } from "./coverage.js";

/** What a mock can use: the state it stands for, the clock, a signal. */
export type MockTools = Omit<TaskRequest, "parameters">;
/** Answers for a task: gets what the function would get, gives what it would answer. An error that it throws fails the task with its `name`. */
export type Mock<In, Out> = (input: In, tools: MockTools) => Out | Promise<Out>;
/**
 * The same for a task that waits for a token. What it gives is what comes back with the token; where it gives nothing, the
 * task waits until somebody ends it by `token`, or for its time to run out.
 */
export type TokenMock<In, Out> = (
  input: In,
  tools: MockTools & Required<Pick<MockTools, "token">>,
) => Out | undefined | void | Promise<Out | undefined | void>;
type Ran = readonly [state: string, input: any, output: any]; // `any`: what each holds is read out one by one
type TasksOf<Declared, Output> = Extract<MachineTypes<Declared, Output>["tasks"], Ran>;
type MockOf<Tasks, State, Waiting> = Tasks extends readonly [State, infer In, infer Out]
  ? State extends Waiting
    ? TokenMock<In, Out>
    : Mock<In, Out>
  : never;
/** One mock a Task state, by its name. Waiting: the names of those that wait for a token. */
export type Mocks<Tasks extends Ran, Waiting = never> = {
  readonly [State in Tasks[0]]?: MockOf<Tasks, State, Waiting>;
};

/** An object of S3, as a reader asks for it. */
interface ObjectRequest {
  /** Its name. */
  readonly Bucket: string;
  /** The key of the object. */
  readonly Key: string;
  /** Of a bucket with versions. */
  readonly VersionId?: string;
}
interface Listing {
  /** The objects, each with its key and what else S3 tells of it. */
  readonly Contents: readonly Readonly<Record<string, unknown> & Record<"Key", string>>[];
  /** There when the listing goes on: comes back as `ContinuationToken`. */
  readonly NextContinuationToken?: string;
}
/** Answers of S3 to the readers and writers of distributed maps. An error that it throws fails the map with `States.ItemReaderFailed` or `States.ResultWriterFailed`. */
export interface S3Mocks {
  /** The text of the object, or its bytes. */
  readonly getObject?: Mock<ObjectRequest, string | Uint8Array>;
  /** A part of the objects of a bucket. */
  readonly listObjectsV2?: Mock<
    { readonly Bucket: string; readonly Prefix?: string; readonly ContinuationToken?: string },
    Listing
  >;
  /** Is told the results, and at last the manifest that lists them. */
  readonly putObject?: Mock<{ readonly Bucket: string; readonly Key: string; readonly Body: string }, unknown>;
}

/** What `simulate` is given besides the workflow. */
export interface SimulateOptions<Input, Tasks extends Ran, Waiting = never>
  extends Pick<ExecuteOptions, "clock" | "seed" | "signal" | "startTime" | "executionName" | "patienceMs" | "onEvent"> {
  /** Of the execution; where the workflow has a schema, checked by it. */
  readonly input: Input;
  /** Those of the states that this run comes to; one that is missed fails the test, not the execution. */
  readonly tasks?: Mocks<Tasks, Waiting>;
  /** What distributed maps read from S3 and write there; a call that is missed fails the test. */
  readonly s3?: S3Mocks;
}
/** What `simulate` gives: the result of the execution, its output typed, and its way. */
export type Simulation<Output> = Omit<ExecutionResult, "status" | "output"> & {
  /** The names of the states, in the order in which they were entered. */
  readonly states: readonly string[];
  /** The ways from one state to the next, in order. */
  readonly transitions: readonly Transition[];
} & (
    | { readonly status: "SUCCEEDED"; readonly output: Output }
    | { readonly status: Exclude<ExecutionResult["status"], "SUCCEEDED">; readonly output?: undefined }
  );

/**
 * Runs the ASL of a finished workflow on the virtual clock, with mocks for its tasks. Rejects when a task has no mock, or
 * when the input does not pass the workflow's schema.
 * @example
 * const { status, states } = await simulate(deploy, {
 *   input: { stackName: "app", … },
 *   tasks: { "Check Stack Existence": () => false, "Create Stack": ({ stackName }) => ({ stackId: stackName }) },
 * });
 */
export async function simulate<Declared, Output>(
  machine: StateMachine<Declared, Output>,
  options: SimulateOptions<
    MachineTypes<Declared, Output>["input"],
    TasksOf<Declared, Output>,
    MachineTypes<Declared, Output>["waiting"]
  >,
): Promise<Simulation<Output>> {
  const { input, tasks = {}, s3 = {}, ...others } = options;
  if (machine.input !== undefined) await checkInput(machine.name, machine.input, input);
  // The mapped type of the mocks is known to the caller alone; by name they are functions.
  const mocks = tasks as { readonly [state: string]: Mock<unknown, unknown> | undefined };
  const missing: string[] = [];
  const missed = (what: string) => {
    missing.push(what);
    throw new Error(`no mock for ${what}`);
  };
  const states = allStates(machine).flatMap((state) => (state.Type === "Task" ? [state] : []));
  const children = new Map<string, HistoryEvent[]>();
  const result = await execute(definition(machine), {
    ...others,
    onChildEvent: (event, child) => {
      const events = children.get(child) ?? [];
      children.set(child, events);
      events.push(event);
    },
    input,
    stateMachineType: machine.type,
    substitutions: localActivityArns(machine),
    tasks: Object.fromEntries([
      ...states.map((state) => [
        state.name,
        (request: TaskRequest) => {
          const mock = Object.hasOwn(mocks, state.name) ? mocks[state.name] : undefined;
          return mock === undefined ? missed(`'${state.name}'`) : answer(state, mock, request);
        },
      ]),
      ...(["getObject", "listObjectsV2", "putObject"] as const).map((call) => [
        `arn:aws:states:::s3:${call}`,
        ({ parameters, ...tools }: TaskRequest) =>
          s3[call] === undefined ? missed(`s3.${call}`) : s3[call](parameters, tools),
      ]),
    ]),
  });
  if (missing.length > 0) {
    const names = [...new Set(missing)].join(", ");
    const where = missing.every((name) => name.startsWith("s3.")) ? "to the options" : "to tasks";
    throw new Error(`the simulation of ${machine.name} came to ${names} without a mock: add it ${where}`);
  }
  const way = wayThrough(result.events);
  for (const one of [way, ...[...children.values()].map(wayThrough)]) taken(machine, one);
  // The output of the ASL is what the chain's types say it is: that is what they are checked for.
  return { ...result, ...way } as unknown as Simulation<Output>;
}

/** What a mock gives: the answer of the call, or what comes back with its token. */
async function answer(
  { run }: TaskState,
  mock: Mock<unknown, unknown>,
  { parameters, ...tools }: TaskRequest,
): Promise<unknown> {
  const { input, response } = functionCall(run, tools.resource, parameters);
  const given = await mock(input, tools);
  if (run.kind !== "integration" || run.integration.pattern !== ".waitForTaskToken") return response(given);
  if (given !== undefined) tools.token?.succeed(given);
  return {};
}

async function checkInput(name: string, schema: StandardSchema, input: unknown): Promise<void> {
  const { issues } = await schema["~standard"].validate(input);
  if (issues === undefined) return;
  const lines = issues.map(({ message, path = [] }) => {
    const where = path.map((step) => String(typeof step === "object" ? step.key : step)).join(".");
    return `  ${where === "" ? "input" : where}: ${message}`;
  });
  throw new Error([`the input does not pass the schema of ${name}:`, ...lines].join("\n"));
}

/**
 * A mock that gives its answers one after the other, and the last one from then on. An `Error` among them is thrown.
 * @example { "Get Stack Creation Status": inTurn("in_progress", "in_progress", "complete") }
 */
export function inTurn<const Out>(first: Out | Error, ...others: readonly (Out | Error)[]): Mock<unknown, Out> {
  const answers = [first, ...others];
  let turn = 0;
  return () => {
    const answer = answers[Math.min(turn, answers.length - 1)] as Out | Error; // the list has a first one
    turn += 1;
    if (answer instanceof Error) throw answer;
    return answer;
  };
}
