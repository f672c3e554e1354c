import type { SucceedState } from "../../asl/types.js";
import { outcome } from "../data-flow.js";
import type { Place } from "../place.js";
import { flowOf } from "../query-language.js";
import type { RunState } from "../visit.js";

/** @see https://states-language.net/#succeed-state */
export function compileSucceed(state: SucceedState, place: Place): RunState {
  const flow = flowOf(state, place);
  return (visit, input) => outcome(flow, visit, input, flow.effective(input, visit), undefined);
}
