import type { PassState } from "../../asl/types.js";
import { after } from "../awaitable.js";
import { outcome } from "../data-flow.js";
import type { Place } from "../place.js";
import { flowOf } from "../query-language.js";
import type { RunState } from "../visit.js";

/** @see https://states-language.net/#pass-state */
export function compilePass(state: PassState, place: Place): RunState {
  const flow = flowOf(state, place);
  const { Result: result, Next: next } = state;
  if (result !== undefined) return (visit, input) => outcome(flow, visit, input, result, next);
  return (visit, input) =>
    after(flow.arguments(flow.effective(input, visit), visit), (work) => outcome(flow, visit, input, work, next));
}
