// Whether two contents of a stack are the same, its nested stacks included.
import { equal } from "../../asl/json.js";
import type { Content } from "./stack.js";
import { resourceChanges } from "./template-difference.js";

/** Whether an update from one to the other has nothing to do. */
export const unchanged = (before: Content, after: Content): boolean =>
  resourceChanges(before.evaluated.resources, after.evaluated.resources, nestedChange(before, after)).length === 0 &&
  equal(before.evaluated.outputs, after.evaluated.outputs);

/** Whether a nested stack that is in both has another content. */
export const nestedChange =
  (before: Content | undefined, after: Content) =>
  (logicalId: string): boolean => {
    const [old, wanted] = [before?.nested.get(logicalId), after.nested.get(logicalId)];
    return old === undefined || wanted === undefined || !unchanged(old, wanted);
  };
