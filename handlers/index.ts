// The functions of the deploy workflows by their names, for who runs them with clients of their own.

import { checkStackExistenceWith } from "./deploy/check-stack-existence.js";
import { createChangeSetWith } from "./deploy/create-change-set.js";
import { createStackWith } from "./deploy/create-stack.js";
import { deleteChangeSetWith } from "./deploy/delete-change-set.js";
import { executeChangeSetWith } from "./deploy/execute-change-set.js";
import { getChangeSetCreationStatusWith } from "./deploy/get-change-set-creation-status.js";
import { getStackCreationStatusWith } from "./deploy/get-stack-creation-status.js";
import { getStackFailureReasonWith } from "./deploy/get-stack-failure-reason.js";
import { inspectChangeSetChangesWith } from "./deploy/inspect-change-set-changes.js";
import { getUpdateStatusWith } from "./deploy-await-update/get-update-status.js";

export { startDeploymentWith } from "./pipeline/start-deployment.js";
export type { DeployClients, TriggerClients } from "./senders.js";
export type { DeploySettings } from "./settings.js";

/**
 * Each makes a Lambda handler of the clients that it asks and, where it has any, of its settings.
 * @example deployFunctions.CreateStack({ cloudFormation, s3 }, { templateBucket })(event)
 */
export const deployFunctions = {
  CheckStackExistence: checkStackExistenceWith,
  CreateStack: createStackWith,
  GetStackCreationStatus: getStackCreationStatusWith,
  GetStackFailureReason: getStackFailureReasonWith,
  CreateChangeSet: createChangeSetWith,
  GetChangeSetCreationStatus: getChangeSetCreationStatusWith,
  InspectChangeSetChanges: inspectChangeSetChangesWith,
  ExecuteChangeSet: executeChangeSetWith,
  DeleteChangeSet: deleteChangeSetWith,
  GetUpdateStatus: getUpdateStatusWith,
};
