// What the pipeline is told of a job.
import type { FailureType } from "@aws-sdk/client-codepipeline";
import type { DescribeExecutionCommandOutput, ExecutionStatus } from "@aws-sdk/client-sfn";
import { isInvalidDeployment } from "../invalid-deployment.js";

export type Outcome =
  /** CodePipeline asks again, with the token. */
  | { readonly kind: "in progress"; readonly executionArn: string; readonly token: string; readonly summary: string }
  | { readonly kind: "succeeded"; readonly executionArn: string }
  | {
      readonly kind: "failed";
      readonly type: FailureType;
      readonly message: string;
      /** Where one was started. */
      readonly executionArn?: string;
    };

/** A redrive begins a failed execution again where it failed: what is pending ends, at the latest with the pipeline's action. */
const verdicts: Readonly<Record<ExecutionStatus, Outcome["kind"]>> = {
  RUNNING: "in progress",
  PENDING_REDRIVE: "in progress",
  SUCCEEDED: "succeeded",
  FAILED: "failed",
  TIMED_OUT: "failed",
  ABORTED: "failed",
};
const isStatus = (status: string | undefined): status is ExecutionStatus =>
  status !== undefined && Object.hasOwn(verdicts, status);

type Described = Pick<DescribeExecutionCommandOutput, "status" | "error" | "cause">;

export function outcomeOf(executionArn: string, token: string, { status, error, cause }: Described): Outcome {
  const kind = isStatus(status) ? verdicts[status] : "failed";
  if (kind === "in progress") return { kind, executionArn, token, summary: `The deployment is ${status}.` };
  if (kind === "succeeded") return { kind, executionArn };
  const known = isStatus(status) ? "" : ", which is not known here";
  const reason = [error, cause === undefined ? undefined : plainCause(cause)].filter((text) => text).join(": ");
  return {
    kind,
    executionArn,
    type: "JobFailed",
    message: `The deployment ended in ${status}${known}${reason === "" ? "." : `. ${reason}`}`,
  };
}

/** The cause of an error that a function threw is JSON, with its message inside and its stack. */
function plainCause(cause: string): string {
  try {
    const { errorMessage }: { errorMessage?: unknown } = JSON.parse(cause);
    return typeof errorMessage === "string" ? errorMessage : cause;
  } catch {
    return cause;
  }
}

const refused = new Set([
  "AccessDenied",
  "AccessDeniedException",
  "ExpiredTokenException",
  "KmsAccessDeniedException",
  "UnrecognizedClientException",
]);
const misconfigured = new Set(["InvalidArn", "InvalidExecutionInput", "InvalidName", "StateMachineDoesNotExist"]);

/** Of an error that does not pass by itself. */
export function failureOf(error: unknown, executionArn?: string): Outcome {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const known = isInvalidDeployment(error);
  return {
    kind: "failed",
    type: known || misconfigured.has(name) ? "ConfigurationError" : refused.has(name) ? "PermissionError" : "JobFailed",
    message: known ? message : `${name}: ${message}`,
    ...(executionArn !== undefined && { executionArn }),
  };
}
