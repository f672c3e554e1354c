// What happens in one world of the proof, as data: drawn from a seed, before anything runs.
import type { CallFault, CallFaultKind, ChangeSetFault, FaultPlan, StackFault } from "../../../sandbox/faults.js";
import type { DeployMachine } from "../../../sandbox/index.js";
import { type Draw, drawFrom } from "./draw.js";
import { firstTemplate, nextTemplate, type Template, textOf, type Workshop } from "./templates.js";

/** What the stack is, before anyone deploys to it. */
export const beginnings = [
  "absent",
  "created",
  "updated",
  "update rolled back",
  "update rollback failed",
  "being created",
  "being updated",
  "being deleted",
  "deleted",
  "rolled back",
  "rollback failed",
  "create failed",
  "delete failed",
  "in review",
] as const;
export type Beginning = (typeof beginnings)[number];

/** What is wrong with a deployment before it begins. */
export const mistakes = [
  "user parameters are no JSON",
  "no input file",
  "input file is no JSON",
  "stackName is missing",
  "environmentName has an underscore",
  "no artifact",
  "artifact is no archive",
  "no such template",
  "template is no template",
  "unknown reference",
] as const;
export type Mistake = (typeof mistakes)[number];

export interface Revision {
  readonly key: string;
  readonly template: Template;
  readonly text: string;
}
export interface Deployment {
  readonly machine: DeployMachine;
  readonly revision: Revision;
  /** Seconds after the beginning, or after the deployment before it has ended. */
  readonly startsAfter: number;
  readonly isSequential: boolean;
  readonly mistake: Mistake | undefined;
}
/** What someone does to the stack by hand meanwhile. */
export interface HandOperation {
  readonly at: number;
  readonly what: "update" | "delete" | "change set" | "execute change set";
  readonly template: Template;
  readonly text: string;
}
export interface Scenario {
  readonly seed: number;
  readonly beginning: Beginning;
  /** What the stack begins with, and what it is updated to where its beginning has an update. */
  readonly first: Revision;
  readonly second: Revision;
  readonly deployments: readonly Deployment[];
  readonly byHand: readonly HandOperation[];
  readonly faults: FaultPlan;
  /** How much longer than usual everything takes. */
  readonly slowness: number;
  /** The templates of nested stacks, by their address. */
  readonly nested: ReadonlyMap<string, Template>;
}

export function scenarioOf(seed: number): Scenario {
  const draw = drawFrom(seed);
  const nested = new Map<string, Template>();
  const workshop = { draw, nested };
  const revision = (template: Template, key: string): Revision => ({ key, template, text: textOf(workshop, template) });
  const first = revision(firstTemplate(workshop), "by-hand-1");
  const second = revision(nextTemplate(workshop, first.template), "by-hand-2");
  const beginning = draw.chance(0.6) ? "created" : draw.one(beginnings);
  const hasUpdate = beginning === "updated" || beginning === "being updated";
  return {
    seed,
    beginning,
    first,
    second,
    deployments: deploymentsOf(workshop, hasUpdate ? second.template : first.template),
    byHand: byHandOf(workshop, first.template),
    faults: faultsOf(draw, beginning),
    slowness: draw.one([0.2, 1, 1, 3]),
    nested,
  };
}

// ---------------------------------------------------------------- deployments

function deploymentsOf(workshop: Workshop, current: Template): readonly Deployment[] {
  const { draw } = workshop;
  const machine = draw.one<DeployMachine>(["Deploy", "DeployBlueGreen", "DeployAwaitUpdate"]);
  const deployments: Deployment[] = [];
  let template = current;
  for (let count = draw.between(1, 3); count > 0; count -= 1) {
    template = nextTemplate(workshop, template);
    const before = deployments.at(-1);
    // A pipeline that is released again comes with the same artifact.
    const isAgain = before !== undefined && before.mistake === undefined && draw.chance(0.2);
    const key = `orders/Source/revision${deployments.length + 1}`;
    deployments.push({
      machine: draw.chance(0.9) ? machine : draw.one<DeployMachine>(["Deploy", "DeployBlueGreen", "DeployAwaitUpdate"]),
      revision: isAgain ? before.revision : { key, template, text: textOf(workshop, template) },
      startsAfter: draw.between(0, 60),
      isSequential: draw.chance(0.75),
      mistake: !isAgain && draw.chance(0.05) ? draw.one(mistakes) : undefined,
    });
  }
  return deployments;
}

function byHandOf(workshop: Workshop, current: Template): readonly HandOperation[] {
  const { draw } = workshop;
  if (draw.chance(0.75)) return [];
  return Array.from({ length: draw.between(1, 2) }, () => {
    const template = nextTemplate(workshop, current);
    return {
      at: draw.between(0, 150),
      what: draw.one(["update", "update", "delete", "change set", "execute change set"] as const),
      template,
      text: textOf(workshop, template),
    };
  });
}

// ---------------------------------------------------------------- faults

/** What can pass by itself, and what a caller may see though the call took effect. */
const passing: readonly CallFaultKind[] = ["throttled", "unavailable", "answer-lost", "repeated"];
const killing: readonly CallFaultKind[] = ["killed-before", "killed-after"];

/** Of a call that a deployment can do without, any fault may fall on; of the others, what a retry gets over. */
const calls: readonly { readonly call: string; readonly denied?: true; readonly killed?: true }[] = [
  { call: "cloudformation:DescribeStacks", denied: true, killed: true },
  { call: "cloudformation:DescribeStackEvents", denied: true, killed: true },
  { call: "cloudformation:GetTemplateSummary", denied: true, killed: true },
  { call: "cloudformation:CreateStack", denied: true, killed: true },
  { call: "cloudformation:CreateChangeSet", denied: true, killed: true },
  { call: "cloudformation:ExecuteChangeSet", denied: true, killed: true },
  { call: "cloudformation:DescribeChangeSet" },
  { call: "cloudformation:DeleteChangeSet" },
  { call: "cloudformation:*" },
  { call: "s3:GetObject", denied: true },
  { call: "s3:PutObject", denied: true },
  { call: "s3:*" },
  { call: "states:StartExecution", denied: true },
  { call: "states:DescribeExecution" },
  { call: "codepipeline:PutJobSuccessResult" },
  { call: "codepipeline:PutJobFailureResult" },
  { call: "lambda:CheckStackExistence", killed: true },
  { call: "lambda:CreateStack", killed: true },
  { call: "lambda:CreateChangeSet", killed: true },
  { call: "lambda:GetChangeSetCreationStatus", killed: true },
  { call: "lambda:InspectChangeSetChanges", killed: true },
  { call: "lambda:ExecuteChangeSet", killed: true },
  { call: "lambda:DeleteChangeSet" },
  { call: "lambda:GetUpdateStatus", killed: true },
  { call: "lambda:*" },
];

function callFault(draw: Draw): CallFault {
  const { call, denied, killed } = draw.one(calls);
  const after = draw.between(0, draw.one([1, 4, 12]));
  if (denied && draw.chance(0.15))
    // A right does not come back by itself.
    return { call, kind: "denied", after, times: Number.POSITIVE_INFINITY };
  if (killed && draw.chance(0.2)) return { call, kind: draw.one(killing), after };
  return { call, kind: draw.one(passing), after, times: draw.one([1, 1, 2, 3]) };
}

function faultsOf(draw: Draw, beginning: Beginning): FaultPlan {
  const count = draw.one([0, 0, 1, 2, 3, 5]);
  const trigger = draw.chance(0.15)
    ? // The function is tried twice more, so it gets over as many as two.
      [
        {
          call: draw.one(["codepipeline:*", "states:*"]),
          kind: draw.one(killing),
          after: draw.between(0, 3),
          times: draw.between(1, 2),
        },
      ]
    : [];
  return {
    calls: [...Array.from({ length: count }, () => callFault(draw)), ...trigger],
    stacks: [...beginningFaults(beginning), ...stackFaults(draw, beginning)],
    changeSets: changeSetFaults(draw),
    deliveries: Array.from({ length: draw.one([0, 0, 1, 3]) }, () => ({
      after: draw.between(0, 4),
      lateSeconds: draw.one([0, 0, 2, 90]),
      againAfterSeconds: Array.from({ length: draw.between(0, 2) }, () => draw.between(0, 200)),
    })),
  };
}

/** What brings a stack to where it begins. Each falls on the first of its kind. */
function beginningFaults(beginning: Beginning): readonly StackFault[] {
  const table: Readonly<Partial<Record<Beginning, readonly StackFault[]>>> = {
    "update rolled back": [{ on: "update", fails: "the limit was reached" }],
    "update rollback failed": [{ on: "update", fails: "the limit was reached", rollbackFails: true }],
    "being created": [{ on: "create", slowSeconds: 60 }],
    "being updated": [{ on: "update", slowSeconds: 60 }],
    "being deleted": [{ on: "delete", slowSeconds: 60 }],
    "rolled back": [{ on: "create", fails: "the limit was reached" }],
    "rollback failed": [{ on: "create", fails: "the limit was reached", rollbackFails: true }],
    "create failed": [{ on: "create", fails: "the limit was reached" }],
    "delete failed": [{ on: "delete", fails: "the bucket is not empty" }],
  };
  return table[beginning] ?? [];
}

function stackFaults(draw: Draw, beginning: Beginning): readonly StackFault[] {
  if (draw.chance(0.6)) return [];
  const on = draw.one(["create", "update"] as const);
  const taken = beginningFaults(beginning).filter((fault) => fault.on === on).length;
  const after = taken + draw.between(0, 1);
  if (draw.chance(0.4)) return [{ on, after, slowSeconds: draw.one([20, 200, 5000]) }];
  return [{ on, after, fails: "the service said no", rollbackFails: draw.chance(0.3) }];
}

function changeSetFaults(draw: Draw): readonly ChangeSetFault[] {
  const pages: readonly ChangeSetFault[] = draw.chance(0.5)
    ? [{ changesPerPage: draw.between(1, 2), times: Number.POSITIVE_INFINITY }]
    : [];
  if (draw.chance(0.5)) return pages;
  const after = draw.between(0, 1);
  const fault = draw.one<ChangeSetFault>([
    { after, empty: true },
    { after, fails: "a transform failed" },
    { after, slowSeconds: draw.one([10, 60, 400]) },
    { after, forgotten: true },
    { after, first: { Action: "Dynamic" } },
    { after, first: { Action: "Modify", Replacement: "Conditional" } },
    { after, first: { Action: "SyncWithActual" } },
  ]);
  return [fault, ...pages];
}
