// Runs the cases of kind `test_state`: one call of TestState, with functions that behave as recorded.
import { TestStateError, type TestStateMock, type TestStateRequest, testState } from "../../simulator/index.js";
import { compareJson } from "./agreement.js";
import { ACCOUNT, type Agreement, type Case, REGION } from "./case.js";
import { type Behaviour, functionsOf } from "./functions.js";

interface TestStateCase
  extends Case,
    Pick<TestStateRequest, "inspectionLevel" | "revealSecrets" | "stateConfiguration" | "stateName"> {
  readonly definition: object;
  readonly input?: unknown;
  readonly variables?: object;
  readonly context?: object;
  readonly mock?: TestStateMock;
  readonly hasRole?: boolean;
  readonly lambda?: { readonly [functionName: string]: Behaviour };
  readonly expected: object;
  /** Of a field that is no JSON: `inputText`. */
  readonly [field: `${string}Text`]: string;
}

export async function runTestState(given: TestStateCase): Promise<Agreement> {
  const request = requestOf(given);
  const refusal = refusedByClient(request);
  const answer = refusal ?? (await answerTo(request, given));
  return { results: compareJson(given.expected, answer, "$.expected", new Set(given.unstable)) };
}

function requestOf(given: TestStateCase): TestStateRequest {
  const textOf = (field: "definition" | "input" | "variables" | "context") =>
    given[`${field}Text`] ?? (given[field] === undefined ? undefined : JSON.stringify(given[field]));
  const { inspectionLevel, revealSecrets, stateConfiguration, stateName, mock, hasRole } = given;
  return {
    ...{ inspectionLevel, revealSecrets, stateConfiguration, stateName, mock },
    definition: textOf("definition") ?? "",
    input: textOf("input"),
    variables: textOf("variables"),
    context: textOf("context"),
    roleArn: hasRole ? `arn:aws:iam::${ACCOUNT}:role/Role` : undefined,
  };
}

/** The records were made through a client that refuses some requests itself, in its own words. */
function refusedByClient({ stateName }: TestStateRequest): object | undefined {
  if (stateName !== "") return undefined;
  const message = "Parameter validation failed:\nInvalid length for parameter stateName, value: 0, valid min length: 1";
  return { exception: { code: "ParamValidationError", message } };
}

async function answerTo(request: TestStateRequest, { lambda }: TestStateCase): Promise<object> {
  try {
    const { output, inspectionData, ...response } = await testState(request, {
      lambda: functionsOf(lambda),
      stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:Machine`,
    });
    return {
      ...response,
      ...(output !== undefined && { output: JSON.parse(output) }),
      ...(inspectionData !== undefined && { inspectionData: parsed(inspectionData) }),
    };
  } catch (error) {
    if (!(error instanceof TestStateError)) throw error;
    return { exception: { code: error.name, message: error.message } };
  }
}

/** The texts of JSON parsed, as the cases hold them. */
const parsed = (data: object) =>
  Object.fromEntries(
    Object.entries(data).map(([name, value]) => [name, typeof value === "string" ? JSON.parse(value) : value]),
  );
