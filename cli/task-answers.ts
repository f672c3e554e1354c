// Who answers for the tasks of a workflow that runs on this machine: a module of scripted answers, or the handlers.
import { resolve } from "node:path";
import { allStates } from "../dsl/all-states.js";
import type { LambdaModel, MapState, State, StateMachineModel, TaskState } from "../dsl/model.js";
import { functionCall } from "../generators/function-calls.js";
import type { Layout } from "../generators/generated-file.js";
import { lambdasOf, substitutionsOf } from "../generators/lambdas.js";
import { handlerFile } from "../generators/layout.js";
import type { ExecuteOptions, TaskHandler, TaskRequest } from "../simulator/index.js";
import type { Disk } from "./disk.js";
import { ModulesError, moduleFailure } from "./module-failure.js";
import type { ModuleLoader } from "./module-loader.js";
import { didYouMean } from "./near-names.js";
import { UsageError } from "./usage-error.js";

export type TaskAnswers = Partial<Pick<ExecuteOptions, "tasks" | "lambda" | "patienceMs">>;
/** Ends the execution: the command was used wrongly, and no `Catch` of the workflow is to hide that. */
export type GiveUp = (reason: Error) => never;

/** What a scripted answer may use: all that a mock of `statewright/testing` may, and a count. */
export interface AnswerTools extends Omit<TaskRequest, "parameters"> {
  /** How often the state has asked, this time included: 1 at first. */
  readonly call: number;
}

/** A state that asks for an answer: a task, or a distributed map that reads from S3 or writes there. */
type Asking = TaskState | MapState;
const isAsking = (state: State): state is Asking =>
  state.Type === "Task" ||
  (state.Type === "Map" && (state.distributed?.reader ?? state.distributed?.writer) !== undefined);
const isFunction = (state: Asking): boolean =>
  state.Type === "Task" &&
  (state.run.kind === "lambda" || (state.run.kind === "integration" && state.run.integration.lambda !== undefined));

/**
 * Answers from a table by the name of the state: a function is called with the task's input, anything else is the
 * answer itself, a list too. Throwing an error fails the task with the error's `name`.
 * @param shown the module, as the author named it
 */
export function scriptedAnswers(
  table: unknown,
  machine: Pick<StateMachineModel, "states" | "name">,
  shown: string,
  giveUp: GiveUp,
): TaskAnswers {
  if (typeof table !== "object" || table === null || Array.isArray(table)) {
    throw new UsageError(
      `${shown} has no answers: its default export is not an object`,
      'export default { "State Name": answer or (input) => answer }',
    );
  }
  const answers = new Map(Object.entries(table));
  const states = allStates(machine).filter(isAsking);
  const names = states.map(({ name }) => name);
  const unknown = [...answers.keys()].find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new UsageError(
      `${shown} answers for "${unknown}", which is no task of ${machine.name}`,
      didYouMean(unknown, names),
    );
  }
  const calls = new Map<string, number>();
  const handlerOf =
    (state: Asking): TaskHandler =>
    async ({ parameters, ...tools }) => {
      const { name } = state;
      if (!answers.has(name)) {
        return giveUp(
          new UsageError(`${shown} has no answer for the state "${name}"`, `add "${name}": … to its default export`),
        );
      }
      const answer: unknown = answers.get(name);
      const call = (calls.get(name) ?? 0) + 1;
      calls.set(name, call);
      const { input, response } =
        state.Type === "Task"
          ? functionCall(state.run, tools.resource, parameters)
          : { input: parameters, response: (given: unknown) => given };
      return response(
        typeof answer === "function" ? await answer(input, { ...tools, call } satisfies AnswerTools) : answer,
      );
    };
  return { tasks: Object.fromEntries(states.map((state) => [state.name, handlerOf(state)])) };
}

export interface HandlerRequest {
  readonly machine: Pick<StateMachineModel, "states">;
  readonly disk: Disk;
  readonly root: string;
  readonly layout: Layout;
  readonly loader: ModuleLoader;
  readonly giveUp: GiveUp;
}

/** Calls the author's own handlers, as Lambda would. Each is loaded when it is first called. */
export function handlerAnswers({ machine, disk, root, layout, loader, giveUp }: HandlerRequest): TaskAnswers {
  const lambdas = lambdasOf(machine);
  const fileOf = (lambda: LambdaModel) => handlerFile(lambda, layout);
  const missing = lambdas.map(fileOf).filter((file) => disk.kind(resolve(root, file)) === undefined);
  if (missing.length > 0) {
    throw new UsageError(
      `there is no ${missing.join(", no ")}`,
      "make the stubs with statewright generate and fill them in, or answer for the tasks with --tasks",
    );
  }
  const substitutions = substitutionsOf(machine);
  const byName = new Map(lambdas.map((lambda) => [substitutions.get(lambda.name) ?? lambda.name, lambda]));
  const nobody = (name: string) => () =>
    giveUp(
      new UsageError(
        `no handler answers for the state "${name}", which calls a service`,
        `answer with --tasks, by a module: export default { "${name}": … }`,
      ),
    );
  let calls = 0;
  return {
    tasks: Object.fromEntries(
      allStates(machine)
        .filter((state) => isAsking(state) && !isFunction(state))
        .map(({ name }) => [name, nobody(name)]),
    ),
    // Handlers do real work: time stands still while they do.
    patienceMs: Number.POSITIVE_INFINITY,
    lambda: async (functionName, payload) => {
      const lambda = byName.get(functionName);
      if (lambda === undefined) return giveUp(new Error(`the definition calls an unknown function ${functionName}`));
      const file = fileOf(lambda);
      const module = await loader.load(resolve(root, file)).catch((error: unknown) => {
        return giveUp(new ModulesError([moduleFailure(error, file, root)]));
      });
      const { handler } = module;
      if (typeof handler !== "function") {
        return giveUp(new UsageError(`${file} exports no function "handler"`, "export const handler = handle(…)"));
      }
      calls += 1;
      // A copy: Lambda's functions share no memory with the state machine.
      return handler(structuredClone(payload), lambdaContext(lambda.name, calls));
    },
  };
}

/** What Lambda passes as second argument. */
const lambdaContext = (functionName: string, call: number) => ({
  functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: `arn:aws:lambda:us-east-1:123456789012:function:${functionName}`,
  memoryLimitInMB: "128",
  awsRequestId: `00000000-0000-4000-8000-${String(call).padStart(12, "0")}`,
  logGroupName: `/aws/lambda/${functionName}`,
  logStreamName: "local",
  callbackWaitsForEmptyEventLoop: true,
  getRemainingTimeInMillis: () => 900_000,
});
