// The deploy flow where a change that deletes or replaces resources fails nothing: its change set is deleted, and a second
// stack is created beside the first. Traffic stays where it is.
import { format, hash, workflow } from "statewright";
import {
  chooseByStackExistence,
  type DeployInput,
  deleteChangeSet,
  deletionRetry,
  failForStack,
  makeStack,
  updateStack,
} from "./deploy.js";

export const deployBlueGreen = workflow<DeployInput>("DeployBlueGreen", {
  comment: "Updates a stack where that is safe, and otherwise creates a second one beside it.",
  timeoutSeconds: 3600,
})
  .use(chooseByStackExistence)
  .use(updateStack)
  .goto("Deployment Succeeded")
  .task("Delete Change Set", deleteChangeSet, { as: "changeSetDeletionDetails", retry: deletionRetry })
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
  .use(failForStack)
  .succeed("Deployment Succeeded")
  .fail("Deployment Failed", ($) => ({ error: "DeploymentFailed", cause: $.changeSetDeletionDetails.reason }))
  .end();
