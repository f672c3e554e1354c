import type { Json, JsonObject } from "../asl/json.js";
import type { FailureDetails } from "./history-event.js";
import type { ExecutionStatus } from "./options.js";

/** An execution that has ended. */
export interface EndedExecution extends FailureDetails {
  readonly arn: string;
  readonly machineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  /** JSON text. */
  readonly input: string;
  /** JSON text; there when it succeeded. */
  readonly output?: string | undefined;
  /** Milliseconds since 1970. */
  readonly started: number;
  readonly stopped: number;
}

/** How a description carries what is text in the API, and moments. */
interface Carriage {
  readonly text: (text: string) => Json;
  readonly date: (moment: number) => Json;
}

const included: JsonObject = { Included: true };

/**
 * As DescribeExecution tells of an execution, with the names that Step Functions gives the fields.
 * @see https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html
 */
export function describeExecution(execution: EndedExecution, { text, date }: Carriage): JsonObject {
  const { arn, machineArn, name, status, input, output, error, cause, started, stopped } = execution;
  return {
    ...(cause === undefined ? {} : { Cause: cause }),
    ...(error === undefined ? {} : { Error: error }),
    ExecutionArn: arn,
    Input: text(input),
    InputDetails: included,
    Name: name,
    ...(output === undefined ? {} : { Output: text(output), OutputDetails: included }),
    RedriveCount: 0,
    ...(status === "SUCCEEDED"
      ? { RedriveStatus: "NOT_REDRIVABLE", RedriveStatusReason: "Execution is SUCCEEDED and cannot be redriven" }
      : { RedriveStatus: "REDRIVABLE" }),
    StartDate: date(started),
    StateMachineArn: machineArn,
    Status: status,
    StopDate: date(stopped),
  };
}

/** A moment as ISO 8601, with milliseconds. */
export const isoDate = (moment: number): string => new Date(moment).toISOString();
