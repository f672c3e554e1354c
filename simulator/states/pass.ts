import type { PassState } from "../../asl/types.js";
import { after } from "../awaitable.js";
import { outcome } from "../data-flow.js";
import type { Place } from "../place.js";
import { see } from "../probe.js";
import { flowOf } from "../query-language.js";
import type { RunState } from "../visit.js";

/** @see https://states-language.net/#pass-state */
export function compilePass(state: PassState, place: Place): RunState {
  if (isPlain(state) && place.probe === undefined) {
    const { Next: next } = state;
    return (_visit, output) => ({ output, next, assigned: undefined });
  }
  const flow = flowOf(state, place);
  const { Result: result, Next: next } = state;
  if (result !== undefined) return (visit, input) => outcome(flow, visit, input, see(place, "result", result), next);
  return (visit, input) =>
    after(flow.arguments(flow.effective(input, visit), visit), (work) => outcome(flow, visit, input, work, next));
}

/** Whether it hands its input on. Asked field by field: it is asked of every Pass state. */
const isPlain = ({ InputPath, Parameters, Result, ResultPath, OutputPath, Output, Assign }: PassState): boolean =>
  InputPath === undefined &&
  Parameters === undefined &&
  Result === undefined &&
  ResultPath === undefined &&
  OutputPath === undefined &&
  Output === undefined &&
  Assign === undefined;
