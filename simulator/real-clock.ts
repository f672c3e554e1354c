import { type Cancel, type Clock, settle, sleeping } from "./clock.js";

// The longest delay that `setTimeout` keeps.
const LONGEST_DELAY = 2_147_483_647;

/** A clock that runs with real time, or so many times as fast. */
export function realClock(start: number, speed: number): Clock {
  const zero = performance.now();
  const now = () => start + (performance.now() - zero) * speed;
  const waiting = new Set<Cancel>();
  let stopped = false;

  function at(moment: number, callback: () => void): Cancel {
    let timeout: NodeJS.Timeout | undefined;
    const cancel = () => {
      clearTimeout(timeout);
      waiting.delete(cancel);
    };
    const wait = () => {
      const delay = Math.max(0, (moment - now()) / speed);
      timeout = setTimeout(
        () => {
          if (now() < moment) return wait();
          waiting.delete(cancel);
          callback();
        },
        Math.min(Math.ceil(delay), LONGEST_DELAY),
      );
    };
    if (stopped) return cancel;
    waiting.add(cancel);
    wait();
    return cancel;
  }

  return {
    now,
    at,
    run: (handler, settled) => {
      let over = false;
      let left = false;
      const sleep = (seconds: number, signal: AbortSignal) =>
        sleeping(
          (wake) => at(now() + seconds * 1000, wake),
          signal,
          () => over,
        );
      settle(
        () => handler(sleep),
        (end) => {
          over = true;
          if (!left) settled(end);
        },
      );
      return () => {
        left = true;
      };
    },
    expectOutside: () => () => {},
    stop: () => {
      stopped = true;
      for (const cancel of [...waiting]) cancel();
    },
  };
}
