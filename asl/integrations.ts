// The services that are integrated, a row each, with their actions and patterns.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html

/** How a Task waits: not at all, for a job, for a token. */
export type IntegrationPattern = "" | ".sync" | ".sync:2" | ".waitForTaskToken";

interface Service {
  /** What its errors begin with: `SQS`, as in `SQS.AmazonSQSException`; absent where nobody has published one. */
  readonly errorPrefix?: string;
  readonly actions: { readonly [action: string]: readonly IntegrationPattern[] };
}
const request = [""] as const;
const job = ["", ".sync"] as const;
const token = ["", ".waitForTaskToken"] as const;
const jobOrToken = ["", ".sync", ".waitForTaskToken"] as const;

/** Each service by its name in the ARN, its actions with the patterns that each has. */
export const integrations = {
  apigateway: { errorPrefix: "ApiGateway", actions: { invoke: token } },
  athena: {
    actions: {
      startQueryExecution: job,
      stopQueryExecution: request,
      getQueryExecution: request,
      getQueryResults: request,
    },
  },
  batch: { errorPrefix: "Batch", actions: { submitJob: job } },
  bedrock: { errorPrefix: "Bedrock", actions: { invokeModel: token, createModelCustomizationJob: jobOrToken } },
  codebuild: {
    actions: {
      startBuild: job,
      stopBuild: request,
      batchDeleteBuilds: request,
      batchGetReports: request,
      startBuildBatch: job,
      stopBuildBatch: request,
      retryBuildBatch: job,
      deleteBuildBatch: request,
    },
  },
  databrew: { actions: { startJobRun: job } },
  dynamodb: {
    errorPrefix: "DynamoDB",
    actions: { getItem: request, putItem: request, updateItem: request, deleteItem: request },
  },
  ecs: { errorPrefix: "ECS", actions: { runTask: jobOrToken } },
  eks: {
    actions: {
      createCluster: job,
      deleteCluster: job,
      createNodegroup: job,
      deleteNodegroup: job,
      createFargateProfile: job,
      deleteFargateProfile: job,
      runJob: jobOrToken,
      call: token,
    },
  },
  elasticmapreduce: {
    actions: {
      createCluster: job,
      terminateCluster: job,
      addStep: job,
      cancelStep: request,
      setClusterTerminationProtection: request,
      modifyInstanceFleetByName: request,
      modifyInstanceGroupByName: request,
    },
  },
  "emr-containers": {
    actions: { createVirtualCluster: request, deleteVirtualCluster: job, startJobRun: job },
  },
  "emr-serverless": {
    actions: {
      createApplication: job,
      startApplication: job,
      stopApplication: job,
      deleteApplication: job,
      startJobRun: job,
      cancelJobRun: job,
    },
  },
  events: { errorPrefix: "EventBridge", actions: { putEvents: token } },
  glue: { errorPrefix: "Glue", actions: { startJobRun: job } },
  http: { errorPrefix: "States.Http", actions: { invoke: request } },
  lambda: { actions: { invoke: token } },
  mediaconvert: { actions: { createJob: job } },
  sagemaker: {
    errorPrefix: "SageMaker",
    actions: {
      createEndpoint: request,
      createEndpointConfig: request,
      createHyperParameterTuningJob: job,
      createLabelingJob: job,
      createModel: request,
      createProcessingJob: job,
      createTrainingJob: job,
      createTransformJob: job,
      updateEndpoint: request,
    },
  },
  sns: { errorPrefix: "SNS", actions: { publish: token } },
  sqs: { errorPrefix: "SQS", actions: { sendMessage: token } },
  states: {
    errorPrefix: "StepFunctions",
    actions: { startExecution: ["", ".sync", ".sync:2", ".waitForTaskToken"] },
  },
} as const satisfies { readonly [service: string]: Service };
export type Integrations = typeof integrations;

const services: { readonly [name: string]: Service } = integrations;
export const integrationService = (name: string): Service | undefined =>
  Object.hasOwn(services, name) ? services[name] : undefined;
