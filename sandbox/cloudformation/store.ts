// The stacks of the account and the change sets of each: where they are found, and how they begin.
import { uuid } from "../../asl/random.js";
import { arn } from "../account.js";
import { changeSetUnknown, stackUnknown, validationError } from "./errors.js";
import { type ChangeSet, type Content, isDeleted, type Stack } from "./stack.js";

export interface Store {
  /** All there ever were, oldest first. */
  readonly stacks: readonly Stack[];
  readonly newId: () => string;
  readonly newStackId: (name: string) => string;
  /** By id any, by name the one that is not deleted. */
  readonly findStack: (nameOrId: string | undefined) => Stack | undefined;
  /** Throws where there is none. */
  readonly existingStack: (nameOrId: string | undefined) => Stack;
  /** By ARN alone; by name together with its stack, which has to exist. */
  readonly findChangeSet: (nameOrId: string | undefined, stackName: string | undefined) => ChangeSet | undefined;
  /** Throws where there is none. */
  readonly existingChangeSet: (nameOrId: string | undefined, stackName: string | undefined) => ChangeSet;
  readonly addStack: (name: string, id: string, submitted: SubmittedStack) => Stack;
  readonly addChangeSet: (name: string, stack: Stack, content: Content, submitted: SubmittedChangeSet) => ChangeSet;
}
export type SubmittedStack = Pick<Stack, "clientToken" | "terminationProtection">;
export type SubmittedChangeSet = Pick<
  ChangeSet,
  "type" | "clientToken" | "includeNestedStacks" | "onStackFailure" | "description" | "changesPerPage" | "forgotten"
>;

export const isArn = (text: string | undefined): boolean => text?.startsWith("arn:") === true;

export function createStore({ now, random }: { readonly now: () => number; readonly random: () => number }): Store {
  const stacks: Stack[] = [];
  const newId = () => uuid(random);

  const findStack = (nameOrId = ""): Stack | undefined =>
    stacks.find((stack) => stack.id === nameOrId || (stack.name === nameOrId && !isDeleted(stack)));
  const existingStack = (nameOrId: string | undefined): Stack => {
    const stack = findStack(nameOrId);
    if (stack === undefined) throw stackUnknown(nameOrId ?? "");
    return stack;
  };

  function findChangeSet(nameOrId = "", stackName: string | undefined): ChangeSet | undefined {
    const all = stacks.flatMap((stack) => [...stack.changeSets.values()]);
    if (isArn(nameOrId)) return all.find(({ id }) => id === nameOrId);
    if (stackName === undefined) {
      throw validationError("StackName must be specified if ChangeSetName is not specified as an ARN.");
    }
    return existingStack(stackName).changeSets.get(nameOrId);
  }
  const existingChangeSet = (nameOrId: string | undefined, stackName: string | undefined): ChangeSet => {
    const changeSet = findChangeSet(nameOrId, stackName);
    if (changeSet === undefined) throw changeSetUnknown(nameOrId ?? "");
    return changeSet;
  };

  function addStack(name: string, id: string, submitted: SubmittedStack): Stack {
    const stack: Stack = {
      ...submitted,
      id,
      name,
      creationTime: new Date(now()),
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

  function addChangeSet(name: string, stack: Stack, content: Content, submitted: SubmittedChangeSet): ChangeSet {
    const changeSet: ChangeSet = {
      ...submitted,
      id: arn("cloudformation", `changeSet/${name}/${newId()}`),
      name,
      stack,
      content,
      creationTime: new Date(now()),
      status: "CREATE_PENDING",
      reason: undefined,
      executionStatus: "UNAVAILABLE",
      outdated: false,
      changes: [],
      executedWith: undefined,
      nested: [],
      stop: () => {},
    };
    stack.changeSets.set(name, changeSet);
    return changeSet;
  }

  return {
    stacks,
    newId,
    newStackId: (name) => arn("cloudformation", `stack/${name}/${newId()}`),
    findStack,
    existingStack,
    findChangeSet,
    existingChangeSet,
    addStack,
    addChangeSet,
  };
}
