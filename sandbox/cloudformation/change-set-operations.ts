// The operations on change sets, with what each refuses.
import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  ExecuteChangeSetCommand,
  ListChangeSetsCommand,
} from "@aws-sdk/client-cloudformation";
import type { Clock } from "../../simulator/index.js";
import type { ChangeSetFault } from "../faults.js";
import type { S3 } from "../s3.js";
import { type Operation, operation } from "../service.js";
import type { Timing } from "../timing.js";
import { forgetChangeSet, makeChangeSet, removeChangeSet } from "./change-set-work.js";
import { checkNames } from "./constraints.js";
import { changeSetExists, changeSetStatus, stackNotUpdatable, stackUnknown, validationError } from "./errors.js";
import { type ChangeSet, type Content, isDeleted, isUpdatable, type Stack } from "./stack.js";
import type { StackWork } from "./stack-work.js";
import { isArn, type Store } from "./store.js";
import { submittedContent } from "./submitted-content.js";
import { changeSetDescription } from "./views.js";

export interface ChangeSetOperationsOptions {
  readonly clock: Clock;
  readonly timing: Timing;
  readonly store: Store;
  readonly work: StackWork;
  readonly s3: Pick<S3, "read">;
  /** What the next change set of a stack meets. */
  readonly fault: (stackName: string) => ChangeSetFault | undefined;
}

const PAGE = 250;

export function changeSetOperations(options: ChangeSetOperationsOptions): readonly Operation[] {
  const { clock, timing, store, work, s3, fault } = options;

  /** The stack that a change set is for; of the type CREATE it makes a place for one. */
  function stackToChange(name: string, type: "CREATE" | "UPDATE", changeSetName: string): Stack {
    const stack = store.findStack(name);
    const empty = stack?.standing.status === "REVIEW_IN_PROGRESS";
    if (type === "CREATE") {
      if (stack === undefined)
        return store.addStack(name, store.newStackId(name), { clientToken: undefined, terminationProtection: false });
      if (empty) return stack;
      throw validationError(
        `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
      );
    }
    if (stack === undefined || empty || isDeleted(stack)) throw stackUnknown(name);
    if (!isUpdatable(stack)) throw stackNotUpdatable(stack.id, stack.standing.status);
    return stack;
  }

  const newNested = (parent: ChangeSet, child: Stack, content: Content): ChangeSet =>
    store.addChangeSet(`${parent.name.slice(0, 80)}-${store.newId()}`, child, content, {
      ...parent,
      clientToken: undefined,
    });

  const createChangeSet = operation(CreateChangeSetCommand, (input) => {
    const { StackName: stackName = "", ChangeSetName: name = "", ClientToken: clientToken } = input;
    const type = input.ChangeSetType ?? "UPDATE";
    if (type === "IMPORT") throw new TypeError("the sandbox's CloudFormation imports no resources");
    checkNames({ stackName: isArn(stackName) ? undefined : stackName, changeSetName: name, clientToken });
    const twin = store.findStack(stackName)?.changeSets.get(name);
    if (twin !== undefined) {
      const own = clientToken !== undefined && twin.clientToken === clientToken;
      if (!own || twin.status.startsWith("DELETE_")) throw changeSetExists(name);
      return { Id: twin.id, StackId: twin.stack.id };
    }
    // A template that is no good leaves no place for a stack behind.
    const before = store.findStack(stackName);
    const content = submittedContent(input, before ?? { id: stackName, name: stackName }, before?.content, {
      s3,
      macros: "reviewed",
    });
    const stack = stackToChange(stackName, type, name);
    const met = fault(stack.name);
    const changeSet = store.addChangeSet(name, stack, content, {
      type,
      clientToken,
      includeNestedStacks: input.IncludeNestedStacks ?? false,
      onStackFailure: input.OnStackFailure,
      description: input.Description,
      changesPerPage: met?.changesPerPage ?? PAGE,
      forgotten: met?.forgotten ?? false,
    });
    makeChangeSet(changeSet, met, { clock, timing, newNested });
    return { Id: changeSet.id, StackId: stack.id };
  });

  const describeChangeSet = operation(DescribeChangeSetCommand, ({ ChangeSetName, StackName, NextToken }) =>
    changeSetDescription(store.existingChangeSet(ChangeSetName, StackName), NextToken),
  );

  const listChangeSets = operation(ListChangeSetsCommand, ({ StackName }) => ({
    Summaries: [...store.existingStack(StackName).changeSets.values()].map((changeSet) => ({
      ChangeSetId: changeSet.id,
      ChangeSetName: changeSet.name,
      StackId: changeSet.stack.id,
      StackName: changeSet.stack.name,
      Status: changeSet.status,
      ExecutionStatus: changeSet.executionStatus,
      CreationTime: changeSet.creationTime,
      ...(changeSet.reason !== undefined && { StatusReason: changeSet.reason }),
    })),
  }));

  const executeChangeSet = operation(ExecuteChangeSetCommand, (input) => {
    const { ChangeSetName, StackName, ClientRequestToken: clientToken, DisableRollback = false } = input;
    checkNames({ clientToken });
    const changeSet = store.existingChangeSet(ChangeSetName, StackName);
    const { stack, content, status, executionStatus } = changeSet;
    if (changeSet.executedWith !== undefined && changeSet.executedWith === clientToken) return {};
    if (status !== "CREATE_COMPLETE" || executionStatus !== "AVAILABLE") {
      const wrong = status === "CREATE_COMPLETE" ? executionStatus : status;
      throw changeSetStatus(`ChangeSet [${changeSet.id}] cannot be executed in its current status of [${wrong}]`);
    }
    if (changeSet.type === "UPDATE" && !isUpdatable(stack)) throw stackNotUpdatable(stack.id, stack.standing.status);
    changeSet.executedWith = clientToken;
    changeSet.executionStatus = "EXECUTE_IN_PROGRESS";
    for (const other of stack.changeSets.values()) if (other !== changeSet) forgetChangeSet(other);
    const ended = (well: boolean) => {
      changeSet.executionStatus = well ? "EXECUTE_COMPLETE" : "EXECUTE_FAILED";
      if (well && changeSet.forgotten) forgetChangeSet(changeSet);
      else for (const nested of changeSet.nested) forgetChangeSet(nested);
    };
    if (changeSet.type === "UPDATE") {
      work.update(stack, content, {
        token: clientToken,
        disableRollback: DisableRollback,
        changeSetId: changeSet.id,
        ended,
      });
    } else {
      const onFailure = changeSet.onStackFailure ?? (DisableRollback ? "DO_NOTHING" : "ROLLBACK");
      work.create(stack, content, { token: clientToken, onFailure, changeSetId: changeSet.id, ended });
    }
    return {};
  });

  const deleteChangeSet = operation(DeleteChangeSetCommand, ({ ChangeSetName, StackName }) => {
    const changeSet = store.findChangeSet(ChangeSetName, StackName);
    if (changeSet === undefined) return {};
    const { status, executionStatus } = changeSet;
    const busy =
      executionStatus === "EXECUTE_IN_PROGRESS"
        ? executionStatus
        : status === "CREATE_PENDING" || status === "CREATE_IN_PROGRESS"
          ? status
          : undefined;
    if (busy !== undefined) {
      throw changeSetStatus(`ChangeSet [${changeSet.id}] cannot be deleted in its current status of [${busy}]`);
    }
    removeChangeSet(changeSet, { clock, timing });
    return {};
  });

  return [createChangeSet, describeChangeSet, listChangeSets, executeChangeSet, deleteChangeSet];
}
