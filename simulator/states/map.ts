import type { Json } from "../../asl/json.js";
import type { ItemProcessor, MapState } from "../../asl/types.js";
import { after } from "../awaitable.js";
import type { CompileGroup, Group } from "../compile.js";
import { type DataFlow, outcome } from "../data-flow.js";
import { withErrorHandling } from "../error-handling.js";
import { terminal } from "../failure.js";
import { addAborted, type Lane, runInLanes } from "../lanes.js";
import { compileConcurrency, compileItems, compileSelector } from "../map-fields.js";
import { mockedIterations } from "../mocked-map.js";
import { below, type Place } from "../place.js";
import { flowOf } from "../query-language.js";
import { type Ended, runStates } from "../run-states.js";
import { Scope } from "../scope.js";
import type { RunState } from "../visit.js";
import { Way } from "../way.js";
import { compileDistributed } from "./distributed-map.js";

// How many iterations the service runs at the same time within one execution.
const MOST_ITERATIONS = 40;

/** @see https://states-language.net/#map-state */
export function compileMap(state: MapState, place: Place, compileInner: CompileGroup): RunState {
  // `Parameters` is the old name of `ItemSelector`: the input stays as it is.
  const { Parameters: _selector, ...fields } = state;
  const flow = flowOf(fields, place);
  const field = state.ItemProcessor === undefined ? "Iterator" : "ItemProcessor";
  const processor: ItemProcessor | undefined = state[field];
  if (processor === undefined) throw new Error(`the validator let '${place.step}' through, a Map without processor`);
  const { Mode = "INLINE", ExecutionType = "STANDARD" } = processor.ProcessorConfig ?? {};
  const group = compileInner(processor, below(place, field));
  const work =
    Mode === "DISTRIBUTED"
      ? compileDistributed(state, flow, group, ExecutionType, place)
      : compileInline(state, flow, group, place);
  return withErrorHandling(state, place, work, "MapStateFailed");
}

function compileInline(state: MapState, flow: DataFlow, group: Group, place: Place): RunState {
  const selectItems = compileItems(state, place, false);
  const select = compileSelector(state, place);
  const concurrency = compileConcurrency(state, place, MOST_ITERATIONS);
  return async (visit, input) => {
    const { execution, way, scope, stateName } = visit;
    const { history } = execution;
    const data = flow.effective(input, visit);
    const items = await selectItems(data, visit);
    const atOnce = await concurrency(data, visit);
    if (place.probe?.mock !== undefined) {
      const inputOf = (index: number) => select(data, visit, items.at(index));
      return outcome(flow, visit, input, await mockedIterations(place, state, { items, inputOf }), state.Next);
    }
    visit.add("MapStateStarted", { mapStateStartedEventDetails: { length: items.length } });
    const outputs: Json[] = new Array(items.length);
    const start = async (lane: Lane, given: Json): Promise<Ended> => {
      const iteration = { index: lane.index, name: stateName };
      lane.iteration = iteration;
      history.add(lane.way, "MapIterationStarted", { mapIterationStartedEventDetails: iteration });
      return runStates(group, execution, lane.way, new Scope(scope), given);
    };
    const broken = await runInLanes(visit, {
      pieces: items.length,
      concurrency: atOnce,
      run: async (lane) => {
        const item = items.at(lane.index);
        lane.iteration = undefined;
        lane.way = new Way(lane.way.previousEventId, item);
        return after(select(data, visit, item), (given) => start(lane, given));
      },
      ended: (lane, ended) => {
        if (ended.kind === "failed") return { failure: ended.failure, lane };
        outputs[lane.index] = ended.output;
        way.previousEventId = history.beside(lane.way, "MapIterationSucceeded", {
          mapIterationSucceededEventDetails: { index: lane.index, name: stateName },
        });
        return undefined;
      },
    });
    if (broken !== undefined) {
      const { failed, lanes } = broken;
      if (failed.lane !== undefined) way.previousEventId = failed.lane.way.previousEventId;
      if (!terminal(failed.failure)) {
        addAborted(
          visit,
          lanes.filter((lane) => lane !== failed.lane),
        );
        if (failed.lane?.iteration !== undefined) {
          history.beside(way, "MapIterationFailed", { mapIterationFailedEventDetails: failed.lane.iteration });
        }
      }
      throw failed.failure;
    }
    history.beside(way, "MapStateSucceeded");
    return outcome(flow, visit, input, outputs, state.Next);
  };
}
