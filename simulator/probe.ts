// One state run by itself, looked at from within: the stages of a state report to a probe what they make, and where work is
// mocked the probe gives its result. A definition that is compiled without one runs as if there were none.
import type { Json } from "../asl/json.js";
import type { StateFailure } from "./failure.js";
import type { Place } from "./place.js";

/** What a state works out on its way, by the names of TestState. */
export type Stage =
  | "afterInputPath"
  | "afterParameters"
  | "afterArguments"
  | "afterItemsPath"
  | "afterItemsPointer"
  | "afterItemSelector"
  | "afterItemBatcher"
  | "result"
  | "afterResultSelector"
  | "afterResultPath"
  | "maxConcurrency"
  | "toleratedFailureCount"
  | "toleratedFailurePercentage";

export interface Probe {
  readonly saw: (stage: Stage, value: Json) => void;
  /** In place of the work of a Task, a Parallel or a Map: gives its result, or throws the `StateFailure` it fails with. */
  readonly mock: (() => Json) | undefined;
  /** How often the retrier that means a failure has tried already. */
  readonly retried: number;
  /** A failure was handled: by a retrier, which would try again after so many seconds unless it has no try left; by a catcher. */
  readonly handled: (failure: StateFailure, by: Handling) => void;
  readonly map: {
    /** What the item reader finds, as text. */
    readonly itemReaderData: string | undefined;
    /** How many iterations are to be taken for failed, of so many. */
    readonly failedIterations: (iterations: number) => number;
  };
}
export interface Handling {
  readonly retryIndex?: number;
  readonly retryBackoffIntervalSeconds?: number;
  readonly catchIndex?: number;
}

/** Tells the probe, if there is one, what a stage made. Gives it back. */
export function see<Value extends Json>({ probe }: Place, stage: Stage, value: Value): Value {
  probe?.saw(stage, value);
  return value;
}
