export type { FaultPlan } from "./faults.js";
export { type Clients, createSandbox, type Sandbox, type SandboxOptions } from "./sandbox.js";
