// Generated from workflows/deploy-blue-green.ts by `statewright generate`. Edit that file, not this one.

/** What an execution of DeployBlueGreen starts with: workflows/deploy-blue-green.ts:14. */
export type WorkflowInput = {
  environmentName: string;
  stackName: string;
  /** The template inside the artifact. */
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
};

/** What an execution of DeployBlueGreen ends with, where it succeeds. */
export type WorkflowOutput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "in_progress";
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetExecutionDetails?: { changeSetId: string };
  changeSetDeletionDetails?: { changeSetId: string };
  blueStackName?: string;
  stackCreationDetails?: { stackId: string };
  stackCreationStatus?: "complete" | "in_progress";
};

/** The data when "Check Stack Existence" is entered: workflows/deploy.ts:49. */
export type CheckStackExistenceInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
};

/** The data when "Does Stack Exist?" is entered: workflows/deploy.ts:50. */
export type DoesStackExistInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
};

/** The data when "Create Change Set" is entered: workflows/deploy.ts:56. */
export type CreateChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
};

/** The data when "Wait Change Set Creation" is entered: workflows/deploy.ts:57. */
export type WaitChangeSetCreationInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
};

/** The data when "Get Change Set Creation Status" is entered: workflows/deploy.ts:58. */
export type GetChangeSetCreationStatusInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
};

/** The data when "Change Set Created?" is entered: workflows/deploy.ts:59. */
export type ChangeSetCreatedInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "in_progress";
};

/** The data when "Inspect Change Set Changes" is entered: workflows/deploy.ts:64. */
export type InspectChangeSetChangesInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "in_progress";
};

/** The data when "Safe to Update Infra?" is entered: workflows/deploy.ts:65. */
export type SafeToUpdateInfraInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "in_progress";
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Execute Change Set" is entered: workflows/deploy-blue-green.ts:20. */
export type ExecuteChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "in_progress";
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Delete Change Set" is entered: workflows/deploy-blue-green.ts:22. */
export type DeleteChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "in_progress";
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Name Green Stack" is entered: workflows/deploy-blue-green.ts:23. */
export type NameGreenStackInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "in_progress";
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetDeletionDetails: { changeSetId: string };
};

/** The data when "Create Stack" is entered: workflows/deploy.ts:75. */
export type CreateStackInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "in_progress";
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetDeletionDetails?: { changeSetId: string };
  blueStackName?: string;
};

/** The data when "Wait Stack Creation" is entered: workflows/deploy.ts:76. */
export type WaitStackCreationInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "in_progress";
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetDeletionDetails?: { changeSetId: string };
  blueStackName?: string;
  stackCreationDetails: { stackId: string };
};

/** The data when "Get Stack Creation Status" is entered: workflows/deploy.ts:77. */
export type GetStackCreationStatusInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "in_progress";
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetDeletionDetails?: { changeSetId: string };
  blueStackName?: string;
  stackCreationDetails: { stackId: string };
};

/** The data when "Stack Created?" is entered: workflows/deploy.ts:78. */
export type StackCreatedInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "in_progress";
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetDeletionDetails?: { changeSetId: string };
  blueStackName?: string;
  stackCreationDetails: { stackId: string };
  stackCreationStatus: "complete" | "in_progress";
};

/** The data when "Deployment Succeeded" is entered: workflows/deploy-blue-green.ts:33. */
export type DeploymentSucceededInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  doesStackExist: boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "in_progress";
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetExecutionDetails?: { changeSetId: string };
  changeSetDeletionDetails?: { changeSetId: string };
  blueStackName?: string;
  stackCreationDetails?: { stackId: string };
  stackCreationStatus?: "complete" | "in_progress";
};

/** Each state, and the data when it is entered. */
export interface StateInputs {
  "Check Stack Existence": CheckStackExistenceInput;
  "Does Stack Exist?": DoesStackExistInput;
  "Create Change Set": CreateChangeSetInput;
  "Wait Change Set Creation": WaitChangeSetCreationInput;
  "Get Change Set Creation Status": GetChangeSetCreationStatusInput;
  "Change Set Created?": ChangeSetCreatedInput;
  "Inspect Change Set Changes": InspectChangeSetChangesInput;
  "Safe to Update Infra?": SafeToUpdateInfraInput;
  "Execute Change Set": ExecuteChangeSetInput;
  "Delete Change Set": DeleteChangeSetInput;
  "Name Green Stack": NameGreenStackInput;
  "Create Stack": CreateStackInput;
  "Wait Stack Creation": WaitStackCreationInput;
  "Get Stack Creation Status": GetStackCreationStatusInput;
  "Stack Created?": StackCreatedInput;
  "Deployment Succeeded": DeploymentSucceededInput;
}

/** Each task, and what it is sent. */
export interface TaskInputs {
  "Check Stack Existence": {
    environmentName: string;
    stackName: string;
  };
  "Create Change Set": {
    environmentName: string;
    stackName: string;
    templatePath: string;
    revisionS3Bucket: string;
    revisionS3Key: string;
  };
  "Get Change Set Creation Status": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Inspect Change Set Changes": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Execute Change Set": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Delete Change Set": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Create Stack": {
    environmentName: string;
    stackName: string;
    templatePath: string;
    revisionS3Bucket: string;
    revisionS3Key: string;
  };
  "Get Stack Creation Status": {
    environmentName: string;
    stackName: string;
  };
}

/** Each task, and what it answers. */
export interface TaskOutputs {
  "Check Stack Existence": boolean;
  "Create Change Set": string;
  "Get Change Set Creation Status": "complete" | "in_progress";
  "Inspect Change Set Changes": "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  "Execute Change Set": {
    changeSetId: string;
  };
  "Delete Change Set": {
    changeSetId: string;
  };
  "Create Stack": {
    stackId: string;
  };
  "Get Stack Creation Status": "complete" | "in_progress";
}
