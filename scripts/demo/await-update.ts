import { type Answers, afterTurns, safeChange } from "./answers.js";

/** The change set is safe, and the stack takes the update by the third look. */
export default { ...safeChange, "Get Update Status": afterTurns(3) } satisfies Answers;
