// CloudFormation in memory.
import type { Clock } from "../simulator/index.js";
import { changeSetOperations } from "./cloudformation/change-set-operations.js";
import { commonErrors } from "./cloudformation/errors.js";
import type { Stack } from "./cloudformation/stack.js";
import { stackOperations } from "./cloudformation/stack-operations.js";
import { createStackWork } from "./cloudformation/stack-work.js";
import { createStore } from "./cloudformation/store.js";
import type { ChangeSetFault, FaultPlan, StackFault } from "./faults.js";
import { occurrences } from "./occurrences.js";
import type { S3 } from "./s3.js";
import type { Service } from "./service.js";
import type { Timing } from "./timing.js";

export interface CloudFormation extends Service {
  /** All there ever were, oldest first: to look at, not to change. */
  readonly stacks: readonly Stack[];
}

export interface CloudFormationOptions {
  readonly clock: Clock;
  readonly timing: Timing;
  readonly random: () => number;
  readonly faults: Pick<FaultPlan, "stacks" | "changeSets">;
  readonly s3: Pick<S3, "read">;
  /** Called with each fault that is met. */
  readonly onFault: (action: string, fault: object) => void;
}

export function createCloudFormation(options: CloudFormationOptions): CloudFormation {
  const { clock, timing, random, faults, s3, onFault } = options;
  const store = createStore({ now: clock.now, random });
  const isOf = (fault: { readonly stackName?: string | undefined }, name: string) =>
    fault.stackName === undefined || fault.stackName === name;
  const stackFault = occurrences<StackFault, { readonly on: StackFault["on"]; readonly stackName: string }>(
    faults.stacks ?? [],
    (fault, { on, stackName }) => fault.on === on && isOf(fault, stackName),
    (fault) => onFault(`stack ${fault.on}`, fault),
  );
  const changeSetFault = occurrences<ChangeSetFault, string>(faults.changeSets ?? [], isOf, (fault) =>
    onFault("change set", fault),
  );
  const work = createStackWork({ clock, timing, random, store, fault: stackFault });
  return {
    name: "cloudformation",
    errors: commonErrors,
    stacks: store.stacks,
    operations: [
      ...stackOperations({ clock, store, work, s3 }),
      ...changeSetOperations({ clock, timing, store, work, s3, fault: changeSetFault }),
    ],
  };
}
