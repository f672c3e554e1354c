import type { StackStatus } from "@aws-sdk/client-cloudformation";

export type Verdict = "complete" | "in_progress" | "failed";

export interface StackStatusMeaning {
  /** Of a stack that this deployment creates. */
  readonly creating: Verdict;
  /** Of a stack that this deployment updates. */
  readonly updating: Verdict;
  /** What a deployment does that finds a stack so. `stop`: nothing that it may do would help; `advice` says what does. */
  readonly start: "create" | "update" | "wait" | "stop";
  /** For who reads why a deployment failed. */
  readonly advice?: string;
}

const busy = { start: "wait", advice: "Something else is changing it. Deploy again once that is done." } as const;
const whileCreating = { ...busy, creating: "in_progress", updating: "failed" } as const;
const whileUpdating = { ...busy, creating: "failed", updating: "in_progress" } as const;
const whileOther = { ...busy, creating: "failed", updating: "failed" } as const;
const updatable = { creating: "failed", updating: "failed", start: "update" } as const;
const stuck = { creating: "failed", updating: "failed", start: "stop" } as const;

/**
 * Every status that a stack can have, since none of its parts tells: ROLLBACK_COMPLETE and UPDATE_ROLLBACK_COMPLETE end
 * in COMPLETE and are failures, and one status that ends in IN_PROGRESS comes after a success. A rollback is waited for,
 * so that the next deployment does not find the stack busy.
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/view-stack-events.html
 */
export const stackStatuses: Readonly<Record<StackStatus, StackStatusMeaning>> = {
  CREATE_IN_PROGRESS: whileCreating,
  CREATE_COMPLETE: { creating: "complete", updating: "failed", start: "update" },
  CREATE_FAILED: { ...stuck, advice: "It was never created whole. Delete it, then deploy again." },
  ROLLBACK_IN_PROGRESS: whileCreating,
  ROLLBACK_COMPLETE: {
    ...stuck,
    advice: "Its creation failed, and it can only be deleted. Delete it, then deploy again.",
  },
  ROLLBACK_FAILED: {
    ...stuck,
    advice: "Its creation failed and could not be rolled back. Delete it, then deploy again.",
  },
  REVIEW_IN_PROGRESS: {
    creating: "in_progress",
    updating: "failed",
    start: "stop",
    advice:
      "It holds no resource yet: a change set would create it. Execute that, or delete the stack, then deploy again.",
  },
  UPDATE_IN_PROGRESS: whileUpdating,
  UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: whileUpdating,
  UPDATE_COMPLETE: { creating: "failed", updating: "complete", start: "update" },
  UPDATE_FAILED: {
    ...stuck,
    advice: "Its update failed with rollback disabled. Update it with a fix, or roll it back.",
  },
  UPDATE_ROLLBACK_IN_PROGRESS: whileUpdating,
  UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS: whileUpdating,
  UPDATE_ROLLBACK_COMPLETE: {
    ...updatable,
    advice: "Its update failed and was rolled back: the version before it is live.",
  },
  UPDATE_ROLLBACK_FAILED: {
    ...stuck,
    advice: "Its update failed and could not be rolled back. Continue the rollback (ContinueUpdateRollback) first.",
  },
  DELETE_IN_PROGRESS: whileOther,
  DELETE_COMPLETE: { creating: "failed", updating: "failed", start: "create", advice: "It was deleted meanwhile." },
  DELETE_FAILED: { ...stuck, advice: "It could not be deleted. Delete it again, then deploy again." },
  IMPORT_IN_PROGRESS: whileOther,
  IMPORT_COMPLETE: updatable,
  IMPORT_ROLLBACK_IN_PROGRESS: whileOther,
  IMPORT_ROLLBACK_COMPLETE: updatable,
  IMPORT_ROLLBACK_FAILED: { ...stuck, advice: "An import into it could not be rolled back. Mend it by hand first." },
};

/** Of a status that is not known here nothing good is assumed. */
export const stackStatusMeaning = (status: string | undefined): StackStatusMeaning =>
  status !== undefined && isStackStatus(status)
    ? stackStatuses[status]
    : { ...stuck, advice: "Nothing is known here of that status, so nothing was done." };

const isStackStatus = (status: string): status is StackStatus => Object.hasOwn(stackStatuses, status);
