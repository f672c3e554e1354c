// One clock for several executions, and for whatever else happens in the same time.
import type { Cancel, Clock } from "./clock.js";
import { virtualClock } from "./virtual-clock.js";

/** When virtual time begins. */
const DEFAULT_START = Date.UTC(2025, 0, 1);
const DEFAULT_PATIENCE_MS = 1000;

/**
 * A virtual clock to give to `execute` as its `clock`, to several executions or to what surrounds them: they then live in
 * one time, which goes on when an execution has ended. `at` calls back at a moment, `run` starts a handler that the clock
 * waits for, `now` tells the time in milliseconds since 1970.
 * @example
 * const clock = createClock();
 * const runs = [execute(first, { clock }), execute(second, { clock })];
 */
export function createClock({
  startTime = new Date(DEFAULT_START),
  patienceMs = DEFAULT_PATIENCE_MS,
}: {
  /** @default 2025-01-01T00:00:00Z */
  readonly startTime?: Date | undefined;
  /**
   * How long, in real milliseconds, a handler may run without sleeping before time goes on without it. `Infinity` for
   * handlers that do real work.
   * @default 1000
   */
  readonly patienceMs?: number | undefined;
} = {}): Clock {
  return virtualClock(startTime.getTime(), patienceMs);
}

/** One execution's part of a clock: stopped, it forgets what was asked of it and leaves the clock to the others. */
export function partOf(clock: Clock): Clock {
  const waiting = new Set<Cancel>();
  let stopped = false;

  function track(begin: (over: () => void) => Cancel): Cancel {
    if (stopped) return () => {};
    const over = () => waiting.delete(cancel);
    const end = begin(over);
    const cancel = () => {
      over();
      end();
    };
    waiting.add(cancel);
    return cancel;
  }

  return {
    now: clock.now,
    at: (moment, callback) =>
      track((over) =>
        clock.at(moment, () => {
          over();
          callback();
        }),
      ),
    run: (handler, settled) =>
      track((over) =>
        clock.run(handler, (end) => {
          over();
          settled(end);
        }),
      ),
    expectOutside: () => track(() => clock.expectOutside()),
    stop: () => {
      stopped = true;
      for (const cancel of [...waiting]) cancel();
    },
  };
}
