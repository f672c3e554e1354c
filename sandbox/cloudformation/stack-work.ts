// What CloudFormation does to stacks: it takes them through their statuses and gives them their resources.
import type { OnFailure, ResourceChange, ResourceStatus } from "@aws-sdk/client-cloudformation";
import type { Clock } from "../../simulator/index.js";
import type { StackFault } from "../faults.js";
import type { Timing } from "../timing.js";
import { createCourse, deleteCourse, follow, type Step, updateCourse } from "./courses.js";
import { conflict, provisioned } from "./physical-resources.js";
import type { Content, Stack } from "./stack.js";
import { resourceChanges } from "./template-difference.js";
import { shown } from "./views.js";

export interface StackWorkOptions {
  readonly clock: Clock;
  readonly timing: Timing;
  readonly random: () => number;
  readonly uuid: () => string;
  readonly stacks: () => Iterable<Stack>;
  readonly fault: (subject: { readonly on: StackFault["on"]; readonly stackName: string }) => StackFault | undefined;
}

export interface StackWork {
  readonly create: (stack: Stack, content: Content, options: CreateOptions) => void;
  readonly update: (stack: Stack, content: Content, options: UpdateOptions) => void;
  readonly remove: (stack: Stack) => void;
}
interface CreateOptions {
  readonly onFailure: OnFailure;
  readonly timeoutSeconds?: number | undefined;
  readonly changeSetId?: string | undefined;
  readonly ended?: ((well: boolean) => void) | undefined;
}
interface UpdateOptions {
  readonly disableRollback: boolean;
  readonly changeSetId?: string | undefined;
  readonly ended?: ((well: boolean) => void) | undefined;
}

export function createStackWork({ clock, timing, random, uuid, stacks, fault }: StackWorkOptions): StackWork {
  function enter(stack: Stack, { status, reason, effect }: Step): void {
    stack.standing = { ...stack.standing, status, reason };
    if (status === "DELETE_COMPLETE") {
      stack.deletionTime = new Date(clock.now());
      stack.resources = new Map();
    }
    stack.events.unshift({
      StackId: stack.id,
      StackName: stack.name,
      EventId: uuid(),
      LogicalResourceId: stack.name,
      PhysicalResourceId: stack.id,
      ResourceType: "AWS::CloudFormation::Stack",
      Timestamp: new Date(clock.now()),
      // No course leads to REVIEW_IN_PROGRESS, the one status of a stack that is none of a resource.
      ResourceStatus: status as ResourceStatus,
      ...(reason !== undefined && { ResourceStatusReason: reason }),
    });
    effect?.();
  }
  const go = (stack: Stack, steps: readonly Step[]) => follow(stack, steps, clock, (step) => enter(stack, step));

  /** One resource that did not come to be, among the events of its stack. */
  function noteFailure(
    stack: Stack,
    content: Content,
    status: "CREATE_FAILED" | "UPDATE_FAILED",
    reason: string,
  ): void {
    const [logicalId = "", resource] = Object.entries(content.evaluated.resources)[0] ?? [];
    stack.events.unshift({
      StackId: stack.id,
      StackName: stack.name,
      EventId: uuid(),
      LogicalResourceId: logicalId,
      ResourceType: resource?.Type ?? "",
      Timestamp: new Date(clock.now()),
      ResourceStatus: status,
      ResourceStatusReason: reason,
    });
  }

  return {
    create: (stack, content, { onFailure, timeoutSeconds = Number.POSITIVE_INFINITY, changeSetId, ended }) => {
      const met = fault({ on: "create", stackName: stack.name });
      const late = timing.create + (met?.slowSeconds ?? 0) > timeoutSeconds;
      const failure =
        met?.fails ??
        conflict(stack, content.evaluated, stacks()) ??
        (late ? "Stack creation time exceeded the specified timeout." : undefined);
      const changes = resourceChanges({}, content.evaluated.resources);
      stack.content = content;
      stack.standing = { ...stack.standing, changeSetId };
      const work = {
        timing: late ? { ...timing, create: 2 * timeoutSeconds } : timing,
        fault: late ? { on: "create" as const } : met,
        failure,
        done: () => {
          stack.resources = provisioned(stack, content.evaluated, changes, random);
          ended?.(true);
        },
        undone: () => {
          noteFailure(stack, content, "CREATE_FAILED", failure ?? "");
          ended?.(false);
        },
      };
      go(stack, createCourse(work, onFailure));
    },

    update: (stack, content, { disableRollback, changeSetId, ended }) => {
      const met = fault({ on: "update", stackName: stack.name });
      const failure = met?.fails ?? conflict(stack, content.evaluated, stacks());
      const changes: readonly ResourceChange[] = resourceChanges(
        stack.content?.evaluated.resources ?? {},
        content.evaluated.resources,
      );
      const before = shown(stack, clock.now());
      stack.former = { standing: before, until: clock.now() + timing.statusDelay * 1000 };
      stack.standing = { ...stack.standing, lastUpdatedTime: new Date(clock.now()), changeSetId };
      const work = {
        timing,
        fault: met,
        failure,
        done: () => {
          stack.content = content;
          stack.resources = provisioned(stack, content.evaluated, changes, random);
          ended?.(true);
        },
        undone: () => {
          noteFailure(stack, content, "UPDATE_FAILED", failure ?? "");
          ended?.(false);
        },
      };
      go(stack, updateCourse(work, disableRollback));
    },

    remove: (stack) => {
      const met = fault({ on: "delete", stackName: stack.name });
      for (const changeSet of stack.changeSets.values()) changeSet.stop();
      stack.changeSets.clear();
      go(stack, deleteCourse({ timing, fault: met, failure: met?.fails, done: () => {} }));
    },
  };
}
