import type { PassState } from "../../asl/types.js";
import { jsonPathFlow, outcome } from "../data-flow.js";
import type { Place } from "../place.js";
import type { RunState } from "../visit.js";

/** @see https://states-language.net/#pass-state */
export function compilePass(state: PassState, place: Place): RunState {
  const flow = jsonPathFlow(state, place);
  const { Result: result, Next: next } = state;
  if (result !== undefined) return (visit, input) => outcome(flow, visit, input, result, next);
  return (visit, input) => outcome(flow, visit, input, flow.arguments(flow.effective(input, visit), visit), next);
}
