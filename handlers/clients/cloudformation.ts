// One for a container of Lambda, in a file of its own: a function bundles only the clients that it imports.
import { CloudFormationClient } from "@aws-sdk/client-cloudformation";

export const cloudFormation = new CloudFormationClient({});
