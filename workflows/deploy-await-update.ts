// The deploy flow that says it succeeded only once the stack has taken the update: executing a change set returns at once.
import { lambda, seconds, workflow } from "statewright";
import {
  type ChangeSet,
  chooseByStackExistence,
  type DeployInput,
  deleteChangeSet,
  deletionRetry,
  failForStack,
  makeStack,
  type Progress,
  retry,
  type Transient,
  updateStack,
} from "./deploy.js";

export const getUpdateStatus = lambda<ChangeSet, Progress, Transient>("GetUpdateStatus");

export const deployAwaitUpdate = workflow<DeployInput>("DeployAwaitUpdate", {
  comment: "Creates or updates a stack and waits until that is done.",
  timeoutSeconds: 3600,
})
  .use(chooseByStackExistence)
  .use(updateStack)
  .wait("Wait Stack Update", seconds(10))
  .task("Get Update Status", getUpdateStatus, { as: "updateStatus", retry })
  .match("Stack Updated?", ($) => $.updateStatus, {
    complete: "Deployment Succeeded",
    in_progress: "Wait Stack Update",
    failed: "Get Stack Failure Reason",
  })
  .task("Delete Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry: deletionRetry })
  .goto("Deployment Failed")
  .use(makeStack)
  .use(failForStack)
  .succeed("Deployment Succeeded")
  .fail("Deployment Failed", ($) => ({ error: "DeploymentFailed", cause: $.changeSetDeletionDetails.reason }))
  .end();
