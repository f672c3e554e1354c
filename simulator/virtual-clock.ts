// A clock that stands still while something runs and leaps when nothing does, so that an hour's wait takes no time and the
// same input gives the same history.
import { type Cancel, type Clock, type Settled, settle, sleeping } from "./clock.js";
import { Timers } from "./timers.js";

/** What may go on at any time: an open token, and a handler on its way. */
interface Waited {
  /** Real time, of its start or of the end of its last sleep. */
  since: number;
}
interface Running extends Waited {
  readonly order: number;
  /** "dozing": it has run for so long in real time that the clock goes on without it. */
  state: "busy" | "asleep" | "dozing" | "left";
  sleeps: number;
  settled: boolean;
}

// The longest delay that `setTimeout` keeps.
const LONGEST_DELAY = 2_147_483_647;

/** `patienceMs`: how long, in real milliseconds, a handler holds up the clock without sleeping. */
export function virtualClock(start: number, patienceMs: number): Clock {
  let now = start;
  let started = 0;
  let asked: NodeJS.Immediate | undefined;
  let stopped = false;
  let sleepers = 0;
  const busy = new Set<Running>();
  const tokens = new Set<Waited>();
  const timers = new Timers();
  const ready: { readonly order: number; readonly deliver: () => void }[] = [];
  const patience = realTimer(patienceMs);

  // A turn comes when every promise that can go on has gone on: what is left to happen at this moment, handlers do.
  function askForTurn(): void {
    if (asked === undefined && !stopped) asked = setImmediate(turn);
  }

  function turn(): void {
    asked = undefined;
    if (busy.size > 0) return patience.start(doze);
    if (ready.length > 0) {
      // In the order in which they were started: that of settling depends on the machine.
      for (const { deliver } of ready.splice(0).sort((left, right) => left.order - right.order)) deliver();
      return askForTurn();
    }
    // A handler that sleeps may be the one that will use the token.
    if (tokens.size > 0 && sleepers === 0) return patience.start(doze);
    patience.cancel();
    leap();
  }

  /** On to the next moment at which something happens. */
  function leap(): void {
    const timer = timers.take();
    if (timer === undefined) return;
    now = Math.max(now, timer.moment);
    timer.callback();
    askForTurn();
  }

  function doze(): void {
    // `setTimeout` may come up to a millisecond early.
    const late = performance.now() - patienceMs + 1;
    for (const running of busy) if (running.since <= late) change(running, "dozing");
    for (const token of tokens) if (token.since <= late) tokens.delete(token);
    askForTurn();
  }

  function change(running: Running, state: Running["state"]): void {
    if (running.state === "left" || running.settled) return;
    running.state = state;
    if (state === "busy") {
      running.since = performance.now();
      busy.add(running);
    } else busy.delete(running);
    askForTurn();
  }

  function at(moment: number, callback: () => void): Cancel {
    askForTurn();
    return timers.add(moment, callback);
  }

  function run(handler: Parameters<Clock["run"]>[0], settled: (end: Settled) => void): Cancel {
    const running: Running = { order: started++, since: 0, state: "busy", sleeps: 0, settled: false };
    const woken = () => {
      sleepers -= 1;
      running.sleeps -= 1;
      if (running.sleeps === 0) change(running, "busy");
    };
    const sleep = (seconds: number, signal: AbortSignal) =>
      sleeping(
        (wake) => {
          sleepers += 1;
          running.sleeps += 1;
          change(running, "asleep");
          const cancel = at(now + seconds * 1000, () => {
            woken();
            wake();
          });
          return () => {
            cancel();
            woken();
          };
        },
        signal,
        () => running.settled,
      );
    change(running, "busy");
    settle(
      () => handler(sleep),
      (end) => {
        change(running, "asleep");
        running.settled = true;
        if (running.state !== "left") ready.push({ order: running.order, deliver: () => settled(end) });
      },
    );
    return () => change(running, "left");
  }

  return {
    now: () => now,
    at,
    run,
    expectOutside: () => {
      const token: Waited = { since: performance.now() };
      tokens.add(token);
      return () => {
        tokens.delete(token);
        askForTurn();
      };
    },
    stop: () => {
      stopped = true;
      // What is asked for would keep all of the execution alive, and turns come late to who runs many of them.
      clearImmediate(asked);
      patience.cancel();
    },
  };
}

/** One timer of real time. A second start while it runs changes nothing; any turn in which nothing is waited for ends it. */
function realTimer(delayMs: number): { readonly start: (then: () => void) => void; readonly cancel: () => void } {
  let running: { readonly then: () => void; readonly timeout: NodeJS.Timeout } | undefined;
  const cancel = () => {
    clearTimeout(running?.timeout);
    running = undefined;
  };
  const start = (then: () => void) => {
    if (running?.then === then || delayMs === Number.POSITIVE_INFINITY) return;
    cancel();
    const fire = () => {
      running = undefined;
      then();
    };
    running = { then, timeout: setTimeout(fire, Math.min(delayMs, LONGEST_DELAY)) };
  };
  return { start, cancel };
}
