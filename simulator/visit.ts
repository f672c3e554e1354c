// What a running state knows: its execution, the way it is on, and itself.
import type { Json } from "../asl/json.js";
import type { JsonataEvaluation } from "../asl/jsonata-functions.js";
import { contextObject } from "./context-object.js";
import type { Execution } from "./execution.js";
import type { EventDetails, HistoryEventType } from "./history-event.js";
import type { Scope } from "./scope.js";
import type { MapItem, Way } from "./way.js";

/** A variable and its new value. */
export type Assigned = readonly (readonly [variable: string, value: Json])[];

/** What a state comes to that did not fail. */
export interface Outcome {
  readonly output: Json;
  /** Absent: the way ends here. */
  readonly next: string | undefined;
  readonly assigned: Assigned | undefined;
}

/** Runs a state. One that waits for nothing answers at once; a failure is thrown as `StateFailure`. */
export type RunState = (visit: Visit, input: Json) => Outcome | Promise<Outcome>;

/** From entering a state to leaving it, retries included. */
export class Visit implements JsonataEvaluation {
  readonly execution: Execution;
  readonly way: Way;
  readonly scope: Scope;
  readonly stateName: string;
  readonly enteredEventId: number;
  /** Absent where a state cannot be retried. */
  retryCount: number | undefined;
  /** Of the task that waits for it. */
  taskToken: string | undefined;

  constructor(execution: Execution, way: Way, scope: Scope, stateName: string, enteredEventId: number) {
    this.execution = execution;
    this.way = way;
    this.scope = scope;
    this.stateName = stateName;
    this.enteredEventId = enteredEventId;
  }

  get enteredAt(): Date {
    return this.execution.history.timeOf(this.enteredEventId);
  }

  get random(): () => number {
    return this.execution.random;
  }

  now(): number {
    return this.execution.clock.now();
  }

  add(type: HistoryEventType, details?: EventDetails): number {
    return this.execution.history.add(this.way, type, details);
  }

  context(): Json {
    return contextObject(this);
  }

  /** Of the iteration that its way belongs to. */
  get item(): MapItem | undefined {
    return this.way.item;
  }

  /** The same visit, as the fields of a Map see it that are worked out for each item. */
  forItem(item: MapItem): Visit {
    return Object.create(this, { item: { value: item } });
  }

  variable(name: string): Json | undefined {
    return this.scope.get(name);
  }

  /** Resolves when so many seconds have passed on the execution's clock, if its way is not stopped before. */
  pause(seconds: number): Promise<void> {
    const { clock } = this.execution;
    return new Promise((resolve) => {
      const forget = this.way.onStop(
        clock.at(clock.now() + seconds * 1000, () => {
          forget();
          resolve();
        }),
      );
    });
  }
}
