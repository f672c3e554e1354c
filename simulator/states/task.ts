import { isObject, type Json } from "../../asl/json.js";
import { isJsonata } from "../../asl/jsonata.js";
import type { TaskState } from "../../asl/types.js";
import type { Awaitable } from "../awaitable.js";
import { compileRequired, outcome } from "../data-flow.js";
import { withErrorHandling } from "../error-handling.js";
import { RuntimeFailure } from "../failure.js";
import { compileJsonataField, kinds } from "../jsonata-template.js";
import { performTask, type TaskCall } from "../perform-task.js";
import { below, type Place, report } from "../place.js";
import { see } from "../probe.js";
import { flowOf, templateOf } from "../query-language.js";
import { readResource } from "../resources.js";
import { newTokenValue } from "../task-token.js";
import type { RunState, Visit } from "../visit.js";

type Seconds = (data: Json, visit: Visit) => Awaitable<number | undefined>;

/** @see https://states-language.net/#task-state */
export function compileTask(state: TaskState, place: Place): RunState {
  const flow = flowOf(state, place);
  const resource = readResource(state.Resource);
  if ("refused" in resource) {
    report(below(place, "Resource"), resource.refused, resource.code);
    return () => ({ output: null, next: undefined, assigned: undefined });
  }
  checkInvocationType(state, place);
  const timeout = compileSeconds(state, "TimeoutSeconds", place);
  const heartbeat = compileSeconds(state, "HeartbeatSeconds", place);
  const credentials = templateOf(state.Credentials ?? {}, below(place, "Credentials"));
  return withErrorHandling(state, place, async (visit, input) => {
    const data = flow.effective(input, visit);
    const timeoutSeconds = await timeout(data, visit);
    const heartbeatSeconds = await heartbeat(data, visit);
    const { RoleArn } = asObject(await credentials(data, visit));
    if (resource.pattern !== "") visit.taskToken = newTokenValue(visit.random);
    const call: TaskCall = {
      resource,
      parameters: await flow.arguments(data, visit),
      timeoutSeconds,
      heartbeatSeconds,
      credentialsRoleArn: typeof RoleArn === "string" ? RoleArn : undefined,
    };
    const mock = place.probe?.mock;
    const result = mock === undefined ? await performTask(visit, call) : mock();
    return outcome(flow, visit, input, see(place, "result", result), state.Next);
  });
}

/** A function is called for its result. */
function checkInvocationType({ Resource, Parameters, Arguments }: TaskState, place: Place): void {
  const [field, sent] = Arguments === undefined ? ["Parameters", Parameters] : ["Arguments", Arguments];
  if (!/:states:::lambda:invoke/.test(Resource) || !isObject(sent)) return;
  const { InvocationType = "RequestResponse" } = sent;
  if (InvocationType === "RequestResponse" || isJsonata(InvocationType)) return;
  const message = `The invocation type '${String(InvocationType)}' is not supported yet`;
  report(below(below(place, field), "InvocationType"), message, "UNSUPPORTED");
}

const asObject = (value: Json) => (isObject(value) ? value : {});

function compileSeconds(state: TaskState, name: "TimeoutSeconds" | "HeartbeatSeconds", place: Place): Seconds {
  const literal = state[name];
  if (place.queryLanguage === "JSONata" && literal !== undefined) {
    const seconds = compileJsonataField(literal, kinds.integer, below(place, name));
    return (data, visit) => seconds(visit, data);
  }
  const field = `${name}Path` as const;
  const path = state[field];
  if (path === undefined) return () => (typeof literal === "number" ? literal : undefined);
  const select = compileRequired(path, field, place);
  return (data, visit) => {
    const value = select(data, visit);
    if (typeof value === "number" && Number.isInteger(value) && value > 0) return value;
    const shown = typeof value === "string" ? value : JSON.stringify(value);
    throw new RuntimeFailure(`The ${field} field refers to value "${shown}" which is not a valid integer: ${path}`);
  };
}
