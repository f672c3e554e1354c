// Time in an execution, and the handlers that run in it. Everything that waits, waits here.

/** How a handler ended. */
export type Settled =
  | { readonly kind: "answered"; readonly value: unknown }
  | { readonly kind: "threw"; readonly error: unknown };

/** Takes back what was asked for; does nothing once that has come. */
export type Cancel = () => void;

/** Waits so many seconds on the clock. */
export type Sleep = (seconds: number, signal: AbortSignal) => Promise<void>;

/** What an execution takes its time from; several that are given the same clock share their time. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Calls back at a moment. Callbacks of the same moment come in the order in which they were asked for. */
  readonly at: (moment: number, callback: () => void) => Cancel;
  /** Starts a handler and calls back when it has settled; cancelled, it is no longer waited for. */
  readonly run: (handler: (sleep: Sleep) => unknown, settled: (end: Settled) => void) => Cancel;
  /** Whoever holds a task token may use it at any time: that is waited for like a handler, until cancelled. */
  readonly expectOutside: () => Cancel;
  /** Forgets all that waits. */
  readonly stop: () => void;
}

/**
 * Resolves when `start`'s callback comes; rejects as soon as the signal is aborted, so that a handler can clean up. Once
 * the handler is over (`detached`) nobody may be there to take a rejection: then it stays pending.
 */
export function sleeping(
  start: (wake: () => void) => Cancel,
  signal: AbortSignal,
  detached: () => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const refuse = () => {
      if (!detached()) reject(signal.reason);
    };
    if (signal.aborted) return refuse();
    const stop = () => {
      cancel();
      refuse();
    };
    const cancel = start(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    });
    signal.addEventListener("abort", stop, { once: true });
  });
}

/** Runs a handler that may answer at once, later, or throw. */
export function settle(handler: () => unknown, settled: (end: Settled) => void): void {
  // The promise catches what the handler throws before its first await as well.
  new Promise((resolve) => resolve(handler())).then(
    (value) => settled({ kind: "answered", value }),
    (error) => settled({ kind: "threw", error }),
  );
}
