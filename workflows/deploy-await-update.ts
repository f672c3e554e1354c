// The deploy flow that says it succeeded only once the stack has taken the update: executing a change set returns at once.
import { is, lambda, seconds, workflow } from "statewright";
import {
  type ChangeSet,
  chooseByStackExistence,
  type DeployInput,
  deleteChangeSet,
  executeChangeSet,
  makeChangeSet,
  makeStack,
  type Progress,
  rejection,
  retry,
} from "./deploy.js";

export const getUpdateStatus = lambda<ChangeSet, Progress>("GetUpdateStatus");

export const deployAwaitUpdate = workflow<DeployInput>("DeployAwaitUpdate", {
  comment: "Creates or updates a stack and waits until that is done.",
  timeoutSeconds: 3600,
})
  .use(chooseByStackExistence)
  .use(makeChangeSet)
  .task("Execute Change Set", executeChangeSet, { as: "changeSetExecutionDetails", retry })
  .wait("Wait Stack Update", seconds(10))
  .task("Get Update Status", getUpdateStatus, { as: "updateStatus", retry })
  .choice("Stack Updated?", (choose) =>
    choose.when(($) => is($.updateStatus, "complete"), "Deployment Succeeded").otherwise("Wait Stack Update"),
  )
  .task("Delete Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry })
  .goto("Deployment Failed")
  .use(makeStack)
  .succeed("Deployment Succeeded")
  .fail("Deployment Failed", rejection)
  .end();
