// What the common integrations are given and answer, as ASL has it: members begin with a capital, moments are text.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
import type { Json } from "./model.js";

export interface MessageAttribute {
  DataType: string;
  StringValue?: string;
  BinaryValue?: string;
}
export interface Attributes {
  [name: string]: MessageAttribute;
}
export interface SendMessage {
  QueueUrl: string;
  /** Text, or JSON that is sent as its text. */
  MessageBody: unknown;
  DelaySeconds?: number;
  MessageAttributes?: Attributes;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
}
export interface SentMessage {
  MessageId: string;
  MD5OfMessageBody: string;
  MD5OfMessageAttributes?: string;
  /** Of a queue that keeps the order. */
  SequenceNumber?: string;
}

export interface Publish {
  TopicArn?: string;
  TargetArn?: string;
  PhoneNumber?: string;
  /** Text, or JSON that is sent as its text. */
  Message: unknown;
  Subject?: string;
  MessageStructure?: "json";
  MessageAttributes?: Attributes;
  MessageGroupId?: string;
  MessageDeduplicationId?: string;
}
export interface Published {
  MessageId: string;
  SequenceNumber?: string;
}

export interface PutEvents {
  Entries: readonly {
    Detail: unknown;
    DetailType: string;
    Source: string;
    /** Its name or its ARN. @default the account's own */
    EventBusName?: string;
    Resources?: readonly string[];
    Time?: string;
    TraceHeader?: string;
  }[];
}
/** A failed entry fails the task: `EventBridge.FailedEntry`. */
export interface PutEventsResult {
  FailedEntryCount: number;
  Entries: { EventId: string }[];
}

/** As the database's own API has it. */
export type AttributeValue =
  | { S: string }
  | { N: string }
  | { B: string }
  | { SS: readonly string[] }
  | { NS: readonly string[] }
  | { BS: readonly string[] }
  | { M: { [name: string]: AttributeValue } }
  | { L: readonly AttributeValue[] }
  | { BOOL: boolean }
  | { NULL: true };
export interface Item {
  [name: string]: AttributeValue;
}
export interface Names {
  [placeholder: string]: string;
}
export interface GetItem {
  TableName: string;
  Key: Item;
  ConsistentRead?: boolean;
  ProjectionExpression?: string;
  ExpressionAttributeNames?: Names;
}
export interface WriteItem {
  TableName: string;
  ConditionExpression?: string;
  ExpressionAttributeNames?: Names;
  ExpressionAttributeValues?: Item;
  ReturnConsumedCapacity?: "INDEXES" | "TOTAL" | "NONE";
}
export interface PutItem extends WriteItem {
  Item: Item;
  ReturnValues?: "NONE" | "ALL_OLD";
}
export interface DeleteItem extends WriteItem {
  Key: Item;
  ReturnValues?: "NONE" | "ALL_OLD";
}
export interface UpdateItem extends WriteItem {
  Key: Item;
  UpdateExpression?: string;
  ReturnValues?: "NONE" | "ALL_OLD" | "UPDATED_OLD" | "ALL_NEW" | "UPDATED_NEW";
}
export interface Written {
  /** What `ReturnValues` asks for. */
  Attributes?: Item;
}

export interface ContainerOverride {
  Name: string;
  Command?: readonly string[];
  Environment?: readonly { Name: string; Value: string }[];
  Cpu?: number;
  Memory?: number;
  MemoryReservation?: number;
}
export interface RunTask {
  Cluster?: string;
  TaskDefinition: string;
  LaunchType?: "EC2" | "FARGATE" | "EXTERNAL";
  CapacityProviderStrategy?: readonly { CapacityProvider: string; Base?: number; Weight?: number }[];
  NetworkConfiguration?: {
    AwsvpcConfiguration: {
      Subnets: readonly string[];
      SecurityGroups?: readonly string[];
      AssignPublicIp?: "ENABLED" | "DISABLED";
    };
  };
  Overrides?: {
    ContainerOverrides?: readonly ContainerOverride[];
    Cpu?: string;
    Memory?: string;
    ExecutionRoleArn?: string;
    TaskRoleArn?: string;
  };
  Count?: number;
  Group?: string;
  PlatformVersion?: string;
  PropagateTags?: "TASK_DEFINITION" | "SERVICE" | "NONE";
  Tags?: readonly { Key: string; Value: string }[];
}
export interface EcsTask {
  TaskArn: string;
  TaskDefinitionArn: string;
  ClusterArn: string;
  LastStatus: string;
  DesiredStatus: string;
  StopCode?: string;
  StoppedReason?: string;
  Containers?: { Name: string; ContainerArn: string; LastStatus: string; ExitCode?: number; Reason?: string }[];
}
export interface StartedTasks {
  Tasks: EcsTask[];
  Failures: { Arn?: string; Reason?: string; Detail?: string }[];
}

export interface SubmitJob {
  JobName: string;
  JobQueue: string;
  JobDefinition: string;
  Parameters?: { [name: string]: string };
  ContainerOverrides?: {
    Command?: readonly string[];
    Environment?: readonly { Name: string; Value: string }[];
    ResourceRequirements?: readonly { Type: "GPU" | "VCPU" | "MEMORY"; Value: string }[];
    InstanceType?: string;
  };
  ArrayProperties?: { Size: number };
  DependsOn?: readonly { JobId?: string; Type?: "N_TO_N" | "SEQUENTIAL" }[];
  RetryStrategy?: { Attempts?: number };
  Timeout?: { AttemptDurationSeconds: number };
  SchedulingPriorityOverride?: number;
  ShareIdentifier?: string;
  PropagateTags?: boolean;
  Tags?: { [key: string]: string };
}
export interface SubmittedJob {
  JobArn: string;
  JobId: string;
  JobName: string;
}
export interface BatchJob extends SubmittedJob {
  JobQueue: string;
  JobDefinition: string;
  Status: "SUCCEEDED";
  StatusReason?: string;
  CreatedAt: number;
  StartedAt?: number;
  StoppedAt?: number;
  Container?: { ExitCode?: number; Reason?: string; LogStreamName?: string };
}

export interface StartJobRun {
  JobName: string;
  JobRunId?: string;
  Arguments?: { [name: string]: string };
  MaxCapacity?: number;
  NumberOfWorkers?: number;
  WorkerType?: string;
  ExecutionClass?: "FLEX" | "STANDARD";
  Timeout?: number;
  NotificationProperty?: { NotifyDelayAfter?: number };
  SecurityConfiguration?: string;
}
export interface StartedJobRun {
  JobRunId: string;
}
export interface JobRun {
  Id: string;
  JobName: string;
  JobRunState: "SUCCEEDED";
  Attempt?: number;
  Arguments?: { [name: string]: string };
  StartedOn?: number;
  CompletedOn?: number;
  ExecutionTime?: number;
}

export interface StartExecution {
  StateMachineArn: string;
  /** JSON, or its text. */
  Input?: unknown;
  Name?: string;
  TraceHeader?: string;
}
export interface StartedExecution {
  ExecutionArn: string;
  StartDate: string;
}
/** What waiting for an execution answers, with its output as JSON. */
export interface FinishedExecution<Output> {
  ExecutionArn: string;
  StateMachineArn: string;
  Name: string;
  Status: "SUCCEEDED";
  StartDate: string;
  StopDate: string;
  Output: Output;
}

export interface Invoke {
  /** Its name, with or without version or alias, or its ARN. */
  FunctionName: string;
  Payload?: unknown;
  Qualifier?: string;
  InvocationType?: "RequestResponse" | "Event" | "DryRun";
  ClientContext?: string;
}
export interface Invoked {
  ExecutedVersion?: string;
  Payload: Json;
  StatusCode: number;
}

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE" | "HEAD" | "OPTIONS";
export interface InvokeApi {
  ApiEndpoint: string;
  Method: Method;
  Stage?: string;
  Path?: string;
  Headers?: { [name: string]: unknown };
  QueryParameters?: { [name: string]: unknown };
  RequestBody?: unknown;
  AllowNullValues?: boolean;
  AuthType?: "NO_AUTH" | "IAM_ROLE" | "RESOURCE_POLICY";
}
/** What an HTTP endpoint answered. */
export interface HttpResponse<Body> {
  ResponseBody: Body;
  Headers: { [name: string]: string[] };
  StatusCode: number;
  StatusText: string;
}
export interface HttpRequest {
  ApiEndpoint: string;
  Method: Method;
  /** What an EventBridge connection holds: the endpoint's credentials. */
  Authentication?: { ConnectionArn: string };
  InvocationConfig?: { ConnectionArn: string };
  Headers?: { [name: string]: unknown };
  QueryParameters?: { [name: string]: unknown };
  RequestBody?: unknown;
  Transform?: { RequestBodyEncoding: "URL_ENCODED" | "NONE"; RequestEncodingOptions?: { ArrayFormat?: string } };
}

/** By service and action: the input, what the call answers, and what the finished job is. An action that is not here is typed by its author. */
export interface Shapes {
  apigateway: { invoke: [InvokeApi, HttpResponse<Json>] };
  batch: { submitJob: [SubmitJob, SubmittedJob, BatchJob] };
  dynamodb: {
    getItem: [GetItem, { Item?: Item }];
    putItem: [PutItem, Written];
    updateItem: [UpdateItem, Written];
    deleteItem: [DeleteItem, Written];
  };
  ecs: { runTask: [RunTask, StartedTasks, EcsTask] };
  events: { putEvents: [PutEvents, PutEventsResult] };
  glue: { startJobRun: [StartJobRun, StartedJobRun, JobRun] };
  lambda: { invoke: [Invoke, Invoked] };
  sns: { publish: [Publish, Published] };
  sqs: { sendMessage: [SendMessage, SentMessage] };
  states: { startExecution: [StartExecution, StartedExecution] };
}
