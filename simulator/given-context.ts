// A context object that a caller of TestState gives: which fields it may hold.
import { isObject, type Json, type JsonObject } from "../asl/json.js";

type Kind = "string" | "number" | "any";

/** @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html */
const parts: { readonly [part: string]: { readonly [field: string]: Kind } } = {
  Execution: {
    Id: "string",
    Input: "any",
    Name: "string",
    RoleArn: "string",
    StartTime: "string",
    RedriveCount: "number",
    RedriveTime: "string",
  },
  State: { EnteredTime: "string", Name: "string", RetryCount: "number" },
  StateMachine: { Id: "string", Name: "string" },
  Task: { Token: "string" },
};

/** What is wrong with a context object, in the service's words. */
export function faultOfContext(context: JsonObject): string | undefined {
  if ("Map" in context) return "'Map' field is not supported when mocking a Context object";
  for (const [name, part] of Object.entries(context)) {
    const fault = faultOfPart(name, part);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function faultOfPart(name: string, part: Json): string | undefined {
  const kinds = Object.hasOwn(parts, name) ? parts[name] : undefined;
  if (kinds === undefined) return `Field '${name}' is not allowed`;
  if (!isObject(part)) return `${name} must be an object`;
  for (const [field, value] of Object.entries(part)) {
    const kind = Object.hasOwn(kinds, field) ? kinds[field] : undefined;
    if (kind === undefined) return `Field '${field}' is not allowed`;
    if (kind !== "any" && typeof value !== kind) return `${name}.${field} must be a ${kind}`;
  }
  return undefined;
}
