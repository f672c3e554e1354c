// Generated from workflows/deploy-sdk.ts by `statewright generate`. Edit that file, not this one.

/** A type that stands in several places below. */
export type StackStatus =
  | "CREATE_COMPLETE"
  | "CREATE_FAILED"
  | "CREATE_IN_PROGRESS"
  | "DELETE_COMPLETE"
  | "DELETE_FAILED"
  | "DELETE_IN_PROGRESS"
  | "IMPORT_COMPLETE"
  | "IMPORT_IN_PROGRESS"
  | "IMPORT_ROLLBACK_COMPLETE"
  | "IMPORT_ROLLBACK_FAILED"
  | "IMPORT_ROLLBACK_IN_PROGRESS"
  | "REVIEW_IN_PROGRESS"
  | "ROLLBACK_COMPLETE"
  | "ROLLBACK_FAILED"
  | "ROLLBACK_IN_PROGRESS"
  | "UPDATE_COMPLETE"
  | "UPDATE_COMPLETE_CLEANUP_IN_PROGRESS"
  | "UPDATE_FAILED"
  | "UPDATE_IN_PROGRESS"
  | "UPDATE_ROLLBACK_COMPLETE"
  | "UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS"
  | "UPDATE_ROLLBACK_FAILED"
  | "UPDATE_ROLLBACK_IN_PROGRESS";

/** A type that stands in several places below. */
export type ChangeSet = {
  ChangeSetName?: string;
  ChangeSetId?: string;
  StackId?: string;
  StackName?: string;
  Description?: string;
  Parameters?: ParametersItem[];
  CreationTime?: string;
  ExecutionStatus?: ExecutionStatus;
  Status?: Status;
  StatusReason?: string;
  StackDriftStatus?: "DRIFTED" | "IN_SYNC" | "NOT_CHECKED" | "UNKNOWN";
  NotificationARNs?: string[];
  RollbackConfiguration?: {
    RollbackTriggers?: { Arn: string; Type: string }[];
    MonitoringTimeInMinutes?: number;
  };
  Capabilities?: ("CAPABILITY_AUTO_EXPAND" | "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM")[];
  Tags?: { Key: string; Value: string }[];
  Changes?: ChangesItem[];
  NextToken?: string;
  IncludeNestedStacks?: boolean;
  ParentChangeSetId?: string;
  RootChangeSetId?: string;
  OnStackFailure?: "DELETE" | "DO_NOTHING" | "ROLLBACK";
  ImportExistingResources?: boolean;
  DeploymentMode?: "REVERT_DRIFT";
  DeploymentConfig?: { Mode?: "EXPRESS" | "STANDARD"; DisableRollback?: boolean };
};

/** A type that stands in several places below. */
export type ParametersItem = {
  ParameterKey?: string;
  ParameterValue?: string;
  UsePreviousValue?: boolean;
  ResolvedValue?: string;
};

/** A type that stands in several places below. */
export type ExecutionStatus =
  | "AVAILABLE"
  | "EXECUTE_COMPLETE"
  | "EXECUTE_FAILED"
  | "EXECUTE_IN_PROGRESS"
  | "OBSOLETE"
  | "UNAVAILABLE";

/** A type that stands in several places below. */
export type Status =
  | "CREATE_COMPLETE"
  | "CREATE_IN_PROGRESS"
  | "CREATE_PENDING"
  | "DELETE_COMPLETE"
  | "DELETE_FAILED"
  | "DELETE_IN_PROGRESS"
  | "DELETE_PENDING"
  | "FAILED";

/** A type that stands in several places below. */
export type ChangesItem = {
  Type?: "Resource";
  HookInvocationCount?: number;
  ResourceChange?: {
    PolicyAction?:
      | "Delete"
      | "ReplaceAndDelete"
      | "ReplaceAndRetain"
      | "ReplaceAndSnapshot"
      | "Retain"
      | "Snapshot";
    Action?: "Add" | "Dynamic" | "Import" | "Modify" | "Remove" | "SyncWithActual";
    LogicalResourceId?: string;
    PhysicalResourceId?: string;
    ResourceType?: string;
    Replacement?: "Conditional" | "False" | "True";
    Scope?: (
      | "CreationPolicy"
      | "DeletionPolicy"
      | "Metadata"
      | "Properties"
      | "Tags"
      | "UpdatePolicy"
      | "UpdateReplacePolicy"
    )[];
    ResourceDriftStatus?:
      | "DELETED"
      | "IN_SYNC"
      | "MODIFIED"
      | "NOT_CHECKED"
      | "UNKNOWN"
      | "UNSUPPORTED";
    ResourceDriftIgnoredAttributes?: {
      Path?: string;
      Reason?: "MANAGED_BY_AWS" | "SENSITIVE_PROPERTY" | "WRITE_ONLY_PROPERTY";
    }[];
    Details?: {
      Target?: {
        Attribute?:
          | "CreationPolicy"
          | "DeletionPolicy"
          | "Metadata"
          | "Properties"
          | "Tags"
          | "UpdatePolicy"
          | "UpdateReplacePolicy";
        Name?: string;
        RequiresRecreation?: "Always" | "Conditionally" | "Never";
        Path?: string;
        BeforeValue?: string;
        AfterValue?: string;
        BeforeValueFrom?: "ACTUAL_STATE" | "PREVIOUS_DEPLOYMENT_STATE";
        AfterValueFrom?: "TEMPLATE";
        Drift?: { PreviousValue?: string; ActualValue?: string; DriftDetectionTimestamp?: string };
        AttributeChangeType?: "Add" | "Modify" | "Remove" | "SyncWithActual";
      };
      Evaluation?: "Dynamic" | "Static";
      ChangeSource?:
        | "Automatic"
        | "DirectModification"
        | "NoModification"
        | "ParameterReference"
        | "ResourceAttribute"
        | "ResourceReference";
      CausingEntity?: string;
    }[];
    ChangeSetId?: string;
    ModuleInfo?: { TypeHierarchy?: string; LogicalIdHierarchy?: string };
    BeforeContext?: string;
    AfterContext?: string;
    PreviousDeploymentContext?: string;
  };
};

/** A type that stands in several places below. */
export type ChangeSet2 = {
  ChangeSetName?: string;
  ChangeSetId?: string;
  StackId?: string;
  StackName?: string;
  Description?: string;
  Parameters?: ParametersItem[];
  CreationTime?: string;
  ExecutionStatus: ExecutionStatus;
  Status?: Status;
  StatusReason?: string;
  StackDriftStatus?: "DRIFTED" | "IN_SYNC" | "NOT_CHECKED" | "UNKNOWN";
  NotificationARNs?: string[];
  RollbackConfiguration?: {
    RollbackTriggers?: { Arn: string; Type: string }[];
    MonitoringTimeInMinutes?: number;
  };
  Capabilities?: ("CAPABILITY_AUTO_EXPAND" | "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM")[];
  Tags?: { Key: string; Value: string }[];
  Changes?: ChangesItem[];
  NextToken?: string;
  IncludeNestedStacks?: boolean;
  ParentChangeSetId?: string;
  RootChangeSetId?: string;
  OnStackFailure?: "DELETE" | "DO_NOTHING" | "ROLLBACK";
  ImportExistingResources?: boolean;
  DeploymentMode?: "REVERT_DRIFT";
  DeploymentConfig?: { Mode?: "EXPRESS" | "STANDARD"; DisableRollback?: boolean };
};

/** A type that stands in several places below. */
export type ChangeSet3 = {
  ChangeSetName?: string;
  ChangeSetId?: string;
  StackId?: string;
  StackName?: string;
  Description?: string;
  Parameters?: ParametersItem[];
  CreationTime?: string;
  ExecutionStatus?: ExecutionStatus;
  Status: Status;
  StatusReason?: string;
  StackDriftStatus?: "DRIFTED" | "IN_SYNC" | "NOT_CHECKED" | "UNKNOWN";
  NotificationARNs?: string[];
  RollbackConfiguration?: {
    RollbackTriggers?: { Arn: string; Type: string }[];
    MonitoringTimeInMinutes?: number;
  };
  Capabilities?: ("CAPABILITY_AUTO_EXPAND" | "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM")[];
  Tags?: { Key: string; Value: string }[];
  Changes?: ChangesItem[];
  NextToken?: string;
  IncludeNestedStacks?: boolean;
  ParentChangeSetId?: string;
  RootChangeSetId?: string;
  OnStackFailure?: "DELETE" | "DO_NOTHING" | "ROLLBACK";
  ImportExistingResources?: boolean;
  DeploymentMode?: "REVERT_DRIFT";
  DeploymentConfig?: { Mode?: "EXPRESS" | "STANDARD"; DisableRollback?: boolean };
};

/** A type that stands in several places below. */
export type ChangeSet4 = {
  ChangeSetName?: string;
  ChangeSetId?: string;
  StackId?: string;
  StackName?: string;
  Description?: string;
  Parameters?: ParametersItem[];
  CreationTime?: string;
  ExecutionStatus?: ExecutionStatus;
  Status?: Status;
  StatusReason: string;
  StackDriftStatus?: "DRIFTED" | "IN_SYNC" | "NOT_CHECKED" | "UNKNOWN";
  NotificationARNs?: string[];
  RollbackConfiguration?: {
    RollbackTriggers?: { Arn: string; Type: string }[];
    MonitoringTimeInMinutes?: number;
  };
  Capabilities?: ("CAPABILITY_AUTO_EXPAND" | "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM")[];
  Tags?: { Key: string; Value: string }[];
  Changes?: ChangesItem[];
  NextToken?: string;
  IncludeNestedStacks?: boolean;
  ParentChangeSetId?: string;
  RootChangeSetId?: string;
  OnStackFailure?: "DELETE" | "DO_NOTHING" | "ROLLBACK";
  ImportExistingResources?: boolean;
  DeploymentMode?: "REVERT_DRIFT";
  DeploymentConfig?: { Mode?: "EXPRESS" | "STANDARD"; DisableRollback?: boolean };
};

/** A type that stands in several places below. */
export type DescribeStacksTaskOutput = {
  Stacks?: {
    StackId?: string;
    StackName: string;
    ChangeSetId?: string;
    Description?: string;
    Parameters?: ParametersItem[];
    CreationTime: string;
    DeletionTime?: string;
    LastUpdatedTime?: string;
    RollbackConfiguration?: {
      RollbackTriggers?: { Arn: string; Type: string }[];
      MonitoringTimeInMinutes?: number;
    };
    StackStatus: StackStatus;
    StackStatusReason?: string;
    DisableRollback?: boolean;
    DeploymentConfig?: { Mode?: "EXPRESS" | "STANDARD"; DisableRollback?: boolean };
    NotificationARNs?: string[];
    TimeoutInMinutes?: number;
    Capabilities?: ("CAPABILITY_AUTO_EXPAND" | "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM")[];
    Outputs?: {
      OutputKey?: string;
      OutputValue?: string;
      Description?: string;
      ExportName?: string;
    }[];
    RoleARN?: string;
    Tags?: { Key: string; Value: string }[];
    EnableTerminationProtection?: boolean;
    ParentId?: string;
    RootId?: string;
    DriftInformation?: {
      StackDriftStatus: "DRIFTED" | "IN_SYNC" | "NOT_CHECKED" | "UNKNOWN";
      LastCheckTimestamp?: string;
    };
    RetainExceptOnCreate?: boolean;
    DeletionMode?: "FORCE_DELETE_STACK" | "STANDARD";
    DetailedStatus?: "CONFIGURATION_COMPLETE" | "VALIDATION_FAILED";
    LastOperations?: {
      OperationType?:
        | "CONTINUE_ROLLBACK"
        | "CREATE_CHANGESET"
        | "CREATE_STACK"
        | "DELETE_STACK"
        | "ROLLBACK"
        | "UPDATE_STACK";
      OperationId?: string;
    }[];
    AliasName?: string;
  }[];
  NextToken?: string;
};

/** What an execution of DeploySdk starts with: workflows/deploy-sdk.ts:61. */
export type WorkflowInput = {
  environmentName: string;
  stackName: string;
  /** Of an object in S3: `https://<bucket>.s3.<region>.amazonaws.com/<key>`. */
  templateUrl: string;
};

/** What an execution of DeploySdk ends with, where it succeeds. */
export type WorkflowOutput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem?: { Error: string; Cause: string };
  changeSet?: ChangeSet | ChangeSet2 | ChangeSet3 | ChangeSet4;
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Name Stack" is entered: workflows/deploy-sdk.ts:66. */
export type NameStackInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
};

/** The data when "Check Stack Existence" is entered: workflows/deploy-sdk.ts:71. */
export type CheckStackExistenceInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
};

/** The data when "Does Stack Take Updates?" is entered: workflows/deploy-sdk.ts:81. */
export type DoesStackTakeUpdatesInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
};

/** The data when "Is Stack Missing?" is entered: workflows/deploy-sdk.ts:89. */
export type IsStackMissingInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem: { Error: string; Cause: string };
};

/** The data when "Create Change Set" is entered: workflows/deploy-sdk.ts:93. */
export type CreateChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
};

/** The data when "Wait Change Set Creation" is entered: workflows/deploy-sdk.ts:107. */
export type WaitChangeSetCreationInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
};

/** The data when "Describe Change Set" is entered: workflows/deploy-sdk.ts:108. */
export type DescribeChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
};

/** The data when "Change Set Created?" is entered: workflows/deploy-sdk.ts:113. */
export type ChangeSetCreatedInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet;
};

/** The data when "Inspect Change Set Changes" is entered: workflows/deploy-sdk.ts:148. */
export type InspectChangeSetChangesInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
};

/** The data when "Safe to Update Infra?" is entered: workflows/deploy-sdk.ts:158. */
export type SafeToUpdateInfraInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Execute Change Set" is entered: workflows/deploy-sdk.ts:162. */
export type ExecuteChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Wait Stack Update" is entered: workflows/deploy-sdk.ts:171. */
export type WaitStackUpdateInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Describe Updated Stack" is entered: workflows/deploy-sdk.ts:172. */
export type DescribeUpdatedStackInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Is Stack at Rest?" is entered: workflows/deploy-sdk.ts:177. */
export type IsStackAtRestInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Describe Execution" is entered: workflows/deploy-sdk.ts:188. */
export type DescribeExecutionInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Change Set Executed?" is entered: workflows/deploy-sdk.ts:198. */
export type ChangeSetExecutedInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Stack Updated?" is entered: workflows/deploy-sdk.ts:210. */
export type StackUpdatedInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet | ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Create Stack" is entered: workflows/deploy-sdk.ts:215. */
export type CreateStackInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem: { Error: string; Cause: string };
};

/** The data when "Wait Stack Creation" is entered: workflows/deploy-sdk.ts:226. */
export type WaitStackCreationInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem: { Error: string; Cause: string };
};

/** The data when "Describe Created Stack" is entered: workflows/deploy-sdk.ts:227. */
export type DescribeCreatedStackInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem: { Error: string; Cause: string };
};

/** The data when "Stack Created?" is entered: workflows/deploy-sdk.ts:232. */
export type StackCreatedInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem: { Error: string; Cause: string };
};

/** The data when "Note Failed Change Set" is entered: workflows/deploy-sdk.ts:238. */
export type NoteFailedChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet4;
};

/** The data when "Note Slow Change Set" is entered: workflows/deploy-sdk.ts:242. */
export type NoteSlowChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet;
};

/** The data when "Note Unsafe Change Set" is entered: workflows/deploy-sdk.ts:246. */
export type NoteUnsafeChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet2 | ChangeSet3;
  changeSetAction: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Delete Change Set" is entered: workflows/deploy-sdk.ts:249. */
export type DeleteChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem: { Error: string; Cause: string };
  changeSet?: ChangeSet | ChangeSet2 | ChangeSet3 | ChangeSet4;
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Delete Empty Change Set" is entered: workflows/deploy-sdk.ts:259. */
export type DeleteEmptyChangeSetInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  changeSet: ChangeSet4;
};

/** The data when "Deployment Succeeded" is entered: workflows/deploy-sdk.ts:264. */
export type DeploymentSucceededInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem?: { Error: string; Cause: string };
  changeSet?: ChangeSet | ChangeSet2 | ChangeSet3 | ChangeSet4;
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Stack Failed" is entered: workflows/deploy-sdk.ts:265. */
export type StackFailedInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem?: { Error: string; Cause: string };
  changeSet?: ChangeSet | ChangeSet2 | ChangeSet3;
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** The data when "Deployment Failed" is entered: workflows/deploy-sdk.ts:269. */
export type DeploymentFailedInput = {
  environmentName: string;
  stackName: string;
  templateUrl: string;
  stack: string;
  changeSetName: string;
  problem: { Error: string; Cause: string };
  changeSet?: ChangeSet | ChangeSet2 | ChangeSet3 | ChangeSet4;
  changeSetAction?: "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
};

/** Each state, and the data when it is entered. */
export interface StateInputs {
  "Name Stack": NameStackInput;
  "Check Stack Existence": CheckStackExistenceInput;
  "Does Stack Take Updates?": DoesStackTakeUpdatesInput;
  "Is Stack Missing?": IsStackMissingInput;
  "Create Change Set": CreateChangeSetInput;
  "Wait Change Set Creation": WaitChangeSetCreationInput;
  "Describe Change Set": DescribeChangeSetInput;
  "Change Set Created?": ChangeSetCreatedInput;
  "Inspect Change Set Changes": InspectChangeSetChangesInput;
  "Safe to Update Infra?": SafeToUpdateInfraInput;
  "Execute Change Set": ExecuteChangeSetInput;
  "Wait Stack Update": WaitStackUpdateInput;
  "Describe Updated Stack": DescribeUpdatedStackInput;
  "Is Stack at Rest?": IsStackAtRestInput;
  "Describe Execution": DescribeExecutionInput;
  "Change Set Executed?": ChangeSetExecutedInput;
  "Stack Updated?": StackUpdatedInput;
  "Create Stack": CreateStackInput;
  "Wait Stack Creation": WaitStackCreationInput;
  "Describe Created Stack": DescribeCreatedStackInput;
  "Stack Created?": StackCreatedInput;
  "Note Failed Change Set": NoteFailedChangeSetInput;
  "Note Slow Change Set": NoteSlowChangeSetInput;
  "Note Unsafe Change Set": NoteUnsafeChangeSetInput;
  "Delete Change Set": DeleteChangeSetInput;
  "Delete Empty Change Set": DeleteEmptyChangeSetInput;
  "Deployment Succeeded": DeploymentSucceededInput;
  "Stack Failed": StackFailedInput;
  "Deployment Failed": DeploymentFailedInput;
}

/** Each state that has variables, and these when it is entered. */
export interface StateVariables {
  "Does Stack Take Updates?": {
    stackStatus: StackStatus;
  };
  "Create Change Set": {
    stackStatus: StackStatus;
  };
  "Wait Change Set Creation": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Describe Change Set": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Change Set Created?": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Inspect Change Set Changes": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Safe to Update Infra?": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Execute Change Set": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Wait Stack Update": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Describe Updated Stack": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Is Stack at Rest?": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Describe Execution": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Change Set Executed?": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Stack Updated?": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Stack Created?": {
    stackStatus: StackStatus;
  };
  "Note Failed Change Set": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Note Slow Change Set": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Note Unsafe Change Set": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Delete Change Set": {
    stackStatus: StackStatus;
    looks?: number;
  };
  "Delete Empty Change Set": {
    stackStatus: StackStatus;
    looks: number;
  };
  "Deployment Succeeded": {
    stackStatus: StackStatus;
    looks?: number;
  };
  "Stack Failed": {
    stackStatus: StackStatus;
    looks?: number;
  };
  "Deployment Failed": {
    stackStatus?: StackStatus;
    looks?: number;
  };
}

/** Each task, and what it is sent. */
export interface TaskInputs {
  "Check Stack Existence": {
    StackName?: string;
    NextToken?: string;
  };
  "Create Change Set": {
    StackName: string;
    TemplateBody?: string;
    TemplateURL?: string;
    UsePreviousTemplate?: boolean;
    Parameters?: ParametersItem[];
    Capabilities?: ("CAPABILITY_AUTO_EXPAND" | "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM")[];
    ResourceTypes?: string[];
    RoleARN?: string;
    RollbackConfiguration?: {
      RollbackTriggers?: { Arn: string; Type: string }[];
      MonitoringTimeInMinutes?: number;
    };
    NotificationARNs?: string[];
    Tags?: { Key: string; Value: string }[];
    ChangeSetName: string;
    ClientToken?: string;
    Description?: string;
    ChangeSetType?: "CREATE" | "IMPORT" | "UPDATE";
    ResourcesToImport?: {
      ResourceType: string;
      LogicalResourceId: string;
      ResourceIdentifier: { [key: string]: string };
    }[];
    IncludeNestedStacks?: boolean;
    OnStackFailure?: "DELETE" | "DO_NOTHING" | "ROLLBACK";
    ImportExistingResources?: boolean;
    DeploymentMode?: "REVERT_DRIFT";
    DeploymentConfig?: { Mode?: "EXPRESS" | "STANDARD"; DisableRollback?: boolean };
    DisableValidation?: boolean;
  };
  "Describe Change Set": {
    ChangeSetName: string;
    StackName?: string;
    NextToken?: string;
    IncludePropertyValues?: boolean;
  };
  "Inspect Change Set Changes": {
    environmentName: string;
    stackName: string;
    changeSetName: string;
  };
  "Execute Change Set": {
    ChangeSetName: string;
    StackName?: string;
    ClientRequestToken?: string;
    DisableRollback?: boolean;
    RetainExceptOnCreate?: boolean;
  };
  "Describe Updated Stack": {
    StackName?: string;
    NextToken?: string;
  };
  "Describe Execution": {
    ChangeSetName: string;
    StackName?: string;
    NextToken?: string;
    IncludePropertyValues?: boolean;
  };
  "Create Stack": {
    StackName: string;
    TemplateBody?: string;
    TemplateURL?: string;
    Parameters?: ParametersItem[];
    DisableRollback?: boolean;
    RollbackConfiguration?: {
      RollbackTriggers?: { Arn: string; Type: string }[];
      MonitoringTimeInMinutes?: number;
    };
    TimeoutInMinutes?: number;
    NotificationARNs?: string[];
    Capabilities?: ("CAPABILITY_AUTO_EXPAND" | "CAPABILITY_IAM" | "CAPABILITY_NAMED_IAM")[];
    ResourceTypes?: string[];
    RoleARN?: string;
    OnFailure?: "DELETE" | "DO_NOTHING" | "ROLLBACK";
    StackPolicyBody?: string;
    StackPolicyURL?: string;
    Tags?: { Key: string; Value: string }[];
    ClientRequestToken?: string;
    EnableTerminationProtection?: boolean;
    RetainExceptOnCreate?: boolean;
    DeploymentConfig?: { Mode?: "EXPRESS" | "STANDARD"; DisableRollback?: boolean };
    DisableValidation?: boolean;
  };
  "Describe Created Stack": {
    StackName?: string;
    NextToken?: string;
  };
  "Delete Change Set": {
    ChangeSetName: string;
    StackName?: string;
  };
  "Delete Empty Change Set": {
    ChangeSetName: string;
    StackName?: string;
  };
}

/** Each task, and what it answers. */
export interface TaskOutputs {
  "Check Stack Existence": DescribeStacksTaskOutput;
  "Create Change Set": {
    Id?: string;
    StackId?: string;
  };
  "Describe Change Set": ChangeSet;
  "Inspect Change Set Changes": "CAN-SAFELY-UPDATE-EXISTING-STACK" | "RESOURCES-BEING-DELETED-OR-REPLACED";
  "Execute Change Set": {};
  "Describe Updated Stack": DescribeStacksTaskOutput;
  "Describe Execution": ChangeSet;
  "Create Stack": {
    StackId?: string;
    OperationId?: string;
  };
  "Describe Created Stack": DescribeStacksTaskOutput;
  "Delete Change Set": {};
  "Delete Empty Change Set": {};
}
