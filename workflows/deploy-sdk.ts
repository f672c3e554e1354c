// The deploy flow without functions of its own, as far as ASL can say it: CloudFormation is called by the state machine.
// Two things it cannot. It reads no template out of an artifact, so the input says where one lies that CloudFormation can
// read; and it follows no pages, so that a function still judges the changes, all of them and those of nested stacks.
import {
  CreateChangeSetCommand,
  CreateStackCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStacksCommand,
  ExecuteChangeSetCommand,
  type StackStatus,
} from "@aws-sdk/client-cloudformation";
import {
  add,
  and,
  discard,
  format,
  hash,
  is,
  isPresent,
  jsonPath,
  lt,
  matches,
  or,
  sdk,
  seconds,
  workflow,
} from "statewright";
import { inspectChangeSetChanges, retry as lambdaRetry } from "./deploy.js";

export interface DeploySdkInput {
  environmentName: string;
  stackName: string;
  /** Of an object in S3: `https://<bucket>.s3.<region>.amazonaws.com/<key>`. */
  templateUrl: string;
}
/**
 * Errors that no class of the client stands for, throttling and a stack that is not there among them: by the names of other
 * services that is what Step Functions calls them. What passes by itself passes within some tries.
 */
const unmodelled = "CloudFormation.CloudFormationException";
const retry = [{ errors: [unmodelled], intervalSeconds: 2, maxAttempts: 4, backoffRate: 2, jitter: "FULL" }] as const;
/** Fewer, since a stack that is not there is asked after as often. */
const existenceRetry = [{ ...retry[0], maxAttempts: 2 }] as const;
const deletionRetry = [
  { errors: ["CloudFormation.InvalidChangeSetStatusException"], intervalSeconds: 10, maxAttempts: 90, backoffRate: 1 },
  ...retry,
] as const;
/** Once there may be a change set, whatever goes wrong leads over its deletion. */
const cleanUp = [
  { errors: ["States.DataLimitExceeded"], as: "problem", goto: "Delete Change Set" }, // States.ALL leaves it out
  { errors: ["States.ALL"], as: "problem", goto: "Delete Change Set" },
] as const;
const looksAtChangeSet = 90;

/** Of the answer to DescribeStacks, which is one stack where it is asked for one. */
const stackStatus = () => ({
  stackStatus: jsonPath<StackStatus>("$.Stacks[0].StackStatus"),
});

export const deploySdk = workflow<DeploySdkInput>("DeploySdk", {
  comment:
    "Creates a stack, or updates it where that is safe, by calls of CloudFormation without functions in between.",
  timeoutSeconds: 3600,
})
  .pass("Name Stack", ($, { context }) => ({
    stack: format("{}-{}", $.environmentName, $.stackName),
    // From the execution alone, so that a call that is made twice is one to CloudFormation.
    changeSetName: format("deploy-{}", hash(context.Execution.Id, "SHA-1")),
  }))
  .task(
    "Check Stack Existence",
    sdk(DescribeStacksCommand, ($) => ({ StackName: $.stack })),
    {
      as: discard,
      assign: stackStatus,
      retry: existenceRetry,
      catch: [{ errors: [unmodelled], as: "problem", goto: "Is Stack Missing?" }],
    },
  )
  .match("Does Stack Take Updates?", (_, { vars }) => vars.stackStatus, {
    CREATE_COMPLETE: "Create Change Set",
    UPDATE_COMPLETE: "Create Change Set",
    UPDATE_ROLLBACK_COMPLETE: "Create Change Set",
    IMPORT_COMPLETE: "Create Change Set",
    IMPORT_ROLLBACK_COMPLETE: "Create Change Set",
    default: "Stack Failed",
  })
  .choice("Is Stack Missing?", (choose) =>
    choose.when(($) => matches($.problem.Cause, "*does not exist*"), "Create Stack").otherwise("Deployment Failed"),
  )

  .task(
    "Create Change Set",
    sdk(CreateChangeSetCommand, ($) => ({
      StackName: $.stack,
      ChangeSetName: $.changeSetName,
      ClientToken: $.changeSetName,
      ChangeSetType: "UPDATE",
      TemplateURL: $.templateUrl,
      Parameters: [{ ParameterKey: "environmentName", ParameterValue: $.environmentName }],
      Capabilities: ["CAPABILITY_IAM"],
      IncludeNestedStacks: true,
    })),
    { as: discard, assign: () => ({ looks: 0 }), retry, catch: cleanUp },
  )
  .wait("Wait Change Set Creation", seconds(10))
  .task(
    "Describe Change Set",
    sdk(DescribeChangeSetCommand, ($) => ({ StackName: $.stack, ChangeSetName: $.changeSetName })),
    { as: "changeSet", assign: (_, { vars }) => ({ looks: add(vars.looks, 1) }), retry, catch: cleanUp },
  )
  .choice("Change Set Created?", (choose) =>
    choose
      .when(
        ({ changeSet }) =>
          and(
            isPresent(changeSet.Status),
            isPresent(changeSet.ExecutionStatus),
            is(changeSet.Status, "CREATE_COMPLETE"),
            is(changeSet.ExecutionStatus, "AVAILABLE"),
          ),
        "Inspect Change Set Changes",
      )
      .when(
        ({ changeSet }, { vars }) =>
          and(
            isPresent(changeSet.Status),
            or(is(changeSet.Status, "CREATE_PENDING"), is(changeSet.Status, "CREATE_IN_PROGRESS")),
            lt(vars.looks, looksAtChangeSet),
          ),
        "Wait Change Set Creation",
      )
      .when(
        ({ changeSet }) =>
          and(
            isPresent(changeSet.StatusReason),
            or(
              matches(changeSet.StatusReason, "*didn't contain changes*"),
              matches(changeSet.StatusReason, "*No updates are to be performed*"),
            ),
          ),
        "Delete Empty Change Set",
      )
      .when(({ changeSet }) => isPresent(changeSet.StatusReason), "Note Failed Change Set")
      .otherwise("Note Slow Change Set"),
  )
  .task("Inspect Change Set Changes", inspectChangeSetChanges, {
    as: "changeSetAction",
    arguments: ($) => ({
      environmentName: $.environmentName,
      stackName: $.stackName,
      changeSetName: $.changeSetName,
    }),
    retry: lambdaRetry,
    catch: cleanUp,
  })
  .match("Safe to Update Infra?", ($) => $.changeSetAction, {
    "CAN-SAFELY-UPDATE-EXISTING-STACK": "Execute Change Set",
    "RESOURCES-BEING-DELETED-OR-REPLACED": "Note Unsafe Change Set",
  })
  .task(
    "Execute Change Set",
    sdk(ExecuteChangeSetCommand, ($) => ({
      StackName: $.stack,
      ChangeSetName: $.changeSetName,
      ClientRequestToken: $.changeSetName,
    })),
    { as: discard, retry, catch: cleanUp },
  )
  .wait("Wait Stack Update", seconds(10))
  .task(
    "Describe Updated Stack",
    sdk(DescribeStacksCommand, ($) => ({ StackName: $.stack })),
    { as: discard, assign: stackStatus, retry },
  )
  .match("Is Stack at Rest?", (_, { vars }) => vars.stackStatus, {
    UPDATE_IN_PROGRESS: "Wait Stack Update",
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS: "Wait Stack Update",
    // It may still show what it was before the execution, which the change set tells.
    CREATE_COMPLETE: "Describe Execution",
    UPDATE_COMPLETE: "Describe Execution",
    UPDATE_ROLLBACK_COMPLETE: "Describe Execution",
    IMPORT_COMPLETE: "Describe Execution",
    IMPORT_ROLLBACK_COMPLETE: "Describe Execution",
    default: "Stack Failed",
  })
  .task(
    "Describe Execution",
    sdk(DescribeChangeSetCommand, ($) => ({ StackName: $.stack, ChangeSetName: $.changeSetName })),
    {
      as: "changeSet",
      retry,
      // It may be gone once it is executed. The stack has the last word.
      catch: [{ errors: ["CloudFormation.ChangeSetNotFoundException"], goto: "Stack Updated?" }],
    },
  )
  .choice("Change Set Executed?", (choose) =>
    choose
      .when(
        ({ changeSet }) =>
          and(
            isPresent(changeSet.ExecutionStatus),
            or(is(changeSet.ExecutionStatus, "AVAILABLE"), is(changeSet.ExecutionStatus, "EXECUTE_IN_PROGRESS")),
          ),
        "Wait Stack Update",
      )
      .otherwise("Stack Updated?"),
  )
  .match("Stack Updated?", (_, { vars }) => vars.stackStatus, {
    UPDATE_COMPLETE: "Deployment Succeeded",
    default: "Stack Failed",
  })

  .task(
    "Create Stack",
    sdk(CreateStackCommand, ($) => ({
      StackName: $.stack,
      ClientRequestToken: $.changeSetName,
      TemplateURL: $.templateUrl,
      Parameters: [{ ParameterKey: "environmentName", ParameterValue: $.environmentName }],
      Capabilities: ["CAPABILITY_IAM"],
    })),
    { as: discard, retry },
  )
  .wait("Wait Stack Creation", seconds(10))
  .task(
    "Describe Created Stack",
    sdk(DescribeStacksCommand, ($) => ({ StackName: $.stack })),
    { as: discard, assign: stackStatus, retry },
  )
  .match("Stack Created?", (_, { vars }) => vars.stackStatus, {
    CREATE_COMPLETE: "Deployment Succeeded",
    CREATE_IN_PROGRESS: "Wait Stack Creation",
    default: "Stack Failed",
  })

  .pass("Note Failed Change Set", ({ changeSet }) => ({
    problem: { Error: "ChangeSetFailed", Cause: changeSet.StatusReason },
  }))
  .goto("Delete Change Set")
  .pass("Note Slow Change Set", () => ({
    problem: { Error: "ChangeSetFailed", Cause: "The change set was not ready within 15 minutes." },
  }))
  .goto("Delete Change Set")
  .pass("Note Unsafe Change Set", () => ({
    problem: { Error: "UnsafeChanges", Cause: "The change set would delete or replace resources." },
  }))
  .task(
    "Delete Change Set",
    sdk(DeleteChangeSetCommand, ($) => ({ StackName: $.stack, ChangeSetName: $.changeSetName })),
    {
      as: discard,
      retry: deletionRetry,
      catch: [{ errors: ["States.ALL"], goto: "Deployment Failed" }], // what went wrong first is what is told
    },
  )
  .goto("Deployment Failed")
  .task(
    "Delete Empty Change Set",
    sdk(DeleteChangeSetCommand, ($) => ({ StackName: $.stack, ChangeSetName: $.changeSetName })),
    { as: discard, retry: deletionRetry },
  )
  .succeed("Deployment Succeeded")
  .fail("Stack Failed", ($, { vars }) => ({
    error: "StackFailed",
    cause: format("{} is in {}", $.stack, vars.stackStatus),
  }))
  .fail("Deployment Failed", ($) => ({ error: $.problem.Error, cause: $.problem.Cause }))
  .end();
