// CodePipeline in memory: an action that invokes a function, again and again, until that has told its result.
import {
  CodePipelineServiceException,
  type FailureDetails,
  InvalidJobStateException,
  JobNotFoundException,
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
  type PutJobSuccessResultInput,
  ValidationException,
} from "@aws-sdk/client-codepipeline";
import { uuid } from "../asl/random.js";
import type { Cancel, Clock } from "../simulator/index.js";
import { ACCOUNT } from "./account.js";
import type { DeliveryFault } from "./faults.js";
import type { Lambda } from "./lambda.js";
import { occurrences } from "./occurrences.js";
import { operation, type Service } from "./service.js";
import { failuresOf, jsonErrors } from "./service-errors.js";
import type { Timing } from "./timing.js";

/** What the pipeline's configuration says of an action, and what the stages before it made. */
export interface ActionOptions {
  readonly functionName: string;
  readonly userParameters: string;
  readonly inputArtifacts: readonly Artifact[];
  /** The whole action may take so long. @default 24 hours */
  readonly timeoutSeconds?: number | undefined;
}
export interface Artifact {
  readonly name: string;
  readonly revision: string | null;
  readonly bucketName: string;
  readonly objectKey: string;
}

/** One invocation, as CodePipeline keeps it; a duplicate of its event is the same job. */
export interface Job {
  readonly id: string;
  readonly continuationToken: string | undefined;
  /** Whether CodePipeline takes an answer for it. */
  status: "InProgress" | "Succeeded" | "Failed" | "TimedOut";
}

export interface Action {
  readonly id: string;
  readonly jobs: readonly Job[];
  status: "InProgress" | "Succeeded" | "Failed" | "TimedOut";
  /** What was said last of how it goes, and how it ended. */
  details: PutJobSuccessResultInput["executionDetails"];
  outputVariables: Readonly<Record<string, string>> | undefined;
  failure: FailureDetails | undefined;
}

export interface CodePipeline extends Service {
  /** Starts an action; resolves when it has ended. */
  readonly run: (options: ActionOptions) => Promise<Action>;
  readonly actions: readonly Action[];
}

export interface CodePipelineOptions {
  readonly clock: Clock;
  readonly timing: Timing;
  readonly random: () => number;
  readonly lambda: Pick<Lambda, "invokeAsynchronously">;
  readonly deliveries: readonly DeliveryFault[];
  /** Called with each fault that is met. */
  readonly onFault: (action: string, fault: object) => void;
}

const ANSWER_SECONDS = 20 * 60;
const ACTION_SECONDS = 24 * 3600;

const errors = jsonErrors(failuresOf(CodePipelineServiceException), "InternalFailure");
const $metadata = { httpStatusCode: 400 };

export function createCodePipeline(options: CodePipelineOptions): CodePipeline {
  const { clock, timing, random, lambda, deliveries, onFault } = options;
  const actions: Running[] = [];
  const owners = new Map<string, Running>();
  const delivery = occurrences<DeliveryFault, void>(
    deliveries,
    () => true,
    (fault) => onFault("delivery", fault),
  );

  interface Running extends Action {
    readonly jobs: Job[];
    readonly options: ActionOptions;
    readonly ended: (action: Action) => void;
    answerTimer: Cancel;
    actionTimer: Cancel;
    nextJob: Cancel;
  }

  function end(action: Running, status: "Succeeded" | "Failed" | "TimedOut"): void {
    action.status = status;
    action.answerTimer();
    action.actionTimer();
    action.nextJob();
    for (const job of action.jobs) if (job.status === "InProgress") job.status = "TimedOut";
    action.ended(action);
  }

  function startJob(action: Running, continuationToken: string | undefined): void {
    const job: Job = { id: uuid(random), continuationToken, status: "InProgress" };
    action.jobs.push(job);
    owners.set(job.id, action);
    action.answerTimer = clock.at(clock.now() + ANSWER_SECONDS * 1000, () => end(action, "TimedOut"));
    deliver(action, job);
  }

  function deliver({ options: { functionName, ...configured } }: Running, job: Job): void {
    const { lateSeconds = 0, againAfterSeconds = [] } = delivery() ?? {};
    const event = eventOf(job, functionName, configured);
    for (const seconds of [0, ...againAfterSeconds]) {
      clock.at(clock.now() + (lateSeconds + seconds) * 1000, () => lambda.invokeAsynchronously(functionName, event));
    }
  }

  /** The job that is answered. Throws when it is none, or has been answered before. */
  function answered(jobId = ""): { readonly action: Running; readonly job: Job } {
    const action = owners.get(jobId);
    const job = action?.jobs.find(({ id }) => id === jobId);
    if (action === undefined || job === undefined) {
      throw new JobNotFoundException({ message: `Could not find job with ID ${jobId}`, $metadata });
    }
    if (job.status !== "InProgress") {
      throw new InvalidJobStateException({
        message: `Job ${jobId} is in ${job.status} state and can not be updated`,
        $metadata,
      });
    }
    return { action, job };
  }

  const putJobSuccessResult = operation(PutJobSuccessResultCommand, (input) => {
    const { jobId, continuationToken, executionDetails, outputVariables = {} } = input;
    check({
      continuationToken: [continuationToken, 1, 2048],
      "executionDetails.summary": [executionDetails?.summary, 1, 2048],
      "executionDetails.externalExecutionId": [executionDetails?.externalExecutionId, 1, 1500],
    });
    const { percentComplete = 0 } = executionDetails ?? {};
    if (percentComplete < 0 || percentComplete > 100)
      throw invalid("executionDetails.percentComplete has to be from 0 to 100");
    const odd = Object.keys(outputVariables).find((key) => !/^[A-Za-z0-9@\-_]+$/.test(key));
    if (odd !== undefined) throw invalid(`outputVariables has a key '${odd}'`);
    if (continuationToken !== undefined && Object.keys(outputVariables).length > 0) {
      throw invalid("outputVariables are not allowed together with a continuationToken");
    }
    const { action, job } = answered(jobId);
    job.status = "Succeeded";
    action.details = executionDetails ?? action.details;
    action.answerTimer();
    if (continuationToken === undefined) {
      action.outputVariables = input.outputVariables;
      end(action, "Succeeded");
    } else {
      action.nextJob = clock.at(clock.now() + timing.reinvoke * 1000, () => startJob(action, continuationToken));
    }
    return {};
  });

  const putJobFailureResult = operation(PutJobFailureResultCommand, ({ jobId, failureDetails }) => {
    if (failureDetails?.type === undefined) throw invalid("failureDetails.type is missing");
    check({
      "failureDetails.message": [failureDetails.message ?? "", 1, 5000],
      "failureDetails.externalExecutionId": [failureDetails.externalExecutionId, 1, 1500],
    });
    const { action, job } = answered(jobId);
    job.status = "Failed";
    action.failure = { ...failureDetails };
    end(action, "Failed");
    return {};
  });

  return {
    name: "codepipeline",
    errors,
    operations: [putJobSuccessResult, putJobFailureResult],
    actions,
    run: (configured) =>
      new Promise((resolve) => {
        const { userParameters, inputArtifacts, timeoutSeconds = ACTION_SECONDS } = configured;
        if (userParameters.length > 1000) throw new RangeError("UserParameters are longer than 1,000 characters");
        if (inputArtifacts.length > 5) throw new RangeError("an action takes no more than 5 artifacts");
        const action: Running = {
          id: uuid(random),
          jobs: [],
          status: "InProgress",
          details: undefined,
          outputVariables: undefined,
          failure: undefined,
          options: configured,
          ended: resolve,
          answerTimer: () => {},
          actionTimer: clock.at(clock.now() + timeoutSeconds * 1000, () => end(action, "TimedOut")),
          nextJob: () => {},
        };
        actions.push(action);
        startJob(action, undefined);
      }),
  };
}

const invalid = (message: string) => new ValidationException({ message, $metadata });

function check(fields: {
  readonly [name: string]: readonly [value: string | undefined, least: number, most: number];
}): void {
  for (const [name, [value, least, most]] of Object.entries(fields)) {
    if (value === undefined || (value.length >= least && value.length <= most)) continue;
    const wish = value.length < least ? `greater than or equal to ${least}` : `less than or equal to ${most}`;
    throw invalid(
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: Member must have length ${wish}`,
    );
  }
}

/** @see https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-invoke-lambda-function.html */
const eventOf = (
  { id, continuationToken }: Job,
  FunctionName: string,
  { userParameters, inputArtifacts }: Omit<ActionOptions, "functionName">,
) => ({
  "CodePipeline.job": {
    id,
    accountId: ACCOUNT,
    data: {
      actionConfiguration: { configuration: { FunctionName, UserParameters: userParameters } },
      inputArtifacts: inputArtifacts.map(({ name, revision, bucketName, objectKey }) => ({
        name,
        revision,
        location: { type: "S3", s3Location: { bucketName, objectKey } },
      })),
      outputArtifacts: [],
      artifactCredentials: {
        accessKeyId: SECRETS[0],
        secretAccessKey: SECRETS[1],
        sessionToken: SECRETS[2],
        expirationTime: 1735700000000,
      },
      ...(continuationToken !== undefined && { continuationToken }),
    },
  },
});

/** What no log, token, input or message may ever hold. */
const SECRETS = ["ASIASANDBOXACCESSKEY", "sandbox-secret-access-key", "sandbox-session-token"] as const;
