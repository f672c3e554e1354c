// A stack and its change sets as CloudFormation holds them.
import type {
  Capability,
  ChangeSetStatus,
  ChangeSetType,
  ExecutionStatus,
  OnStackFailure,
  ResourceChange,
  StackEvent,
  StackStatus,
  Tag,
} from "@aws-sdk/client-cloudformation";
import type { JsonObject } from "../../asl/json.js";
import type { Cancel } from "../../simulator/index.js";
import type { EvaluatedTemplate, ParameterValues } from "./evaluate-template.js";

/** What a stack is to become, or is. */
export interface Content {
  readonly templateText: string;
  readonly template: JsonObject;
  readonly parameters: ParameterValues;
  readonly evaluated: EvaluatedTemplate;
  readonly tags: readonly Tag[];
  readonly capabilities: readonly Capability[];
  readonly roleArn: string | undefined;
  /** Of its nested stacks, by their logical ids. */
  readonly nested: ReadonlyMap<string, Content>;
}

export interface PhysicalResource {
  readonly type: string;
  readonly physicalId: string;
}
/** A physical resource that an operation on its stack has replaced or removed. */
export interface LostResource extends PhysicalResource {
  readonly logicalId: string;
  /** What began the operation: the change set, or the token that its caller gave. */
  readonly changeSetId: string | undefined;
  readonly token: string | undefined;
}

/** What DescribeStacks tells of where a stack stands. */
export interface Standing {
  readonly status: StackStatus;
  readonly reason: string | undefined;
  readonly lastUpdatedTime: Date | undefined;
  readonly changeSetId: string | undefined;
}

export interface Stack {
  readonly id: string;
  readonly name: string;
  readonly creationTime: Date;
  readonly clientToken: string | undefined;
  readonly terminationProtection: boolean;
  standing: Standing;
  /** Shown instead of `standing` until a moment: the service is slow to tell. */
  former: { readonly standing: Standing; readonly until: number } | undefined;
  deletionTime: Date | undefined;
  /** Nothing before the first operation on it. */
  content: Content | undefined;
  resources: ReadonlyMap<string, PhysicalResource>;
  /** Every content that it has had, and since when (milliseconds since 1970), oldest first. */
  readonly history: { readonly at: number; readonly content: Content }[];
  readonly lost: LostResource[];
  /** Its nested stacks, by their logical ids. */
  readonly children: Map<string, Stack>;
  readonly changeSets: Map<string, ChangeSet>;
  /** What the caller of the last operation gave to it, for its events. */
  operationToken: string | undefined;
  /** Newest first. */
  readonly events: StackEvent[];
  /** Ends what is going on with it. */
  stop: Cancel;
}

export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stack: Stack;
  readonly type: ChangeSetType;
  readonly creationTime: Date;
  readonly clientToken: string | undefined;
  readonly content: Content;
  readonly includeNestedStacks: boolean;
  readonly onStackFailure: OnStackFailure | undefined;
  readonly description: string | undefined;
  status: ChangeSetStatus;
  reason: string | undefined;
  executionStatus: ExecutionStatus;
  /** The stack was updated while it was made. */
  outdated: boolean;
  changes: readonly ResourceChange[];
  /** With which token it was executed. */
  executedWith: string | undefined;
  readonly changesPerPage: number;
  readonly forgotten: boolean;
  /** Those of the nested stacks that it changes. */
  nested: readonly ChangeSet[];
  stop: Cancel;
}

/** May take an update. */
export const isUpdatable = ({ standing }: Stack): boolean => updatable.has(standing.status);
const updatable: ReadonlySet<StackStatus> = new Set([
  "CREATE_COMPLETE",
  "UPDATE_COMPLETE",
  "UPDATE_ROLLBACK_COMPLETE",
  "IMPORT_COMPLETE",
  "IMPORT_ROLLBACK_COMPLETE",
]);
export const isDeleted = ({ standing }: Stack): boolean => standing.status === "DELETE_COMPLETE";
