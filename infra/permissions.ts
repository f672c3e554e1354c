// What each function may do beyond writing its logs, one row a function. The names are those of the workflows' functions, so
// that the compiler asks for the row of a new one.
import { PolicyStatement, type PolicyStatementProps } from "aws-cdk-lib/aws-iam";
import type { DeployFunctions } from "../generated/deploy/construct.js";
import type { DeployAwaitUpdateFunctions } from "../generated/deploy-await-update/construct.js";
import type { DeployBlueGreenFunctions } from "../generated/deploy-blue-green/construct.js";
import type { Configuration } from "./configuration.js";

/** What the statements are about: ARNs, or patterns of them. */
export interface Places {
  /** The stack that is deployed. */
  readonly stacks: readonly string[];
  /** That one, and those that the workflow may create beside it. */
  readonly newStacks: readonly string[];
  /** Those that its template may hold. */
  readonly nestedStacks: readonly string[];
  /** The names of change sets. */
  readonly changeSetNames: string;
  /** The role that CloudFormation takes. */
  readonly deploymentRole: string;
  /** The artifacts, as objects of their bucket. */
  readonly artifacts: string;
  /** Templates that are too long to be sent inline, as objects of their bucket. */
  readonly templates: string;
  /** The key of those buckets, if it is ours. */
  readonly key: string | undefined;
}

/** The statements for one purpose. */
type Permission = (places: Places) => readonly PolicyStatement[];
const allow = (props: PolicyStatementProps) => new PolicyStatement(props);

type Stacks = "stacks" | "newStacks";
const describeStacks =
  (which: Stacks): Permission =>
  (places) => [allow({ actions: ["cloudformation:DescribeStacks"], resources: [...places[which]] })];
const describeStackEvents: Permission = ({ newStacks }) => [
  allow({ actions: ["cloudformation:DescribeStackEvents"], resources: [...newStacks] }),
];
/** A template on its way is no resource. */
const readTemplates: Permission = () => [allow({ actions: ["cloudformation:GetTemplateSummary"], resources: ["*"] })];
/** Whoever makes a stack or a change set says which role CloudFormation takes, and can say no other. */
const passDeploymentRole: Permission = ({ deploymentRole }) => [
  allow({
    actions: ["iam:PassRole"],
    resources: [deploymentRole],
    conditions: { StringEquals: { "iam:PassedToService": "cloudformation.amazonaws.com" } },
  }),
];
const readArtifacts: Permission = ({ artifacts, key }) => [
  allow({ actions: ["s3:GetObject", "s3:GetObjectVersion"], resources: [artifacts] }),
  ...(key === undefined ? [] : [allow({ actions: ["kms:Decrypt"], resources: [key] })]),
];
/** CloudFormation reads a template as whoever calls it. */
const sendLongTemplates: Permission = ({ templates, key }) => [
  allow({ actions: ["s3:GetObject", "s3:PutObject"], resources: [templates] }),
  ...(key === undefined ? [] : [allow({ actions: ["kms:GenerateDataKey"], resources: [key] })]),
];
const createStack: Permission = ({ newStacks, deploymentRole }) => [
  allow({
    actions: ["cloudformation:CreateStack"],
    resources: [...newStacks],
    conditions: { StringEquals: { "cloudformation:RoleArn": deploymentRole } },
  }),
];
const createChangeSet: Permission = ({ stacks, deploymentRole, changeSetNames }) => [
  allow({
    actions: ["cloudformation:CreateChangeSet"],
    resources: [...stacks],
    conditions: {
      StringEquals: { "cloudformation:RoleArn": deploymentRole },
      StringLike: { "cloudformation:ChangeSetName": changeSetNames },
    },
  }),
];
const changeSet =
  (action: "Describe" | "Execute" | "Delete"): Permission =>
  ({ stacks }) => [allow({ actions: [`cloudformation:${action}ChangeSet`], resources: [...stacks] })];
/** With those of the nested stacks, in whose names the outer one's comes first. */
const describeNestedChangeSets: Permission = ({ stacks, nestedStacks }) => [
  allow({ actions: ["cloudformation:DescribeChangeSet"], resources: [...stacks, ...nestedStacks] }),
];
/** The template of a revision, to make a stack or a change set of it. */
const submitTemplate: readonly Permission[] = [passDeploymentRole, readArtifacts, readTemplates, sendLongTemplates];

type Permissions<Functions> = { readonly [Name in keyof Functions]: readonly Permission[] };

const deploy: Permissions<DeployFunctions> = {
  checkStackExistence: [describeStacks("stacks")],
  createStack: [createStack, describeStacks("newStacks"), describeStackEvents, ...submitTemplate],
  getStackCreationStatus: [describeStacks("newStacks")],
  getStackFailureReason: [describeStacks("newStacks"), describeStackEvents],
  createChangeSet: [
    createChangeSet,
    describeStacks("stacks"),
    changeSet("Describe"),
    changeSet("Delete"),
    ...submitTemplate,
  ],
  getChangeSetCreationStatus: [changeSet("Describe")],
  inspectChangeSetChanges: [describeNestedChangeSets],
  executeChangeSet: [changeSet("Execute"), changeSet("Describe"), describeStacks("stacks")],
  deleteChangeSet: [changeSet("Delete"), describeNestedChangeSets, describeStacks("stacks")],
};
const deployAwaitUpdate: Permissions<DeployAwaitUpdateFunctions> = {
  ...deploy,
  getUpdateStatus: [describeStacks("stacks"), changeSet("Describe")],
};
const deployBlueGreen: Permissions<DeployBlueGreenFunctions> = deploy;

/** By workflow, what each of its functions may do. */
export const permissions: {
  readonly [Name in Configuration["workflow"]]: Readonly<Record<string, readonly Permission[]>>;
} = {
  deploy: { ...deploy },
  "deploy-await-update": { ...deployAwaitUpdate },
  "deploy-blue-green": { ...deployBlueGreen },
};
