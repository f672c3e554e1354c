import { type Answers, afterTurns, type DeployInput, unsafeChange } from "./answers.js";

/** The change set would replace a resource: it is deleted, and a second stack created. */
export default {
  ...unsafeChange,
  "Create Stack": ({ stackName }: DeployInput) => ({ stackId: `stack/${stackName}` }),
  "Get Stack Creation Status": afterTurns(2),
} satisfies Answers;
