// What `execute` takes and answers.
import type { Clock } from "./clock.js";
import type { HistoryEvent } from "./history-event.js";

/**
 * How time passes: "virtual" leaps from one thing that waits to the next, "real" waits as long as it says, `{ speed }` runs
 * so many times as fast as real time. A clock made by `createClock` is shared: `startTime` and `patienceMs` are then its own.
 */
export type ClockOption = "virtual" | "real" | { readonly speed: number } | Clock;

/** What a handler can use while it runs. */
export interface HandlerTools {
  /** Aborted when the task is over without its answer: it timed out, or the execution ended. */
  readonly signal: AbortSignal;
  /** Waits on the execution's clock. Rejects when the task is over. */
  readonly sleep: (seconds: number) => Promise<void>;
  /** Starts `HeartbeatSeconds` anew. */
  readonly heartbeat: () => void;
  /** Ends the task; only for resources that end in `.waitForTaskToken` or `.sync`. */
  readonly token?: TaskToken;
  /**
   * Tells with what response the job began; only for resources that end in `.sync`. What the handler answers is the job's
   * result. One that does not tell began with its result.
   */
  readonly submitted?: (response: unknown) => void;
}

/** Whoever holds it ends the task, while the handler runs or any time later. Each answers whether the task was still waiting. */
export interface TaskToken {
  /** As `$$.Task.Token` gives it to the definition. */
  readonly value: string;
  /** Ends the task with a result, which is taken as JSON, as `SendTaskSuccess` does. */
  readonly succeed: (output: unknown) => boolean;
  /** Fails the task, as `SendTaskFailure` does. */
  readonly fail: (error?: string, cause?: string) => boolean;
  /** Starts `HeartbeatSeconds` anew, as `SendTaskHeartbeat` does. */
  readonly heartbeat: () => boolean;
}

/** The tokens of tasks that wait, by value. */
export type TaskTokens = Map<string, TaskToken>;

/**
 * Answers for every Lambda function. What it returns is the function's result, taken as JSON; an `Error` that it throws
 * fails the task with the error's `name`, and a cause like that of a Node.js function.
 */
export type LambdaHandler = (
  /** The plain name, without ARN and qualifier; for a resource `${Name}`, that name. */
  functionName: string,
  // `any`: nothing but the definition says what a function is sent
  payload: any,
  tools: HandlerTools,
) => unknown;

/** What a task asks of whoever answers it. */
export interface TaskRequest extends HandlerTools {
  /** The state's `Resource`. */
  readonly resource: string;
  /** The name of the state that asks. */
  readonly stateName: string;
  /** What the state sends: its `Parameters`, or its input. */
  // `any`: nothing but the definition says what a task is sent
  readonly parameters: any;
}
/**
 * Answers for a Task state. An `Error` that it throws fails the task with the error's `name` and `message`; one of an AWS
 * client, known by its `$metadata`, with the name and the cause that the integration gives it.
 */
export type TaskHandler = (request: TaskRequest) => unknown;

/** A state machine that an execution may start. Its tasks are answered by what answers the caller's, where it has nothing of its own. */
export interface StateMachine
  extends Pick<ExecuteOptions, "stateMachineType" | "lambda" | "tasks" | "substitutions" | "roleArn"> {
  /** In Amazon States Language. */
  readonly definition: object;
}

/** How a definition is run, and who answers for what it calls. */
export interface ExecuteOptions {
  /** Any JSON value. @default {} */
  readonly input?: unknown;
  /** An Express execution ends after five minutes, and has no `.sync`, task token or activity. @default "STANDARD" */
  readonly stateMachineType?: "STANDARD" | "EXPRESS" | undefined;
  /** Which call starts it. `StartSyncExecution`, for Express alone, gives a context object without `RedriveCount`. @default "StartExecution" */
  readonly startedBy?: "StartExecution" | "StartSyncExecution" | undefined;
  /** Answers for the Lambda functions that no handler of `tasks` answers for. */
  readonly lambda?: LambdaHandler | undefined;
  /**
   * By the name of a state, or by resource; a state's own handler comes first, `lambda` last. They answer for the item reader
   * and the result writer of a distributed Map, too: `s3:getObject` with a text, bytes, or an object with one of them as
   * `Body`; `s3:listObjectsV2` with `{ Contents, NextContinuationToken? }`; `s3:putObject` is sent `Bucket`, `Key` and `Body`.
   */
  readonly tasks?: { readonly [stateOrResource: string]: TaskHandler } | undefined;
  /**
   * The state machines that it may start, by ARN or by plain name: `states:startExecution` in all its forms, and by the SDK.
   * They run on the same clock. Where a task waits for the end of one, that is stopped with the task; `execute` resolves when
   * those have ended as well that no task waits for. A handler in `tasks` comes first.
   */
  readonly stateMachines?: { readonly [nameOrArn: string]: StateMachine } | undefined;
  /**
   * Holds the token of each task while that waits, so that whoever knows its text can end the task; several executions may
   * share it. The tasks of the definition do so by `aws-sdk:sfn:sendTaskSuccess`, `sendTaskFailure` and `sendTaskHeartbeat`.
   */
  readonly taskTokens?: TaskTokens | undefined;
  /** How time passes. @default "virtual" */
  readonly clock?: ClockOption | undefined;
  /** Of everything random: jitter, uuids, tokens, `States.MathRandom`. @default 1 */
  readonly seed?: number | undefined;
  /** Aborts the execution: its status is then ABORTED. As its reason it may give what StopExecution takes: `{ error, cause }`. */
  readonly signal?: AbortSignal | undefined;
  /** For `${TableName}` anywhere in the definition. */
  readonly substitutions?: { readonly [name: string]: string | number | boolean } | undefined;
  /**
   * On the virtual clock: how long, in real milliseconds, a handler may run without sleeping before time goes on without
   * it. `Infinity` for handlers that do real work.
   * @default 1000
   */
  readonly patienceMs?: number | undefined;
  /** When the execution starts. @default 2025-01-01T00:00:00Z; with a real clock, now */
  readonly startTime?: Date | undefined;
  /** Gives the context object and the history their account, region and names. */
  readonly stateMachineArn?: string | undefined;
  /** As the context object gives it. @default a uuid, from the seed */
  readonly executionName?: string | undefined;
  /** As the context object and the history give it. @default a role of the account's */
  readonly roleArn?: string | undefined;
  /** Called with each event as it happens. */
  readonly onEvent?: ((event: HistoryEvent) => void) | undefined;
  /** Called with each event of the executions that a distributed Map starts, and with the name of its execution. */
  readonly onChildEvent?: ((event: HistoryEvent, executionName: string) => void) | undefined;
  /** Called with what a handler threw, before it becomes an error and a cause: the place to see its stack. */
  readonly onHandlerError?: ((error: unknown, stateName: string) => void) | undefined;
}

/** How an execution has ended, in the words of DescribeExecution. */
export type ExecutionStatus = "SUCCEEDED" | "FAILED" | "ABORTED" | "TIMED_OUT";

/**
 * What has become of an execution.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export interface ExecutionResult {
  /** `TIMED_OUT` by the `TimeoutSeconds` of the machine alone. */
  readonly status: ExecutionStatus;
  /** A JSON value; there when the status is SUCCEEDED. */
  readonly output?: unknown;
  /** There when the execution failed and what failed it has a name. */
  readonly error?: string;
  /** There when there is more to say of the failure; of a function JSON text, as AWS gives it. */
  readonly cause?: string;
  /** As GetExecutionHistory lists them, oldest first. */
  readonly events: readonly HistoryEvent[];
}
