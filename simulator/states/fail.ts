import type { Json } from "../../asl/json.js";
import type { FailState } from "../../asl/types.js";
import { RuntimeFailure, StateFailure } from "../failure.js";
import { below, type Place } from "../place.js";
import { compileExpression } from "../template.js";
import type { RunState, Visit } from "../visit.js";

type Text = (input: Json, visit: Visit) => string | undefined;

/** @see https://states-language.net/#fail-state */
export function compileFail(state: FailState, place: Place): RunState {
  const error = compileText(state.Error, state.ErrorPath, "ErrorPath", place);
  const cause = compileText(state.Cause, state.CausePath, "CausePath", place);
  return (visit, input) => {
    throw new StateFailure({ error: error(input, visit), cause: cause(input, visit) });
  };
}

function compileText(literal: string | undefined, path: string | undefined, field: string, place: Place): Text {
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
