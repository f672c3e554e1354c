// The deploy flow where a change that deletes or replaces resources fails nothing: its change set is deleted, and a second
// stack is created beside the first. Traffic stays where it is.
import { format, hash, workflow } from "statewright";
import {
  chooseByStackExistence,
  type DeployInput,
  deleteChangeSet,
  executeChangeSet,
  makeChangeSet,
  makeStack,
  retry,
} from "./deploy.js";

export const deployBlueGreen = workflow<DeployInput>("DeployBlueGreen", {
  comment: "Updates a stack where that is safe, and otherwise creates a second one beside it.",
  timeoutSeconds: 3600,
})
  .use(chooseByStackExistence)
  .use(makeChangeSet)
  .task("Execute Change Set", executeChangeSet, { as: "changeSetExecutionDetails", retry })
  .goto("Deployment Succeeded")
  .task("Delete Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry })
  .pass(
    "Name Green Stack",
    ($) => ({
      blueStackName: $.stackName,
      // From the artifact alone, so that a second try with it comes to the same stack.
      stackName: format("{}-{}", $.stackName, hash($.revisionS3Key, "MD5")),
    }),
    { comment: "From here on stackName is the green stack's." },
  )
  .use(makeStack)
  .succeed("Deployment Succeeded")
  .end();
