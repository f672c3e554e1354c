// Lambda in memory: runs functions with clients of their own, on the clock, and cuts them off.
import { createRandom, uuid } from "../asl/random.js";
import type { Clock } from "../simulator/index.js";
import { arn } from "./account.js";
import type { CallFaultKind } from "./faults.js";
import type { Caller } from "./service.js";

/** Makes a handler of the clients that its calls go through, and of what else has to come from outside. */
export type FunctionCode<Clients> = (
  clients: Clients,
  tools: FunctionTools,
) => (event: never, context?: never) => unknown;
export interface FunctionTools {
  /** Waits on the sandbox's clock. */
  readonly sleep: (seconds: number) => Promise<void>;
}

export interface LambdaOptions<Clients> {
  readonly clock: Clock;
  readonly functions: { readonly [name: string]: FunctionCode<Clients> };
  readonly clientsOf: (caller: Caller) => Clients;
  readonly seed: number;
  readonly fault: (action: string) => CallFaultKind | undefined;
  readonly timeoutSeconds: number;
}

type Sleep = (seconds: number) => Promise<void>;

export interface Lambda {
  /** One run of a function, for who waits for its result. Throws what the function throws, or Lambda's own errors. */
  readonly invoke: (name: string, event: unknown, sleep: Sleep) => Promise<unknown>;
  /** Nobody waits: a run that fails is tried twice more, a minute and two minutes later, with the same event. */
  readonly invokeAsynchronously: (name: string, event: unknown) => void;
}

const RETRIES_AFTER_SECONDS = [60, 120];
const THROTTLED_AFTER_SECONDS = 5;

export function createLambda<Clients>(options: LambdaOptions<Clients>): Lambda {
  const { clock, functions, clientsOf, seed, fault, timeoutSeconds } = options;
  let runs = 0;

  function run(name: string, event: unknown, sleep: Sleep): Promise<unknown> {
    const code = Object.hasOwn(functions, name) ? functions[name] : undefined;
    if (code === undefined) {
      return Promise.reject(
        named("Lambda.ResourceNotFoundException", `Function not found: ${arn("lambda", `function:${name}`)}`),
      );
    }
    runs += 1;
    const random = createRandom(seed + 7919 * runs);
    const requestId = uuid(random);
    const deadline = clock.now() + timeoutSeconds * 1000;
    return new Promise((resolve, reject) => {
      const kill = (): Promise<never> => {
        reject(
          named(
            "Sandbox.Timedout",
            `RequestId: ${requestId} Error: Task timed out after ${timeoutSeconds.toFixed(2)} seconds`,
          ),
        );
        return new Promise(() => {});
      };
      const sleepInTime = async (seconds: number): Promise<void> => {
        const left = (deadline - clock.now()) / 1000;
        await sleep(Math.min(seconds, left));
        if (seconds > left) await kill();
      };
      const handler = code(clientsOf({ name, latency: { random, sleep: sleepInTime }, kill }), { sleep: sleepInTime });
      // What a function gets and gives is JSON; its own types say which.
      Promise.resolve(handler(json(event) as never, contextOf(name, requestId, () => deadline - clock.now()) as never))
        .then(json)
        .then(resolve, reject);
    });
  }

  const outcomes: { readonly [Kind in CallFaultKind | "none"]: (start: () => Promise<unknown>) => Promise<unknown> } = {
    none: (start) => start(),
    throttled: () => Promise.reject(named("Lambda.TooManyRequestsException", "Rate Exceeded.")),
    denied: () =>
      Promise.reject(named("Lambda.AWSLambdaException", "not authorized to perform: lambda:InvokeFunction")),
    unavailable: () =>
      Promise.reject(named("Lambda.ServiceException", "An error occurred and the request cannot be processed.")),
    "answer-lost": async (start) => {
      await start();
      throw named("Lambda.SdkClientException", "Unable to execute HTTP request: Read timed out");
    },
    repeated: async (start) => {
      await start();
      return start();
    },
    "killed-before": () => Promise.reject(named("Sandbox.Timedout", "Task timed out")),
    "killed-after": async (start) => {
      await start();
      throw named("Sandbox.Timedout", "Task timed out");
    },
  };
  const invoke: Lambda["invoke"] = (name, event, sleep) =>
    outcomes[fault(`lambda:${name}`) ?? "none"](() => run(name, event, sleep));

  const never = new AbortController().signal;
  function attempt(name: string, event: unknown, failures: number): void {
    clock.run(
      (sleep) => invoke(name, event, (seconds) => sleep(seconds, never)),
      (end) => {
        if (end.kind === "answered") return;
        const again = (seconds: number, failed: number) =>
          void clock.at(clock.now() + seconds * 1000, () => attempt(name, event, failed));
        if (end.error instanceof Error && end.error.name.startsWith("Lambda."))
          return again(THROTTLED_AFTER_SECONDS, failures);
        const wait = RETRIES_AFTER_SECONDS[failures];
        if (wait !== undefined) again(wait, failures + 1);
      },
    );
  }
  return { invoke, invokeAsynchronously: (name, event) => attempt(name, event, 0) };
}

const named = (name: string, message: string): Error => Object.assign(new Error(message), { name });
const json = (value: unknown): unknown => JSON.parse(JSON.stringify(value) ?? "null");

const contextOf = (functionName: string, awsRequestId: string, remaining: () => number) => ({
  functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: arn("lambda", `function:${functionName}`),
  memoryLimitInMB: "256",
  awsRequestId,
  logGroupName: `/aws/lambda/${functionName}`,
  logStreamName: awsRequestId,
  getRemainingTimeInMillis: remaining,
});
