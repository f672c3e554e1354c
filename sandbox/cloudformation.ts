// CloudFormation in memory: its operations, with what each refuses.
import {
  type Capability,
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DeleteStackCommand,
  DescribeChangeSetCommand,
  DescribeStackEventsCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  GetTemplateSummaryCommand,
  ListChangeSetsCommand,
  type Parameter,
  type Tag,
  UpdateStackCommand,
} from "@aws-sdk/client-cloudformation";
import { uuid } from "../asl/random.js";
import type { Clock } from "../simulator/index.js";
import { arn } from "./account.js";
import { forgetChangeSet, makeChangeSet, removeChangeSet } from "./cloudformation/change-set-work.js";
import { checkCapabilities, checkResources, parameterValues } from "./cloudformation/check-template.js";
import { checkNames } from "./cloudformation/constraints.js";
import { unchanged } from "./cloudformation/content-difference.js";
import {
  changeSetExists,
  changeSetStatus,
  changeSetUnknown,
  commonErrors,
  stackExists,
  stackNotUpdatable,
  stackUnknown,
  stackUnknownToDescribe,
  tokenTaken,
  validationError,
} from "./cloudformation/errors.js";
import { evaluateTemplate } from "./cloudformation/evaluate-template.js";
import { nestedStacks } from "./cloudformation/nested-stacks.js";
import { type ChangeSet, type Content, isDeleted, isUpdatable, type Stack } from "./cloudformation/stack.js";
import { createStackWork } from "./cloudformation/stack-work.js";
import { readTemplate } from "./cloudformation/template.js";
import { type TemplateSource, templateText } from "./cloudformation/template-source.js";
import { templateSummary } from "./cloudformation/template-summary.js";
import { changeSetDescription, stackDescription } from "./cloudformation/views.js";
import type { ChangeSetFault, FaultPlan } from "./faults.js";
import { occurrences } from "./occurrences.js";
import type { S3 } from "./s3.js";
import { operation, type Service } from "./service.js";
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

const PAGE = 250;
const DEEPEST = 8;

export function createCloudFormation({
  clock,
  timing,
  random,
  faults,
  s3,
  onFault,
}: CloudFormationOptions): CloudFormation {
  const stacks: Stack[] = [];
  const newId = () => uuid(random);
  const matches = (fault: { readonly stackName?: string | undefined }, name: string) =>
    fault.stackName === undefined || fault.stackName === name;
  const stackFault = occurrences(
    faults.stacks ?? [],
    (fault, subject: { readonly on: string; readonly stackName: string }) =>
      fault.on === subject.on && matches(fault, subject.stackName),
    (fault) => onFault(`stack ${fault.on}`, fault),
  );
  const changeSetFault = occurrences<ChangeSetFault, string>(faults.changeSets ?? [], matches, (fault) =>
    onFault("change set", fault),
  );
  const work = createStackWork({
    clock,
    timing,
    random,
    uuid: newId,
    newChild,
    stacks: () => stacks,
    fault: stackFault,
  });

  // ---------------------------------------------------------------- finding

  /** By id any, by name the one that is not deleted. */
  const findStack = (nameOrId = ""): Stack | undefined =>
    stacks.find((stack) => stack.id === nameOrId || (stack.name === nameOrId && !isDeleted(stack)));
  const existing = (nameOrId: string | undefined): Stack => {
    const stack = findStack(nameOrId);
    if (stack === undefined) throw stackUnknown(nameOrId ?? "");
    return stack;
  };
  const isArn = (text: string | undefined): boolean => text?.startsWith("arn:") === true;

  /** An ARN suffices; a name wants its stack. */
  function findChangeSet(nameOrId = "", stackName: string | undefined): ChangeSet | undefined {
    const all = stacks.flatMap((stack) => [...stack.changeSets.values()]);
    if (isArn(nameOrId)) return all.find(({ id }) => id === nameOrId);
    if (stackName === undefined) {
      throw validationError("StackName must be specified if ChangeSetName is not specified as an ARN.");
    }
    return existing(stackName).changeSets.get(nameOrId);
  }
  const existingChangeSet = (nameOrId: string | undefined, stackName: string | undefined): ChangeSet => {
    const changeSet = findChangeSet(nameOrId, stackName);
    if (changeSet === undefined) throw changeSetUnknown(nameOrId ?? "");
    return changeSet;
  };

  // ---------------------------------------------------------------- making

  interface Submitted extends TemplateSource {
    readonly Parameters?: readonly Parameter[] | undefined;
    readonly Capabilities?: readonly Capability[] | undefined;
    readonly Tags?: readonly Tag[] | undefined;
    readonly RoleARN?: string | undefined;
  }
  function contentOf(
    submitted: Submitted,
    stack: { readonly id: string; readonly name: string },
    current: Content | undefined,
    macros: "reviewed" | "applied",
    depth = 1,
  ): Content {
    if (depth > DEEPEST) throw validationError(`Stacks are nested more than ${DEEPEST} deep.`);
    const text = templateText(submitted, current?.templateText, s3);
    const template = readTemplate(text);
    const parameters = parameterValues(template, submitted.Parameters ?? [], current?.parameters ?? {});
    const evaluated = evaluateTemplate(template, parameters, stack);
    checkResources(evaluated);
    const capabilities = [...(submitted.Capabilities ?? [])];
    checkCapabilities(template, evaluated, capabilities, { macros });
    const nested = nestedStacks(evaluated).map(({ logicalId, ...inner }) => {
      const child = { id: `${stack.id}/${logicalId}`, name: `${stack.name}-${logicalId}` };
      const submittedInside = {
        ...inner,
        Capabilities: capabilities,
        Tags: submitted.Tags,
        RoleARN: submitted.RoleARN,
      };
      return [logicalId, contentOf(submittedInside, child, current?.nested.get(logicalId), macros, depth + 1)] as const;
    });
    return {
      templateText: text,
      template,
      parameters,
      evaluated,
      tags: [...(submitted.Tags ?? current?.tags ?? [])],
      capabilities,
      // The role that a stack was given once stays its role.
      roleArn: submitted.RoleARN ?? current?.roleArn,
      nested: new Map(nested),
    };
  }
  function newStack(name: string, id: string, fields: Pick<Stack, "clientToken" | "terminationProtection">): Stack {
    const stack: Stack = {
      ...fields,
      id,
      name,
      creationTime: new Date(clock.now()),
      standing: {
        status: "REVIEW_IN_PROGRESS",
        reason: "User Initiated",
        lastUpdatedTime: undefined,
        changeSetId: undefined,
      },
      former: undefined,
      deletionTime: undefined,
      content: undefined,
      resources: new Map(),
      history: [],
      lost: [],
      children: new Map(),
      changeSets: new Map(),
      operationToken: undefined,
      events: [],
      stop: () => {},
    };
    stacks.push(stack);
    return stack;
  }
  function newChild(parent: Stack, logicalId: string): Stack {
    const name = `${parent.name}-${logicalId}-${newId().slice(0, 8)}`;
    return newStack(name, stackId(name), { clientToken: undefined, terminationProtection: false });
  }
  const stackId = (name: string) => arn("cloudformation", `stack/${name}/${newId()}`);

  // ---------------------------------------------------------------- stacks

  const describeStacks = operation(DescribeStacksCommand, ({ StackName }) => {
    const now = clock.now();
    if (StackName === undefined) {
      return { Stacks: stacks.filter((stack) => !isDeleted(stack)).map((stack) => stackDescription(stack, now)) };
    }
    const stack = findStack(StackName);
    if (stack === undefined) throw stackUnknownToDescribe(StackName);
    return { Stacks: [stackDescription(stack, now)] };
  });

  const describeStackEvents = operation(DescribeStackEventsCommand, ({ StackName }) => {
    const stack = findStack(StackName);
    if (stack === undefined) throw stackUnknown(StackName ?? "");
    return { StackEvents: stack.events.map((event) => ({ ...event })) };
  });

  const getTemplateSummary = operation(GetTemplateSummaryCommand, ({ StackName, ...source }) =>
    templateSummary(readTemplate(templateText(source, findStack(StackName)?.content?.templateText, s3))),
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
    const owner = clientToken === undefined ? undefined : stacks.find((stack) => stack.clientToken === clientToken);
    if (owner !== undefined) {
      if (owner.name !== name || isDeleted(owner)) throw tokenTaken(clientToken ?? "");
      return { StackId: owner.id };
    }
    if (findStack(name) !== undefined) throw stackExists(name);
    const id = stackId(name);
    const content = contentOf(input, { id, name }, undefined, "applied");
    const stack = newStack(name, id, {
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
    const stack = existing(input.StackName);
    if (!isUpdatable(stack)) throw stackNotUpdatable(stack.id, stack.standing.status);
    const content = contentOf(input, stack, stack.content, "applied");
    if (stack.content !== undefined && unchanged(stack.content, content)) {
      throw validationError("No updates are to be performed.");
    }
    for (const changeSet of stack.changeSets.values()) {
      if (changeSet.executionStatus === "AVAILABLE") changeSet.executionStatus = "OBSOLETE";
    }
    work.update(stack, content, { token: input.ClientRequestToken, disableRollback: input.DisableRollback ?? false });
    return { StackId: stack.id };
  });

  const deleteStack = operation(DeleteStackCommand, ({ StackName, ClientRequestToken }) => {
    const stack = findStack(StackName);
    if (stack === undefined || isDeleted(stack)) return {};
    if (stack.terminationProtection) {
      throw validationError(`Stack [${stack.name}] cannot be deleted while TerminationProtection is enabled`);
    }
    if (stack.standing.status !== "DELETE_IN_PROGRESS") work.remove(stack, ClientRequestToken);
    return {};
  });

  // ---------------------------------------------------------------- change sets

  /** The stack that a change set is for; of the type CREATE it makes a place for one. */
  function stackToChange(name: string, type: "CREATE" | "UPDATE", changeSetName: string): Stack {
    const stack = findStack(name);
    const empty = stack?.standing.status === "REVIEW_IN_PROGRESS";
    if (type === "CREATE") {
      if (stack === undefined)
        return newStack(name, stackId(name), { clientToken: undefined, terminationProtection: false });
      if (empty) return stack;
      throw validationError(
        `Stack [${name}] already exists and cannot be created again with the changeSet [${changeSetName}].`,
      );
    }
    if (stack === undefined || empty || isDeleted(stack)) throw stackUnknown(name);
    if (!isUpdatable(stack)) throw stackNotUpdatable(stack.id, stack.standing.status);
    return stack;
  }

  type SubmittedChangeSet = Pick<
    ChangeSet,
    "type" | "clientToken" | "includeNestedStacks" | "onStackFailure" | "description" | "changesPerPage" | "forgotten"
  >;
  function newChangeSet(name: string, stack: Stack, content: Content, submitted: SubmittedChangeSet): ChangeSet {
    const changeSet: ChangeSet = {
      ...submitted,
      id: arn("cloudformation", `changeSet/${name}/${newId()}`),
      name,
      stack,
      content,
      creationTime: new Date(clock.now()),
      status: "CREATE_PENDING",
      reason: undefined,
      executionStatus: "UNAVAILABLE",
      changes: [],
      executedWith: undefined,
      nested: [],
      stop: () => {},
    };
    stack.changeSets.set(name, changeSet);
    return changeSet;
  }
  const newNested = (parent: ChangeSet, child: Stack, content: Content): ChangeSet =>
    newChangeSet(`${parent.name.slice(0, 80)}-${newId()}`, child, content, { ...parent, clientToken: undefined });

  const createChangeSet = operation(CreateChangeSetCommand, (input) => {
    const { StackName: stackName = "", ChangeSetName: name = "", ClientToken: clientToken } = input;
    const type = input.ChangeSetType ?? "UPDATE";
    if (type === "IMPORT") throw new TypeError("the sandbox's CloudFormation imports no resources");
    checkNames({ stackName: isArn(stackName) ? undefined : stackName, changeSetName: name, clientToken });
    const twin = findStack(stackName)?.changeSets.get(name);
    if (twin !== undefined) {
      const own = clientToken !== undefined && twin.clientToken === clientToken;
      if (!own || twin.status.startsWith("DELETE_")) throw changeSetExists(name);
      return { Id: twin.id, StackId: twin.stack.id };
    }
    // A template that is no good leaves no place for a stack behind.
    const before = findStack(stackName);
    const content = contentOf(input, before ?? { id: stackName, name: stackName }, before?.content, "reviewed");
    const stack = stackToChange(stackName, type, name);
    const fault = changeSetFault(stack.name);
    const changeSet = newChangeSet(name, stack, content, {
      type,
      clientToken,
      includeNestedStacks: input.IncludeNestedStacks ?? false,
      onStackFailure: input.OnStackFailure,
      description: input.Description,
      changesPerPage: fault?.changesPerPage ?? PAGE,
      forgotten: fault?.forgotten ?? false,
    });
    makeChangeSet(changeSet, fault, { clock, timing, newNested });
    return { Id: changeSet.id, StackId: stack.id };
  });

  const describeChangeSet = operation(DescribeChangeSetCommand, ({ ChangeSetName, StackName, NextToken }) =>
    changeSetDescription(existingChangeSet(ChangeSetName, StackName), NextToken),
  );

  const listChangeSets = operation(ListChangeSetsCommand, ({ StackName }) => ({
    Summaries: [...existing(StackName).changeSets.values()].map((changeSet) => ({
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
    const changeSet = existingChangeSet(ChangeSetName, StackName);
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
    const changeSet = findChangeSet(ChangeSetName, StackName);
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

  return {
    name: "cloudformation",
    errors: commonErrors,
    stacks,
    operations: [
      describeStacks,
      describeStackEvents,
      getTemplateSummary,
      createStack,
      updateStack,
      deleteStack,
      createChangeSet,
      describeChangeSet,
      listChangeSets,
      executeChangeSet,
      deleteChangeSet,
    ],
  };
}
