import { located, plain, RuntimeFailure, type StateFailure } from "./failure.js";
import type { Visit } from "./visit.js";

/** "late": not in the step that enters the state, but when what was worked out is used. */
type When = "entering" | "late";

/**
 * A failure of a state in JSONata, told by an event of its own. `location` is the field (`Output/total`), where there is one.
 * The caller throws it.
 */
export function evaluationFailed(
  visit: Visit,
  cause: string,
  location?: string,
  when: When = "entering",
): StateFailure {
  const { way, stateName, enteredEventId } = visit;
  const failure = located(new RuntimeFailure(cause, "States.QueryEvaluationError"), stateName, enteredEventId);
  // What fails in the step that enters the state follows what that step followed.
  if (when === "entering" && way.previousEventId === enteredEventId) {
    way.previousEventId = visit.execution.history.previousOf(enteredEventId);
  }
  visit.add("EvaluationFailed", {
    evaluationFailedEventDetails: {
      ...plain(failure),
      ...(location === undefined ? {} : { location }),
      state: stateName,
    },
  });
  return failure;
}
