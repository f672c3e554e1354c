// Runs a state machine from its input to its end.
import type { Json } from "../asl/json.js";
import { compileMachine, type Machine } from "./compile.js";
import { chooseClock, createExecution, type Execution } from "./execution.js";
import * as events from "./execution-events.js";
import { type Failure, plain } from "./failure.js";
import { HistoryClosed, HistoryFull, historyFull } from "./history.js";
import type { FailureDetails } from "./history-event.js";
import { exceedsPayload, LARGEST_PAYLOAD, longestExecution } from "./limits.js";
import { allEnded, type Nest } from "./nested-executions.js";
import type { ExecuteOptions, ExecutionResult, ExecutionStatus } from "./options.js";
import { type Ended, runStates } from "./run-states.js";
import { Scope } from "./scope.js";
import { substitute } from "./substitutions.js";
import { Way } from "./way.js";

/**
 * Runs a definition in Amazon States Language, any and not only ours, as the service would. Failing, timing out and being
 * aborted are results; the promise rejects with a `DefinitionError` for a definition that cannot be run (all findings in
 * `diagnostics`), and for what the caller did wrong: an input that is no JSON, a task that nothing answers.
 * @example const { status, output } = await execute(definition, { input: { id: 7 }, lambda: (name, payload) => payload });
 */
export async function execute(definition: object, options: ExecuteOptions = {}): Promise<ExecutionResult> {
  const nest = nestOf(options);
  try {
    const result = await run(definition, options, nest);
    await allEnded(nest);
    return result;
  } finally {
    nest.clock.stop();
  }
}

/** For an execution that no other one starts. */
export const nestOf = (options: ExecuteOptions): Nest => ({
  run,
  clock: chooseClock(options),
  started: new Map(),
  tokens: options.taskTokens ?? new Map(),
  signal: options.signal,
});

async function run(definition: object, options: ExecuteOptions, nest: Nest): Promise<ExecutionResult> {
  const machine = compileMachine(substitute(definition, options.substitutions), options.stateMachineType ?? "STANDARD");
  const inputText = textOf(options.input);
  const input: Json = JSON.parse(inputText);
  const execution = createExecution(input, options, nest);
  return new Promise((resolve, reject) => {
    const way = new Way();
    const end = endsOf(execution, machine, way, options.signal, resolve);
    events.started(execution, inputText);
    if (options.signal?.aborted) return end.aborted();
    // An end that is there at once is looked at later, like any other.
    new Promise<Ended>((ended) => ended(runStates(machine, execution, way, new Scope(), input)))
      .then((ended) => end.reached(ended))
      .catch((error) => {
        if (error instanceof HistoryClosed) return;
        if (error instanceof HistoryFull) return end.full();
        end.release();
        reject(error);
      });
  });
}

function textOf(input: unknown): string {
  const text = JSON.stringify(input === undefined ? {} : input);
  if (text === undefined) throw new TypeError(`the input is a ${typeof input}, which JSON cannot carry`);
  if (exceedsPayload(text))
    throw new RangeError(`the input is larger than ${LARGEST_PAYLOAD} bytes, the most that the service takes`);
  return text;
}

/** The error and the cause that whoever stops an execution may give. */
function saidBy(reason: unknown): FailureDetails {
  if (typeof reason !== "object" || reason === null || reason instanceof Error) return {};
  const { error, cause }: { error?: unknown; cause?: unknown } = reason;
  return plain({
    error: typeof error === "string" ? error : undefined,
    cause: typeof cause === "string" ? cause : undefined,
  });
}

/** The ways in which an execution ends, of which the first counts. */
interface Ends {
  readonly reached: (ended: Ended) => void;
  readonly full: () => void;
  readonly aborted: () => void;
  /** Lets go of everything that waits. */
  readonly release: () => void;
}

function endsOf(
  execution: Execution,
  machine: Machine,
  way: Way,
  signal: AbortSignal | undefined,
  resolve: (result: ExecutionResult) => void,
): Ends {
  const { clock, history, type } = execution;
  const release = () => {
    history.close();
    cancelTimeout();
    signal?.removeEventListener("abort", aborted);
    way.stop();
  };
  const finish = (status: ExecutionStatus, result: Partial<ExecutionResult> = {}) => {
    release();
    resolve({ status, ...result, events: history.events });
  };
  const fail = (failure: Failure) => {
    events.failed(execution, way, failure);
    finish("FAILED", plain(failure));
  };
  const reached = (ended: Ended) => {
    if (history.closed) return;
    if (ended.kind === "failed") return fail(ended.failure);
    const output = events.succeeded(execution, way, ended.output);
    finish("SUCCEEDED", { output: JSON.parse(output) });
  };
  const timedOut = () => {
    if (history.closed) return;
    events.timedOut(execution);
    finish("TIMED_OUT");
  };
  const aborted = () => {
    if (history.closed) return;
    const details = saidBy(signal?.reason);
    events.aborted(execution, details);
    finish("ABORTED", details);
  };
  const full = () => {
    if (type === "EXPRESS") return timedOut();
    fail(historyFull(history));
  };

  const seconds = Math.min(machine.timeoutSeconds ?? Number.POSITIVE_INFINITY, longestExecution[type]);
  const cancelTimeout = clock.at(clock.now() + seconds * 1000, timedOut);
  signal?.addEventListener("abort", aborted, { once: true });
  return { reached, full, aborted, release };
}
