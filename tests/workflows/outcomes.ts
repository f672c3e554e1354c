// What the three deploy workflows do alike with answers that the sixteen states of the diagram have no way for.
import assert from "node:assert/strict";
import type { Mocks } from "statewright/testing";
import { inTurn } from "statewright/testing";
import { test } from "uvu";
import type { MachineTypes, StateMachine } from "../../dsl/machine.js";
import type { deploy } from "../../workflows/deploy.js";
import { absent, changeSetDeleted, duration, present, reason, safe } from "./flow.js";

type Tasks =
  typeof deploy extends StateMachine<infer Declared, infer Output>
    ? Mocks<Extract<MachineTypes<Declared, Output>["tasks"], readonly [string, any, any]>> // `any`: as `simulate` reads them
    : never;
interface Ran {
  readonly status: string;
  readonly states: readonly string[];
  readonly error?: string | undefined;
  readonly cause?: string | undefined;
  readonly events: Parameters<typeof duration>[0];
}

const denied = (): never => {
  throw Object.assign(new Error("not allowed"), { name: "AccessDenied" });
};
const busy = Object.assign(new Error("in progress"), { name: "StackInProgress" });
const unfinished = [Object.assign(new Error("in progress"), { name: "ChangeSetInProgress" })] as const;
const aborted = ["Clean Up Change Set", "Deployment Aborted"];

interface Outcome {
  /** What would be broken. */
  readonly name: string;
  readonly tasks: Tasks;
  /** The last states. */
  readonly to: readonly string[];
  readonly status: "SUCCEEDED" | "FAILED";
  readonly error?: string;
  readonly cause?: string | RegExp;
  /** How long the execution takes. */
  readonly seconds?: number;
}
const table: readonly Outcome[] = [
  {
    name: "a stack that something else changes is not waited for",
    tasks: { ...absent, "Check Stack Existence": inTurn<boolean>(busy, busy, false) },
    to: [
      "Check Stack Existence",
      "Does Stack Exist?",
      "Create Stack",
      ...["Wait Stack Creation", "Get Stack Creation Status", "Stack Created?", "Deployment Succeeded"],
    ],
    status: "SUCCEEDED",
    seconds: 30,
  },
  {
    name: "a stack that something else changes is waited for without end",
    tasks: { "Check Stack Existence": inTurn<boolean>(busy), "Get Stack Failure Reason": () => "still busy" },
    to: ["Check Stack Existence", "Get Stack Failure Reason", "Stack Failed"],
    status: "FAILED",
    error: "StackFailed",
    cause: "still busy",
    seconds: 20 * 60,
  },
  {
    name: "a change set that is never done is waited for without end, or left behind",
    tasks: {
      ...present,
      "Get Change Set Creation Status": inTurn("in_progress"),
      "Delete Failed Change Set": changeSetDeleted,
    },
    to: ["Change Set Created?", "Delete Failed Change Set", "Deployment Failed"],
    status: "FAILED",
    error: "DeploymentFailed",
    cause: reason,
    seconds: 15 * 60,
  },
  {
    name: "a change set that is still being created is left behind",
    tasks: {
      ...present,
      "Get Change Set Creation Status": inTurn("failed"),
      "Delete Failed Change Set": inTurn<{ changeSetId: string; reason: string }>(
        ...unfinished,
        ...Array.from({ length: 59 }, () => unfinished[0]),
        changeSetDeleted(),
      ),
    },
    to: ["Change Set Created?", "Delete Failed Change Set", "Deployment Failed"],
    status: "FAILED",
    error: "DeploymentFailed",
    cause: reason,
    seconds: 10 + 10 * 60,
  },
  {
    name: "a stack that cannot be deployed to gets a change set, or no advice",
    tasks: { "Check Stack Existence": () => "failed", "Get Stack Failure Reason": () => "delete it first" },
    to: ["Check Stack Existence", "Does Stack Exist?", "Get Stack Failure Reason", "Stack Failed"],
    status: "FAILED",
    error: "StackFailed",
    cause: "delete it first",
  },
  {
    name: "a stack whose creation fails is waited for",
    tasks: {
      ...absent,
      "Get Stack Creation Status": inTurn<"in_progress" | "failed">("in_progress", "failed"),
      "Get Stack Failure Reason": ({ stackCreationDetails }) => `${stackCreationDetails?.stackId} has no room`,
    },
    to: ["Get Stack Creation Status", "Stack Created?", "Get Stack Failure Reason", "Stack Failed"],
    status: "FAILED",
    error: "StackFailed",
    cause: "stack/1 has no room",
  },
  {
    name: "a change set without changes fails the deployment, or is left behind",
    tasks: {
      ...present,
      "Get Change Set Creation Status": inTurn("no_changes"),
      "Delete Empty Change Set": changeSetDeleted,
    },
    to: ["Change Set Created?", "Delete Empty Change Set", "Deployment Succeeded"],
    status: "SUCCEEDED",
  },
  {
    name: "a change set that cannot be made is waited for, or left behind",
    tasks: {
      ...present,
      "Get Change Set Creation Status": inTurn("failed"),
      "Delete Failed Change Set": changeSetDeleted,
    },
    to: ["Change Set Created?", "Delete Failed Change Set", "Deployment Failed"],
    status: "FAILED",
    error: "DeploymentFailed",
    cause: reason,
  },
  ...(
    [
      ["Create Change Set", {}],
      ["Get Change Set Creation Status", { changeSetName: "change-set-1" }],
      ["Inspect Change Set Changes", { changeSetName: "change-set-1" }],
      ["Execute Change Set", { changeSetName: "change-set-1" }],
    ] as const
  ).map(
    ([state, known]): Outcome => ({
      name: `an error of ${state} leaves the change set behind, or is not told`,
      tasks: {
        ...present,
        ...safe,
        [state]: denied,
        "Clean Up Change Set": ({ changeSetName }) => {
          assert.deepEqual({ ...(changeSetName !== undefined && { changeSetName }) }, known);
          return changeSetDeleted();
        },
      },
      to: [state, ...aborted],
      status: "FAILED",
      error: "AccessDenied",
      cause: /not allowed/,
    }),
  ),
  {
    name: "an error of the clean-up hides the one before it",
    tasks: {
      ...present,
      "Inspect Change Set Changes": denied,
      "Clean Up Change Set": () => {
        throw new Error("neither");
      },
    },
    to: ["Inspect Change Set Changes", ...aborted],
    status: "FAILED",
    error: "AccessDenied",
    cause: /not allowed/,
  },
];

export function outcomes(run: (tasks: Tasks) => Promise<Ran>): void {
  for (const { name, tasks, to, status, error, cause, seconds } of table) {
    test(name, async () => {
      const ran = await run(tasks);
      assert.deepEqual([ran.status, ran.error, ...ran.states.slice(-to.length)], [status, error, ...to]);
      if (cause instanceof RegExp) assert.match(ran.cause ?? "", cause);
      else assert.equal(ran.cause, cause);
      if (seconds !== undefined) assert.equal(duration(ran.events), seconds);
    });
  }
}
