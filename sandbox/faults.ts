// What may go wrong in the sandbox, as plain data: the same plan and seed give the same run.
import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import type { Occurrence } from "./occurrences.js";

/** What happens to a call of a service. */
export type CallFaultKind =
  /** The service's own throttling error. Nothing has happened. */
  | "throttled"
  /** The caller lacks a permission. Nothing has happened. */
  | "denied"
  /** An error of the service's side (HTTP 5xx). Nothing has happened. */
  | "unavailable"
  /** The call took effect, but its answer never arrived. */
  | "answer-lost"
  /** The call took effect, its answer was lost, and the SDK sent it again: it meets its own work. */
  | "repeated"
  /** The function is killed before the call took effect. */
  | "killed-before"
  /** The function is killed once the call has taken effect. */
  | "killed-after";

export interface CallFault extends Occurrence {
  readonly kind: CallFaultKind;
  /** `cloudformation:CreateStack`, `s3:*`, `*`; an invocation is `lambda:` and the function's name. */
  readonly call: string;
}

/** What happens to a stack once CloudFormation works on it. */
export interface StackFault extends Occurrence {
  readonly on: "create" | "update" | "delete";
  /** Without it, any stack. */
  readonly stackName?: string | undefined;
  /** Why it fails; without it, it is only slow. */
  readonly fails?: string | undefined;
  /** Whether its rollback fails as well. */
  readonly rollbackFails?: boolean | undefined;
  /** So much longer does each step take. */
  readonly slowSeconds?: number | undefined;
}

/** What happens to a change set while it is made. */
export interface ChangeSetFault extends Occurrence {
  readonly stackName?: string | undefined;
  /** It fails, for this reason. */
  readonly fails?: string | undefined;
  /** The service finds nothing to change, and says so in the older of its two sentences. */
  readonly empty?: boolean | undefined;
  readonly slowSeconds?: number | undefined;
  /** So many changes on a page, where a page of AWS ends at a megabyte. */
  readonly changesPerPage?: number | undefined;
  /** Fields of the first change that are other than the difference says, such as `{ Action: "Dynamic" }`. */
  readonly first?: Partial<ResourceChange> | undefined;
  /** Once executed well, it is no longer found. */
  readonly forgotten?: boolean | undefined;
}

/** What happens to the pipeline's invocations of its function, which are counted by job of an action. */
export interface DeliveryFault extends Occurrence {
  /** The event arrives so much later than it should. */
  readonly lateSeconds?: number | undefined;
  /** It arrives once more, so long after the first time: perhaps behind the events of later jobs. */
  readonly againAfterSeconds?: readonly number[] | undefined;
}

export interface FaultPlan {
  readonly calls?: readonly CallFault[] | undefined;
  readonly stacks?: readonly StackFault[] | undefined;
  readonly changeSets?: readonly ChangeSetFault[] | undefined;
  readonly deliveries?: readonly DeliveryFault[] | undefined;
}
