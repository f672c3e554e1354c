import { isObject, type Json } from "../../asl/json.js";
import type { TaskState } from "../../asl/types.js";
import { compileRequired, jsonPathFlow, outcome } from "../data-flow.js";
import { withErrorHandling } from "../error-handling.js";
import { RuntimeFailure } from "../failure.js";
import { performTask } from "../perform-task.js";
import { below, type Place, report } from "../place.js";
import { readResource } from "../resources.js";
import { newTokenValue } from "../task-token.js";
import { compileTemplate } from "../template.js";
import type { RunState, Visit } from "../visit.js";

type Seconds = (data: Json, visit: Visit) => number | undefined;

/** @see https://states-language.net/#task-state */
export function compileTask(state: TaskState, place: Place): RunState {
  const flow = jsonPathFlow(state, place);
  const resource = readResource(state.Resource);
  if ("refused" in resource) {
    report(below(place, "Resource"), resource.refused, resource.code);
    return () => ({ output: null, next: undefined, assigned: undefined });
  }
  const timeout = compileSeconds(state.TimeoutSeconds, state.TimeoutSecondsPath, "TimeoutSecondsPath", place);
  const heartbeat = compileSeconds(state.HeartbeatSeconds, state.HeartbeatSecondsPath, "HeartbeatSecondsPath", place);
  const credentials = compileTemplate(state.Credentials ?? {}, below(place, "Credentials"));
  return withErrorHandling(state, place, async (visit, input) => {
    const data = flow.effective(input, visit);
    const timeoutSeconds = timeout(data, visit);
    const heartbeatSeconds = heartbeat(data, visit);
    const { RoleArn } = asObject(credentials(data, visit));
    if (resource.waitsForToken) visit.taskToken = newTokenValue(visit.random);
    const result = await performTask(visit, {
      resource,
      parameters: flow.arguments(data, visit),
      timeoutSeconds,
      heartbeatSeconds,
      credentialsRoleArn: typeof RoleArn === "string" ? RoleArn : undefined,
    });
    return outcome(flow, visit, input, result, state.Next);
  });
}

const asObject = (value: Json) => (isObject(value) ? value : {});

function compileSeconds(
  literal: number | string | undefined,
  path: string | undefined,
  field: string,
  place: Place,
): Seconds {
  if (path === undefined) return () => (typeof literal === "number" ? literal : undefined);
  const select = compileRequired(path, field, place);
  return (data, visit) => {
    const value = select(data, visit);
    if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    throw new RuntimeFailure(`The ${field} field refers to value "${shown}" which is not a valid integer: ${path}`);
  };
}
