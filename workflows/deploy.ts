// Brings a CloudFormation stack to what the pipeline's artifact says: creates it where there is none; otherwise makes a
// change set, and executes that only where no resource is deleted or replaced.
import { fragment, is, lambda, seconds, transientLambdaErrors, workflow } from "statewright";

/** What the pipeline starts an execution with. */
export interface DeployInput {
  environmentName: string;
  stackName: string;
  /** The template inside the artifact. */
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
}
/** A stack is called `<environmentName>-<stackName>`. */
export interface Stack {
  environmentName: string;
  stackName: string;
}
export interface ChangeSet extends Stack {
  changeSetName: string;
}
export type Progress = "complete" | "in_progress";

export const checkStackExistence = lambda<Stack, boolean>("CheckStackExistence");
export const createStack = lambda<DeployInput, { stackId: string }>("CreateStack");
export const getStackCreationStatus = lambda<Stack, Progress>("GetStackCreationStatus");
export const createChangeSet = lambda<DeployInput, string>("CreateChangeSet");
export const getChangeSetCreationStatus = lambda<ChangeSet, Progress>("GetChangeSetCreationStatus");
export const inspectChangeSetChanges = lambda<
  ChangeSet,
  "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED"
>("InspectChangeSetChanges");
export const executeChangeSet = lambda<ChangeSet, { changeSetId: string }>("ExecuteChangeSet");
export const deleteChangeSet = lambda<ChangeSet, { changeSetId: string }>("DeleteChangeSet");

/** What passes by itself is tried again after 2, 4, 8, 16, 32 and 64 seconds, or sooner. */
export const retry = [
  { errors: transientLambdaErrors, intervalSeconds: 2, maxAttempts: 6, backoffRate: 2, jitter: "FULL" },
] as const;

export const rejection = {
  error: "DeploymentFailed",
  cause: "The change set deletes or replaces resources, so it was deleted instead of executed.",
};

/** Goes on at Create Change Set where the stack exists, at Create Stack where it does not. */
export const chooseByStackExistence = fragment<DeployInput>()((chain) =>
  chain
    .task("Check Stack Existence", checkStackExistence, { as: "doesStackExist", retry })
    .match("Does Stack Exist?", ($) => $.doesStackExist, { true: "Create Change Set", false: "Create Stack" }),
);

/** Goes on at Execute Change Set where that is safe, at Delete Change Set where it is not. */
export const makeChangeSet = fragment<DeployInput>()((chain) =>
  chain
    .task("Create Change Set", createChangeSet, { as: "changeSetName", retry })
    .wait("Wait Change Set Creation", seconds(10))
    .task("Get Change Set Creation Status", getChangeSetCreationStatus, { as: "changeSetCreationStatus", retry })
    .choice("Change Set Created?", (choose) =>
      choose
        .when(($) => is($.changeSetCreationStatus, "complete"), "Inspect Change Set Changes")
        .otherwise("Wait Change Set Creation"),
    )
    .task("Inspect Change Set Changes", inspectChangeSetChanges, { as: "changeSetAction", retry })
    .choice("Safe to Update Infra?", (choose) =>
      choose
        .when(($) => is($.changeSetAction, "CAN-SAFELY-UPDATE-EXISTING-STACK"), "Execute Change Set")
        .otherwise("Delete Change Set"),
    ),
);

/** Goes on at Deployment Succeeded once the stack is there. */
export const makeStack = fragment<DeployInput>()((chain) =>
  chain
    .task("Create Stack", createStack, { as: "stackCreationDetails", retry })
    .wait("Wait Stack Creation", seconds(10))
    .task("Get Stack Creation Status", getStackCreationStatus, { as: "stackCreationStatus", retry })
    .choice("Stack Created?", (choose) =>
      choose
        .when(($) => is($.stackCreationStatus, "complete"), "Deployment Succeeded")
        .otherwise("Wait Stack Creation"),
    ),
);

export const deploy = workflow<DeployInput>("Deploy", {
  comment: "Creates a stack, updates it where that is safe, and rejects what deletes or replaces resources.",
  timeoutSeconds: 3600,
})
  .use(chooseByStackExistence)
  .use(makeChangeSet)
  .task("Execute Change Set", executeChangeSet, { as: "changeSetExecutionDetails", retry })
  .goto("Deployment Succeeded")
  .task("Delete Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry })
  .goto("Deployment Failed")
  .use(makeStack)
  .succeed("Deployment Succeeded")
  .fail("Deployment Failed", rejection)
  .end();
