// One for a container of Lambda, in a file of its own: a function bundles only the clients that it imports.
import { SFNClient } from "@aws-sdk/client-sfn";

export const stepFunctions = new SFNClient({});
