// What the scripted answers of the demonstration share.
import type { AnswerTools } from "../../cli/task-answers.js";
import type { Progress } from "../../workflows/deploy.js";

export type { DeployInput } from "../../workflows/deploy.js";
/** An answer for each task, by the name of its state: a value, or a function of the task's input. */
export type Answers = { readonly [state: string]: unknown };

/** Says "in_progress" until it has been asked so many times. */
export const afterTurns =
  (turns: number) =>
  (_input: unknown, { call }: AnswerTools): Progress =>
    call < turns ? "in_progress" : "complete";

/** The stack exists, and its change set is there at the first look. */
export const existingStack = {
  "Check Stack Existence": true,
  "Create Change Set": "sample-lambda-app-change-set-1",
  "Get Change Set Creation Status": "complete",
} satisfies Answers;
/** The change set changes nothing that would be lost. */
export const safeChange = {
  ...existingStack,
  "Inspect Change Set Changes": "CAN-SAFELY-UPDATE-EXISTING-STACK",
  "Execute Change Set": { changeSetId: "change-set/1" },
} satisfies Answers;
/** The change set would delete or replace a resource. */
export const unsafeChange = {
  ...existingStack,
  "Inspect Change Set Changes": "RESOURCES-BEING-DELETED-OR-REPLACED",
  "Delete Change Set": { changeSetId: "change-set/1", reason: "Table (AWS::DynamoDB::Table) would be replaced" },
} satisfies Answers;
