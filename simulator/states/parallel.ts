import type { Json } from "../../asl/json.js";
import type { ParallelState } from "../../asl/types.js";
import type { CompileGroup } from "../compile.js";
import { outcome } from "../data-flow.js";
import { withErrorHandling } from "../error-handling.js";
import { terminal } from "../failure.js";
import { addAborted, runInLanes } from "../lanes.js";
import { below, type Place } from "../place.js";
import { flowOf } from "../query-language.js";
import { runStates } from "../run-states.js";
import { Scope } from "../scope.js";
import type { RunState } from "../visit.js";

/** @see https://states-language.net/#parallel-state */
export function compileParallel(state: ParallelState, place: Place, compileInner: CompileGroup): RunState {
  const flow = flowOf(state, place);
  const branches = state.Branches.map((branch, index) => compileInner(branch, below(place, `Branches[${index}]`)));
  const work: RunState = async (visit, input) => {
    const mock = place.probe?.mock;
    if (mock !== undefined) return outcome(flow, visit, input, mock(), state.Next);
    const { execution, way, scope } = visit;
    const given = await flow.arguments(flow.effective(input, visit), visit);
    visit.add("ParallelStateStarted");
    const outputs: Json[] = [];
    const broken = await runInLanes(visit, {
      pieces: branches.length,
      concurrency: branches.length,
      run: async (lane) => {
        const group = branches[lane.index];
        if (group === undefined) throw new Error(`there is no branch ${lane.index}`);
        return runStates(group, execution, lane.way, new Scope(scope), given);
      },
      ended: (lane, ended) => {
        way.previousEventId = lane.way.previousEventId;
        if (ended.kind === "failed") return { failure: ended.failure, lane };
        outputs[lane.index] = ended.output;
        return undefined;
      },
    });
    if (broken !== undefined) {
      const { failed, lanes } = broken;
      // The branch that failed is told of as well: it never left the state that failed.
      if (!terminal(failed.failure)) addAborted(visit, lanes);
      throw failed.failure;
    }
    execution.history.beside(way, "ParallelStateSucceeded");
    return outcome(flow, visit, input, outputs, state.Next);
  };
  return withErrorHandling(state, place, work, "ParallelStateFailed");
}
