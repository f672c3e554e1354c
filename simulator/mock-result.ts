// Whether the mocked result of a service integration is like the service's own response, by the API's model.
import { isArray, isObject, type Json } from "../asl/json.js";
import { resultShapes } from "./result-shapes/index.js";

/** The responses of a service. */
export interface ResultShapes {
  /** From an operation (`PutItem`) to its response. */
  readonly operations: { readonly [operation: string]: ResultShape };
  readonly structures: { readonly [name: string]: ResultStructure };
}
export interface ResultStructure {
  readonly members: { readonly [name: string]: ResultShape };
  readonly required?: readonly string[];
}
export type ResultShape =
  | "string"
  | "number"
  | "boolean"
  | "any"
  /** A structure: `#Entry`. */
  | `#${string}`
  /** A list. */
  | readonly [item: ResultShape]
  | { readonly map: ResultShape }
  | {
      readonly type: "string" | "number";
      /** Of a number its value, of a text its length. */
      readonly min?: number;
      readonly max?: number;
      readonly values?: readonly string[];
    };

/** STRICT: required fields are there, and those that are there are right; PRESENT: the latter. */
export type FieldValidationMode = "STRICT" | "PRESENT" | "NONE";

/** Integrations whose service has another name in its SDK. */
const sdkNames: { readonly [service: string]: string } = {
  elasticmapreduce: "emr",
  "emr-containers": "emrcontainers",
  "emr-serverless": "emrserverless",
  events: "eventbridge",
  states: "sfn",
};

/** What a job is asked for until it is done: its answer is the result of a `.sync` integration. */
const polls: { readonly [operation: string]: string } = {
  "athena:StartQueryExecution": "GetQueryExecution",
  "bedrock:CreateModelCustomizationJob": "GetModelCustomizationJob",
  "databrew:StartJobRun": "DescribeJobRun",
  "glue:StartJobRun": "GetJobRun",
  "sagemaker:CreateHyperParameterTuningJob": "DescribeHyperParameterTuningJob",
  "sagemaker:CreateLabelingJob": "DescribeLabelingJob",
  "sagemaker:CreateProcessingJob": "DescribeProcessingJob",
  "sagemaker:CreateTrainingJob": "DescribeTrainingJob",
  "sagemaker:CreateTransformJob": "DescribeTransformJob",
  "sfn:StartExecution": "DescribeExecution",
};

/** What the integrations themselves make of a response: fields that are read as JSON. */
const readAsJson: ReadonlySet<string> = new Set([
  "lambda:Invoke.Payload",
  "sfn:DescribeExecution.Input",
  "sfn:DescribeExecution.Output",
]);

const INTEGRATION = /^arn:[^:]+:states:[^:]*:[^:]*:(aws-sdk:)?([a-z0-9-]+):([A-Za-z0-9]+)(\.[A-Za-z]+)?(?::\d+)?$/;

/**
 * What is wrong with a mocked result of a Task, in the service's words; `undefined` for one that will do, and for resources
 * whose responses are not known here. Token results are the caller's own, and HTTP, API Gateway and EKS have no model.
 */
export async function faultOfMockResult(
  resource: string,
  result: Json,
  mode: FieldValidationMode,
): Promise<string | undefined> {
  const [, sdk, name = "", action = "", pattern] = INTEGRATION.exec(resource) ?? [];
  const service = sdk === undefined ? (sdkNames[name] ?? name) : name;
  const load = Object.hasOwn(resultShapes, service) ? resultShapes[service] : undefined;
  if (load === undefined || mode === "NONE" || pattern === ".waitForTaskToken") return undefined;
  // The files are made by a script of ours.
  const { operations, structures } = JSON.parse((await load()).default) as ResultShapes;
  const called = `${action.charAt(0).toUpperCase()}${action.slice(1)}`;
  const operation = pattern === ".sync" ? polls[`${service}:${called}`] : called;
  const shape = operation === undefined || !Object.hasOwn(operations, operation) ? undefined : operations[operation];
  if (shape === undefined) return undefined;
  return faultOf(
    result,
    shape,
    { structures, mode, isJson: (field) => sdk === undefined && readAsJson.has(`${service}:${operation}.${field}`) },
    "",
  );
}

interface Model extends Pick<ResultShapes, "structures"> {
  readonly mode: FieldValidationMode;
  /** Of a field of the response. */
  readonly isJson: (field: string) => boolean;
}

/** `field` is the nearest one around the value. */
function faultOf(value: Json, shape: ResultShape, model: Model, field: string): string | undefined {
  if (shape === "any") return undefined;
  if (typeof shape === "string") {
    if (!shape.startsWith("#")) return typeof value === shape ? undefined : wrongType(field, shape);
    return faultOfStructure(value, model.structures[shape.slice(1)], model, field);
  }
  if (isList(shape)) {
    if (!isArray(value)) return wrongType(field, "array");
    return first(value, (item) => faultOf(item, shape[0], model, field));
  }
  if ("map" in shape) {
    if (!isObject(value)) return wrongType(field, "object");
    return first(Object.values(value), (member) => faultOf(member, shape.map, model, field));
  }
  return faultOfScalar(value, shape, field);
}

const isList = (shape: ResultShape): shape is readonly [ResultShape] => Array.isArray(shape);

function faultOfStructure(
  value: Json,
  structure: ResultStructure | undefined,
  model: Model,
  field: string,
): string | undefined {
  if (!isObject(value)) return field === "" ? "Mocked result must be a JSON object." : wrongType(field, "object");
  const { members = {}, required = [] } = structure ?? {};
  const missing = model.mode === "STRICT" ? required.find((name) => !Object.hasOwn(value, name)) : undefined;
  if (missing !== undefined) return fault(`Required field '${missing}' is missing`);
  return first(Object.entries(value), ([name, member]) => {
    // What the model does not know may be newer than it.
    const shape = Object.hasOwn(members, name) ? members[name] : undefined;
    if (shape === undefined || (field === "" && model.isJson(name))) return undefined;
    return faultOf(member, shape, model, name);
  });
}

function faultOfScalar(
  value: Json,
  { type, min, max, values }: Extract<ResultShape, { readonly type: string }>,
  field: string,
): string | undefined {
  if (typeof value === "string" && type === "string") {
    if (min !== undefined && value.length < min) return fault(`Field '${field}' is smaller than the minimum length`);
    if (max !== undefined && value.length > max) return fault(`Field '${field}' is larger than the maximum length`);
    if (values !== undefined && !values.includes(value)) return fault(`Field '${field}' is not an expected value`);
    return undefined;
  }
  if (typeof value !== "number" || type !== "number") return wrongType(field, type);
  if (min !== undefined && value < min) return fault(`Field '${field}' is less than the minimum value`);
  if (max !== undefined && value > max) return fault(`Field '${field}' is greater than the maximum value`);
  return undefined;
}

const fault = (what: string) => `Mock result schema validation error: ${what}`;
const wrongType = (field: string, type: string) =>
  fault(`Field '${field}' must be ${/^[aeiou]/.test(type) ? "an" : "a"} ${type}`);

function first<Item>(items: readonly Item[], faultIn: (item: Item) => string | undefined): string | undefined {
  for (const item of items) {
    const found = faultIn(item);
    if (found !== undefined) return found;
  }
  return undefined;
}
