// Work that runs side by side within one state: the branches of a Parallel, the iterations of a Map.
import { StateFailure } from "./failure.js";
import { HistoryClosed } from "./history.js";
import type { MapIterationEventDetails } from "./history-event.js";
import type { Ended } from "./run-states.js";
import type { Visit } from "./visit.js";
import { type Abortable, Way } from "./way.js";

/** Runs one piece of the work after the other. */
export interface Lane extends Abortable {
  /** Of the piece that it runs; `run` may set another one for each piece. */
  way: Way;
  /** Of the piece that it runs. */
  index: number;
  running: boolean;
  iteration?: MapIterationEventDetails | undefined;
}

export interface Work {
  readonly pieces: number;
  /** How many pieces run at the same time. */
  readonly concurrency: number;
  /** Runs the piece at the lane's index. Throws a `StateFailure` when it cannot even start. */
  readonly run: (lane: Lane) => Promise<Ended>;
  /** Called with what each piece comes to; answers with the failure when that ends all others. */
  readonly ended: (lane: Lane, ended: Ended) => Failed | undefined;
  /** What the history around it knows of, should all be cut off. @default the lanes */
  readonly known?: readonly Abortable[];
}

/** A failure that ends the work. */
export interface Failed {
  readonly failure: StateFailure;
  /** Where it comes from; absent for a piece that could not start. */
  readonly lane?: Lane;
}

/** What is left of work that failed: all lanes, those that had ended by themselves no longer `running`. */
export interface Broken {
  readonly failed: Failed;
  readonly lanes: readonly Lane[];
}

/**
 * Runs the work in lanes; every lane starts before the end of another is looked at. Resolves when all is done, or with what
 * ended it: then what still ran is stopped.
 */
export function runInLanes(
  visit: Visit,
  { pieces, concurrency, run, ended, known }: Work,
): Promise<Broken | undefined> {
  const { way } = visit;
  const lanes: Lane[] = Array.from({ length: Math.min(pieces, concurrency) }, (_, index) => ({
    way: new Way(way.previousEventId, way.item),
    index,
    running: true,
  }));
  let taken = 0;
  let open = lanes.length;
  let over = false;
  return new Promise((resolve, reject) => {
    const stop = () => {
      over = true;
      for (const lane of lanes) lane.way.stop();
    };
    const forget = way.onStop(stop);
    const finish = (failed?: Failed) => {
      stop();
      forget();
      way.lanes = [];
      resolve(failed && { failed, lanes });
    };
    const drive = async (lane: Lane) => {
      try {
        while (taken < pieces && !over) {
          lane.index = taken++;
          const end = await run(lane);
          if (over) return;
          const failed = ended(lane, end);
          if (failed !== undefined) return finish(failed);
        }
        lane.running = false;
        open -= 1;
        if (open === 0) finish();
      } catch (error) {
        if (over && error instanceof HistoryClosed) return;
        if (!(error instanceof StateFailure)) return reject(error);
        lane.running = false;
        finish({ failure: error });
      }
    };
    way.lanes = known ?? lanes;
    if (open === 0) return finish();
    for (const lane of lanes) void drive(lane);
  });
}

/**
 * Tells, behind the last event of the visit's way, that lanes were cut off: each iteration, the state that a lane was in, and
 * the lanes within that state.
 */
export function addAborted(visit: Visit, lanes: readonly Abortable[]): void {
  const { history } = visit.execution;
  for (const { way, running, iteration, mapRun } of lanes) {
    if (!running) continue;
    if (iteration !== undefined) {
      history.beside(visit.way, "MapIterationAborted", { mapIterationAbortedEventDetails: iteration });
    }
    if (mapRun) history.beside(visit.way, "MapRunAborted");
    const type = way.position?.state.aborted;
    if (type !== undefined) history.beside(visit.way, type);
    addAborted(visit, way.lanes);
  }
}
