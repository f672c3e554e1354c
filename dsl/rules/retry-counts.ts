import { allStates } from "../all-states.js";
import type { PathNode, State } from "../model.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

/** A task, a parallel, a map. */
const RETRIED: readonly State["Type"][] = ["Task", "Parallel", "Map"];

/** Whether a path of the context object is anywhere in what a state evaluates; it is plain data. */
function reads(value: unknown, steps: PathNode["steps"]): boolean {
  if (typeof value !== "object" || value === null) return false;
  if ("root" in value && value.root === "context" && "steps" in value) return String(value.steps) === String(steps);
  return Object.values(value).some((part) => reads(part, steps));
}

/**
 * `$$.State.RetryCount` is there in a state that may be tried again.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html
 */
export const retryCounts: Rule = (machine) =>
  allStates(machine)
    .filter((state) => !RETRIED.includes(state.Type) && reads(state, ["State", "RetryCount"]))
    .map((state) =>
      finding(
        machine,
        state,
        "UNSUPPORTED_EXPRESSION",
        "",
        `the context object of state '${state.name}' has no State.RetryCount: only a task, a parallel and a map are tried again`,
        "assign it to a variable in the state that is tried again",
      ),
    );
