// Generated from workflows/deploy.ts by `statewright generate`. Edit that file, not this one.
import { type Contract, contract } from "../handle.js";

/** What the handler of CheckStackExistence gets. */
export type CheckStackExistenceInput = {
  environmentName: string;
  stackName: string;
};
/** What the handler of CheckStackExistence answers. */
export type CheckStackExistenceOutput = "failed" | boolean;
/** The names of the errors that CheckStackExistence may throw. */
export type CheckStackExistenceErrors = "InvalidDeployment" | "StackInProgress" | "TransientError";
/** The contract of CheckStackExistence. */
export const checkStackExistence: Contract<CheckStackExistenceInput, CheckStackExistenceOutput, CheckStackExistenceErrors> =
  contract("CheckStackExistence");

/** What the handler of CreateStack gets. */
export type CreateStackInput = {
  environmentName: string;
  stackName: string;
  /** The template inside the artifact. */
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  /** Of the source, for who reads an execution afterwards. */
  revision?: string;
};
/** What the handler of CreateStack answers. */
export type CreateStackOutput = {
  stackId: string;
};
/** The names of the errors that CreateStack may throw. */
export type CreateStackErrors = "InvalidDeployment" | "StackAlreadyExists" | "TransientError";
/** The contract of CreateStack. */
export const createStack: Contract<CreateStackInput, CreateStackOutput, CreateStackErrors> = contract("CreateStack");

/** What the handler of GetStackCreationStatus gets. */
export type GetStackCreationStatusInput = {
  environmentName: string;
  stackName: string;
  stackCreationDetails: { stackId: string };
};
/** What the handler of GetStackCreationStatus answers. */
export type GetStackCreationStatusOutput = "complete" | "failed" | "in_progress";
/** The names of the errors that GetStackCreationStatus may throw. */
export type GetStackCreationStatusErrors = "TransientError";
/** The contract of GetStackCreationStatus. */
export const getStackCreationStatus: Contract<GetStackCreationStatusInput, GetStackCreationStatusOutput, GetStackCreationStatusErrors> =
  contract("GetStackCreationStatus");

/** What the handler of GetStackFailureReason gets. */
export type GetStackFailureReasonInput = {
  environmentName: string;
  stackName: string;
  stackCreationDetails?: { stackId: string };
};
/** What the handler of GetStackFailureReason answers. */
export type GetStackFailureReasonOutput = string;
/** The names of the errors that GetStackFailureReason may throw. */
export type GetStackFailureReasonErrors = "TransientError";
/** The contract of GetStackFailureReason. */
export const getStackFailureReason: Contract<GetStackFailureReasonInput, GetStackFailureReasonOutput, GetStackFailureReasonErrors> =
  contract("GetStackFailureReason");

/** What the handler of CreateChangeSet gets. */
export type CreateChangeSetInput = {
  environmentName: string;
  stackName: string;
  /** The template inside the artifact. */
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  /** Of the source, for who reads an execution afterwards. */
  revision?: string;
};
/** What the handler of CreateChangeSet answers. */
export type CreateChangeSetOutput = string;
/** The names of the errors that CreateChangeSet may throw. */
export type CreateChangeSetErrors = "InvalidDeployment" | "TransientError";
/** The contract of CreateChangeSet. */
export const createChangeSet: Contract<CreateChangeSetInput, CreateChangeSetOutput, CreateChangeSetErrors> =
  contract("CreateChangeSet");

/** What the handler of GetChangeSetCreationStatus gets. */
export type GetChangeSetCreationStatusInput = {
  environmentName: string;
  stackName: string;
  changeSetName: string;
};
/** What the handler of GetChangeSetCreationStatus answers. */
export type GetChangeSetCreationStatusOutput = "complete" | "failed" | "in_progress" | "no_changes";
/** The names of the errors that GetChangeSetCreationStatus may throw. */
export type GetChangeSetCreationStatusErrors = "TransientError";
/** The contract of GetChangeSetCreationStatus. */
export const getChangeSetCreationStatus: Contract<GetChangeSetCreationStatusInput, GetChangeSetCreationStatusOutput, GetChangeSetCreationStatusErrors> =
  contract("GetChangeSetCreationStatus");

/** What the handler of InspectChangeSetChanges gets. */
export type InspectChangeSetChangesInput = {
  environmentName: string;
  stackName: string;
  changeSetName: string;
};
/** What the handler of InspectChangeSetChanges answers. */
export type InspectChangeSetChangesOutput = "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
/** The names of the errors that InspectChangeSetChanges may throw. */
export type InspectChangeSetChangesErrors = "ChangeSetNotExecutable" | "TransientError";
/** The contract of InspectChangeSetChanges. */
export const inspectChangeSetChanges: Contract<InspectChangeSetChangesInput, InspectChangeSetChangesOutput, InspectChangeSetChangesErrors> =
  contract("InspectChangeSetChanges");

/** What the handler of ExecuteChangeSet gets. */
export type ExecuteChangeSetInput = {
  environmentName: string;
  stackName: string;
  changeSetName: string;
};
/** What the handler of ExecuteChangeSet answers. */
export type ExecuteChangeSetOutput = {
  changeSetId: string;
};
/** The names of the errors that ExecuteChangeSet may throw. */
export type ExecuteChangeSetErrors = "ChangeSetNotExecutable" | "TransientError";
/** The contract of ExecuteChangeSet. */
export const executeChangeSet: Contract<ExecuteChangeSetInput, ExecuteChangeSetOutput, ExecuteChangeSetErrors> =
  contract("ExecuteChangeSet");

/** What the handler of DeleteChangeSet gets. */
export type DeleteChangeSetInput = {
  environmentName: string;
  stackName: string;
  /** The template inside the artifact. */
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  /** Of the source, for who reads an execution afterwards. */
  revision?: string;
  changeSetName?: string;
};
/** What the handler of DeleteChangeSet answers. */
export type DeleteChangeSetOutput = {
  changeSetId: string;
  reason: string;
};
/** The names of the errors that DeleteChangeSet may throw. */
export type DeleteChangeSetErrors = "ChangeSetInProgress" | "TransientError";
/** The contract of DeleteChangeSet. */
export const deleteChangeSet: Contract<DeleteChangeSetInput, DeleteChangeSetOutput, DeleteChangeSetErrors> =
  contract("DeleteChangeSet");
