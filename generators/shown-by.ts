import type { ConditionNode, PathNode } from "../dsl/model.js";

/** The paths that are there where a condition is true. */
export function shownBy(node: ConditionNode): readonly PathNode[] {
  if (node.kind === "and") return node.conditions.flatMap(shownBy);
  return node.kind === "test" && node.test === "isPresent" && node.value.kind === "path" ? [node.value] : [];
}
