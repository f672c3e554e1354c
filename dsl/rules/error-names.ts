import { integrationService } from "../../asl/integrations.js";
import { sdkService } from "../../asl/sdk-services.js";
import { allStates } from "../all-states.js";
import type { SchemaError } from "../functions.js";
import type { Catcher, MapState, ParallelState, Retrier, RunModel, TaskState } from "../model.js";
import { finding } from "./finding.js";
import type { Rule } from "./index.js";

const ALL = "States.ALL";
const SCHEMA_ERRORS: readonly SchemaError[] = ["InvalidInput", "InvalidOutput"];
/** Errors that the Lambda service names itself. */
const OF_LAMBDA = /^(Lambda|Sandbox)\./;

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
    const known = state.Type === "Task" ? knownErrors(state.run) : undefined;
    for (const error of ErrorEquals) {
      if (known === undefined || error.startsWith("States.") || known.has(error)) continue;
      found.push(
        finding(
          machine,
          state,
          "UNDECLARED_ERROR",
          at,
          `'${error}' is not an error of ${known.of}`,
          `use one of: ${known.names}`,
        ),
      );
    }
    return found;
  });
}

/** What a run may fail with, as far as it is still known here. */
interface KnownErrors {
  readonly of: string;
  readonly names: string;
  readonly has: (error: string) => boolean;
}
function knownErrors(run: RunModel): KnownErrors | undefined {
  if (run.kind === "lambda") {
    const { name, input, errors } = run.lambda;
    // A contract without schemas declares its errors in types alone, which are gone here.
    if (input === undefined) return undefined;
    const declared = [...errors, ...SCHEMA_ERRORS];
    return {
      of: name,
      names: declared.join(", "),
      has: (error) => OF_LAMBDA.test(error) || declared.includes(error),
    };
  }
  // Who holds a token fails the task by any name, and so does a worker.
  if (run.kind === "activity" || run.integration.pattern === ".waitForTaskToken") return undefined;
  const { service, action, sdk } = run.integration;
  const prefix = sdk ? sdkService(service)?.errorPrefix : integrationService(service)?.errorPrefix;
  const ending = sdk ? "Exception" : "";
  if (prefix === undefined) return undefined;
  return {
    of: `${service}:${action}`,
    names: `${prefix}.<Name>${ending}`,
    has: (error) => error.startsWith(`${prefix}.`) && error.endsWith(ending),
  };
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
