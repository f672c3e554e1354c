// The statuses that a stack goes through, in time.
import type { OnFailure, StackStatus } from "@aws-sdk/client-cloudformation";
import type { Clock } from "../../simulator/index.js";
import type { StackFault } from "../faults.js";
import type { Timing } from "../timing.js";
import type { Stack } from "./stack.js";

export interface Step {
  readonly afterSeconds: number;
  readonly status: StackStatus;
  readonly reason?: string | undefined;
  /** What is so from this status on. */
  readonly effect?: (() => void) | undefined;
}

interface Work {
  readonly timing: Timing;
  readonly fault: StackFault | undefined;
  /** Why it fails; without it, it goes well. */
  readonly failure: string | undefined;
  /** The new resources are there. */
  readonly done: () => void;
  /** It failed, and is about to be undone. */
  readonly undone?: (() => void) | undefined;
}

export function createCourse(work: Work, onFailure: OnFailure): readonly Step[] {
  const { timing, fault, failure, done, undone } = work;
  const slow = fault?.slowSeconds ?? 0;
  const begun: Step = { afterSeconds: 0, status: "CREATE_IN_PROGRESS", reason: "User Initiated" };
  if (failure === undefined)
    return [begun, { afterSeconds: timing.create + slow, status: "CREATE_COMPLETE", effect: done }];
  const failed = { afterSeconds: timing.create / 2 + slow, reason: failure, effect: undone };
  if (onFailure === "DO_NOTHING") return [begun, { ...failed, status: "CREATE_FAILED" }];
  const rollback = timing.rollback + slow;
  if (onFailure === "DELETE") {
    return [
      begun,
      { ...failed, status: "DELETE_IN_PROGRESS" },
      { afterSeconds: rollback, status: fault?.rollbackFails ? "DELETE_FAILED" : "DELETE_COMPLETE" },
    ];
  }
  return [
    begun,
    { ...failed, status: "ROLLBACK_IN_PROGRESS", reason: `${failure} Rollback requested by user.` },
    { afterSeconds: rollback, status: fault?.rollbackFails ? "ROLLBACK_FAILED" : "ROLLBACK_COMPLETE" },
  ];
}

export function updateCourse(work: Work, disableRollback: boolean): readonly Step[] {
  const { timing, fault, failure, done, undone } = work;
  const slow = fault?.slowSeconds ?? 0;
  const begun: Step = { afterSeconds: 0, status: "UPDATE_IN_PROGRESS", reason: "User Initiated" };
  if (failure === undefined) {
    return [
      begun,
      { afterSeconds: timing.update + slow, status: "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", effect: done },
      { afterSeconds: timing.cleanup + slow, status: "UPDATE_COMPLETE" },
    ];
  }
  const failed = { afterSeconds: timing.update / 2 + slow, reason: failure, effect: undone };
  if (disableRollback) return [begun, { ...failed, status: "UPDATE_FAILED" }];
  const undoing: readonly Step[] = [begun, { ...failed, status: "UPDATE_ROLLBACK_IN_PROGRESS" }];
  const rollback = timing.rollback + slow;
  if (fault?.rollbackFails) return [...undoing, { afterSeconds: rollback, status: "UPDATE_ROLLBACK_FAILED" }];
  return [
    ...undoing,
    { afterSeconds: rollback, status: "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS" },
    { afterSeconds: timing.cleanup, status: "UPDATE_ROLLBACK_COMPLETE" },
  ];
}

export function deleteCourse({ timing, fault, failure, done }: Work): readonly Step[] {
  return [
    { afterSeconds: 0, status: "DELETE_IN_PROGRESS", reason: "User Initiated" },
    failure === undefined
      ? { afterSeconds: timing.delete + (fault?.slowSeconds ?? 0), status: "DELETE_COMPLETE", effect: done }
      : { afterSeconds: timing.delete, status: "DELETE_FAILED", reason: failure },
  ];
}

/** Takes a stack through a course. The first step, if it waits for nothing, is taken at once. */
export function follow(stack: Stack, steps: readonly Step[], clock: Clock, enter: (step: Step) => void): void {
  stack.stop();
  const [step, ...others] = steps;
  if (step === undefined) return;
  const take = () => {
    enter(step);
    follow(stack, others, clock, enter);
  };
  if (step.afterSeconds === 0) return take();
  stack.stop = clock.at(clock.now() + step.afterSeconds * 1000, take);
}
