// An AWS account in memory: CloudFormation, S3, CodePipeline, Step Functions and Lambda behind the clients' `send`, in one
// virtual time.
import type { CloudFormationClient } from "@aws-sdk/client-cloudformation";
import type { CodePipelineClient } from "@aws-sdk/client-codepipeline";
import type { S3Client } from "@aws-sdk/client-s3";
import type { SFNClient } from "@aws-sdk/client-sfn";
import { createRandom } from "../asl/random.js";
import { type Clock, createClock, type HistoryEvent } from "../simulator/index.js";
import { type CloudFormation, createCloudFormation } from "./cloudformation.js";
import { type CodePipeline, createCodePipeline } from "./codepipeline.js";
import type { CallFault, CallFaultKind, FaultPlan } from "./faults.js";
import { createLambda, type FunctionCode } from "./lambda.js";
import { occurrences } from "./occurrences.js";
import { createS3, type S3 } from "./s3.js";
import { type Call, type Caller, clientOf, type InMemoryClient, type Service } from "./service.js";
import { createStepFunctions, type Execution, type StepFunctions } from "./step-functions.js";
import { type Timing, usualTiming } from "./timing.js";

/** What a function of the sandbox calls AWS with. */
export interface Clients {
  readonly cloudFormation: Pick<CloudFormationClient, "send">;
  readonly s3: Pick<S3Client, "send">;
  readonly codePipeline: Pick<CodePipelineClient, "send">;
  readonly stepFunctions: Pick<SFNClient, "send">;
}

export interface SandboxOptions {
  /** By the names that the definitions call them. */
  readonly functions?: { readonly [name: string]: FunctionCode<Clients> } | undefined;
  /** Definitions in ASL by the name of their machine. */
  readonly machines?: { readonly [name: string]: object } | undefined;
  /** Of everything random. @default 1 */
  readonly seed?: number | undefined;
  readonly faults?: FaultPlan | undefined;
  readonly timing?: Partial<Timing> | undefined;
  /** @default a virtual clock of its own, which waits for every handler however long it takes */
  readonly clock?: Clock | undefined;
  /** @default 30 */
  readonly functionTimeoutSeconds?: number | undefined;
  /** Called with each call that has just reached its service. */
  readonly onCall?: ((call: Call) => void) | undefined;
  /** Called with what happens in an execution, as it happens. */
  readonly onEvent?: ((execution: Execution, event: HistoryEvent) => void) | undefined;
}

/** A fault of a call by its action and kind; one of a stack, a change set or a delivery by the field of the plan that says it. */
export interface FaultMet {
  readonly action: string;
  readonly kind: string;
}

export interface Sandbox {
  readonly clock: Clock;
  readonly cloudFormation: CloudFormation;
  readonly s3: S3;
  readonly codePipeline: CodePipeline;
  readonly stepFunctions: StepFunctions;
  /** Clients of someone outside, by a name that `calls` shows: whom no fault hits and whose calls take no time. */
  readonly clients: (callerName: string) => Clients;
  /** Every call that reached a service, in order. */
  readonly calls: readonly Call[];
  /** The faults that were met, in order. */
  readonly faultsMet: readonly FaultMet[];
  /** Resolves when nothing is left that could happen until then: executions, stacks and change sets have ended. */
  readonly settle: (seconds: number) => Promise<void>;
}

export function createSandbox({
  functions = {},
  machines = {},
  seed = 1,
  faults = {},
  timing: changedTiming,
  clock = createClock({ patienceMs: Number.POSITIVE_INFINITY }),
  functionTimeoutSeconds = 30,
  onCall = () => {},
  onEvent,
}: SandboxOptions = {}): Sandbox {
  const timing = { ...usualTiming, ...changedTiming };
  const calls: Call[] = [];
  const faultsMet: FaultMet[] = [];
  const meet = (action: string, fault: object) => {
    for (const [kind, value] of Object.entries(fault)) {
      const isNone =
        value === undefined || value === 0 || value === false || (Array.isArray(value) && value.length === 0);
      if (!isNone && !isCondition.has(kind)) faultsMet.push({ action, kind });
    }
  };
  const callFault = occurrences<CallFault, string>(faults.calls ?? [], ({ call }, action) => matches(call, action));
  const fault = (action: string): CallFaultKind | undefined => {
    const kind = callFault(action)?.kind;
    if (kind !== undefined) faultsMet.push({ action, kind });
    return kind;
  };

  // Each draws from its own source, so that what one does changes nothing in the other.
  const random = (part: number) => createRandom(seed * 31 + part);
  const s3 = createS3({ clock });
  const cloudFormation = createCloudFormation({ clock, timing, random: random(1), faults, s3, onFault: meet });
  const lambda = createLambda({
    clock,
    functions,
    clientsOf: (caller) => clientsOf(caller, fault),
    seed,
    fault,
    timeoutSeconds: functionTimeoutSeconds,
  });
  const stepFunctions = createStepFunctions({ clock, machines, lambda, seed, onEvent });
  const codePipeline = createCodePipeline({
    clock,
    timing,
    random: random(2),
    lambda,
    deliveries: faults.deliveries ?? [],
    onFault: meet,
  });

  const note = (call: Call) => {
    calls.push(call);
    onCall(call);
  };
  function clientsOf(caller: Caller, met: (action: string) => CallFaultKind | undefined): Clients {
    const wire = { clock, longestWay: timing.call, fault: met, onCall: note };
    const client = (service: Service): InMemoryClient => clientOf(service, caller, wire);
    // Every operation takes and gives what its command says; a client's overloads say the same of all commands at once.
    return {
      cloudFormation: client(cloudFormation) as Clients["cloudFormation"],
      s3: client(s3) as Clients["s3"],
      codePipeline: client(codePipeline) as Clients["codePipeline"],
      stepFunctions: client(stepFunctions) as Clients["stepFunctions"],
    };
  }

  return {
    clock,
    cloudFormation,
    s3,
    codePipeline,
    stepFunctions,
    clients: (name) => clientsOf({ name }, () => undefined),
    calls,
    faultsMet,
    settle: (seconds) => new Promise((resolve) => void clock.at(clock.now() + seconds * 1000, resolve)),
  };
}

/** Of a fault, what says on which it falls. */
const isCondition: ReadonlySet<string> = new Set(["after", "times", "on", "stackName"]);

/** `s3:*` matches every call of S3, `*` every call. */
const matches = (pattern: string, action: string): boolean =>
  pattern === "*" || pattern === action || (pattern.endsWith(":*") && action.startsWith(pattern.slice(0, -1)));
