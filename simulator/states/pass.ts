import type { PassState } from "../../asl/types.js";
import { after } from "../awaitable.js";
import { outcome } from "../data-flow.js";
import type { Place } from "../place.js";
import { see } from "../probe.js";
import { flowOf } from "../query-language.js";
import type { RunState } from "../visit.js";

/** Fields that do nothing to the data. */
const PLAIN: ReadonlySet<string> = new Set(["Type", "Comment", "QueryLanguage", "Next", "End"]);

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

function isPlain(state: PassState): boolean {
  for (const field of Object.keys(state)) if (!PLAIN.has(field)) return false;
  return true;
}
