import { allStates } from "../all-states.js";
import type { SchemaError } from "../functions.js";
import type { Catcher, MapState, ParallelState, Retrier, TaskState } from "../model.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

const ALL = "States.ALL";
const SCHEMA_ERRORS: readonly SchemaError[] = ["InvalidInput", "InvalidOutput"];
/** Errors that ASL and the Lambda service name themselves. */
const RESERVED = /^(States|Lambda|Sandbox)\./;

function listFindings(
  machine: Parameters<Rule>[0],
  state: TaskState | ParallelState | MapState,
  field: "Retry" | "Catch",
  list: readonly (Retrier | Catcher)[],
) {
  return list.flatMap(({ ErrorEquals }, index) => {
    const at = `${field}[${index}].ErrorEquals`;
    const found = [];
    if (ErrorEquals.length === 0) {
      found.push(
        finding(
          machine,
          state,
          "SCHEMA_VALIDATION_FAILED",
          at,
          `${field} of state '${state.name}' names no error`,
          "name at least one",
        ),
      );
    }
    if (ErrorEquals.includes(ALL) && (ErrorEquals.length > 1 || index < list.length - 1)) {
      found.push(
        finding(
          machine,
          state,
          "CATCH_ALL_NOT_LAST",
          at,
          `States.ALL takes every error: it must be alone and in the last ${field}`,
          "move it into an entry of its own at the end",
        ),
      );
    }
    const lambda = state.Type === "Task" && state.run.kind === "lambda" ? state.run.lambda : undefined;
    // A contract without schemas declares its errors in types alone, which are gone here.
    const declared = lambda?.input === undefined ? undefined : [...lambda.errors, ...SCHEMA_ERRORS];
    for (const error of ErrorEquals) {
      if (declared !== undefined && !RESERVED.test(error) && !declared.includes(error)) {
        found.push(
          finding(
            machine,
            state,
            "UNDECLARED_ERROR",
            at,
            `'${error}' is not an error of ${lambda?.name}`,
            `use one of: ${declared.join(", ")}`,
          ),
        );
      }
    }
    return found;
  });
}

/** Retry and Catch name errors that can come, and `States.ALL` stands alone and last. */
export const errorNames: Rule = (machine) =>
  allStates(machine).flatMap((state) =>
    "Retry" in state || "Catch" in state
      ? [
          ...listFindings(machine, state, "Retry", state.Retry ?? []),
          ...listFindings(machine, state, "Catch", state.Catch ?? []),
        ]
      : [],
  );
