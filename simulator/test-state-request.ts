// What `testState` takes and answers, in the shapes of the API call of that name.
// @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
import type { FieldValidationMode } from "./mock-result.js";

/**
 * What TestState is asked: one state, its input, and a mock of what it calls.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export interface TestStateRequest {
  /** A state as JSON text, or a state machine of which `stateName` names one. */
  readonly definition: string;
  /** For `$$.Execution.RoleArn`, which is null without it. */
  readonly roleArn?: string | undefined;
  /** JSON text. @default "{}" */
  readonly input?: string | undefined;
  /** INFO answers with the output alone; DEBUG with what each stage made, too; TRACE also with the exchange of an HTTP task. @default "INFO" */
  readonly inspectionLevel?: "INFO" | "DEBUG" | "TRACE" | undefined;
  /** There are no secrets here; refused together with a mock, as the service does. */
  readonly revealSecrets?: boolean | undefined;
  /** Workflow variables that are set when the state is entered: JSON text of an object. */
  readonly variables?: string | undefined;
  /** A state anywhere in the definition, within branches and processors as well. */
  readonly stateName?: string | undefined;
  /** What the work of a Task, a Parallel or a Map comes to. The latter two need one. */
  readonly mock?: TestStateMock | undefined;
  /** The whole context object as JSON text. Needs a mock. */
  readonly context?: string | undefined;
  readonly stateConfiguration?: TestStateConfiguration | undefined;
}
/** A result or an error, not both. */
export interface TestStateMock {
  /** JSON text. */
  readonly result?: string | undefined;
  readonly errorOutput?: { readonly error?: string | undefined; readonly cause?: string | undefined } | undefined;
  /** How far a result has to be like the response of the service that is called. @default "STRICT" */
  readonly fieldValidationMode?: FieldValidationMode | undefined;
}
/**
 * What came before the try of the state that is tested.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestStateConfiguration.html
 */
export interface TestStateConfiguration {
  /** How often the retrier that means the error has tried already. @default 0 */
  readonly retrierRetryCount?: number | undefined;
  /** The state within a Map or Parallel that a mocked error comes from. */
  readonly errorCausedByState?: string | undefined;
  /** How many iterations of a Map are to be taken for failed. @default 0 */
  readonly mapIterationFailureCount?: number | undefined;
  /** What the item reader of a Map finds, as it stands there. */
  readonly mapItemReaderData?: string | undefined;
}

/**
 * What TestState answers: where the state leads, or how it failed.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_TestState.html
 */
export interface TestStateResponse {
  /** RETRIABLE: a retrier would try again. CAUGHT_ERROR: a catcher took the error; `output` and `nextState` are the catcher's. */
  readonly status: "SUCCEEDED" | "FAILED" | "RETRIABLE" | "CAUGHT_ERROR";
  /** JSON text. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  /** There unless the inspection level is INFO. */
  readonly inspectionData?: TestStateInspectionData;
}
/** What the stages of the state made, as JSON text; those that it did not come to are absent. */
export interface TestStateInspectionData {
  readonly input?: string;
  readonly afterArguments?: string;
  readonly afterInputPath?: string;
  readonly afterParameters?: string;
  readonly result?: string;
  readonly afterResultSelector?: string;
  readonly afterResultPath?: string;
  readonly afterItemsPath?: string;
  readonly afterItemsPointer?: string;
  readonly afterItemSelector?: string;
  readonly afterItemBatcher?: string;
  readonly request?: TestStateHttpRequest;
  readonly response?: TestStateHttpResponse;
  /** Those that were given and those that the state assigned. */
  readonly variables?: string;
  readonly errorDetails?: {
    readonly catchIndex?: number;
    readonly retryIndex?: number;
    readonly retryBackoffIntervalSeconds?: number;
  };
  readonly toleratedFailureCount?: number;
  readonly toleratedFailurePercentage?: number;
  readonly maxConcurrency?: number;
}
export interface TestStateHttpRequest {
  readonly protocol?: string;
  readonly method?: string;
  readonly url?: string;
  readonly headers?: string;
  readonly body?: string;
}
export interface TestStateHttpResponse {
  readonly protocol?: string;
  readonly statusCode?: string;
  readonly statusMessage?: string;
  readonly headers?: string;
  readonly body?: string;
}

/** Why a request is refused, by the name of the service's exception. */
export class TestStateError extends Error {
  override readonly name: "ValidationException" | "InvalidDefinition" | "InvalidExecutionInput";
  constructor(name: TestStateError["name"], message: string) {
    super(message);
    this.name = name;
  }
}
export const refuse = (message: string): never => {
  throw new TestStateError("ValidationException", message);
};
