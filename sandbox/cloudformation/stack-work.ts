// What CloudFormation does to stacks: it takes them through their statuses and gives them their resources.
import type { OnFailure, ResourceStatus, StackEvent } from "@aws-sdk/client-cloudformation";
import type { Clock } from "../../simulator/index.js";
import type { StackFault } from "../faults.js";
import type { Timing } from "../timing.js";
import { createCourse, deleteCourse, follow, type Step, updateCourse } from "./courses.js";
import { type NestedWork, provision, remove } from "./nested-stacks.js";
import { conflict } from "./physical-resources.js";
import type { Content, Stack } from "./stack.js";
import type { Store } from "./store.js";
import { shown } from "./views.js";

export interface StackWorkOptions {
  readonly clock: Clock;
  readonly timing: Timing;
  readonly random: () => number;
  readonly store: Pick<Store, "stacks" | "newId" | "newStackId" | "addStack">;
  readonly fault: (subject: { readonly on: StackFault["on"]; readonly stackName: string }) => StackFault | undefined;
}

export interface StackWork {
  readonly create: (stack: Stack, content: Content, options: CreateOptions) => void;
  readonly update: (stack: Stack, content: Content, options: UpdateOptions) => void;
  readonly remove: (stack: Stack, token: string | undefined) => void;
}
interface OperationOptions {
  readonly token: string | undefined;
  readonly changeSetId?: string | undefined;
  readonly ended?: ((well: boolean) => void) | undefined;
}
interface CreateOptions extends OperationOptions {
  readonly onFailure: OnFailure;
  readonly timeoutSeconds?: number | undefined;
}
interface UpdateOptions extends OperationOptions {
  readonly disableRollback: boolean;
}
interface Ending extends Pick<OperationOptions, "ended"> {
  readonly failed: "CREATE_FAILED" | "UPDATE_FAILED";
  readonly failure: string | undefined;
}

export function createStackWork({ clock, timing, random, store, fault }: StackWorkOptions): StackWork {
  function note(stack: Stack, event: Omit<StackEvent, "StackId" | "EventId" | "StackName" | "Timestamp">): void {
    stack.events.unshift({
      StackId: stack.id,
      StackName: stack.name,
      EventId: store.newId(),
      Timestamp: new Date(clock.now()),
      ...(stack.operationToken !== undefined && { ClientRequestToken: stack.operationToken }),
      ...event,
    });
  }

  function enter(stack: Stack, { status, reason, effect }: Step): void {
    stack.standing = { ...stack.standing, status, reason };
    if (status === "DELETE_COMPLETE") {
      stack.deletionTime = new Date(clock.now());
      stack.resources = new Map();
    }
    note(stack, {
      LogicalResourceId: stack.name,
      PhysicalResourceId: stack.id,
      ResourceType: "AWS::CloudFormation::Stack",
      // No course leads to REVIEW_IN_PROGRESS, the one status of a stack that is none of a resource.
      ResourceStatus: status as ResourceStatus,
      ...(reason !== undefined && { ResourceStatusReason: reason }),
    });
    effect?.();
  }
  const nestedWork: NestedWork = {
    now: clock.now,
    random,
    newChild: (parent, logicalId) => {
      const name = `${parent.name}-${logicalId}-${store.newId().slice(0, 8)}`;
      return store.addStack(name, store.newStackId(name), { clientToken: undefined, terminationProtection: false });
    },
    enter: (stack, status) => enter(stack, { afterSeconds: 0, status }),
  };
  const go = (stack: Stack, steps: readonly Step[]) => follow(stack, steps, clock, (step) => enter(stack, step));

  /** What is so when an operation has gone well, or has failed: then one resource did not come to be, as its event tells. */
  const outcomes = (stack: Stack, content: Content, { failed, failure, ended }: Ending) => ({
    done: () => {
      provision(stack, content, nestedWork);
      ended?.(true);
    },
    undone: () => {
      const [logicalId = "", resource] = Object.entries(content.evaluated.resources)[0] ?? [];
      note(stack, {
        LogicalResourceId: logicalId,
        ResourceType: resource?.Type ?? "",
        ResourceStatus: failed,
        ResourceStatusReason: failure ?? "",
      });
      ended?.(false);
    },
  });

  return {
    create: (stack, content, { token, onFailure, timeoutSeconds = Number.POSITIVE_INFINITY, changeSetId, ended }) => {
      const met = fault({ on: "create", stackName: stack.name });
      const late = timing.create + (met?.slowSeconds ?? 0) > timeoutSeconds;
      const failure =
        met?.fails ??
        conflict(stack, content.evaluated, store.stacks) ??
        (late ? "Stack creation time exceeded the specified timeout." : undefined);
      stack.content = { ...content, evaluated: { resources: {}, outputs: {} }, nested: new Map() };
      stack.operationToken = token;
      stack.standing = { ...stack.standing, changeSetId };
      const work = {
        timing: late ? { ...timing, create: 2 * timeoutSeconds } : timing,
        fault: late ? { on: "create" as const } : met,
        failure,
        ...outcomes(stack, content, { failed: "CREATE_FAILED", failure, ended }),
      };
      go(stack, createCourse(work, onFailure));
    },

    update: (stack, content, { token, disableRollback, changeSetId, ended }) => {
      const met = fault({ on: "update", stackName: stack.name });
      const failure = met?.fails ?? conflict(stack, content.evaluated, store.stacks);
      const before = shown(stack, clock.now());
      stack.former = { standing: before, until: clock.now() + timing.statusDelay * 1000 };
      stack.operationToken = token;
      stack.standing = { ...stack.standing, lastUpdatedTime: new Date(clock.now()), changeSetId };
      const work = {
        timing,
        fault: met,
        failure,
        ...outcomes(stack, content, { failed: "UPDATE_FAILED", failure, ended }),
      };
      go(stack, updateCourse(work, disableRollback));
    },

    remove: (stack, token) => {
      stack.operationToken = token;
      const met = fault({ on: "delete", stackName: stack.name });
      for (const changeSet of stack.changeSets.values()) changeSet.stop();
      stack.changeSets.clear();
      const done = () => {
        for (const [logicalId, child] of stack.children) remove(stack, logicalId, child, nestedWork);
      };
      go(stack, deleteCourse({ timing, fault: met, failure: met?.fails, done }));
    },
  };
}
