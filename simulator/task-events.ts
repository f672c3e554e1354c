// The histories of tasks: which events tell of one that is scheduled, started, submitted, done, failed or late.

import { complete } from "./history.js";
import type { EventDetails, FailureDetails, HistoryEventType, TaskResource } from "./history-event.js";
import type { Resource } from "./resources.js";

type TypedEvent = readonly [type: HistoryEventType, details?: EventDetails];

/** A task as its events show it. */
export interface ScheduledTask {
  readonly resource: Resource;
  /** The ARN that stands in the history. */
  readonly arn: string;
  readonly region: string;
  /** JSON text. */
  readonly parameters: string;
  readonly timeoutSeconds: number | undefined;
  readonly heartbeatSeconds: number | undefined;
  readonly credentialsRoleArn: string | undefined;
}

export interface EventFamily {
  readonly scheduled: (task: ScheduledTask) => TypedEvent;
  readonly started: (task: ScheduledTask) => TypedEvent;
  /** The call was answered; the task goes on until its token comes back. */
  readonly submitted?: (task: ScheduledTask, output: string) => TypedEvent;
  readonly succeeded: (task: ScheduledTask, output: string) => TypedEvent;
  readonly failed: (task: ScheduledTask, failure: FailureDetails) => TypedEvent;
  readonly timedOut: (task: ScheduledTask, failure: FailureDetails) => TypedEvent;
}

const whole = (output: string) => ({ output, outputDetails: complete });
const timeout = ({ timeoutSeconds }: ScheduledTask) =>
  timeoutSeconds === undefined ? {} : { timeoutInSeconds: timeoutSeconds };
const heartbeat = ({ heartbeatSeconds }: ScheduledTask) =>
  heartbeatSeconds === undefined ? {} : { heartbeatInSeconds: heartbeatSeconds };
const credentials = ({ credentialsRoleArn }: ScheduledTask) =>
  credentialsRoleArn === undefined ? {} : { taskCredentials: { roleArn: credentialsRoleArn } };

/** A function by its own ARN. */
export const lambdaFunctionEvents: EventFamily = {
  scheduled: (task) => [
    "LambdaFunctionScheduled",
    {
      lambdaFunctionScheduledEventDetails: {
        resource: task.arn,
        input: task.parameters,
        inputDetails: complete,
        ...timeout(task),
        ...credentials(task),
      },
    },
  ],
  started: () => ["LambdaFunctionStarted"],
  succeeded: (_task, output) => ["LambdaFunctionSucceeded", { lambdaFunctionSucceededEventDetails: whole(output) }],
  failed: (_task, failure) => ["LambdaFunctionFailed", { lambdaFunctionFailedEventDetails: failure }],
  timedOut: (_task, failure) => ["LambdaFunctionTimedOut", { lambdaFunctionTimedOutEventDetails: failure }],
};

/** An activity, whose worker is a handler. */
export const activityEvents: EventFamily = {
  scheduled: (task) => [
    "ActivityScheduled",
    {
      activityScheduledEventDetails: {
        resource: task.arn,
        input: task.parameters,
        inputDetails: complete,
        ...timeout(task),
        ...heartbeat(task),
      },
    },
  ],
  started: () => ["ActivityStarted", { activityStartedEventDetails: {} }],
  succeeded: (_task, output) => ["ActivitySucceeded", { activitySucceededEventDetails: whole(output) }],
  failed: (_task, failure) => ["ActivityFailed", { activityFailedEventDetails: failure }],
  timedOut: (_task, failure) => ["ActivityTimedOut", { activityTimedOutEventDetails: failure }],
};

const called = ({ resource }: ScheduledTask): TaskResource => ({
  resourceType: resource.type,
  resource: resource.action,
});

/** A service integration, `lambda:invoke` among them. */
export const taskEvents: EventFamily = {
  scheduled: (task) => [
    "TaskScheduled",
    {
      taskScheduledEventDetails: {
        ...called(task),
        region: task.region,
        parameters: task.parameters,
        ...timeout(task),
        ...heartbeat(task),
        ...credentials(task),
      },
    },
  ],
  started: (task) => ["TaskStarted", { taskStartedEventDetails: called(task) }],
  submitted: (task, output) => ["TaskSubmitted", { taskSubmittedEventDetails: { ...called(task), ...whole(output) } }],
  succeeded: (task, output) => ["TaskSucceeded", { taskSucceededEventDetails: { ...called(task), ...whole(output) } }],
  failed: (task, failure) => ["TaskFailed", { taskFailedEventDetails: { ...called(task), ...failure } }],
  timedOut: (task, failure) => ["TaskTimedOut", { taskTimedOutEventDetails: { ...called(task), ...failure } }],
};
