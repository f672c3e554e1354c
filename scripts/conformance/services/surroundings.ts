// What surrounds the execution of a case: services in memory, on its clock, given to the simulator as any user would.
import type { Clock, TaskHandler } from "../../../simulator/index.js";

/** What AWS's answer depends on, and no case tells. */
export interface Surroundings {
  readonly startedBy: "StartExecution" | "StartSyncExecution";
  /** Whether there are the tables and topics that the execution names. */
  readonly resourcesExist: boolean;
}

/** A call that a case makes before the execution starts. */
export interface SetupCall {
  readonly service: string;
  readonly op: string;
  readonly args: { readonly [argument: string]: unknown };
}

/** Answers by resource; `setup` is told of calls that were made before. */
export interface Service {
  readonly tasks: { readonly [resource: string]: TaskHandler };
  readonly setup?: (call: SetupCall) => void;
}

/** What services share. */
export interface World extends Surroundings {
  readonly clock: Clock;
  /** Hands a message on to whoever listens. `queue` is where it lies. */
  readonly deliver: (queue: string, body: string) => void;
}

/** The same handler for an operation in each of the forms in which it can be called. */
export function operations(
  prefixes: readonly string[],
  handlers: { readonly [operation: string]: TaskHandler },
): Service["tasks"] {
  const forms = prefixes.flatMap((prefix) => Object.keys(handlers).map((name) => [prefix, name] as const));
  return Object.fromEntries(
    forms.flatMap(([prefix, name]) => {
      const handler = handlers[name];
      const resource = `arn:aws:states:::${prefix}:${name}`;
      return handler === undefined
        ? []
        : [
            [resource, handler],
            [`${resource}.waitForTaskToken`, handler],
          ];
    }),
  );
}
