// The time that a task has: its timeout, its heartbeat, and the signal that tells a handler that both no longer matter.
import type { Cancel, Clock, Settled, Sleep } from "./clock.js";
import { type StateFailure, TimeoutFailure } from "./failure.js";
import type { Way } from "./way.js";

export interface Limits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  /** What the call itself may take at most, and how it fails then. */
  readonly call?: { readonly seconds: number; readonly failure: StateFailure } | undefined;
}

/** Runs from the start of one try of a task until `stop`. */
export class Deadline {
  readonly #clock: Clock;
  #controller: AbortController | undefined;
  readonly #heartbeatSeconds: number | undefined;
  readonly #expired: Promise<never>;
  #expire: (failure: StateFailure) => void = () => {};
  #cancels: Cancel[] = [];
  #cancelHeartbeat: Cancel = () => {};
  #over = false;
  #aborted = false;

  constructor(clock: Clock, way: Way, { timeoutSeconds, heartbeatSeconds, call }: Limits) {
    this.#clock = clock;
    this.#heartbeatSeconds = heartbeatSeconds;
    this.#expired = new Promise((_resolve, reject) => {
      this.#expire = (failure) => {
        reject(failure);
        this.abort();
      };
    });
    // It may expire while nothing is raced against it.
    this.#expired.catch(() => {});
    this.#cancels.push(way.onStop(() => this.abort()));
    if (timeoutSeconds !== undefined) this.#cancels.push(this.#after(timeoutSeconds, new TimeoutFailure()));
    if (call !== undefined) this.#cancels.push(this.#after(call.seconds, call.failure));
    this.heartbeat();
  }

  /** Made when it is asked for: most handlers never look, and signals are dear. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#aborted) this.#controller.abort();
    }
    return this.#controller.signal;
  }

  /** Whether the task has ended, or its time. */
  get over(): boolean {
    return this.#over;
  }

  /** Ends the task, and tells its handler that it is over without its answer. */
  abort(): void {
    this.#aborted = true;
    this.stop();
    this.#controller?.abort();
  }

  #after(seconds: number, failure: StateFailure): Cancel {
    return this.#clock.at(this.#clock.now() + seconds * 1000, () => this.#expire(failure));
  }

  /** Starts the time between heartbeats anew. Answers whether the task was still waiting. */
  heartbeat(): boolean {
    if (this.#over) return false;
    this.#cancelHeartbeat();
    if (this.#heartbeatSeconds !== undefined) {
      this.#cancelHeartbeat = this.#after(this.#heartbeatSeconds, new TimeoutFailure("States.HeartbeatTimeout"));
    }
    return true;
  }

  /** Calls back when the task is over. */
  onStop(callback: () => void): void {
    this.#cancels.push(callback);
  }

  /** From now on whoever holds the task's token may end it. */
  expectOutside(): void {
    this.#cancels.push(this.#clock.expectOutside());
  }

  /** What a promise comes to in time. */
  race<Value>(promise: Promise<Value>): Promise<Value> {
    return Promise.race([promise, this.#expired]);
  }

  /** Runs a handler on the clock. */
  run(handler: (sleep: (seconds: number) => Promise<void>) => unknown): Promise<Settled> {
    const settled = new Promise<Settled>((resolve) => {
      const bound = (sleep: Sleep) => handler((seconds) => sleep(seconds, this.signal));
      this.#cancels.push(this.#clock.run(bound, resolve));
    });
    return this.race(settled);
  }

  /** The task is over: nothing can expire any more. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#cancelHeartbeat();
    for (const cancel of this.#cancels) cancel();
  }
}
