// A Map whose iterations are executions of their own.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
import type { Json } from "../../asl/json.js";
import type { MapState } from "../../asl/types.js";
import type { Group } from "../compile.js";
import { type DataFlow, outcome } from "../data-flow.js";
import { plain, StateFailure, terminal } from "../failure.js";
import { compileItemBatcher } from "../item-batcher.js";
import { compileItemReader } from "../item-reader.js";
import { runInLanes } from "../lanes.js";
import type { StateMachineType } from "../limits.js";
import { compileConcurrency, compileItems, compileSelector, everyInput, listed } from "../map-fields.js";
import { type Child, createMapRun, labelOf, runChild } from "../map-run.js";
import { mockedIterations } from "../mocked-map.js";
import { below, type Place } from "../place.js";
import { compileResultWriter, outputsOf } from "../result-writer.js";
import { compileTolerance, exceeded } from "../tolerance.js";
import type { RunState } from "../visit.js";
import { Way } from "../way.js";

// How many children the service runs at the same time.
const MOST_CHILDREN = 10_000;

export function compileDistributed(
  state: MapState,
  flow: DataFlow,
  group: Group,
  childType: StateMachineType,
  place: Place,
): RunState {
  const { ItemReader, ItemBatcher, ResultWriter } = state;
  const label = labelOf(state.Label, place.step);
  const ownItems = ItemReader === undefined ? compileItems(state, place, true) : undefined;
  const reader = ItemReader && compileItemReader(ItemReader, below(place, "ItemReader"));
  const batcher = ItemBatcher && compileItemBatcher(ItemBatcher, below(place, "ItemBatcher"));
  const writer = ResultWriter && compileResultWriter(ResultWriter, below(place, "ResultWriter"));
  const select = compileSelector(state, place);
  const concurrency = compileConcurrency(state, place, MOST_CHILDREN);
  const tolerance = compileTolerance(state, place);

  return async (visit, input) => {
    const { execution, way } = visit;
    const { clock, history } = execution;
    const data = flow.effective(input, visit);
    const given = await ownItems?.(data, visit);
    const atOnce = await concurrency(data, visit);
    visit.add("MapStateStarted", { mapStateStartedEventDetails: { length: given?.length ?? 0 } });
    const tolerates = await tolerance(data, visit);
    const read = await reader?.(data, visit);
    const makeBatches = await batcher?.(data, visit);
    const write = await writer?.(data, visit);

    if (place.probe?.mock !== undefined) {
      const items = given ?? (await read?.()) ?? listed([]);
      const inputOf = (index: number) => select(data, visit, items.at(index));
      const result = await mockedIterations(place, state, { items, inputOf, makeBatches, tolerates });
      return outcome(flow, visit, input, result, state.Next);
    }
    const run = createMapRun(visit, label, childType);
    const started = visit.add("MapRunStarted", { mapRunStartedEventDetails: { mapRunArn: run.arn } });
    const runChildren = async (): Promise<Json> => {
      const items = given ?? (await read?.()) ?? listed([]);
      const inputOf = (index: number) => select(data, visit, items.at(index));
      const batches = makeBatches?.(await everyInput(items, inputOf));
      const children: Child[] = [];
      let failedItems = 0;
      const broken = await runInLanes(visit, {
        pieces: batches?.length ?? items.length,
        concurrency: atOnce,
        known: [{ way: new Way(), running: true, mapRun: true }],
        run: async (lane) => {
          const { index } = lane;
          lane.way = new Way();
          const batch = batches?.[index] ?? { input: await inputOf(index), items: 1 };
          const begin = clock.now();
          const ended = await runChild(run, group, index, batch.input, lane.way);
          children[index] = { index, ...batch, ended, started: begin, stopped: clock.now() };
          return ended;
        },
        ended: ({ index }, ended) => {
          if (ended.kind === "succeeded") return undefined;
          failedItems += children[index]?.items ?? 1;
          return tolerates?.(failedItems, items.length) ? undefined : { failure: exceeded() };
        },
      });
      if (broken !== undefined) throw broken.failed.failure;
      return write === undefined ? outputsOf(children) : write(run, children);
    };
    const result = await runChildren().catch((error) => {
      if (error instanceof StateFailure && !terminal(error)) {
        visit.add("MapRunFailed", { mapRunFailedEventDetails: plain(error) });
      }
      throw error;
    });
    visit.add("MapRunSucceeded");
    history.beside(way, "MapStateSucceeded");
    if (visit.enteredEventId === SECOND_STATE) way.previousEventId = started;
    return outcome(flow, visit, input, result, state.Next);
  };
}

// Where a Map is entered as event 4, right behind a first state without events of its own, AWS lets what follows point at
// MapRunStarted, and everywhere else at MapRunSucceeded. So say all records; none tells why.
const SECOND_STATE = 4;
