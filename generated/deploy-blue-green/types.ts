// Generated from workflows/deploy-blue-green.ts by `statewright generate`. Edit that file, not this one.

/** A type that stands in several places below. */
export type DeleteChangeSetTaskInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  changeSetName?: string;
};

/** What an execution of DeployBlueGreen starts with: workflows/deploy-blue-green.ts:14. */
export type WorkflowInput = {
  environmentName: string;
  stackName: string;
  /** The template inside the artifact. */
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  /** Of the source, for who reads an execution afterwards. */
  revision?: string;
};

/** What an execution of DeployBlueGreen ends with, where it succeeds. */
export type WorkflowOutput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetExecutionDetails?: { changeSetId: string };
  blueStackName?: string;
  stackCreationDetails?: { stackId: string };
  stackCreationStatus?: "complete" | "failed" | "in_progress";
};

/** The data when "Check Stack Existence" is entered: workflows/deploy.ts:101. */
export type CheckStackExistenceInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
};

/** The data when "Does Stack Exist?" is entered: workflows/deploy.ts:106. */
export type DoesStackExistInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
};

/** The data when "Create Change Set" is entered: workflows/deploy.ts:121. */
export type CreateChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
};

/** The data when "Wait Change Set Creation" is entered: workflows/deploy.ts:127. */
export type WaitChangeSetCreationInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
};

/** The data when "Get Change Set Creation Status" is entered: workflows/deploy.ts:128. */
export type GetChangeSetCreationStatusInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
};

/** The data when "Change Set Created?" is entered: workflows/deploy.ts:134. */
export type ChangeSetCreatedInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
};

/** The data when "Delete Empty Change Set" is entered: workflows/deploy.ts:147. */
export type DeleteEmptyChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
};

/** The data when "Delete Failed Change Set" is entered: workflows/deploy.ts:149. */
export type DeleteFailedChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
};

/** The data when "Inspect Change Set Changes" is entered: workflows/deploy.ts:151. */
export type InspectChangeSetChangesInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
};

/** The data when "Safe to Update Infra?" is entered: workflows/deploy.ts:152. */
export type SafeToUpdateInfraInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Clean Up Change Set" is entered: workflows/deploy.ts:157. */
export type CleanUpChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  problem: { Error: string; Cause: string };
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
};

/** The data when "Deployment Aborted" is entered: workflows/deploy.ts:162. */
export type DeploymentAbortedInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  problem: { Error: string; Cause: string };
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
};

/** The data when "Execute Change Set" is entered: workflows/deploy.ts:163. */
export type ExecuteChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Delete Change Set" is entered: workflows/deploy-blue-green.ts:21. */
export type DeleteChangeSetInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Name Green Stack" is entered: workflows/deploy-blue-green.ts:22. */
export type NameGreenStackInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails: { changeSetId: string; reason: string };
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Create Stack" is entered: workflows/deploy.ts:173. */
export type CreateStackInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  blueStackName?: string;
};

/** The data when "Wait Stack Creation" is entered: workflows/deploy.ts:174. */
export type WaitStackCreationInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  blueStackName?: string;
  stackCreationDetails: { stackId: string };
};

/** The data when "Get Stack Creation Status" is entered: workflows/deploy.ts:175. */
export type GetStackCreationStatusInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  blueStackName?: string;
  stackCreationDetails: { stackId: string };
};

/** The data when "Stack Created?" is entered: workflows/deploy.ts:176. */
export type StackCreatedInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  blueStackName?: string;
  stackCreationDetails: { stackId: string };
  stackCreationStatus: "complete" | "failed" | "in_progress";
};

/** The data when "Get Stack Failure Reason" is entered: workflows/deploy.ts:186. */
export type GetStackFailureReasonInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist?: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  blueStackName?: string;
  stackCreationDetails?: { stackId: string };
  stackCreationStatus?: "complete" | "failed" | "in_progress";
};

/** The data when "Stack Failed" is entered: workflows/deploy.ts:187. */
export type StackFailedInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist?: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  blueStackName?: string;
  stackCreationDetails?: { stackId: string };
  stackCreationStatus?: "complete" | "failed" | "in_progress";
  stackFailureReason: string;
};

/** The data when "Deployment Succeeded" is entered: workflows/deploy-blue-green.ts:33. */
export type DeploymentSucceededInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName?: string;
  changeSetCreationStatus?: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails?: { changeSetId: string; reason: string };
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  changeSetExecutionDetails?: { changeSetId: string };
  blueStackName?: string;
  stackCreationDetails?: { stackId: string };
  stackCreationStatus?: "complete" | "failed" | "in_progress";
};

/** The data when "Deployment Failed" is entered: workflows/deploy-blue-green.ts:34. */
export type DeploymentFailedInput = {
  environmentName: string;
  stackName: string;
  templatePath: string;
  revisionS3Bucket: string;
  revisionS3Key: string;
  revision?: string;
  doesStackExist: "failed" | boolean;
  changeSetName: string;
  changeSetCreationStatus: "complete" | "failed" | "in_progress" | "no_changes";
  changeSetDeletionDetails: { changeSetId: string; reason: string };
};

/** Each state, and the data when it is entered. */
export interface StateInputs {
  "Check Stack Existence": CheckStackExistenceInput;
  "Does Stack Exist?": DoesStackExistInput;
  "Create Change Set": CreateChangeSetInput;
  "Wait Change Set Creation": WaitChangeSetCreationInput;
  "Get Change Set Creation Status": GetChangeSetCreationStatusInput;
  "Change Set Created?": ChangeSetCreatedInput;
  "Delete Empty Change Set": DeleteEmptyChangeSetInput;
  "Delete Failed Change Set": DeleteFailedChangeSetInput;
  "Inspect Change Set Changes": InspectChangeSetChangesInput;
  "Safe to Update Infra?": SafeToUpdateInfraInput;
  "Clean Up Change Set": CleanUpChangeSetInput;
  "Deployment Aborted": DeploymentAbortedInput;
  "Execute Change Set": ExecuteChangeSetInput;
  "Delete Change Set": DeleteChangeSetInput;
  "Name Green Stack": NameGreenStackInput;
  "Create Stack": CreateStackInput;
  "Wait Stack Creation": WaitStackCreationInput;
  "Get Stack Creation Status": GetStackCreationStatusInput;
  "Stack Created?": StackCreatedInput;
  "Get Stack Failure Reason": GetStackFailureReasonInput;
  "Stack Failed": StackFailedInput;
  "Deployment Succeeded": DeploymentSucceededInput;
  "Deployment Failed": DeploymentFailedInput;
}

/** Each state that has variables, and these when it is entered. */
export interface StateVariables {
  "Wait Change Set Creation": {
    looks: number;
  };
  "Get Change Set Creation Status": {
    looks: number;
  };
  "Change Set Created?": {
    looks: number;
  };
  "Delete Empty Change Set": {
    looks: number;
  };
  "Delete Failed Change Set": {
    looks: number;
  };
  "Inspect Change Set Changes": {
    looks: number;
  };
  "Safe to Update Infra?": {
    looks: number;
  };
  "Clean Up Change Set": {
    looks?: number;
  };
  "Deployment Aborted": {
    looks?: number;
  };
  "Execute Change Set": {
    looks: number;
  };
  "Delete Change Set": {
    looks: number;
  };
  "Name Green Stack": {
    looks: number;
  };
  "Create Stack": {
    looks?: number;
  };
  "Wait Stack Creation": {
    looks?: number;
  };
  "Get Stack Creation Status": {
    looks?: number;
  };
  "Stack Created?": {
    looks?: number;
  };
  "Get Stack Failure Reason": {
    looks?: number;
  };
  "Stack Failed": {
    looks?: number;
  };
  "Deployment Succeeded": {
    looks?: number;
  };
  "Deployment Failed": {
    looks: number;
  };
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
    revision?: string;
  };
  "Get Change Set Creation Status": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Delete Empty Change Set": DeleteChangeSetTaskInput;
  "Delete Failed Change Set": DeleteChangeSetTaskInput;
  "Inspect Change Set Changes": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Clean Up Change Set": DeleteChangeSetTaskInput;
  "Execute Change Set": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Delete Change Set": DeleteChangeSetTaskInput;
  "Create Stack": {
    environmentName: string;
    stackName: string;
    templatePath: string;
    revisionS3Bucket: string;
    revisionS3Key: string;
    revision?: string;
  };
  "Get Stack Creation Status": {
    environmentName: string;
    stackName: string;
    stackCreationDetails: { stackId: string };
  };
  "Get Stack Failure Reason": {
    environmentName: string;
    stackName: string;
    stackCreationDetails?: { stackId: string };
  };
}

/** Each task, and what it answers. */
export interface TaskOutputs {
  "Check Stack Existence": "failed" | boolean;
  "Create Change Set": string;
  "Get Change Set Creation Status": "complete" | "failed" | "in_progress" | "no_changes";
  "Delete Empty Change Set": {
    changeSetId: string;
    reason: string;
  };
  "Delete Failed Change Set": {
    changeSetId: string;
    reason: string;
  };
  "Inspect Change Set Changes": "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  "Clean Up Change Set": {
    changeSetId: string;
    reason: string;
  };
  "Execute Change Set": {
    changeSetId: string;
  };
  "Delete Change Set": {
    changeSetId: string;
    reason: string;
  };
  "Create Stack": {
    stackId: string;
  };
  "Get Stack Creation Status": "complete" | "failed" | "in_progress";
  "Get Stack Failure Reason": string;
}
