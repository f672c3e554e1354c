// The demonstration: generates everything, then deploys by way of a pipeline, with the real functions and the real trigger in
// an AWS account in memory: the three paths of the deploy flow, and both of its variants.
import "./demo/quiet-sdk.js";
import { spawnSync } from "node:child_process";
import { styleFor } from "../cli/report.js";
import { demonstrate } from "./demo/demonstrate.js";
import { deployments } from "./demo/deployments.js";

const print = (text: string) => void process.stdout.write(text);

print("$ statewright generate\n");
const generated = spawnSync(process.execPath, ["--import", "tsx", "cli/main.ts", "generate"], { stdio: "inherit" });
const odd =
  (await demonstrate(deployments, print, styleFor(process.stdout, process.env))) + (generated.status === 0 ? 0 : 1);
print(odd === 0 ? "\nAll five deployments ended as they should.\n" : `\n${odd} steps did not end as they should.\n`);
process.exitCode = odd === 0 ? 0 : 1;
