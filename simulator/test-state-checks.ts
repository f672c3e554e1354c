// What a request to TestState says, read and checked before anything runs.
import { isArray, isObject, type Json, type JsonObject } from "../asl/json.js";
import { faultOfContext } from "./given-context.js";
import { readJsonDescription } from "./json-description.js";
import { exceedsPayload, LARGEST_PAYLOAD } from "./limits.js";
import { faultOfMockResult } from "./mock-result.js";
import { findWithin, type StateUnderTest } from "./state-under-test.js";
import { refuse, TestStateError, type TestStateMock, type TestStateRequest } from "./test-state-request.js";

export interface GivenToState {
  readonly input: Json;
  readonly variables: JsonObject;
  readonly context: JsonObject | undefined;
  /** What its work comes to, where that is mocked. */
  readonly mock:
    | { readonly result: Json }
    | { readonly error: string | undefined; readonly cause: string | undefined }
    | undefined;
}
type Document = StateUnderTest["document"];

/** Throws a `TestStateError` for a request that the service refuses. */
export async function readGiven(request: TestStateRequest, document: Document): Promise<GivenToState> {
  const { mock, context, revealSecrets } = request;
  if (mock === undefined) refuseUnmocked(document);
  else if (!mockable.has(document["Type"]))
    refuse(`State type '${String(document["Type"])}' is not supported when a mock is specified`);
  else if (mock.result !== undefined && mock.errorOutput !== undefined) {
    refuse("A test mock should have only one of the following fields: [result, errorOutput].");
  } else if (revealSecrets === true) refuse("TestState does not support RevealSecrets when a mock is specified.");
  if (context !== undefined && mock === undefined)
    refuse("A Context object can only be specified together with a mock.");
  checkConfiguration(request, document);
  return {
    input: readInput(request.input),
    variables: readObject("variables", request.variables) ?? {},
    context: readContext(context),
    mock: mock && (await readMock(mock, document)),
  };
}

const mockable: ReadonlySet<unknown> = new Set(["Task", "Map", "Parallel"]);

/** What the service runs only where it need not run it. */
function refuseUnmocked({ Type, Resource }: Document): void {
  if (Type === "Map" || Type === "Parallel") {
    throw new TestStateError(
      "InvalidDefinition",
      "TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]",
    );
  }
  const [what] = /:activity:|\.sync(?=:|$)|\.waitForTaskToken$/.exec(String(Resource)) ?? [];
  if (Type !== "Task" || what === undefined) return;
  const pattern = what === ":activity:" ? "Activity tasks" : `the '${what}' service integration pattern`;
  throw new TestStateError("InvalidDefinition", `TestState API does not support ${pattern} unless a mock is specified`);
}

function checkConfiguration({ stateConfiguration = {}, mock }: TestStateRequest, document: Document): void {
  const { retrierRetryCount, errorCausedByState, mapIterationFailureCount, mapItemReaderData } = stateConfiguration;
  for (const [name, count] of Object.entries({ retrierRetryCount, mapIterationFailureCount })) {
    if (count !== undefined && !(Number.isInteger(count) && count >= 0))
      refuse(`${name} must be an integer of at least 0`);
  }
  if (errorCausedByState !== undefined && findWithin(document, errorCausedByState) === undefined) {
    refuse(`State '${errorCausedByState}' of errorCausedByState is not within the tested Map or Parallel state`);
  }
  const { Type, ItemReader } = document;
  if (Type === "Map" && ItemReader !== undefined && mock !== undefined && mapItemReaderData === undefined) {
    refuse("ItemReader data must be specified when testing a Map state with ItemReader specified.");
  }
}

function readInput(text = "{}"): Json {
  if (exceedsPayload(text)) {
    throw new TestStateError("InvalidExecutionInput", `The input is larger than ${LARGEST_PAYLOAD} bytes`);
  }
  const description = readJsonDescription(text);
  if ("fault" in description) {
    throw new TestStateError(
      "InvalidExecutionInput",
      `Invalid State Machine Execution Input: '${description.fault.message}'`,
    );
  }
  // What was parsed as JSON is JSON.
  return description.document as Json;
}

function readObject(field: string, text: string | undefined): JsonObject | undefined {
  if (text === undefined) return undefined;
  const description = readJsonDescription(text);
  const value = "document" in description ? description.document : undefined;
  // What was parsed as JSON is JSON.
  return isObject(value) ? (value as JsonObject) : refuse(`The field '${field}' must be a JSON object`);
}

function readContext(text: string | undefined): JsonObject | undefined {
  const context = readObject("context", text);
  const fault = context && faultOfContext(context);
  return fault === undefined ? context : refuse(`Invalid Context object provided: ${fault}`);
}

async function readMock(mock: TestStateMock, document: Document): Promise<NonNullable<GivenToState["mock"]>> {
  const { result: text, errorOutput, fieldValidationMode = "STRICT" } = mock;
  if (text === undefined) {
    if (errorOutput === undefined)
      return refuse("A test mock must have one of the following fields: [result, errorOutput].");
    return { error: errorOutput.error, cause: errorOutput.cause };
  }
  const description = readJsonDescription(text);
  if ("fault" in description) return refuse("Mocked result must be valid JSON.");
  // What was parsed as JSON is JSON.
  const result = description.document as Json;
  const fault =
    document["Type"] === "Task"
      ? await faultOfMockResult(String(document["Resource"]), result, fieldValidationMode)
      : faultOfIterations(result, document);
  return fault === undefined ? { result } : refuse(fault);
}

/** What is wrong with the result of a Map or a Parallel. */
function faultOfIterations(result: Json, { ResultWriter, Branches }: Document): string | undefined {
  if (ResultWriter !== undefined) return isObject(result) ? undefined : "Mocked result must be a JSON object.";
  if (!isArray(result)) return "Mocked result must be an array.";
  if (!isArray(Branches) || Branches.length === result.length) return undefined;
  return "Mocked result must contain the same number of items as number of Parallel branches.";
}
