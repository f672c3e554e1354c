// What the `Resource` of a Task can name.
import { integrationService } from "./integrations.js";
import { sdkActions } from "./sdk-actions.js";
import { isUnsupportedOperation } from "./sdk-services.js";

/** What reads the items of a distributed Map, and what writes its results. */
const MAP_RESOURCES = { ItemReader: ["getObject", "listObjectsV2"], ResultWriter: ["putObject"] } as const;

/** Without these the service refuses the call: `arn:aws:states:::sqs:sendMessage` by its end. */
const requiredParameters: { readonly [action: string]: readonly string[] } = {
  "apigateway:invoke": ["ApiEndpoint", "Method"],
  "athena:startQueryExecution": ["QueryString"],
  "batch:submitJob": ["JobDefinition", "JobName", "JobQueue"],
  "codebuild:startBuild": ["ProjectName"],
  "codebuild:startBuildBatch": ["ProjectName"],
  "databrew:startJobRun": ["Name"],
  "dynamodb:deleteItem": ["Key", "TableName"],
  "dynamodb:getItem": ["Key", "TableName"],
  "dynamodb:putItem": ["Item", "TableName"],
  "dynamodb:updateItem": ["Key", "TableName"],
  "ecs:runTask": ["TaskDefinition"],
  "events:putEvents": ["Entries"],
  "glue:startJobRun": ["JobName"],
  "http:invoke": ["ApiEndpoint", "Method"],
  "lambda:invoke": ["FunctionName"],
  "s3:getObject": ["Bucket", "Key"],
  "s3:listObjectsV2": ["Bucket"],
  "s3:putObject": ["Bucket"],
  "sns:publish": ["Message"],
  "sqs:sendMessage": ["MessageBody", "QueueUrl"],
  "states:startExecution": ["StateMachineArn"],
};

/** What the parameters of a resource have to name. */
export function requiredParametersOf(resource: string): readonly string[] {
  const [, action = ""] =
    /:states:[^:]*:[^:]*:([a-z0-9-]+:[A-Za-z0-9]+)(?:\.[A-Za-z]+(?::\d+)?)?$/.exec(resource) ?? [];
  return (Object.hasOwn(requiredParameters, action) ? requiredParameters[action] : undefined) ?? [];
}

const LAMBDA = /^arn:aws(?:-[a-z]+)*:lambda:[^:]*:[^:]*:function:[^:]+(?::[^:]+)?$/;
const ACTIVITY = /^arn:aws(?:-[a-z]+)*:states:[^:]*:[^:]*:activity:[^:]+$/;
const SDK =
  /^arn:aws(?:-[a-z]+)*:states:[^:]*:[^:]*:aws-sdk:([a-z][a-z0-9]*):([a-z][A-Za-z0-9]*)(\.waitForTaskToken)?$/;
const INTEGRATION = /^arn:aws(?:-[a-z]+)*:states:[^:]*:[^:]*:([a-z][a-z0-9-]*):([A-Za-z0-9]+)(\.[A-Za-z]+(?::\d+)?)?$/;

/** What a Task's `Resource` is; `undefined` for a text that the service does not take. */
export interface RecognizedResource {
  /** What Express workflows call it when they refuse it. */
  readonly standardOnly?: string;
  /** Of an SDK integration: a service or an action that AWS does not have, as far as is known here. */
  readonly unknown?: string;
}

export function recognizeResource(text: string): RecognizedResource | undefined {
  if (LAMBDA.test(text)) return {};
  if (ACTIVITY.test(text)) return { standardOnly: "Activity ARN" };
  const sdk = SDK.exec(text);
  if (sdk !== null) return { ...ofPattern(sdk[3] ?? ""), ...unknownToSdk(sdk[1] ?? "", sdk[2] ?? "") };
  const [whole, name = "", action = "", pattern = ""] = INTEGRATION.exec(text) ?? [];
  const actions = whole === undefined ? undefined : integrationService(name)?.actions;
  const patterns = actions !== undefined && Object.hasOwn(actions, action) ? actions[action] : undefined;
  return patterns?.some((known) => known === pattern) ? ofPattern(pattern) : undefined;
}

/** Of services that are younger than the table nothing is known. */
function unknownToSdk(service: string, action: string): Pick<RecognizedResource, "unknown"> {
  if (isUnsupportedOperation(service, action))
    return { unknown: `Step Functions does not call '${service}:${action}'` };
  // Step Functions leaves out a "service" at the end of a name: `directoryservice` is its `directory`.
  const start = Math.max(sdkActions.indexOf(`\n${service} `), sdkActions.indexOf(`\n${service}service `));
  if (start < 0) return { unknown: `the AWS SDK has no service '${service}'` };
  const actions = sdkActions
    .slice(start, sdkActions.indexOf("\n", start + 1))
    .toLowerCase()
    .split(" ");
  return actions.includes(action.toLowerCase())
    ? {}
    : { unknown: `the service '${service}' has no action '${action}'` };
}

const ofPattern = (pattern: string): RecognizedResource =>
  pattern === "" ? {} : { standardOnly: `'${pattern.replace(/:\d+$/, "")}' service integration` };

export const isMapResource = (part: keyof typeof MAP_RESOURCES, text: string): boolean =>
  MAP_RESOURCES[part].some((action) => new RegExp(`^arn:aws(?:-[a-z]+)*:states:[^:]*:[^:]*:s3:${action}$`).test(text));
