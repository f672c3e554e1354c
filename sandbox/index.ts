export { createDeployAccount, type DeployMachine, deployMachines, triggerOf } from "./deploy-account.js";
export type { FaultPlan } from "./faults.js";
export { type Clients, createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.js";
export type { Call } from "./service.js";
export { type Execution, stateMachineArn } from "./step-functions.js";
export { zip } from "./zip.js";
