// Runs the cases of kind `execution`: a definition and an input, with functions that behave as recorded.
import { type ExecuteOptions, execute } from "../../simulator/index.js";
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

interface ExecutionCase extends Case {
  readonly definition: object;
  readonly input?: unknown;
  readonly stateMachineType?: "STANDARD" | "EXPRESS";
  readonly lambda?: { readonly [functionName: string]: Behaviour };
  readonly actions?: readonly { readonly op: string }[];
  readonly eventsOrder: EventsOrder;
  readonly expected: Recorded;
}

/** What AWS's answer depends on, and no case tells. */
interface Surroundings {
  readonly startedBy: "StartExecution" | "StartSyncExecution";
}

/** All ways in which a case can have been recorded. */
const surroundingsOf = ({ stateMachineType }: ExecutionCase): readonly Surroundings[] => [
  { startedBy: "StartExecution" },
  ...(stateMachineType === "EXPRESS" ? [{ startedBy: "StartSyncExecution" as const }] : []),
];

/** The first day of fields that the service had not from the start. */
const FIRST_DAYS: { readonly [field: string]: string } = { RedriveCount: "2023-11-15" };

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

function answerTo(given: ExecutionCase, surroundings: Surroundings, seed: number): Promise<Answer> {
  const { definition, input, stateMachineType, lambda, actions } = given;
  return execute(structuredClone(definition), {
    input,
    stateMachineType,
    seed,
    lambda: functionsOf(lambda),
    stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:Machine`,
    ...surroundings,
    ...stopping(actions),
  });
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
    if (agrees(other)) return other;
  }
  return agreement;
}
