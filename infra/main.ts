// What `cdk` runs: see cdk.json.
import { readFileSync } from "node:fs";
import { ConfigurationError } from "./configuration.js";
import { deployPipelineApp } from "./deploy-pipeline-app.js";

try {
  deployPipelineApp((path) => readFileSync(path, "utf8")).app.synth();
} catch (error) {
  if (!(error instanceof ConfigurationError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}
