// A call of any action of AWS, typed by the command class of its own client.
import { sdkActionName, sdkServiceName } from "../asl/sdk-services.js";
import type { Run, Sends } from "./functions.js";
import type { RootAt, ScopeAt } from "./inner.js";
import type { IntegrationModel } from "./model.js";
import type { BadCall, Partly, Spoken } from "./service-calls.js";
import { sourcePosition } from "./source-position.js";
import type { Wire } from "./wire.js";

/** A command class of a client of AWS's SDK for JavaScript, version 3. */
export interface CommandClass<In, Out> {
  new (
    ...input: any[] // `any`: one, or none where the whole of it is optional
  ): {
    readonly input: In;
    readonly resolveMiddleware: (...args: any[]) => (args: any) => Promise<{ readonly output: Out }>; // the client's own affair
  };
}
type InputOf<In> = Wire<In, unknown>;
type OutputOf<Out> = Wire<Out, string>;
/** Any service's errors: which one it is, a command class does not tell by its type. */
type SdkErrors = "*.*Exception";
type CheckCall<Input, In, Fine> = [BadCall<Input, In>] extends [never] ? Fine : BadCall<Input, In>;

/** A call without its input, which the task makes by its `arguments`. */
export interface SdkCall<In, Out> extends Run<In, Out, SdkErrors>, IntegrationRun {
  /**
   * Waits until whoever was given `context.Task.Token` answers by `SendTaskSuccess`. Out: that answer.
   * ASL: `arn:aws:states:::aws-sdk:<service>:<action>.waitForTaskToken`
   */
  readonly waitForTaskToken: <Answer>() => Run<In, Answer, SdkErrors, any, "token">;
}
/** An integration as a task runs it. */
export interface IntegrationRun {
  /** Tells it from a function. */
  readonly kind: "integration";
  /** Its part of the model. */
  readonly integration: IntegrationModel;
  /** What makes its input. */
  readonly input?: ($: never, scope: never) => unknown;
}

/**
 * Calls an action of AWS, typed by the command class of the service's own client, which is needed to write the workflow and
 * never deployed. The callback gives the input, with the names of ASL: all begin with a capital; moments and bytes are text.
 * Its errors are called `<Service>.<Name>Exception`, the ending always added: `CloudFormation.AlreadyExistsException`. Without
 * a callback the task's `arguments` give the input.
 * ASL: `arn:aws:states:::aws-sdk:<service>:<action>`
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html
 * @throws TypeError for what is no command class.
 * @example .task("Create Stack", sdk(CreateStackCommand, ($) => ({ StackName: $.stackName })), { as: "stack" })
 */
export function sdk<In, Out, Here, const Input extends Partly<InputOf<In>>>(
  command: CheckCall<Input, InputOf<In>, CommandClass<In, Out>>,
  input: ($: RootAt<Here>, scope: ScopeAt<Here>) => Input,
): Run<Sends<InputOf<In>, Spoken<Input>>, OutputOf<Out>, SdkErrors, Here>;
export function sdk<In, Out>(command: CommandClass<In, Out>): SdkCall<InputOf<In>, OutputOf<Out>>;
// `Run<any, …>`: what it promises is in the types alone
export function sdk(command: unknown, input?: IntegrationRun["input"]): Run<any, any, any> & IntegrationRun {
  const integration = { ...namesOf(command), sdk: true, source: sourcePosition() };
  const run = (pattern: IntegrationModel["pattern"]): IntegrationRun => ({
    kind: "integration",
    integration: { ...integration, pattern },
  });
  if (input !== undefined) return { ...run(""), input };
  return Object.assign(run(""), { waitForTaskToken: () => run(".waitForTaskToken") });
}

/** What the client tells every handler of a command: the public part of its execution context. */
interface HandlerContext {
  readonly clientName?: string;
  readonly commandName?: string;
}
/** The names of service and action in the ARN, from the context that a command hands to its handlers. */
function namesOf(command: unknown): Pick<IntegrationModel, "service" | "action"> {
  let context: HandlerContext = {};
  const stack = {
    add() {},
    addRelativeTo() {},
    use() {},
    clone: () => stack,
    concat: () => stack,
    resolve(_handler: unknown, given: HandlerContext) {
      context = given;
      return () => Promise.reject(new Error("nothing is sent"));
    },
  };
  try {
    new (command as CommandClass<unknown, unknown>)({}).resolveMiddleware(
      stack,
      { requestHandler: { handle() {} }, logger: {} },
      {},
    );
  } catch {} // told below
  const { clientName = "", commandName = "" } = context;
  if (clientName === "" || commandName === "") {
    throw new TypeError(
      `sdk(…) takes a command class of a client of AWS's SDK, version 3, as CreateStackCommand, not ${describe(command)}`,
    );
  }
  return { service: sdkServiceName(clientName), action: sdkActionName(commandName.replace(/Command$/, "")) };
}

const describe = (value: unknown): string => (typeof value === "function" ? value.name : String(value));
