import { getChangeSetCreationStatus } from "../../generated/functions/deploy.js";
import { handle } from "../../generated/handle.js";
import { retryable } from "../aws/transient-error.js";
import { cloudFormation } from "../clients/cloudformation.js";
import { creationOf, isEmpty } from "../cloudformation/change-set-status.js";
import { describeChangeSet } from "../cloudformation/describe-change-set.js";
import { physicalName } from "../cloudformation/names.js";
import type { DeployClients } from "../senders.js";

/** How far the change set has come. CloudFormation fails one without changes; here that is an outcome of its own. */
export const getChangeSetCreationStatusWith = ({ cloudFormation }: Pick<DeployClients, "cloudFormation">) =>
  handle(
    getChangeSetCreationStatus,
    retryable(getChangeSetCreationStatus, async (input) => {
      const place = { StackName: physicalName(input), ChangeSetName: input.changeSetName };
      const found = await describeChangeSet(cloudFormation, place);
      if (found === undefined) return "failed"; // it is gone, or its stack is
      return isEmpty(found) ? "no_changes" : creationOf(found);
    }),
  );

export const handler = getChangeSetCreationStatusWith({ cloudFormation });
