import { type Answers, afterTurns, safeChange } from "./answers.js";

/** The stack exists, the change set takes three looks and is safe; Lambda is throttled once on the way. */
export default {
  ...safeChange,
  "Create Change Set": (_input: unknown, { call }: { call: number }) => {
    if (call === 1) throw Object.assign(new Error("Rate exceeded"), { name: "Lambda.TooManyRequestsException" });
    return safeChange["Create Change Set"];
  },
  "Get Change Set Creation Status": afterTurns(3),
} satisfies Answers;
