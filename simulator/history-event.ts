// An execution's history, in the shape of GetExecutionHistory: assignable to `HistoryEvent` of `@aws-sdk/client-sfn`, and
// declared here so that a user needs no AWS client.

/** Whether the service cut a value off; it never does here. */
interface DataDetails {
  readonly truncated: boolean;
}
interface TaskCredentials {
  readonly roleArn?: string;
}
/** Absent fields are those that the service leaves out. */
export interface FailureDetails {
  readonly error?: string;
  readonly cause?: string;
}
/** `input` is JSON text. */
interface ExecutionStartedEventDetails {
  readonly input: string;
  readonly inputDetails: DataDetails;
  readonly roleArn: string;
}
/** `output` is JSON text. */
interface OutputDetails {
  readonly output: string;
  readonly outputDetails: DataDetails;
}
/** `input` is JSON text. */
interface StateEnteredEventDetails {
  readonly name: string;
  readonly input: string;
  readonly inputDetails: DataDetails;
}
/** `output` is JSON text. */
export interface StateExitedEventDetails extends OutputDetails {
  readonly name: string;
  /** Variable -> JSON text. */
  readonly assignedVariables?: Record<string, string>;
  readonly assignedVariablesDetails?: DataDetails;
}
/** `input` is JSON text. */
interface LambdaFunctionScheduledEventDetails {
  readonly resource: string;
  readonly input: string;
  readonly inputDetails: DataDetails;
  readonly timeoutInSeconds?: number;
  readonly taskCredentials?: TaskCredentials;
}
/** `input` is JSON text. */
interface ActivityScheduledEventDetails {
  readonly resource: string;
  readonly input: string;
  readonly inputDetails: DataDetails;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
}
/** A service integration: `resourceType` is the service, `resource` the action with its pattern. */
export interface TaskResource {
  readonly resourceType: string;
  readonly resource: string;
}
/** `parameters` is JSON text. */
interface TaskScheduledEventDetails extends TaskResource {
  readonly region: string;
  readonly parameters: string;
  readonly timeoutInSeconds?: number;
  readonly heartbeatInSeconds?: number;
  readonly taskCredentials?: TaskCredentials;
}
type TaskFailureDetails = TaskResource & FailureDetails;
type TaskOutputDetails = TaskResource & OutputDetails;
interface MapStateStartedEventDetails {
  readonly length: number;
}
export interface MapIterationEventDetails {
  readonly name: string;
  readonly index: number;
}
interface MapRunStartedEventDetails {
  readonly mapRunArn: string;
}
interface EvaluationFailedEventDetails extends FailureDetails {
  readonly state: string;
  readonly location?: string;
}

/** Which details an event may carry. At most one member is there, the one of its type. */
export interface EventDetails {
  readonly executionStartedEventDetails?: ExecutionStartedEventDetails;
  readonly executionSucceededEventDetails?: OutputDetails;
  readonly executionFailedEventDetails?: FailureDetails;
  readonly executionAbortedEventDetails?: FailureDetails;
  readonly executionTimedOutEventDetails?: FailureDetails;
  readonly stateEnteredEventDetails?: StateEnteredEventDetails;
  readonly stateExitedEventDetails?: StateExitedEventDetails;
  readonly lambdaFunctionScheduledEventDetails?: LambdaFunctionScheduledEventDetails;
  readonly lambdaFunctionSucceededEventDetails?: OutputDetails;
  readonly lambdaFunctionFailedEventDetails?: FailureDetails;
  readonly lambdaFunctionTimedOutEventDetails?: FailureDetails;
  readonly activityScheduledEventDetails?: ActivityScheduledEventDetails;
  readonly activityStartedEventDetails?: { readonly workerName?: string };
  readonly activitySucceededEventDetails?: OutputDetails;
  readonly activityFailedEventDetails?: FailureDetails;
  readonly activityTimedOutEventDetails?: FailureDetails;
  readonly taskScheduledEventDetails?: TaskScheduledEventDetails;
  readonly taskStartedEventDetails?: TaskResource;
  readonly taskSubmittedEventDetails?: TaskOutputDetails;
  readonly taskSucceededEventDetails?: TaskOutputDetails;
  readonly taskFailedEventDetails?: TaskFailureDetails;
  readonly taskTimedOutEventDetails?: TaskFailureDetails;
  readonly mapStateStartedEventDetails?: MapStateStartedEventDetails;
  readonly mapIterationStartedEventDetails?: MapIterationEventDetails;
  readonly mapIterationSucceededEventDetails?: MapIterationEventDetails;
  readonly mapIterationFailedEventDetails?: MapIterationEventDetails;
  readonly mapIterationAbortedEventDetails?: MapIterationEventDetails;
  readonly mapRunStartedEventDetails?: MapRunStartedEventDetails;
  readonly mapRunFailedEventDetails?: FailureDetails;
  readonly evaluationFailedEventDetails?: EvaluationFailedEventDetails;
}

type Execution = "Started" | "Succeeded" | "Failed" | "Aborted" | "TimedOut";
type Lambda = "Scheduled" | "Started" | "Succeeded" | "Failed" | "ScheduleFailed" | "StartFailed" | "TimedOut";
type Activity = "Scheduled" | "Started" | "Succeeded" | "Failed" | "ScheduleFailed" | "TimedOut";
type Task =
  | "Scheduled"
  | "Started"
  | "Submitted"
  | "Succeeded"
  | "Failed"
  | "StartFailed"
  | "SubmitFailed"
  | "TimedOut"
  | "StateAborted";
type Exiting = "Choice" | "Map" | "Parallel" | "Pass" | "Succeed" | "Task" | "Wait";

/** The types of events, as the API names them. */
export type HistoryEventType =
  | `Execution${Execution}`
  | "ExecutionRedriven"
  | `${Exiting | "Fail"}StateEntered`
  | `${Exiting}StateExited`
  | `LambdaFunction${Lambda}`
  | `Activity${Activity}`
  | `Task${Task}`
  | "WaitStateAborted"
  | `${"Map" | "Parallel"}State${"Started" | "Succeeded" | "Failed" | "Aborted"}`
  | `MapIteration${"Started" | "Succeeded" | "Failed" | "Aborted"}`
  | `MapRun${"Started" | "Succeeded" | "Failed" | "Aborted" | "Redriven"}`
  | "EvaluationFailed";

/**
 * One event of an execution.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_HistoryEvent.html
 */
export interface HistoryEvent extends EventDetails {
  /** On the execution's own clock. */
  readonly timestamp: Date;
  readonly type: HistoryEventType;
  /** Counts from 1. */
  readonly id: number;
  /** The event before on the same way through the states; 0 for the first. */
  readonly previousEventId: number;
}
