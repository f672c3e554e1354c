import type { State } from "../model.js";
import { finding } from "./finding.js";
import { groupsOf } from "./groups.js";
import type { Rule } from "./index.js";

/** What an Express execution cannot run, in words. */
function standardOnly(state: State): string | undefined {
  if (state.Type === "Map") return state.distributed && "a distributed map";
  if (state.Type !== "Task") return undefined;
  const { run } = state;
  if (run.kind === "activity") return "an activity";
  if (run.kind === "lambda" || run.integration.pattern === "") return undefined;
  return run.integration.pattern === ".waitForTaskToken"
    ? "a call that waits for a task token"
    : "a call that waits for a job";
}

/**
 * An Express execution, of the machine or of a distributed map, calls and goes on.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
 */
export const express: Rule = (machine) =>
  groupsOf(machine)
    .filter(({ type }) => type === "EXPRESS")
    .flatMap(({ states }) => states)
    .flatMap((state) => {
      const what = standardOnly(state);
      if (what === undefined) return [];
      const message = `state '${state.name}' is ${what}, which an Express execution cannot run`;
      const field = state.Type === "Map" ? "ItemProcessor" : "Resource";
      return [finding(machine, state, "SCHEMA_VALIDATION_FAILED", field, message, "make the execution STANDARD")];
    });
