// An AWS service in memory: a table of operations behind a client's `send`.
import type { Clock } from "../simulator/index.js";
import type { CallFaultKind } from "./faults.js";

/** Of an SDK's command, what is known here: `resolveMiddleware` is where its type tells the output. */
interface Command<Input, Output> {
  readonly input: Input;
  // `any`: the stacks, configurations and options of every client
  resolveMiddleware(clientStack: any, configuration: any, options: any): (request: any) => Promise<{ output: Output }>;
}
export interface Operation {
  /** As IAM calls it: `CreateStack`. */
  readonly name: string;
  readonly command: Function;
  // `never`: only a command of this class is ever given to it
  readonly run: (input: never) => unknown;
}

/** One operation of a service, with the types of the SDK's own command. What it throws is what the client throws. */
export function operation<Input, Output>(
  command: { new (input: Input): Command<Input, Output> },
  run: (input: Input) => Omit<Output, "$metadata">,
): Operation {
  return { name: command.name.replace(/Command$/, ""), command, run };
}

/** The errors that do not come from an operation's own rules. */
export interface CommonErrors {
  readonly throttled: () => Error;
  readonly denied: (action: string) => Error;
  readonly unavailable: () => Error;
}
export interface Service {
  /** As IAM calls it: `cloudformation`. */
  readonly name: string;
  readonly operations: readonly Operation[];
  readonly errors: CommonErrors;
}

/** Who calls. A person at the console has only a name. */
export interface Caller {
  readonly name: string;
  /** Time that passes on the way to the service and back: a number from 0 to below 1 each time, and a wait for it. */
  readonly latency?: { readonly random: () => number; readonly sleep: (seconds: number) => Promise<void> } | undefined;
  /** Ends the function here and now: what waits for it never goes on. */
  readonly kill?: (() => Promise<never>) | undefined;
}

/** A call that reached its service, for those who look back. */
export interface Call {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly caller: string;
  /** `cloudformation:CreateStack` */
  readonly action: string;
  readonly input: unknown;
  readonly output?: unknown;
  readonly error?: unknown;
}

export interface Wire {
  readonly clock: Pick<Clock, "now">;
  /** The longest way to a service or back, in seconds. */
  readonly longestWay: number;
  readonly fault: (action: string) => CallFaultKind | undefined;
  readonly onCall: (call: Call) => void;
}

export interface InMemoryClient {
  readonly send: (command: object) => Promise<unknown>;
}

/** A client of one caller. It throws what the SDK would throw when its own retries are used up. */
export function clientOf(service: Service, caller: Caller, wire: Wire): InMemoryClient {
  const find = (command: object): Operation => {
    const found = service.operations.find((candidate) => command instanceof candidate.command);
    if (found === undefined) throw new TypeError(`the sandbox's ${service.name} has no ${command.constructor.name}`);
    return found;
  };
  const way = async () => caller.latency?.sleep(caller.latency.random() * wire.longestWay);

  const send = async (command: object) => {
    const { name, run } = find(command);
    const action = `${service.name}:${name}`;
    // Every command of an SDK carries its input.
    const input = (command as { readonly input: never }).input;
    const effect = () => {
      const call = { at: wire.clock.now(), caller: caller.name, action, input };
      try {
        const output = { ...(run(input) as object), $metadata: { httpStatusCode: 200, attempts: 1 } };
        wire.onCall({ ...call, output });
        return output;
      } catch (error) {
        wire.onCall({ ...call, error });
        throw error;
      }
    };
    const fault = wire.fault(action);
    await way();
    const answer = await outcomes[fault ?? "none"]({ action, caller, errors: service.errors, effect, way });
    await way();
    return answer;
  };
  // What the service refuses takes its way back as well.
  return { send: (command) => send(command).catch((error) => way().then(() => Promise.reject(error))) };
}

interface Sent {
  readonly action: string;
  readonly caller: Caller;
  readonly errors: CommonErrors;
  readonly effect: () => unknown;
  readonly way: () => Promise<void>;
}
const outcomes: { readonly [Kind in CallFaultKind | "none"]: (sent: Sent) => unknown } = {
  none: ({ effect }) => effect(),
  throttled: ({ errors }) => Promise.reject(errors.throttled()),
  denied: ({ errors, action }) => Promise.reject(errors.denied(action)),
  unavailable: ({ errors }) => Promise.reject(errors.unavailable()),
  "answer-lost": ({ effect }) => {
    effect();
    throw lostConnection();
  },
  repeated: async ({ effect, way }) => {
    effect();
    await way();
    return effect();
  },
  "killed-before": ({ caller }) => killed(caller),
  "killed-after": ({ caller, effect }) => {
    effect();
    return killed(caller);
  },
};

const killed = ({ kill = () => Promise.reject(lostConnection()) }: Caller): Promise<never> => kill();

/** As Node's HTTP client and the SDK tell of a connection that broke. */
const lostConnection = (): Error =>
  Object.assign(new Error("socket hang up"), {
    name: "TimeoutError",
    code: "ECONNRESET",
    $metadata: { attempts: 3, totalRetryDelay: 300 },
  });
