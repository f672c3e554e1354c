// A task for each call of an optimised integration.
import { type IntegrationPattern, integrations } from "../../asl/integrations.js";
import type { TaskState } from "../../dsl/model.js";
import { list, literal, object, task } from "./models.js";

export interface IntegrationCall {
  readonly service: string;
  readonly action: string;
  readonly pattern: IntegrationPattern;
}
/** All that there are, in the order of the table. */
export const integrationCalls: readonly IntegrationCall[] = Object.entries(integrations).flatMap(
  ([service, { actions }]) =>
    Object.entries<readonly IntegrationPattern[]>(actions).flatMap(([action, patterns]) =>
      patterns.map((pattern) => ({ service, action, pattern })),
    ),
);
/** `sqs:sendMessage.waitForTaskToken` */
export const nameOf = ({ service, action, pattern }: IntegrationCall): string => `${service}:${action}${pattern}`;

const role = (name: string) => `arn:aws:iam::111122223333:role/${name}`;
/** What any of them is told: each takes what it knows. */
const ARGUMENTS = {
  ApiEndpoint: "abc.execute-api.eu-west-1.amazonaws.com",
  ApplicationId: "app",
  BaseModelIdentifier: "base-model",
  ClusterId: "j-1",
  ClusterName: "cluster",
  EndpointConfigName: "config",
  EndpointName: "endpoint",
  ExecutionRoleArn: role("Execution"),
  FargateProfileName: "profile",
  FunctionName: "function",
  HyperParameterTuningJobName: "tuning",
  Id: "id:1",
  JobDefinition: "definition:1",
  JobName: "job",
  JobQueue: "queue",
  JobRunId: "run",
  LabelingJobName: "labeling",
  Method: "GET",
  ModelId: "model-id",
  ModelName: "model",
  Name: "name",
  NodeRole: role("Node"),
  NodegroupName: "group",
  Path: "/path",
  ProcessingJobName: "processing",
  ProjectName: "project",
  QueueUrl: "https://sqs.eu-west-1.amazonaws.com/111122223333/orders",
  RoleArn: role("Job"),
  Role: role("Convert"),
  Stage: "live",
  StateMachineArn: "arn:aws:states:eu-west-1:111122223333:stateMachine:Other",
  TableName: "table",
  TaskDefinition: "family:1",
  TopicArn: "arn:aws:sns:eu-west-1:111122223333:topic",
  TrainingJobName: "training",
  TransformJobName: "transform",
  VirtualClusterId: "virtual",
  WorkGroup: "group",
};

export function taskOf(name: string, { service, action, pattern }: IntegrationCall): TaskState {
  const integration = { service, action, sdk: false, pattern, source: "w.ts:1" };
  const told = Object.entries(ARGUMENTS).map(([key, value]) => [key, literal(value)] as const);
  const Entries = list(object({ EventBusName: literal("bus") }), object({}));
  return task(name, {
    run: { kind: "integration", integration },
    arguments: object({ ...Object.fromEntries(told), Entries }),
  });
}
