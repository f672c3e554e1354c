// What becomes of an error that a client of AWS threw, in the forms that the integrations give it.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html

import { isObject, type Json, type JsonObject } from "../asl/json.js";
import { sdkService } from "../asl/sdk-services.js";
import type { FailureDetails } from "./history-event.js";

/** An error of a client of the AWS SDK for JavaScript, or one like it. */
export interface ClientError extends Error {
  readonly $metadata: { readonly httpStatusCode?: number | undefined; readonly requestId?: string | undefined };
}
export const isClientError = (error: unknown): error is ClientError =>
  error instanceof Error && "$metadata" in error && typeof error.$metadata === "object" && error.$metadata !== null;

/** How an optimized integration names the errors of its service: by the older SDK for Java. */
interface OptimizedService {
  readonly prefix: string;
  /** In causes. */
  readonly service: string;
  /** For codes that the SDK has no class for. */
  readonly others: string;
}
const optimizedServices: { readonly [service: string]: OptimizedService } = {
  batch: { prefix: "Batch", service: "AWSBatch", others: "AWSBatchException" },
  dynamodb: { prefix: "DynamoDB", service: "AmazonDynamoDBv2", others: "AmazonDynamoDBException" },
  ecs: { prefix: "ECS", service: "AmazonECS", others: "AmazonECSException" },
  events: { prefix: "EventBridge", service: "AmazonEventBridge", others: "AmazonEventBridgeException" },
  glue: { prefix: "Glue", service: "AWSGlue", others: "AWSGlueException" },
  lambda: { prefix: "Lambda", service: "AWSLambda", others: "AWSLambdaException" },
  sns: { prefix: "SNS", service: "AmazonSNS", others: "AmazonSNSException" },
  sqs: { prefix: "SQS", service: "AmazonSQS", others: "AmazonSQSException" },
  states: { prefix: "StepFunctions", service: "AWSStepFunctions", others: "AWSStepFunctionsException" },
};

/** What a service refuses a call with. */
export interface ServiceError {
  /** The class of the error. */
  readonly name: string;
  readonly message: string;
  /** The service as its client is called, where that is known: `DynamoDB`. */
  readonly client?: string | undefined;
  /** Whether the client has a class for it; all others have one class together. */
  readonly modelled: boolean;
  /** On the wire, where it is not the class's name. */
  readonly code?: string;
  readonly httpStatusCode?: number | undefined;
  readonly requestId?: string | undefined;
}

/** Error and cause of a task that calls `type` (`dynamodb`, `aws-sdk:s3`). */
export function serviceFailure(
  { name, message, client, modelled, code = name, httpStatusCode = 400, requestId = "" }: ServiceError,
  type: string,
): Required<FailureDetails> {
  const [, called = ""] = /^aws-sdk:(.*)$/.exec(type) ?? [];
  const optimized = Object.hasOwn(optimizedServices, type) ? optimizedServices[type] : undefined;
  if (optimized !== undefined) {
    const { prefix, service, others } = optimized;
    const request = `Service: ${service}; Status Code: ${httpStatusCode}; Error Code: ${code}; Request ID: ${requestId}; Proxy: null`;
    return { error: `${prefix}.${modelled ? withSuffix(name) : others}`, cause: `${message} (${request})` };
  }
  const service = sdkService(called)?.errorPrefix ?? capitalized(client ?? (called || type));
  return {
    error: `${service}.${modelled ? withSuffix(name) : `${service}Exception`}`,
    cause: `${message} (Service: ${service}, Status Code: ${httpStatusCode}, Request ID: ${requestId}) (SDK Attempt Count: 1)`,
  };
}

/** The same of an error that a client threw. */
export function clientFailure(error: ClientError, type: string): Required<FailureDetails> {
  const { name, message, $metadata } = error;
  return serviceFailure(
    {
      ...{ name, message, client: clientOf(error), modelled: error.constructor.name === name },
      ...("Code" in error && typeof error.Code === "string" && { code: error.Code }),
      ...$metadata,
    },
    type,
  );
}

const withSuffix = (name: string): string => (name.endsWith("Exception") ? name : `${name}Exception`);
/** A service as the SDK for Java spells it: `DynamoDb`, `Sfn`. */
const capitalized = (service: string): string =>
  `${service.slice(0, 1).toUpperCase()}${service.slice(1)}`.replace(
    /[A-Z]{2,}/g,
    (run) => `${run.slice(0, 1)}${run.slice(1).toLowerCase()}`,
  );

/** From the class that all errors of a client have in common: `DynamoDBServiceException`. */
function clientOf(error: ClientError): string | undefined {
  let client: string | undefined;
  for (let level: unknown = error.constructor; typeof level === "function"; level = Object.getPrototypeOf(level)) {
    client = /^(.+)ServiceException$/.exec(level.name)?.[1] ?? client;
  }
  return client;
}

/** Responses that the integration takes for a failure, by its call. */
const failedResponses: { readonly [call: string]: (response: JsonObject) => FailureDetails | undefined } = {
  "events:putEvents": ({ Entries = null, FailedEntryCount = 0 }) =>
    FailedEntryCount === 0
      ? undefined
      : { error: "EventBridge.FailedEntry", cause: JSON.stringify({ Entries, FailedEntryCount }) },
};

/** What a response to `type` and `action` fails the task with, if it does. */
export function failureIn(response: Json, type: string, action: string): FailureDetails | undefined {
  const call = `${type}:${action.replace(/\..*$/, "")}`;
  return isObject(response) && Object.hasOwn(failedResponses, call) ? failedResponses[call]?.(response) : undefined;
}
