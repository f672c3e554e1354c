// The service's quotas. @see https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html
import type { HistoryEventType } from "./history-event.js";
import type { ExecuteOptions } from "./options.js";

export type StateMachineType = NonNullable<ExecuteOptions["stateMachineType"]>;

/** Of an input or output, in bytes of its JSON text as UTF-8. */
export const LARGEST_PAYLOAD = 262_144;

export const exceedsPayload = (text: string): boolean =>
  // No character takes more than three bytes for each of its UTF-16 units.
  text.length > LARGEST_PAYLOAD / 3 && (text.length > LARGEST_PAYLOAD || Buffer.byteLength(text) > LARGEST_PAYLOAD);

/** Of all variables that an execution holds at a time, in bytes of their JSON texts as UTF-8. */
export const LARGEST_VARIABLES = 10 * 1024 * 1024;

/** Whether a text can name an execution or a state machine. */
export const isName = (text: string): boolean => /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u.test(text);

/** How long a task of `http:invoke` may take, in seconds. */
export const LONGEST_HTTP_CALL = 60;

/** How long an execution may take, in seconds. */
export const longestExecution: Readonly<Record<StateMachineType, number>> = { STANDARD: 31_536_000, EXPRESS: 300 };

/** What a task or a wait may say, and what a task that says nothing gets, in seconds. */
export const LONGEST_WAIT = 99_999_999;

/**
 * How many events a history holds. Express has no quota of events, but five minutes of them are never half a million: a
 * loop that gets there without waiting would not end by itself.
 */
export const mostEvents: Readonly<Record<StateMachineType, number>> = { STANDARD: 25_000, EXPRESS: 500_000 };

/** The only event that may be the last one of a full history without failing the execution. */
export const lastOfFullHistory: HistoryEventType = "ExecutionSucceeded";
