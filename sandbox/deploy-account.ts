// The account that the deploy workflows run in: their generated machines with the real functions, and for each machine the
// real trigger.

import deploy from "../generated/deploy/deploy.asl.json" with { type: "json" };
import deployAwaitUpdate from "../generated/deploy-await-update/deploy-await-update.asl.json" with { type: "json" };
import deployBlueGreen from "../generated/deploy-blue-green/deploy-blue-green.asl.json" with { type: "json" };
import { deployFunctions, startDeploymentWith } from "../handlers/index.js";
import { REGION } from "./account.js";
import type { FunctionCode } from "./lambda.js";
import { type Clients, createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.js";
import { stateMachineArn } from "./step-functions.js";

export type DeployMachine = "Deploy" | "DeployBlueGreen" | "DeployAwaitUpdate";
interface Definition {
  readonly States: { readonly [name: string]: { readonly Type: string; readonly ResultPath?: string } };
}
export const deployMachines: Readonly<Record<DeployMachine, Definition>> = {
  Deploy: deploy,
  DeployBlueGreen: deployBlueGreen,
  DeployAwaitUpdate: deployAwaitUpdate,
};

/** Where templates go that are too long to be sent inline. */
const TEMPLATE_BUCKET = "sandbox-templates";

/** The function that a pipeline's action invokes to run a machine. */
export const triggerOf = (machine: DeployMachine): string => `Start${machine}`;

export function createDeployAccount(
  options: Omit<SandboxOptions, "machines"> & {
    /** What the triggers log. */
    readonly log?: ((line: string) => void) | undefined;
  } = {},
): Sandbox {
  const { log = () => {} } = options;
  const settings = { templateBucket: TEMPLATE_BUCKET, region: REGION };
  const functions = Object.entries(deployFunctions).map(([name, make]): [string, FunctionCode<Clients>] => [
    name,
    (clients) => make(clients, settings),
  ]);
  const triggers = (Object.keys(deployMachines) as DeployMachine[]).map((machine): [string, FunctionCode<Clients>] => [
    triggerOf(machine),
    (clients, { sleep }) => {
      const wait = (milliseconds: number) => sleep(milliseconds / 1000);
      return startDeploymentWith(clients, { stateMachineArn: stateMachineArn(machine), log, wait });
    },
  ]);
  const sandbox = createSandbox({
    ...options,
    machines: deployMachines,
    // Those that are given stand in for the real ones.
    functions: { ...Object.fromEntries([...functions, ...triggers]), ...options.functions },
  });
  sandbox.s3.createBucket(TEMPLATE_BUCKET);
  return sandbox;
}
