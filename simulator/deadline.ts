// The time that a task has: its timeout, its heartbeat, and the signal that tells a handler that both no longer matter.
import type { Cancel, Settled, Sleep } from "./clock.js";
import type { Execution } from "./execution.js";
import { TimeoutFailure } from "./failure.js";

export interface Limits {
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
}

/** Runs from the start of one try of a task until `stop`. */
export class Deadline {
  readonly #execution: Execution;
  readonly #controller = new AbortController();
  readonly #heartbeatSeconds: number | undefined;
  readonly #expired: Promise<never>;
  #expire: (failure: TimeoutFailure) => void = () => {};
  #cancels: Cancel[] = [];
  #cancelHeartbeat: Cancel = () => {};
  #over = false;

  constructor(execution: Execution, { timeoutSeconds, heartbeatSeconds }: Limits) {
    this.#execution = execution;
    this.#heartbeatSeconds = heartbeatSeconds;
    this.#expired = new Promise((_resolve, reject) => {
      this.#expire = (failure) => {
        reject(failure);
        this.stop();
        this.#controller.abort();
      };
    });
    // It may expire while nothing is raced against it.
    this.#expired.catch(() => {});
    execution.running.add(this.#controller);
    if (timeoutSeconds !== undefined) this.#cancels.push(this.#after(timeoutSeconds));
    this.heartbeat();
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  #after(seconds: number, alias?: "States.HeartbeatTimeout"): Cancel {
    const { clock } = this.#execution;
    return clock.at(clock.now() + seconds * 1000, () => this.#expire(new TimeoutFailure(alias)));
  }

  /** Starts the time between heartbeats anew. Answers whether the task was still waiting. */
  heartbeat(): boolean {
    if (this.#over || this.signal.aborted) return false;
    this.#cancelHeartbeat();
    if (this.#heartbeatSeconds !== undefined) {
      this.#cancelHeartbeat = this.#after(this.#heartbeatSeconds, "States.HeartbeatTimeout");
    }
    return true;
  }

  /** From now on whoever holds the task's token may end it. */
  expectOutside(): void {
    this.#cancels.push(this.#execution.clock.expectOutside());
  }

  /** What a promise comes to in time. */
  race<Value>(promise: Promise<Value>): Promise<Value> {
    return Promise.race([promise, this.#expired]);
  }

  /** Runs a handler on the clock. */
  run(handler: (sleep: (seconds: number) => Promise<void>) => unknown): Promise<Settled> {
    const settled = new Promise<Settled>((resolve) => {
      const bound = (sleep: Sleep) => handler((seconds) => sleep(seconds, this.signal));
      this.#cancels.push(this.#execution.clock.run(bound, resolve));
    });
    return this.race(settled);
  }

  /** The task is over: nothing can expire any more. */
  stop(): void {
    if (this.#over) return;
    this.#over = true;
    this.#execution.running.delete(this.#controller);
    this.#cancelHeartbeat();
    for (const cancel of this.#cancels) cancel();
  }
}
