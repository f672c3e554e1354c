// The events that an execution begins and ends with, of whichever kind it is.
import type { Json } from "../asl/json.js";
import type { Execution } from "./execution.js";
import { type Failure, plain } from "./failure.js";
import { complete } from "./history.js";
import type { FailureDetails } from "./history-event.js";
import type { Way } from "./way.js";

/** `input`: its JSON text. */
export function started({ history, roleArn }: Execution, input: string): void {
  history.append("ExecutionStarted", 0, {
    executionStartedEventDetails: { input, inputDetails: complete, roleArn },
  });
}

/** Gives the JSON text of the output. */
export function succeeded({ history }: Execution, way: Way, value: Json): string {
  const output = history.text(value);
  history.add(way, "ExecutionSucceeded", { executionSucceededEventDetails: { output, outputDetails: complete } });
  return output;
}

export function failed({ history }: Execution, way: Way, failure: Failure): void {
  history.append("ExecutionFailed", way.previousEventId, { executionFailedEventDetails: plain(failure) });
}

// The service names States.Timeout in the event alone, and gives these two ends no place on a way.
export function timedOut({ history }: Execution): void {
  history.append("ExecutionTimedOut", 0, { executionTimedOutEventDetails: { error: "States.Timeout" } });
}

export function aborted({ history }: Execution, reason: FailureDetails): void {
  history.append("ExecutionAborted", 0, { executionAbortedEventDetails: reason });
}
