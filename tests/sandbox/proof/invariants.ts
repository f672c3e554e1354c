// What has to hold after any scenario. Each gives a sentence for every breach.
import type { Content, Stack } from "../../../sandbox/cloudformation/stack.js";
import type { Call, Execution } from "../../../sandbox/index.js";
import { isSame, judge } from "./judge.js";
import type { Deployment } from "./scenario.js";
import { type Run, STACK, type World } from "./world.js";

type Invariant = (world: World) => readonly string[];

/** Whose execution a run is, by the id of the first job, which its name is made of. */
export const executionsOf = ({ account }: World, { action }: Run): readonly Execution[] =>
  account.stepFunctions.executions.filter(({ name }) => name.includes(action.jobs[0]?.id ?? "no job"));

const statesOf = ({ events }: Execution): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ stateEnteredEventDetails: details }) => (details?.name === undefined ? [] : [details.name])),
  );

const nothingUnsafeIsExecuted: Invariant = ({ executed, account }) => {
  const ids = new Set(executed.map(({ changeSetId }) => changeSetId));
  return [
    ...executed
      .filter(({ before, after }) => judge(before, after) === "unsafe")
      .map(({ stack, changeSetName }) => `the unsafe change set ${changeSetName} of ${stack.name} was executed`),
    // The same, seen from the resources.
    ...account.cloudFormation.stacks.flatMap(({ name, lost }) =>
      lost
        .filter(({ changeSetId }) => changeSetId !== undefined && ids.has(changeSetId))
        .map(
          ({ logicalId, physicalId }) =>
            `${name} has lost ${logicalId} (${physicalId}) by a change set that was executed`,
        ),
    ),
  ];
};

const nothingIsStartedTwice: Invariant = (world) => {
  const all = world.runs.map((run) => executionsOf(world, run));
  const known = all.reduce((sum, { length }) => sum + length, 0);
  return [
    ...all.filter(({ length }) => length > 1).map(([first]) => `the job ${first?.name} has more than one execution`),
    ...(known === world.account.stepFunctions.executions.length ? [] : ["there is an execution that no job has"]),
  ];
};

const isAnswer = ({ action, error }: Call) =>
  error === undefined &&
  (action === "codepipeline:PutJobSuccessResult" || action === "codepipeline:PutJobFailureResult");

const everyJobIsAnsweredOnce: Invariant = ({ runs, account }) =>
  runs.flatMap(({ action }) =>
    action.jobs.flatMap(({ id, status }) => {
      const answers = account.calls.filter(
        (call) => isAnswer(call) && (call.input as { jobId?: string }).jobId === id,
      ).length;
      return answers === 1 && (status === "Succeeded" || status === "Failed")
        ? []
        : [`the job ${id} was answered ${answers} times and is ${status}`];
    }),
  );

const everyAnswerIsTrue: Invariant = (world) =>
  world.runs.flatMap((run) => {
    const { action, deployment } = run;
    const [execution] = executionsOf(world, run);
    const name = `${deployment.machine} of ${deployment.revision.key}`;
    if (action.status === "Failed") {
      const { message = "" } = action.failure ?? {};
      return [
        ...(message === "" ? [`${name} failed without a message`] : []),
        ...(execution?.status === "SUCCEEDED" || execution?.status === "RUNNING"
          ? [`${name} was told to have failed, but its execution is ${execution.status}: ${message}`]
          : []),
      ];
    }
    if (deployment.mistake !== undefined) return [`${name} succeeded, although ${deployment.mistake}`];
    if (execution?.status !== "SUCCEEDED") {
      return [`${name} was told to have succeeded, but its execution is ${execution?.status ?? "none"}`];
    }
    const untrue = untruth(world, run, execution);
    return untrue === undefined ? [] : [`${name} was told to have succeeded, but ${untrue}`];
  });

/** What a deployment that succeeded has not brought about. Others may have changed the stack since. */
function untruth(world: World, { deployment }: Run, execution: Execution): string | undefined {
  const { executed, scenario, account } = world;
  const { text } = deployment.revision;
  const { stacks } = account.cloudFormation;
  const states = statesOf(execution);
  const end = Number(execution.stopDate);
  if (states.has("Create Stack")) {
    const created = stacks.some(
      ({ history: [first] }) => first !== undefined && first.at <= end && first.content.templateText === text,
    );
    return created ? undefined : "no stack was created with its template";
  }
  if (states.has("Delete Empty Change Set")) {
    if (scenario.faults.changeSets?.some(({ empty }) => empty)) return undefined;
    const held = stacks.filter(({ name }) => name === STACK).flatMap((stack) => heldDuring(stack, execution));
    return held.some((content) => isWhatItAsksFor(world, content, deployment))
      ? undefined
      : "the stack is not what its template says";
  }
  if (!executed.some((one) => one.text === text)) return "no change set with its template was executed";
  if (!states.has("Get Update Status")) return undefined;
  const taken = stacks.some(({ history }) =>
    history.some(({ at, content }) => content.templateText === text && at <= end),
  );
  return taken ? undefined : "the stack has not taken its template";
}

/** The contents that a stack had while an execution ran. */
const heldDuring = ({ history }: Stack, { startDate, stopDate }: Execution): readonly Content[] =>
  history
    .filter(
      ({ at }, index) =>
        at <= Number(stopDate) && (history[index + 1]?.at ?? Number.POSITIVE_INFINITY) >= Number(startDate),
    )
    .map(({ content }) => content);

function isWhatItAsksFor({ revisionOf }: World, content: Content, { revision }: Deployment): boolean {
  const current = revisionOf(content);
  return current !== undefined && isSame(current, { ...current, template: revision.template });
}

/** A change set is rejected only where it may do harm. */
const nothingSafeIsRejected: Invariant = ({ account, scenario, inspected }) => {
  if (scenario.faults.changeSets?.some(({ first }) => first)) return [];
  return account.stepFunctions.executions.flatMap((execution) => {
    const rejected = execution.events.find(
      ({ stateEnteredEventDetails: entered }) => entered?.name === "Delete Change Set",
    );
    if (rejected === undefined) return [];
    const { changeSetName }: { changeSetName?: string } = JSON.parse(rejected.stateEnteredEventDetails?.input ?? "{}");
    const seen = inspected.findLast(
      (one) => one.changeSetName === changeSetName && one.at <= Number(rejected.timestamp),
    );
    return seen !== undefined && judge(seen.before, seen.after) === "safe"
      ? [`the safe change set ${changeSetName} was rejected`]
      : [];
  });
};

const nothingIsLeftBehind: Invariant = ({ account }) =>
  account.cloudFormation.stacks.flatMap((stack) =>
    [...stack.changeSets.values()]
      .filter(({ name, executionStatus }) => !name.startsWith("by-hand") && !executionStatus.startsWith("EXECUTE_"))
      .map(
        ({ name, status, executionStatus }) =>
          `the change set ${name} of ${stack.name} is left, ${status}, ${executionStatus}`,
      ),
  );

const everythingHasEnded: Invariant = ({ runs, account }) => [
  ...account.stepFunctions.executions
    .filter(({ status }) => status === "RUNNING")
    .map(({ name }) => `the execution ${name} still runs`),
  ...runs
    .filter(({ action }) => action.status === "InProgress")
    .map(({ action }) => `the action ${action.id} still runs`),
];

/** What each function may do: the actions of the services, as the policies of a deployed one would allow them. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  CheckStackExistence: ["cloudformation:DescribeStacks"],
  CreateStack: [
    "cloudformation:CreateStack",
    "cloudformation:DescribeStacks",
    "cloudformation:DescribeStackEvents",
    "cloudformation:GetTemplateSummary",
    "s3:GetObject",
    "s3:PutObject",
  ],
  GetStackCreationStatus: ["cloudformation:DescribeStacks"],
  GetStackFailureReason: ["cloudformation:DescribeStacks", "cloudformation:DescribeStackEvents"],
  CreateChangeSet: [
    "cloudformation:CreateChangeSet",
    "cloudformation:DeleteChangeSet",
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStacks",
    "cloudformation:GetTemplateSummary",
    "s3:GetObject",
    "s3:PutObject",
  ],
  GetChangeSetCreationStatus: ["cloudformation:DescribeChangeSet"],
  InspectChangeSetChanges: ["cloudformation:DescribeChangeSet"],
  ExecuteChangeSet: [
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStacks",
    "cloudformation:ExecuteChangeSet",
  ],
  DeleteChangeSet: [
    "cloudformation:DescribeChangeSet",
    "cloudformation:DescribeStacks",
    "cloudformation:DeleteChangeSet",
  ],
  GetUpdateStatus: ["cloudformation:DescribeChangeSet", "cloudformation:DescribeStacks"],
};
const triggerActions = [
  "s3:GetObject",
  "states:StartExecution",
  "states:DescribeExecution",
  "codepipeline:PutJobSuccessResult",
  "codepipeline:PutJobFailureResult",
];
const nobodyDoesMoreThanIsAllowed: Invariant = ({ account }) => {
  const strange = account.calls.filter(
    ({ caller, action }) => caller !== "hand" && !(allowed[caller] ?? triggerActions).includes(action),
  );
  return [...new Set(strange.map(({ caller, action }) => `${caller} called ${action}`))];
};

/** What others made is theirs. */
const nothingOfOthersIsTouched: Invariant = ({ account }) =>
  account.calls
    .filter(({ caller, action }) => caller !== "hand" && /:(?:Delete|Execute)ChangeSet$/.test(action))
    .filter(({ input }) => /by-hand/.test(String((input as { ChangeSetName?: string }).ChangeSetName)))
    .map(({ caller }) => `${caller} took a change set that was made by hand`);

/** The parts of the pipeline's credentials, as the sandbox makes them. */
const secrets = /ASIASANDBOXACCESSKEY|sandbox-secret-access-key|sandbox-session-token/;
const nothingSecretIsTold: Invariant = ({ account, logged }) => {
  const told = account.calls.filter(({ caller }) => caller !== "hand").map(({ input }) => safeJson(input));
  return [...logged, ...told].some((text) => secrets.test(text)) ? ["a secret of the pipeline was passed on"] : [];
};
const safeJson = (value: unknown): string => JSON.stringify(value) ?? "";

const invariants: readonly Invariant[] = [
  nothingUnsafeIsExecuted,
  nothingIsStartedTwice,
  everyJobIsAnsweredOnce,
  everyAnswerIsTrue,
  nothingSafeIsRejected,
  nothingIsLeftBehind,
  everythingHasEnded,
  nobodyDoesMoreThanIsAllowed,
  nothingOfOthersIsTouched,
  nothingSecretIsTold,
];

export const breaches = (world: World): readonly string[] => invariants.flatMap((invariant) => invariant(world));
