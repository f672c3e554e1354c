import { type Answers, afterTurns, type DeployInput } from "./answers.js";

/** The stack does not exist; it is there at the second look. */
export default {
  "Check Stack Existence": false,
  "Create Stack": ({ stackName }: DeployInput) => ({ stackId: `stack/${stackName}` }),
  "Get Stack Creation Status": afterTurns(2),
} satisfies Answers;
