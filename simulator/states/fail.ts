import type { Json } from "../../asl/json.js";
import type { FailState } from "../../asl/types.js";
import { type Awaitable, after } from "../awaitable.js";
import { RuntimeFailure, StateFailure } from "../failure.js";
import { compileJsonataField, kinds } from "../jsonata-template.js";
import { below, type Place } from "../place.js";
import { compileExpression } from "../template.js";
import type { RunState, Visit } from "../visit.js";

type Text = (input: Json, visit: Visit) => Awaitable<string | undefined>;

/** @see https://states-language.net/#fail-state */
export function compileFail(state: FailState, place: Place): RunState {
  const error = compileText(state, "Error", place);
  const cause = compileText(state, "Cause", place);
  return (visit, input) =>
    after(error(input, visit), (error) =>
      after(cause(input, visit), (cause) => {
        throw new StateFailure({ error, cause });
      }),
    );
}

function compileText(state: FailState, name: "Error" | "Cause", place: Place): Text {
  const literal = state[name];
  if (place.queryLanguage === "JSONata" && literal !== undefined) {
    const text = compileJsonataField(literal, kinds.string, below(place, name));
    return (input, visit) => text(visit, input);
  }
  const field = `${name}Path` as const;
  const path = state[field];
  if (path === undefined) return () => literal;
  const build = compileExpression(path, field, below(place, field));
  return (input, visit) => {
    const value = build(input, visit);
    if (typeof value === "string") return value;
    throw new RuntimeFailure(
      `The JSONPath '${path}' specified for the field '${field}' must reference a string but was: ${JSON.stringify(value)}`,
    );
  };
}
