// Runs the cases of kind `execution`: a definition and an input, with functions that behave as recorded.
import { randomUUID } from "node:crypto";
import { type ExecuteOptions, execute, type LambdaHandler } from "../../simulator/index.js";
import {
  type Answer,
  compareHistories,
  compareResults,
  type EventsOrder,
  hasHistory,
  type Recorded,
} from "./agreement.js";
import type { Agreement, Case } from "./case.js";

interface Behaviour {
  readonly kind: "echo" | "returns" | "throws" | "delay";
  readonly value?: unknown;
  readonly errorType?: string;
  readonly errorMessage?: string;
  readonly seconds?: number;
  readonly note?: string;
}
interface ExecutionCase extends Case {
  readonly definition: object;
  readonly input?: unknown;
  readonly stateMachineType?: "STANDARD" | "EXPRESS";
  readonly lambda?: { readonly [functionName: string]: Behaviour };
  readonly actions?: readonly { readonly op: string }[];
  readonly eventsOrder: EventsOrder;
  readonly expected: Recorded;
}

const ACCOUNT = "111111111111";
const REGION = "us-east-1";

/** A result that a case only describes: one too long to be written down, or one whose value it does not hold. */
function described(note = ""): string {
  const [, size, sign = ""] = /(\d+) KiB of '(.)'/.exec(note) ?? [];
  return size === undefined ? note : sign.repeat(Number(size) * 1024);
}

const functions =
  (behaviours: ExecutionCase["lambda"] = {}): LambdaHandler =>
  async (name, payload, { sleep }) => {
    const behaviour = behaviours[name];
    if (behaviour === undefined) throw notFound(name);
    if (behaviour.kind === "throws") {
      throw Object.assign(new Error(behaviour.errorMessage), { name: behaviour.errorType });
    }
    if (behaviour.kind === "returns") return "value" in behaviour ? behaviour.value : described(behaviour.note);
    if (behaviour.seconds !== undefined) await sleep(behaviour.seconds);
    return payload;
  };

/** As the service of the functions answers. */
function notFound(name: string): Error {
  const arn = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:${name}:$LATEST`;
  const request = `Service: AWSLambda; Status Code: 404; Error Code: ResourceNotFoundException; Request ID: ${randomUUID()}; Proxy: null`;
  return Object.assign(new Error(`Function not found: ${arn} (${request})`), {
    name: "Lambda.ResourceNotFoundException",
  });
}

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

export async function runExecution(given: ExecutionCase): Promise<Agreement> {
  const { definition, input, stateMachineType, lambda, actions, expected, eventsOrder } = given;
  const answer: Answer = await execute(structuredClone(definition), {
    input,
    stateMachineType,
    lambda: functions(lambda),
    stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:Machine`,
    ...stopping(actions),
  });
  const unstable = new Set(given.unstable);
  return {
    results: compareResults(expected, answer, unstable),
    ...(hasHistory(expected, eventsOrder) && { events: compareHistories(expected, answer, eventsOrder, unstable) }),
  };
}
