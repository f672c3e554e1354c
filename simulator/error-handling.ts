// Retry and Catch, as a function around a state's work: alike for Task, Parallel and Map.
// @see https://states-language.net/#errors
import type { Json } from "../asl/json.js";
import type { Catcher, Retrier } from "../asl/types.js";
import type { Awaitable } from "./awaitable.js";
import { errorOutput, located, matches, StateFailure, terminal } from "./failure.js";
import type { HistoryEventType } from "./history-event.js";
import { below, type Place } from "./place.js";
import type { Handling, Probe } from "./probe.js";
import { caughtOf } from "./query-language.js";
import type { Outcome, RunState, Visit } from "./visit.js";

interface Fields {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

/**
 * The work, tried again and caught as its state says. Counts the retries in the visit. `failed` is the event, if there is
 * one, that tells that no try is left.
 */
export function withErrorHandling(
  { Retry: retriers = [], Catch = [] }: Fields,
  place: Place,
  work: RunState,
  failed?: HistoryEventType,
): RunState {
  const { probe } = place;
  const catchers = Catch.map((catcher, index) => compileCatcher(catcher, below(place, `Catch[${index}]`)));
  return async (visit, input) => {
    visit.retryCount = 0;
    const used = retriers.map(() => probe?.retried ?? 0);
    for (;;) {
      try {
        return await work(visit, input);
      } catch (error) {
        if (!(error instanceof StateFailure)) throw error;
        const retry = nextRetry(retriers, used, error, visit);
        if (retry !== undefined) probe?.handled(error, told(retry));
        if (retry?.delay === undefined) {
          if (failed !== undefined && !terminal(error)) visit.add(failed);
          return caught(catchers, error, visit, input, probe);
        }
        // One state run by itself is run once.
        if (probe !== undefined) throw error;
        if (retry.delay > 0) await visit.pause(retry.delay);
        visit.retryCount += 1;
      }
    }
  };
}

/** What the first retrier that means a failure decides. */
interface Retry {
  readonly index: number;
  /** Seconds to wait before the next try; `undefined` when it has no try left. */
  readonly delay: number | undefined;
}

const told = ({ index, delay }: Retry): Handling => ({
  retryIndex: index,
  ...(delay === undefined ? {} : { retryBackoffIntervalSeconds: delay }),
});

/** `undefined` where no retrier means the failure. */
function nextRetry(
  retriers: readonly Retrier[],
  used: number[],
  failure: StateFailure,
  visit: Visit,
): Retry | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => matches(ErrorEquals, failure));
  const retrier = retriers[index];
  const tried = used[index] ?? 0;
  if (retrier === undefined) return undefined;
  if (tried >= (retrier.MaxAttempts ?? 3)) return { index, delay: undefined };
  used[index] = tried + 1;
  const { IntervalSeconds = 1, BackoffRate = 2, MaxDelaySeconds = Number.POSITIVE_INFINITY, JitterStrategy } = retrier;
  const delay = Math.min(IntervalSeconds * BackoffRate ** tried, MaxDelaySeconds);
  return { index, delay: JitterStrategy === "FULL" ? delay * visit.random() : delay };
}

interface CompiledCatcher {
  readonly names: readonly string[];
  readonly take: ReturnType<typeof caughtOf>;
}

const compileCatcher = (catcher: Catcher, place: Place): CompiledCatcher => ({
  names: catcher.ErrorEquals,
  take: caughtOf(catcher, place),
});

function caught(
  catchers: readonly CompiledCatcher[],
  failure: StateFailure,
  visit: Visit,
  input: Json,
  probe: Probe | undefined,
): Awaitable<Outcome> {
  const index = catchers.findIndex(({ names }) => matches(names, failure));
  const catcher = catchers[index];
  if (catcher === undefined) throw failure;
  probe?.handled(failure, { catchIndex: index });
  return catcher.take(visit, input, errorOutput(located(failure, visit.stateName, visit.enteredEventId)));
}
