// One for a container of Lambda, in a file of its own: a function bundles only the clients that it imports.
import { CodePipelineClient } from "@aws-sdk/client-codepipeline";

export const codePipeline = new CodePipelineClient({});
