// Brings a CloudFormation stack to what the pipeline's artifact says: creates it where there is none; otherwise makes a
// change set, and executes that only where no resource is deleted or replaced.
import { add, and, fragment, is, lambda, lt, seconds, transientLambdaErrors, workflow } from "statewright";

/** What the pipeline starts an execution with. */
export interface DeployInput {
  environmentName: string;
  stackName: string;
  /** The template inside the artifact. */
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  /** Of the source, for who reads an execution afterwards. */
  revision?: string;
}
/** A stack is called `<environmentName>-<stackName>`. */
export interface Stack {
  environmentName: string;
  stackName: string;
}
export interface ChangeSet extends Stack {
  changeSetName: string;
}
/** A stack that was created is asked after by its id: its name may be another's by then. */
export interface CreatedStack extends Stack {
  stackCreationDetails: { stackId: string };
}
/** Asked after by its id where it was created here. */
export interface AnyStack extends Stack {
  stackCreationDetails?: { stackId: string };
}
/** Without a name it is the one that CreateChangeSet makes of this input. */
export interface MaybeChangeSet extends DeployInput {
  changeSetName?: string;
}

/** failed: there is one, in a status in which nothing can be deployed to it. */
export type StackExistence = boolean | "failed";
export type Progress = "complete" | "in_progress" | "failed";
/** no_changes: the stack is what the template says. */
export type ChangeSetProgress = Progress | "no_changes";
export type ChangeSetAction = "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";

/** What passes by itself: AWS was asked too often, or did not answer. */
export type Transient = "TransientError";
/** What was asked for cannot be done: a name, the artifact or the template in it. A second try would fail alike. */
type Invalid = "InvalidDeployment";

/** StackInProgress: something else is changing the stack. */
export const checkStackExistence = lambda<Stack, StackExistence, Transient | Invalid | "StackInProgress">(
  "CheckStackExistence",
);
export const createStack = lambda<DeployInput, { stackId: string }, Transient | Invalid | "StackAlreadyExists">(
  "CreateStack",
);
export const getStackCreationStatus = lambda<CreatedStack, Progress, Transient>("GetStackCreationStatus");
export const getStackFailureReason = lambda<AnyStack, string, Transient>("GetStackFailureReason");
export const createChangeSet = lambda<DeployInput, string, Transient | Invalid>("CreateChangeSet");
export const getChangeSetCreationStatus = lambda<ChangeSet, ChangeSetProgress, Transient>("GetChangeSetCreationStatus");
export const inspectChangeSetChanges = lambda<ChangeSet, ChangeSetAction, Transient | "ChangeSetNotExecutable">(
  "InspectChangeSetChanges",
);
export const executeChangeSet = lambda<ChangeSet, { changeSetId: string }, Transient | "ChangeSetNotExecutable">(
  "ExecuteChangeSet",
);
/** reason: why it was not executed, in words, since nobody can look at it any more. */
export const deleteChangeSet = lambda<
  MaybeChangeSet,
  { changeSetId: string; reason: string },
  Transient | "ChangeSetInProgress"
>("DeleteChangeSet");

/** A function that was cut off: run again, it finds the work that it had done. */
const cutOff = ["Lambda.Unknown", "Sandbox.Timedout"] as const;

/** What passes by itself is tried again after 2, 4, 8, 16, 32 and 64 seconds, or sooner. */
export const retry = [
  {
    errors: [...transientLambdaErrors, ...cutOff, "TransientError"],
    intervalSeconds: 2,
    maxAttempts: 6,
    backoffRate: 2,
    jitter: "FULL",
  },
] as const;
// An execution has an hour. What it waits for before it has a change set, and until it is rid of that, is less, so that it
// leaves none behind: 20 minutes for the stack, 15 for the change set, 20 to delete one that is still being created.
const stackRetry = [
  { errors: ["StackInProgress"], intervalSeconds: 10, maxAttempts: 120, backoffRate: 1 },
  ...retry,
] as const;
const looksAtChangeSet = 90;
export const deletionRetry = [
  { errors: ["ChangeSetInProgress"], intervalSeconds: 10, maxAttempts: 120, backoffRate: 1 },
  ...retry,
] as const;

/** Goes on at Create Change Set where the stack exists, at Create Stack where it does not, at Get Stack Failure Reason where it is of no use. */
export const chooseByStackExistence = fragment<DeployInput>()((chain) =>
  chain
    .task("Check Stack Existence", checkStackExistence, {
      as: "doesStackExist",
      retry: stackRetry,
      catch: [{ errors: ["StackInProgress"], goto: "Get Stack Failure Reason" }],
    })
    .match("Does Stack Exist?", ($) => $.doesStackExist, {
      true: "Create Change Set",
      false: "Create Stack",
      failed: "Get Stack Failure Reason",
    }),
);

const cleanUp = [{ errors: ["States.ALL"], as: "problem", goto: "Clean Up Change Set" }] as const;

/**
 * Ends at Execute Change Set where that is safe. Goes on at Delete Change Set where it is not, at Deployment Succeeded
 * where nothing changes. What goes wrong on the way leaves no change set behind.
 */
export const updateStack = fragment<DeployInput>()((chain) =>
  chain
    .task("Create Change Set", createChangeSet, {
      as: "changeSetName",
      assign: () => ({ looks: 0 }),
      retry,
      catch: cleanUp,
    })
    .wait("Wait Change Set Creation", seconds(10))
    .task("Get Change Set Creation Status", getChangeSetCreationStatus, {
      as: "changeSetCreationStatus",
      assign: (_, { vars }) => ({ looks: add(vars.looks, 1) }),
      retry,
      catch: cleanUp,
    })
    .choice(
      "Change Set Created?",
      (choose) =>
        choose
          .when(($) => is($.changeSetCreationStatus, "complete"), "Inspect Change Set Changes")
          .when(
            ($, { vars }) => and(is($.changeSetCreationStatus, "in_progress"), lt(vars.looks, looksAtChangeSet)),
            "Wait Change Set Creation",
          )
          .when(($) => is($.changeSetCreationStatus, "no_changes"), "Delete Empty Change Set")
          .when(($) => is($.changeSetCreationStatus, "failed"), "Delete Failed Change Set")
          .when(($) => is($.changeSetCreationStatus, "in_progress"), "Delete Failed Change Set"), // for too long
    )
    .task("Delete Empty Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry: deletionRetry })
    .goto("Deployment Succeeded")
    .task("Delete Failed Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry: deletionRetry })
    .goto("Deployment Failed")
    .task("Inspect Change Set Changes", inspectChangeSetChanges, { as: "changeSetAction", retry, catch: cleanUp })
    .choice("Safe to Update Infra?", (choose) =>
      choose
        .when(($) => is($.changeSetAction, "CAN-SAFELY-UPDATE-EXISTING-STACK"), "Execute Change Set")
        .otherwise("Delete Change Set"),
    )
    .task("Clean Up Change Set", deleteChangeSet, {
      as: "changeSetDeletionDetails",
      retry: deletionRetry,
      catch: [{ errors: ["States.ALL"], goto: "Deployment Aborted" }], // what went wrong first is what is told
    })
    .fail("Deployment Aborted", ($) => ({ error: $.problem.Error, cause: $.problem.Cause }))
    .task("Execute Change Set", executeChangeSet, {
      as: "changeSetExecutionDetails",
      retry,
      catch: cleanUp,
    }),
);

/** Goes on at Deployment Succeeded once the stack is there, at Get Stack Failure Reason where it cannot be made. */
export const makeStack = fragment<DeployInput>()((chain) =>
  chain
    .task("Create Stack", createStack, { as: "stackCreationDetails", retry })
    .wait("Wait Stack Creation", seconds(10))
    .task("Get Stack Creation Status", getStackCreationStatus, { as: "stackCreationStatus", retry })
    .match("Stack Created?", ($) => $.stackCreationStatus, {
      complete: "Deployment Succeeded",
      in_progress: "Wait Stack Creation",
      failed: "Get Stack Failure Reason",
    }),
);

/** Fails with what CloudFormation says about the stack. */
export const failForStack = fragment<AnyStack>()((chain) =>
  chain
    .task("Get Stack Failure Reason", getStackFailureReason, { as: "stackFailureReason", retry })
    .fail("Stack Failed", ($) => ({ error: "StackFailed", cause: $.stackFailureReason })),
);

export const deploy = workflow<DeployInput>("Deploy", {
  comment: "Creates a stack, updates it where that is safe, and rejects what deletes or replaces resources.",
  timeoutSeconds: 3600,
})
  .use(chooseByStackExistence)
  .use(updateStack)
  .goto("Deployment Succeeded")
  .task("Delete Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry: deletionRetry })
  .goto("Deployment Failed")
  .use(makeStack)
  .use(failForStack)
  .succeed("Deployment Succeeded")
  .fail("Deployment Failed", ($) => ({ error: "DeploymentFailed", cause: $.changeSetDeletionDetails.reason }))
  .end();
