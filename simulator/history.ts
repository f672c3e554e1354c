import type { Json } from "../asl/json.js";
import { StateFailure } from "./failure.js";
import type { EventDetails, HistoryEvent, HistoryEventType, StateExitedEventDetails } from "./history-event.js";
import type { Way } from "./way.js";

/** Thrown in place of an event for which the history has no room. */
export class HistoryFull extends Error {
  override readonly name = "HistoryFull";
}

/** Thrown in place of an event when the execution or its way is over: what was still running shall stop. */
export class HistoryClosed extends Error {
  override readonly name = "HistoryClosed";
}

/** How an execution fails whose history is full. */
export const historyFull = ({ events }: History): StateFailure =>
  new StateFailure({
    error: "States.Runtime",
    cause: `The execution reached the maximum number of history events (${events.length + 1}).`,
  });

interface HistoryOptions {
  readonly now: () => number;
  readonly most: number;
  /** May be the last event of a full history. */
  readonly last: HistoryEventType;
  readonly onEvent: ((event: HistoryEvent) => void) | undefined;
}

/** What the values of events say about themselves: nothing was cut off. */
export const complete = Object.freeze({ truncated: false });

export class History {
  readonly events: HistoryEvent[] = [];
  readonly #options: HistoryOptions;
  #value: Json | undefined;
  #text = "";
  #closed = false;
  #time = new Date(Number.NaN);
  constructor(options: HistoryOptions) {
    this.#options = options;
  }

  /** The JSON text of a value. Output and next input are the same value, so the last text is kept. */
  text(value: Json): string {
    if (this.#value !== value) {
      this.#text = JSON.stringify(value);
      this.#value = value;
    }
    return this.#text;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Nothing is appended from now on. */
  close(): void {
    this.#closed = true;
  }

  /** Appends an event to a way; gives its id. */
  add(way: Way, type: HistoryEventType, details: EventDetails = {}): number {
    way.previousEventId = this.beside(way, type, details);
    return way.previousEventId;
  }

  /** Appends an event that comes after the last one of a way, but that the next one does not follow; gives its id. */
  beside(way: Way, type: HistoryEventType, details: EventDetails = {}): number {
    this.#makeRoom(way, type);
    return this.append(type, way.previousEventId, details);
  }

  /** Appends the event of entering a state. Nine of ten events are this one or the next: each is made in one piece. */
  entered(way: Way, type: HistoryEventType, name: string, input: Json): number {
    this.#makeRoom(way, type);
    way.previousEventId = this.#keep({
      timestamp: this.#timestamp(),
      type,
      id: this.events.length + 1,
      previousEventId: way.previousEventId,
      stateEnteredEventDetails: { name, input: this.text(input), inputDetails: complete },
    });
    return way.previousEventId;
  }

  /** Appends the event of leaving a state. */
  exited(way: Way, type: HistoryEventType, details: StateExitedEventDetails): void {
    this.#makeRoom(way, type);
    way.previousEventId = this.#keep({
      timestamp: this.#timestamp(),
      type,
      id: this.events.length + 1,
      previousEventId: way.previousEventId,
      stateExitedEventDetails: details,
    });
  }

  /** Appends an event that is on no way: those that the execution as a whole starts and ends with. */
  append(type: HistoryEventType, previousEventId: number, details: EventDetails): number {
    const id = this.events.length + 1;
    return this.#keep({ timestamp: this.#timestamp(), type, id, previousEventId, ...details });
  }

  /** When an event happened. */
  timeOf(id: number): Date {
    return this.events[id - 1]?.timestamp ?? this.#timestamp();
  }

  /** The id of the event that an event follows. */
  previousOf(id: number): number {
    return this.events[id - 1]?.previousEventId ?? 0;
  }

  #makeRoom(way: Way, type: HistoryEventType): void {
    const { most, last } = this.#options;
    if (this.#closed || way.stopped) throw new HistoryClosed();
    if (this.events.length >= most - 1 && type !== last) throw new HistoryFull();
  }

  #keep(event: HistoryEvent): number {
    this.events.push(event);
    this.#options.onEvent?.(event);
    return event.id;
  }

  /** Events of the same moment share their timestamp: most of a run on the virtual clock takes no time. */
  #timestamp(): Date {
    const now = this.#options.now();
    if (this.#time.getTime() !== now) this.#time = new Date(now);
    return this.#time;
  }
}
