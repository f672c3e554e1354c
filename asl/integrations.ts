// What the `Resource` of a Task can name: the services that are integrated, a row each, with their actions and patterns.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html

import { sdkActions } from "./sdk-actions.js";

/** How a Task waits: not at all, for a job, for a token. */
export type IntegrationPattern = "" | ".sync" | ".sync:2" | ".waitForTaskToken";

interface Service {
  readonly actions: readonly string[];
  readonly patterns: readonly IntegrationPattern[];
}
const service = (actions: string, ...patterns: readonly IntegrationPattern[]): Service => ({
  actions: actions.split(" "),
  patterns: ["", ...patterns],
});

const services: { readonly [name: string]: Service } = {
  apigateway: service("invoke", ".waitForTaskToken"),
  athena: service("startQueryExecution stopQueryExecution getQueryExecution getQueryResults", ".sync"),
  batch: service("submitJob", ".sync"),
  bedrock: service("invokeModel createModelCustomizationJob", ".sync", ".waitForTaskToken"),
  codebuild: service(
    "startBuild stopBuild batchDeleteBuilds batchGetReports startBuildBatch stopBuildBatch retryBuildBatch deleteBuildBatch",
    ".sync",
  ),
  databrew: service("startJobRun", ".sync"),
  dynamodb: service("getItem putItem updateItem deleteItem"),
  ecs: service("runTask", ".sync", ".waitForTaskToken"),
  eks: service(
    "createCluster deleteCluster createNodegroup deleteNodegroup createFargateProfile deleteFargateProfile runJob call",
    ".sync",
    ".waitForTaskToken",
  ),
  elasticmapreduce: service(
    "createCluster terminateCluster addStep cancelStep setClusterTerminationProtection modifyInstanceFleetByName modifyInstanceGroupByName",
    ".sync",
  ),
  "emr-containers": service("createVirtualCluster deleteVirtualCluster startJobRun", ".sync"),
  "emr-serverless": service(
    "createApplication startApplication stopApplication deleteApplication startJobRun cancelJobRun",
    ".sync",
  ),
  events: service("putEvents", ".waitForTaskToken"),
  glue: service("startJobRun", ".sync"),
  http: service("invoke"),
  lambda: service("invoke", ".waitForTaskToken"),
  mediaconvert: service("createJob", ".sync"),
  sagemaker: service(
    "createEndpoint createEndpointConfig createHyperParameterTuningJob createLabelingJob createModel createProcessingJob createTrainingJob createTransformJob updateEndpoint",
    ".sync",
  ),
  sns: service("publish", ".waitForTaskToken"),
  sqs: service("sendMessage", ".waitForTaskToken"),
  states: service("startExecution", ".sync", ".sync:2", ".waitForTaskToken"),
};

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
  const row = whole !== undefined && Object.hasOwn(services, name) ? services[name] : undefined;
  if (row === undefined || !row.actions.includes(action) || !row.patterns.some((known) => known === pattern)) return;
  return ofPattern(pattern);
}

/** Of services that are younger than the table nothing is known. */
function unknownToSdk(service: string, action: string): Pick<RecognizedResource, "unknown"> {
  const start = sdkActions.indexOf(`\n${service} `);
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
