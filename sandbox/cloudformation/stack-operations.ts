// The operations on stacks, with what each refuses.
import {
  CreateStackCommand,
  DeleteStackCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  GetTemplateSummaryCommand,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import type { Clock } from "../../simulator/index.js";
import type { S3 } from "../s3.js";
import { type Operation, operation } from "../service.js";
import { checkNames } from "./constraints.js";
import { unchanged } from "./content-difference.js";
import {
  stackExists,
  stackNotUpdatable,
  stackUnknown,
  stackUnknownToDescribe,
  tokenTaken,
  validationError,
} from "./errors.js";
import { isDeleted, isUpdatable } from "./stack.js";
import type { StackWork } from "./stack-work.js";
import type { Store } from "./store.js";
import { submittedContent } from "./submitted-content.js";
import { readTemplate } from "./template.js";
import { templateText } from "./template-source.js";
import { templateSummary } from "./template-summary.js";
import { stackDescription } from "./views.js";

export interface StackOperationsOptions {
  readonly clock: Clock;
  readonly store: Store;
  readonly work: StackWork;
  readonly s3: Pick<S3, "read">;
}

export function stackOperations({ clock, store, work, s3 }: StackOperationsOptions): readonly Operation[] {
  const describeStacks = operation(DescribeStacksCommand, ({ StackName }) => {
    const now = clock.now();
    if (StackName === undefined) {
      return { Stacks: store.stacks.filter((stack) => !isDeleted(stack)).map((stack) => stackDescription(stack, now)) };
    }
    const stack = store.findStack(StackName);
    if (stack === undefined) throw stackUnknownToDescribe(StackName);
    return { Stacks: [stackDescription(stack, now)] };
  });

  const describeStackEvents = operation(DescribeStackEventsCommand, ({ StackName }) => {
    const stack = store.findStack(StackName);
    if (stack === undefined) throw stackUnknown(StackName ?? "");
    return { StackEvents: stack.events.map((event) => ({ ...event })) };
  });

  const getTemplateSummary = operation(GetTemplateSummaryCommand, ({ StackName, ...source }) =>
    templateSummary(readTemplate(templateText(source, store.findStack(StackName)?.content?.templateText, s3))),
  );

  const createStack = operation(CreateStackCommand, (input) => {
    const {
      StackName: name = "",
      ClientRequestToken: clientToken,
      DisableRollback,
      OnFailure,
      TimeoutInMinutes,
    } = input;
    checkNames({ stackName: name, clientToken });
    const owner =
      clientToken === undefined ? undefined : store.stacks.find((stack) => stack.clientToken === clientToken);
    if (owner !== undefined) {
      if (owner.name !== name || isDeleted(owner)) throw tokenTaken(clientToken ?? "");
      return { StackId: owner.id };
    }
    if (store.findStack(name) !== undefined) throw stackExists(name);
    const id = store.newStackId(name);
    const content = submittedContent(input, { id, name }, undefined, { s3, macros: "applied" });
    const stack = store.addStack(name, id, {
      clientToken,
      terminationProtection: input.EnableTerminationProtection ?? false,
    });
    work.create(stack, content, {
      token: clientToken,
      onFailure: OnFailure ?? (DisableRollback ? "DO_NOTHING" : "ROLLBACK"),
      timeoutSeconds: TimeoutInMinutes === undefined ? undefined : TimeoutInMinutes * 60,
    });
    return { StackId: id };
  });

  const updateStack = operation(UpdateStackCommand, (input) => {
    const stack = store.existingStack(input.StackName);
    if (!isUpdatable(stack)) throw stackNotUpdatable(stack.id, stack.standing.status);
    const content = submittedContent(input, stack, stack.content, { s3, macros: "applied" });
    if (stack.content !== undefined && unchanged(stack.content, content)) {
      throw validationError("No updates are to be performed.");
    }
    for (const changeSet of stack.changeSets.values()) {
      changeSet.outdated = true;
      if (changeSet.executionStatus === "AVAILABLE") changeSet.executionStatus = "OBSOLETE";
    }
    work.update(stack, content, { token: input.ClientRequestToken, disableRollback: input.DisableRollback ?? false });
    return { StackId: stack.id };
  });

  const deleteStack = operation(DeleteStackCommand, ({ StackName, ClientRequestToken }) => {
    const stack = store.findStack(StackName);
    if (stack === undefined || isDeleted(stack)) return {};
    if (stack.terminationProtection) {
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    }
    if (stack.standing.status !== "DELETE_IN_PROGRESS") work.remove(stack, ClientRequestToken);
    return {};
  });

  return [describeStacks, describeStackEvents, getTemplateSummary, createStack, updateStack, deleteStack];
}
