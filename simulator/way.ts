// The ways through the states of an execution: its own, one for each branch of a Parallel, one for each iteration of a Map.
import type { Json } from "../asl/json.js";
import type { Cancel } from "./clock.js";
import type { HistoryEventType, MapIterationEventDetails } from "./history-event.js";

/** What `$$.Map.Item` stands for on the way of an iteration. */
export interface MapItem {
  readonly Index: number;
  readonly Value: Json;
  /** Where the items are those of an object. */
  readonly Key?: string;
  /** In a distributed Map: `STATE_DATA`, or the S3 URI that the items were read from. */
  readonly Source?: string;
}

/** What runs side by side with others within a state, as far as its being cut off is told. */
export interface Abortable {
  readonly way: Way;
  /** Whether it has not ended by itself. */
  readonly running: boolean;
  /** Of an iteration, as its events name it; a branch is not told of. */
  readonly iteration?: MapIterationEventDetails | undefined;
  /** A Map Run, whose children have histories of their own. */
  readonly mapRun?: true;
}

/** One way through states. Events follow each other along it, and it can be ended by itself. */
export class Way {
  /** The id of the event before, 0 at the start. */
  previousEventId: number;
  /** Of the iteration that it belongs to. */
  readonly item: MapItem | undefined;
  /** From now on nothing is appended to it. */
  stopped = false;
  /** The state that it is in. */
  position: { readonly state: { readonly aborted: HistoryEventType | undefined } } | undefined;
  /** What runs side by side within that state. */
  lanes: readonly Abortable[] = none;
  #cancels: Set<Cancel> | undefined;

  constructor(previousEventId = 0, item?: MapItem) {
    this.previousEventId = previousEventId;
    this.item = item;
  }

  /** Calls back when the way is stopped, unless that was taken back before. */
  onStop(cancel: Cancel): Cancel {
    this.#cancels ??= new Set();
    this.#cancels.add(cancel);
    return () => void this.#cancels?.delete(cancel);
  }

  /** Ends what still runs on it: timers, handlers, the ways within. */
  stop(): void {
    if (this.stopped) return;
    this.stopped = true;
    for (const cancel of this.#cancels ?? []) cancel();
    this.#cancels = undefined;
  }
}

const none: readonly Abortable[] = [];
