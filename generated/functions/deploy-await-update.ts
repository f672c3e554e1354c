// Generated from workflows/deploy-await-update.ts by `statewright generate`. Edit that file, not this one.
import { type Contract, contract } from "../handle.js";

/** What the handler of GetUpdateStatus gets. */
export type GetUpdateStatusInput = {
  environmentName: string;
  stackName: string;
  changeSetName: string;
};
/** What the handler of GetUpdateStatus answers. */
export type GetUpdateStatusOutput = "complete" | "failed" | "in_progress";
/** The names of the errors that GetUpdateStatus may throw. */
export type GetUpdateStatusErrors = "TransientError";
/** The contract of GetUpdateStatus. */
export const getUpdateStatus: Contract<GetUpdateStatusInput, GetUpdateStatusOutput, GetUpdateStatusErrors> =
  contract("GetUpdateStatus");
