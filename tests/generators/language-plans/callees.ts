// What the tasks of a plan call: each kind with what it takes, and with the names that its errors have.
import { GetObjectCommand } from "@aws-sdk/client-s3";
import type { Draw } from "./draw.js";
import type { Author } from "./shapes.js";
import { dsl } from "./untyped.js";

export interface Callee {
  /** What a task runs, of the given name; with a callback where the call makes its own input. */
  readonly run: (name: string, input?: Author) => unknown;
  /** An error as it is named by who answers the call. */
  readonly error: (name: string) => string;
  /** A service gets an object, which has these; a function any value. */
  readonly required: readonly string[] | undefined;
  readonly pattern: "" | "sync" | "token" | "activity";
  /** Whether the call may make its own input. */
  readonly takesInput: boolean;
}

const exception = (prefix: string) => (name: string) => `${prefix}.${name}Exception`;
const same = (name: string) => name;
const callee = (run: Callee["run"], required: Callee["required"], more: Partial<Callee> = {}): Callee => ({
  run,
  required,
  error: same,
  pattern: "",
  takesInput: false,
  ...more,
});

const takesInput = true;
const lambda = callee((name) => dsl.lambda(name), undefined);
/** Of each form of a resource one at least. */
const services: readonly Callee[] = [
  callee((_, input) => dsl.sdk(GetObjectCommand, input), ["Bucket", "Key"], { takesInput, error: exception("S3") }),
  callee(() => dsl.sdk(GetObjectCommand).waitForTaskToken(), [], { pattern: "token" }),
  callee((_, input) => dsl.dynamodb.putItem(input), ["TableName", "Item"], {
    takesInput,
    error: exception("DynamoDB"),
  }),
  callee((_, input) => dsl.glue.startJobRun.sync(input), ["JobName"], {
    takesInput,
    error: exception("Glue"),
    pattern: "sync",
  }),
  callee(() => dsl.states.startExecution.sync(), ["StateMachineArn"], {
    error: exception("StepFunctions"),
    pattern: "sync",
  }),
  callee(() => dsl.sqs.sendMessage.waitForTaskToken(), ["QueueUrl", "MessageBody"], { pattern: "token" }),
  callee((name) => dsl.lambda(name).waitForTaskToken(), [], { pattern: "token" }),
  callee((name) => dsl.activity(name), undefined, { pattern: "activity" }),
  callee(() => dsl.http(), ["ApiEndpoint", "Method", "Authentication"], { error: () => "States.Http.StatusCode.500" }),
];

export const calleeOf = (draw: Draw, isExpress: boolean): Callee =>
  draw.often(60) ? lambda : draw.one(services.filter(({ pattern }) => !isExpress || pattern === ""));
export const isLambda = (callee: Callee): boolean => callee === lambda;

/** Where a plan puts the token: the mock looks whether it came, and gives another text back. */
export const TOKEN = "TaskToken";
