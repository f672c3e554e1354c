// One state by itself, by the interpreter's own stages: with a probe that looks on, and that stands in for the state's work.
import { isObject, type Json, type JsonObject } from "../asl/json.js";
import { uuid } from "../asl/random.js";
import type { CompiledState } from "./compile.js";
import { isoTime } from "./context-object.js";
import { nestOf } from "./execute.js";
import { createExecution, type Execution } from "./execution.js";
import { NEVER_ENTERED, plain, StateFailure, TimeoutFailure } from "./failure.js";
import { httpRequest, httpResponse } from "./http-exchange.js";
import type { ExecuteOptions } from "./options.js";
import type { Handling, Probe, Stage } from "./probe.js";
import { leave } from "./run-states.js";
import { Scope } from "./scope.js";
import { compileUnderTest, STATE_NAME, type StateUnderTest, stateUnderTest } from "./state-under-test.js";
import { type GivenToState, readGiven } from "./test-state-checks.js";
import {
  refuse,
  type TestStateConfiguration,
  type TestStateInspectionData,
  type TestStateRequest,
  type TestStateResponse,
} from "./test-state-request.js";
import { type Outcome, Visit } from "./visit.js";
import { Way } from "./way.js";

/** Who answers a Task that is not mocked, and where the state is: as for `execute`. */
export type TestStateOptions = Pick<
  ExecuteOptions,
  | "lambda"
  | "tasks"
  | "clock"
  | "seed"
  | "patienceMs"
  | "startTime"
  | "stateMachineArn"
  | "executionName"
  | "substitutions"
  | "onHandlerError"
>;

const LONGEST_SECONDS = 300;

/**
 * Runs one state as the API call TestState does; requests and responses have its shapes. Failing is a result. The promise
 * rejects with a `TestStateError` (`ValidationException`, `InvalidDefinition`, `InvalidExecutionInput`) for a request that the
 * service refuses.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 * @example
 * const { status, output } = await testState({
 *   definition: JSON.stringify({ Type: "Pass", InputPath: "$.order", End: true }),
 *   input: JSON.stringify({ order: { id: 7 } }),
 * });
 */
export async function testState(request: TestStateRequest, options: TestStateOptions = {}): Promise<TestStateResponse> {
  const tested = stateUnderTest(request, options.substitutions);
  const given = await readGiven(request, tested.document);
  const seen: Seen = { stages: new Map(), failure: undefined, handling: {} };
  const state = compileUnderTest(tested, lookOn(seen, given, request.stateConfiguration));
  const ended = await runAlone(state, executionOf(request, given, options), given);
  return responseOf(request, tested, given, seen, ended);
}

/** What the probe was told. */
interface Seen {
  readonly stages: Map<Stage, Json>;
  /** That which was handled. */
  failure: StateFailure | undefined;
  handling: Handling;
}

function lookOn(
  seen: Seen,
  { mock }: GivenToState,
  { retrierRetryCount = 0, mapItemReaderData, mapIterationFailureCount = 0 }: TestStateConfiguration = {},
): Probe {
  return {
    saw: (stage, value) => void seen.stages.set(stage, value),
    mock:
      mock &&
      (() => {
        if ("result" in mock) return mock.result;
        throw new StateFailure(mock);
      }),
    retried: retrierRetryCount,
    handled: (failure, by) => {
      seen.failure = failure;
      seen.handling = { ...seen.handling, ...by };
    },
    map: {
      itemReaderData: mapItemReaderData,
      failedIterations: (iterations) => {
        if (mapIterationFailureCount <= iterations) return mapIterationFailureCount;
        return refuse("Map iteration failure count must be less than or equal to the number of Map iterations");
      },
    },
  };
}

function executionOf(
  { roleArn }: TestStateRequest,
  { input, context }: GivenToState,
  options: TestStateOptions,
): Execution {
  const execution = createExecution(input, options, nestOf(options));
  const { machine, clock, names } = execution;
  const name = options.executionName ?? uuid(names);
  const own: JsonObject = {
    Execution: {
      Id: `arn:${machine.partition}:states:${machine.region}:${machine.account}:express:${machine.name}:${name}`,
      Input: input,
      Name: name,
      RoleArn: roleArn ?? null,
      StartTime: isoTime(new Date(clock.now())),
    },
    StateMachine: { Id: machine.arn, Name: machine.name },
  };
  return {
    ...execution,
    context: () => own,
    ...(context && { givenContext: context }),
  };
}

/** What the state comes to, or what it fails with. */
async function runAlone(
  state: CompiledState,
  execution: Execution,
  { input, variables }: GivenToState,
): Promise<Outcome | StateFailure> {
  const { clock, history } = execution;
  const way = new Way();
  const scope = new Scope();
  scope.assign(Object.entries(variables).map(([name, value]) => ({ name, value, text: JSON.stringify(value) })));
  const visit = new Visit(execution, way, scope, STATE_NAME, NEVER_ENTERED);
  const late = new Promise<never>((_resolve, reject) => {
    clock.at(clock.now() + LONGEST_SECONDS * 1000, () => reject(new TimeoutFailure()));
  });
  const run = async () => {
    const outcome = await state.run(visit, input);
    leave(visit, state, outcome);
    return outcome;
  };
  try {
    return await Promise.race([run(), late]);
  } catch (error) {
    if (error instanceof StateFailure) return error;
    throw error;
  } finally {
    history.close();
    way.stop();
    clock.stop();
  }
}

// ---------------------------------------------------------------- the answer

function responseOf(
  request: TestStateRequest,
  tested: StateUnderTest,
  given: GivenToState,
  seen: Seen,
  ended: Outcome | StateFailure,
): TestStateResponse {
  const { inspectionLevel = "INFO" } = request;
  const failure = ended instanceof StateFailure ? ended : seen.failure;
  return {
    status: statusOf(seen, ended),
    ...(failure && plain(failure)),
    ...(ended instanceof StateFailure ? {} : leavingWith(ended)),
    ...(inspectionLevel !== "INFO" && {
      inspectionData: inspectionDataOf(tested, given, seen, ended, inspectionLevel === "TRACE"),
    }),
  };
}

function statusOf({ failure, handling }: Seen, ended: Outcome | StateFailure): TestStateResponse["status"] {
  if (!(ended instanceof StateFailure)) return failure === undefined ? "SUCCEEDED" : "CAUGHT_ERROR";
  return handling.retryBackoffIntervalSeconds === undefined ? "FAILED" : "RETRIABLE";
}

const leavingWith = ({ output, next }: Outcome) => ({
  output: JSON.stringify(output),
  ...(next === undefined ? {} : { nextState: next }),
});

/** Stages that states have whose work gives a result. */
const ofResults: ReadonlySet<Stage> = new Set(["afterResultSelector", "afterResultPath"]);
const withResults: ReadonlySet<unknown> = new Set(["Task", "Pass", "Map", "Parallel"]);
/** Stages that are told as numbers, and not as text. */
const numbers: ReadonlySet<Stage> = new Set(["maxConcurrency", "toleratedFailureCount", "toleratedFailurePercentage"]);

function inspectionDataOf(
  { document, queryLanguage }: StateUnderTest,
  { input, variables }: GivenToState,
  { stages, handling }: Seen,
  ended: Outcome | StateFailure,
  traces: boolean,
): TestStateInspectionData {
  const { Type, QueryLanguage = queryLanguage, Resource } = document;
  // A Fail has no stages, and is told of as if it had its first.
  if (Type === "Fail" && QueryLanguage !== "JSONata") stages.set("afterInputPath", input);
  const told = [...stages].filter(([stage]) => withResults.has(Type) || !ofResults.has(stage));
  const assigned = ended instanceof StateFailure ? [] : (ended.assigned ?? []);
  const all: JsonObject = { ...variables, ...Object.fromEntries(assigned) };
  return {
    input: JSON.stringify(input),
    ...Object.fromEntries(told.map(([stage, value]) => [stage, numbers.has(stage) ? value : JSON.stringify(value)])),
    ...(Object.keys(handling).length > 0 && { errorDetails: handling }),
    ...(Object.keys(all).length > 0 && { variables: JSON.stringify(all) }),
    ...(traces && /:states:::http:invoke$/.test(String(Resource)) && exchangeOf(stages)),
  };
}

function exchangeOf(stages: Seen["stages"]): Pick<TestStateInspectionData, "request" | "response"> {
  const sent = stages.get("afterArguments") ?? stages.get("afterParameters");
  const answered = stages.get("result");
  return {
    ...(isObject(sent) && { request: httpRequest(sent) }),
    ...(isObject(answered) && { response: httpResponse(answered) }),
  };
}
