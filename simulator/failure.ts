// How running states fail: a failure has ASL's error name and a cause, and is a value once it leaves a state.
import type { Json } from "../asl/json.js";
import type { FailureDetails } from "./history-event.js";

export interface Failure {
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
}

/** Thrown while a state runs, caught where Retry and Catch look at it and where the execution ends. */
export class StateFailure extends Error implements Failure {
  override readonly name = "StateFailure";
  readonly error: string | undefined;
  override readonly cause: string | undefined;
  /** Another name that `ErrorEquals` may know it by. */
  readonly alias: string | undefined;
  constructor({ error, cause, alias }: Failure & { readonly alias?: string | undefined }) {
    super(`${error}: ${cause}`);
    this.error = error;
    this.cause = cause;
    this.alias = alias;
  }
}

/** A failure of the interpreter itself; the service says in the cause which state it was in. */
export class RuntimeFailure extends StateFailure {
  constructor(cause: string, error = "States.Runtime") {
    super({ error, cause });
  }
}

/** The time for a task is over. A missed heartbeat is told as a timeout, and caught under its own name as well. */
export class TimeoutFailure extends StateFailure {
  constructor(alias?: "States.HeartbeatTimeout") {
    super({ error: "States.Timeout", alias });
  }
}

/** A result that is larger than the service carries. `source` is what returned it. */
export const tooLarge = (source: string): StateFailure =>
  new StateFailure({
    error: "States.DataLimitExceeded",
    cause: `The state/task '${source}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  });

/** In place of the id of the event that a state is entered with. */
export const NEVER_ENTERED = 0;

/** A payload that is larger than the service carries, on its way to `target`: a task, the states within a state. */
export const tooLargeFor = (target: string): StateFailure =>
  new StateFailure({
    error: "States.DataLimitExceeded",
    cause: `The state/task '${target}' was given an input with a size exceeding the maximum number of bytes service limit.`,
  });

/** The same failure with the state in its cause, where the service puts it. One that is run by itself is never entered. */
export function located(failure: StateFailure, stateName: string, enteredEventId: number): StateFailure {
  if (!(failure instanceof RuntimeFailure) || enteredEventId === NEVER_ENTERED) return failure;
  const place = `An error occurred while executing the state '${stateName}' (entered at the event id #${enteredEventId}).`;
  return new StateFailure({ error: failure.error, cause: `${place} ${failure.cause ?? ""}` });
}

/** A failure without the fields that it lacks, as events and results carry it. */
export const plain = ({ error, cause }: Failure): FailureDetails => ({
  ...(error === undefined ? {} : { error }),
  ...(cause === undefined ? {} : { cause }),
});

/** What a Catch puts into the data. @see https://states-language.net/#error-output */
export const errorOutput = ({ error = null, cause = error === null ? null : "" }: NullableFailure): Json => ({
  Error: error,
  Cause: cause,
});
type NullableFailure = { readonly [Field in keyof Failure]: Failure[Field] | null };

/** What ends the execution at once: `ErrorEquals` cannot ask for it, not even by `States.ALL`. */
export const terminal = ({ error }: Failure): boolean => error === "States.Runtime";

/**
 * Whether a list of `ErrorEquals` means the failure.
 * @see https://states-language.net/#error-names
 */
export function matches(names: readonly string[], failure: StateFailure): boolean {
  const { error = "", alias } = failure;
  if (terminal(failure)) return false;
  return names.some(
    (name) =>
      name === error ||
      name === alias ||
      name === "States.ALL" ||
      (name === "States.TaskFailed" && error !== "States.Timeout"),
  );
}

/** What nothing answers that an execution calls: a mistake of the caller, not a failure of the execution. */
export class MissingHandler extends Error {
  override readonly name = "MissingHandler";
}
