// Runs the cases of kind `execution`: a definition and an input, with functions that behave as recorded and services in memory.
import { createClock, type ExecuteOptions, execute } from "../../simulator/index.js";
import {
  type Answer,
  compareHistories,
  compareResults,
  differences,
  type EventsOrder,
  hasHistory,
  type Recorded,
  type Unstable,
} from "./agreement.js";
import { ACCOUNT, type Agreement, type Case, REGION } from "./case.js";
import { type Behaviour, functionsOf } from "./functions.js";
import { type CaseWithServices, servicesOf } from "./services/index.js";
import type { Surroundings } from "./services/surroundings.js";

interface ExecutionCase extends Case, CaseWithServices {
  readonly stateMachineType?: "STANDARD" | "EXPRESS";
  readonly needs?: readonly string[];
  readonly lambda?: { readonly [functionName: string]: Behaviour };
  readonly actions?: readonly { readonly op: string }[];
  readonly eventsOrder: EventsOrder;
  readonly expected: Recorded;
}

/** All ways in which a case can have been recorded, the likeliest first. */
function surroundingsOf({ stateMachineType, needs = [] }: ExecutionCase): readonly Surroundings[] {
  const likeliest: Surroundings = { startedBy: "StartExecution", resourcesExist: true };
  return [
    likeliest,
    ...(stateMachineType === "EXPRESS" ? [{ ...likeliest, startedBy: "StartSyncExecution" as const }] : []),
    ...(needs.length > 0 ? [{ ...likeliest, resourcesExist: false }] : []),
  ];
}

/** The first day of fields that the service had not from the start. */
const REDRIVE = "2023-11-15";
const FIRST_DAYS: { readonly [field: string]: string } = {
  RedriveCount: REDRIVE,
  RedriveStatus: REDRIVE,
  RedriveStatusReason: REDRIVE,
};

/** Stops the execution in its first state, where the case says that someone did. */
function stopping(actions: ExecutionCase["actions"]): Pick<ExecuteOptions, "signal" | "onEvent"> {
  if (!actions?.some(({ op }) => op === "stop_execution")) return {};
  const controller = new AbortController();
  return {
    signal: controller.signal,
    onEvent: ({ type }) => {
      if (type.endsWith("StateEntered")) queueMicrotask(() => controller.abort());
    },
  };
}

async function answerTo(given: ExecutionCase, surroundings: Surroundings, seed: number): Promise<Answer> {
  const { definition, input, stateMachineType, lambda, actions } = given;
  // All that answers sleeps on the clock, so that it never has to wait for anyone outside.
  const clock = createClock({ patienceMs: 0 });
  const beside = new AbortController();
  try {
    return await execute(structuredClone(definition), {
      input,
      stateMachineType,
      seed,
      clock,
      lambda: functionsOf(lambda),
      ...servicesOf(given, surroundings, clock, beside.signal),
      stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:Machine`,
      startedBy: surroundings.startedBy,
      ...stopping(actions),
    });
  } finally {
    beside.abort();
  }
}

/** What the record does not say about an answer: what was left out of it, and what is drawn at random: a uuid is never AWS's. */
function unstableOf({ unstable = [], validated = "" }: ExecutionCase, drawnAtRandom: ReadonlySet<string>): Unstable {
  const notKept = new Set(unstable);
  return {
    has: (path) => notKept.has(path) || drawnAtRandom.has(path),
    lacks: (field) => Object.hasOwn(FIRST_DAYS, field) && validated < (FIRST_DAYS[field] ?? ""),
  };
}

async function agreementIn(surroundings: Surroundings, given: ExecutionCase): Promise<Agreement> {
  const { expected, eventsOrder } = given;
  const answer = await answerTo(given, surroundings, 1);
  const unstable = unstableOf(given, differences(answer, await answerTo(given, surroundings, 2)));
  return {
    results: compareResults(expected, answer, unstable),
    ...(hasHistory(expected, eventsOrder) && { events: compareHistories(expected, answer, eventsOrder, unstable) }),
  };
}

const agrees = ({ results, events = [] }: Agreement) => results.length === 0 && events.length === 0;

/** The agreement in the first surroundings in which all agrees, or else in the most likely ones. */
export async function runExecution(given: ExecutionCase): Promise<Agreement> {
  const [first, ...others] = surroundingsOf(given);
  if (first === undefined) throw new Error("a case has at least one way to run");
  const agreement = await agreementIn(first, given);
  if (agrees(agreement)) return agreement;
  for (const surroundings of others) {
    const other = await agreementIn(surroundings, given);
    if (agrees(other)) return { ...other, assuming: JSON.stringify(surroundings) };
  }
  return agreement;
}
