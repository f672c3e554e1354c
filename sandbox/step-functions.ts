// Step Functions in memory: the simulator runs the definitions, with Lambda behind their tasks.
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  type ExecutionStatus,
  InvalidArn,
  InvalidExecutionInput,
  InvalidName,
  SFNServiceException,
  StartExecutionCommand,
  StateMachineDoesNotExist,
  StopExecutionCommand,
} from "@aws-sdk/client-sfn";
import { createRandom, uuid } from "../asl/random.js";
import { type Clock, execute, type HistoryEvent } from "../simulator/index.js";
import { arn } from "./account.js";
import type { Lambda } from "./lambda.js";
import { operation, type Service } from "./service.js";
import { failuresOf, jsonErrors } from "./service-errors.js";

export interface Execution {
  readonly arn: string;
  readonly machineName: string;
  readonly machineArn: string;
  readonly name: string;
  /** JSON text. */
  readonly input: string;
  readonly startDate: Date;
  readonly events: readonly HistoryEvent[];
  status: ExecutionStatus;
  stopDate: Date | undefined;
  /** JSON text. */
  output: string | undefined;
  error: string | undefined;
  cause: string | undefined;
}
export interface StepFunctions extends Service {
  /** All there ever were, oldest first. */
  readonly executions: readonly Execution[];
}

export interface StepFunctionsOptions {
  readonly clock: Clock;
  /** Definitions in ASL by the name of their machine. */
  readonly machines: { readonly [name: string]: object };
  readonly lambda: Pick<Lambda, "invoke">;
  readonly seed: number;
  readonly onEvent?: ((execution: Execution, event: HistoryEvent) => void) | undefined;
}

export const stateMachineArn = (name: string): string => arn("states", `stateMachine:${name}`);

const $metadata = { httpStatusCode: 400 };
const errors = jsonErrors(failuresOf(SFNServiceException), "InternalServerError");

// No white space, brackets, wildcards, or other signs with a meaning; no control characters.
const NAME = /^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]{1,80}$/u;

export function createStepFunctions({ clock, machines, lambda, seed, onEvent }: StepFunctionsOptions): StepFunctions {
  const executions = new Map<string, Execution>();
  const running = new Map<string, AbortController>();
  const names = createRandom(seed);

  function existing(executionArn = ""): Execution {
    if (!executionArn.startsWith("arn:"))
      throw new InvalidArn({ message: `Invalid Arn: '${executionArn}'`, $metadata });
    const execution = executions.get(executionArn);
    if (execution === undefined) {
      throw new ExecutionDoesNotExist({ message: `Execution Does Not Exist: '${executionArn}'`, $metadata });
    }
    return execution;
  }

  function start(execution: Execution, events: HistoryEvent[], definition: object): void {
    const controller = new AbortController();
    running.set(execution.arn, controller);
    execute(definition, {
      input: JSON.parse(execution.input),
      clock,
      seed: seed + 104_729 * executions.size,
      signal: controller.signal,
      stateMachineArn: execution.machineArn,
      executionName: execution.name,
      // A function goes on when nobody waits for it any more.
      lambda: (name, payload, { sleep }) => lambda.invoke(name, payload, (seconds) => sleep(seconds).catch(() => {})),
      onEvent: (event) => {
        events.push(event);
        onEvent?.(execution, event);
      },
    }).then(({ status, output, error, cause }) => {
      running.delete(execution.arn);
      execution.stopDate = new Date(clock.now());
      execution.status = status;
      execution.output = output === undefined ? undefined : JSON.stringify(output);
      execution.error ??= error;
      execution.cause ??= cause;
    });
  }

  const startExecution = operation(
    StartExecutionCommand,
    ({ stateMachineArn: machineArn = "", name, input = "{}" }) => {
      const machineName = machineArn.split(":").at(-1) ?? "";
      const definition = machineArn === stateMachineArn(machineName) ? machines[machineName] : undefined;
      if (definition === undefined) {
        throw new StateMachineDoesNotExist({ message: `State Machine Does Not Exist: '${machineArn}'`, $metadata });
      }
      if (name !== undefined && !NAME.test(name))
        throw new InvalidName({ message: `Invalid Name: '${name}'`, $metadata });
      if (!isJson(input)) {
        throw new InvalidExecutionInput({
          message: "Invalid State Machine Execution Input: not a JSON text",
          $metadata,
        });
      }
      const own = name ?? uuid(names);
      const executionArn = arn("states", `execution:${machineName}:${own}`);
      const before = executions.get(executionArn);
      if (before !== undefined) {
        if (before.status === "RUNNING" && before.input === input) return { executionArn, startDate: before.startDate };
        throw new ExecutionAlreadyExists({ message: `Execution Already Exists: '${executionArn}'`, $metadata });
      }
      const events: HistoryEvent[] = [];
      const execution: Execution = {
        arn: executionArn,
        machineName,
        machineArn,
        name: own,
        input,
        startDate: new Date(clock.now()),
        events,
        status: "RUNNING",
        stopDate: undefined,
        output: undefined,
        error: undefined,
        cause: undefined,
      };
      executions.set(executionArn, execution);
      start(execution, events, definition);
      return { executionArn, startDate: execution.startDate };
    },
  );

  const describeExecution = operation(DescribeExecutionCommand, ({ executionArn }) => {
    const {
      arn: found,
      machineArn,
      name,
      status,
      startDate,
      stopDate,
      input,
      output,
      error,
      cause,
    } = existing(executionArn);
    return {
      executionArn: found,
      stateMachineArn: machineArn,
      name,
      status,
      startDate,
      input,
      inputDetails: { included: true },
      redriveCount: 0,
      ...(stopDate !== undefined && { stopDate }),
      ...(output !== undefined && { output, outputDetails: { included: true } }),
      ...(error !== undefined && { error }),
      ...(cause !== undefined && { cause }),
    };
  });

  const stopExecution = operation(StopExecutionCommand, ({ executionArn, error, cause }) => {
    const execution = existing(executionArn);
    const controller = running.get(execution.arn);
    if (controller !== undefined) {
      execution.error = error;
      execution.cause = cause;
      execution.status = "ABORTED";
      execution.stopDate = new Date(clock.now());
      controller.abort();
    }
    return { stopDate: execution.stopDate ?? new Date(clock.now()) };
  });

  return {
    name: "states",
    errors,
    operations: [startExecution, describeExecution, stopExecution],
    get executions() {
      return [...executions.values()];
    },
  };
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
