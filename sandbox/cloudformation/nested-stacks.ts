// Stacks that are resources of another stack. They change with it: when its new resources are there, theirs are.
import type { StackStatus } from "@aws-sdk/client-cloudformation";
import { isObject, type Json } from "../../asl/json.js";
import type { EvaluatedTemplate } from "./evaluate-template.js";
import { provisioned } from "./physical-resources.js";
import type { Content, Stack } from "./stack.js";
import { resourceChanges } from "./template-difference.js";

export const NESTED_STACK = "AWS::CloudFormation::Stack";

/** What is submitted for each nested stack of a template. */
export const nestedStacks = ({ resources }: EvaluatedTemplate) =>
  Object.entries(resources).flatMap(([logicalId, { Type, Properties }]) => {
    if (Type !== NESTED_STACK) return [];
    const { TemplateURL = "", Parameters = {} } = Properties;
    const parameters = Object.entries(isObject(Parameters) ? Parameters : {});
    return [
      {
        logicalId,
        TemplateURL: String(TemplateURL),
        Parameters: parameters.map(([ParameterKey, value]) => ({ ParameterKey, ParameterValue: text(value) })),
      },
    ];
  });
/** A reference, whose value nobody knows yet, stands for itself. */
const text = (value: Json): string => (typeof value === "object" ? JSON.stringify(value) : String(value));

export interface NestedWork {
  readonly now: () => number;
  readonly random: () => number;
  /** A stack with no content yet, as a child of another. */
  readonly newChild: (parent: Stack, logicalId: string) => Stack;
  readonly enter: (stack: Stack, status: StackStatus) => void;
}

/** Gives a stack and those in it what `content` says: content, physical resources, status of those that are nested. */
export function provision(stack: Stack, content: Content, work: NestedWork): void {
  const changes = resourceChanges(stack.content?.evaluated.resources ?? {}, content.evaluated.resources);
  const resources = new Map(provisioned(stack, content.evaluated, changes, work.random));
  for (const [logicalId, child] of stack.children) {
    if (!content.nested.has(logicalId)) remove(stack, logicalId, child, work);
  }
  for (const [logicalId, inner] of content.nested) {
    const existing = stack.children.get(logicalId);
    const child = existing ?? work.newChild(stack, logicalId);
    child.operationToken = stack.operationToken;
    child.standing = { ...child.standing, changeSetId: stack.standing.changeSetId };
    stack.children.set(logicalId, child);
    provision(child, inner, work);
    work.enter(child, existing === undefined ? "CREATE_COMPLETE" : "UPDATE_COMPLETE");
    resources.set(logicalId, { type: NESTED_STACK, physicalId: child.id });
  }
  noteLost(stack, resources);
  stack.history.push({ at: work.now(), content });
  stack.content = content;
  stack.resources = resources;
}

function noteLost(stack: Stack, resources: Stack["resources"]): void {
  const { standing, operationToken: token } = stack;
  for (const [logicalId, resource] of stack.resources) {
    if (resources.get(logicalId)?.physicalId === resource.physicalId) continue;
    stack.lost.push({ ...resource, logicalId, changeSetId: standing.changeSetId, token });
  }
}

/** With all that is in it. */
export function remove(parent: Stack, logicalId: string, child: Stack, work: NestedWork): void {
  for (const [inner, grandchild] of child.children) remove(child, inner, grandchild, work);
  parent.children.delete(logicalId);
  child.changeSets.clear();
  work.enter(child, "DELETE_COMPLETE");
}
