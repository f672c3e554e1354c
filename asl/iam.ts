// Which IAM actions the role of a state machine needs for a call, and on what.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html
import { sdkService } from "./sdk-services.js";

/**
 * What only the deployment knows, inside the ARN of a resource: its partition, region and account, the state machine itself,
 * what the ARNs of its executions begin with, and, as `unknown`, what the data of an execution will say.
 */
export const later = {
  partition: "⟦partition⟧",
  region: "⟦region⟧",
  account: "⟦account⟧",
  machine: "⟦machine⟧",
  executions: "⟦executions⟧",
  unknown: "⟦unknown⟧",
} as const;

/** The arguments of a call, as text with the marks above; `undefined` for one that is not given. */
export interface CallArguments {
  readonly text: (name: string) => string | undefined;
  /** A member of each item of a list. */
  readonly each: (list: string, name: string) => readonly (string | undefined)[];
  /** The name of a queue in its URL, with the account before it: `123456789012:orders`. */
  readonly queue: (name: string) => string;
}
export interface Permission {
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** What must hold of the request: the operator, the key, the values. */
  readonly condition?: readonly [operator: string, key: string, ...values: readonly string[]];
}
type Row = (given: CallArguments) => readonly Permission[];

const allow = (actions: string, ...resources: readonly string[]): Permission => ({
  actions: actions.split(" "),
  resources,
});
const arn = (service: string, resource: string) =>
  `arn:${later.partition}:${service}:${later.region}:${later.account}:${resource}`;
/** An argument that takes a name or an ARN. */
const named = (value: string | undefined, make: (name: string) => string): string =>
  value?.startsWith("arn:") ? value : make(value ?? later.unknown);
const argument = (given: CallArguments, name: string) => given.text(name) ?? later.unknown;
/** The managed rule by which Step Functions hears that a job has ended. */
const hearing = (rule: string) =>
  allow("events:PutTargets events:PutRule events:DescribeRule", arn("events", `rule/${rule}`));
/** The roles of what a job is made of, handed on to its service alone. */
const passing = (service: string, ...roles: readonly (string | undefined)[]): Permission => ({
  ...allow("iam:PassRole", ...(roles.every((role) => role === undefined) ? [later.unknown] : roles.filter(isText))),
  condition: ["StringEquals", "iam:PassedToService", ...service.split(" ")],
});
/** The role that a service makes for itself when an account uses it for the first time. */
const linked = (service: string, role: string): Permission => ({
  ...allow(
    "iam:CreateServiceLinkedRole",
    `arn:${later.partition}:iam::${later.account}:role/aws-service-role/${service}/${role}*`,
  ),
  condition: ["StringLike", "iam:AWSServiceName", service],
});
const isText = (value: string | undefined): value is string => value !== undefined;
const capital = (text: string) => text.replace(/^./, (letter) => letter.toUpperCase());

// ---------------------------------------------------------------- optimised integrations
/** SageMaker's ARNs are in small letters; what is not known yet stays as it is. */
const inSmall = (name: string) => (name.includes("⟦") ? name : name.toLowerCase());
const sagemaker =
  (action: string, resource: string, name: string): Row =>
  (given) => [
    allow(
      `sagemaker:${capital(action)}`,
      arn("sagemaker", `${resource}/${inSmall(argument(given, name))}`),
      ...(resource === "endpoint"
        ? [arn("sagemaker", `endpoint-config/${inSmall(argument(given, "EndpointConfigName"))}`)]
        : []),
    ),
    ...(action === "createModel" || action.endsWith("Job")
      ? [passing("sagemaker.amazonaws.com", given.text("ExecutionRoleArn") ?? given.text("RoleArn"))]
      : []),
  ];
const sagemakerJob =
  (action: string, resource: string, name: string, rule: string): Row =>
  (given) => {
    const job = action.replace(/^create/, "");
    const on = arn("sagemaker", `${resource}/${inSmall(argument(given, name))}`);
    return [
      ...sagemaker(action, resource, name)(given),
      allow(`sagemaker:Describe${job} sagemaker:Stop${job} sagemaker:AddTags sagemaker:ListTags`, on),
      hearing(rule),
    ];
  };
const started: Row = (given) => [allow("states:StartExecution", argument(given, "StateMachineArn"))];
const executionsOf = (machine: string) => machine.replace(":stateMachine:", ":execution:");
const awaited: Row = (given) => {
  const machine = argument(given, "StateMachineArn");
  const isWritten = machine.includes(":stateMachine:");
  return [
    ...started(given),
    allow(
      "states:DescribeExecution states:StopExecution",
      isWritten ? `${executionsOf(machine)}:*` : arn("states", `execution:${later.unknown}`),
    ),
    hearing("StepFunctionsGetEventsForStepFunctionsExecutionRule"),
  ];
};
const cluster = (given: CallArguments) => arn("elasticmapreduce", `cluster/${argument(given, "ClusterId")}`);
/** The roles of the service, of its machines and of what scales them are named in several ways. */
const emrClusterCreated: readonly Permission[] = [
  allow("elasticmapreduce:RunJobFlow", later.unknown),
  passing("elasticmapreduce.amazonaws.com ec2.amazonaws.com application-autoscaling.amazonaws.com"),
];
const virtualCluster = (given: CallArguments) =>
  arn("emr-containers", `/virtualclusters/${given.text("Id") ?? argument(given, "VirtualClusterId")}`);
const application = (given: CallArguments) =>
  arn("emr-serverless", `/applications/${argument(given, "ApplicationId")}`);
const workgroup = (given: CallArguments) => arn("athena", `workgroup/${given.text("WorkGroup") ?? "primary"}`);
const project = (given: CallArguments) => arn("codebuild", `project/${argument(given, "ProjectName")}`);
/** The project of a build, whose id begins with it. */
const projectOfBuild = (given: CallArguments) => {
  const [name = later.unknown] = argument(given, "Id").split(":");
  return name.startsWith("arn") ? arn("codebuild", `project/${later.unknown}`) : arn("codebuild", `project/${name}`);
};
const table = (given: CallArguments) => named(given.text("TableName"), (name) => arn("dynamodb", `table/${name}`));
const glueJob = (given: CallArguments) => arn("glue", `job/${argument(given, "JobName")}`);
const brewJob = (given: CallArguments) => arn("databrew", `job/${argument(given, "Name")}`);
const taskDefinition = (given: CallArguments) =>
  named(given.text("TaskDefinition"), (name) => arn("ecs", `task-definition/${name}${name.includes(":") ? "" : ":*"}`));
const submitted: Row = (given) => [
  allow(
    "batch:SubmitJob",
    named(given.text("JobDefinition"), (name) =>
      arn("batch", `job-definition/${name}${name.includes(":") ? "" : ":*"}`),
    ),
    named(given.text("JobQueue"), (name) => arn("batch", `job-queue/${name}`)),
  ),
];
const ran: Row = (given) => [allow("ecs:RunTask", taskDefinition(given)), passing("ecs-tasks.amazonaws.com")];
/** Asked: what is asked of an application, or of its runs, until it is as it should be. */
const emrServerless =
  (action: string, asked?: string): Row =>
  (given) => {
    const isStart = action === "StartJobRun";
    const runs = `${application(given)}/jobruns/${isStart ? "*" : argument(given, "JobRunId")}`;
    const isOfRun = action.endsWith("JobRun");
    return [
      allow(`emr-serverless:${action}`, isOfRun && !isStart ? runs : application(given)),
      ...(isStart ? [passing("emr-serverless.amazonaws.com", given.text("ExecutionRoleArn"))] : []),
      ...(asked === undefined
        ? []
        : [
            allow(asked, isOfRun ? runs : application(given)),
            hearing(`StepFunctionsGetEventsForEMRServerless${isOfRun ? "Job" : "Application"}Rule`),
          ]),
    ];
  };
const emrServerlessCreated: readonly Permission[] = [
  allow("emr-serverless:CreateApplication", arn("emr-serverless", "/*")),
  linked("ops.emr-serverless.amazonaws.com", "AWSServiceRoleForAmazonEMRServerless"),
];
const foundationModel = (id: string | undefined) =>
  named(id, (name) => `arn:${later.partition}:bedrock:${later.region}::foundation-model/${name}`);
const customized: Row = (given) => [
  allow(
    "bedrock:CreateModelCustomizationJob",
    foundationModel(given.text("BaseModelIdentifier")),
    arn("bedrock", "custom-model/*"),
    arn("bedrock", "model-customization-job/*"),
  ),
  passing("bedrock.amazonaws.com", given.text("RoleArn")),
];
const eksCluster = (given: CallArguments, name: string) => arn("eks", `cluster/${argument(given, name)}`);
const eksNodegroup = (given: CallArguments) =>
  arn("eks", `nodegroup/${argument(given, "ClusterName")}/${argument(given, "NodegroupName")}/*`);
const eksProfile = (given: CallArguments) =>
  arn("eks", `fargateprofile/${argument(given, "ClusterName")}/${argument(given, "FargateProfileName")}/*`);
const eksClusterCreated: Row = (given) => [
  allow("eks:CreateCluster", "*"),
  passing("eks.amazonaws.com", given.text("RoleArn")),
];
const eksNodegroupCreated: Row = (given) => [
  allow("ec2:DescribeSubnets", "*"),
  allow("eks:CreateNodegroup", eksCluster(given, "ClusterName")),
  allow("iam:GetRole iam:ListAttachedRolePolicies", argument(given, "NodeRole")),
  passing("eks.amazonaws.com", given.text("NodeRole")),
];
const emrContainersJob: Row = (given) => [
  {
    ...allow("emr-containers:StartJobRun", virtualCluster(given)),
    condition: ["StringLike", "emr-containers:ExecutionRoleArn", argument(given, "ExecutionRoleArn")],
  },
];

/** By what the resource of a task ends in. Where a pattern has no row of its own, it needs what the call needs. */
const integrated: { readonly [call: string]: Row } = {
  "apigateway:invoke": (given) => {
    const [id = later.unknown] = argument(given, "ApiEndpoint").split(".");
    const place = [
      given.text("Stage") ?? "*",
      argument(given, "Method"),
      (given.text("Path") ?? "*").replace(/^\//, ""),
    ];
    return [allow("execute-api:Invoke", arn("execute-api", `${id}/${place.join("/")}`))];
  },
  "athena:startQueryExecution": (given) => [
    allow("athena:StartQueryExecution athena:GetDataCatalog", workgroup(given), arn("athena", "datacatalog/*")),
  ],
  "athena:startQueryExecution.sync": (given) => [
    allow(
      "athena:StartQueryExecution athena:GetDataCatalog athena:GetQueryExecution athena:StopQueryExecution",
      workgroup(given),
      arn("athena", "datacatalog/*"),
    ),
  ],
  "athena:stopQueryExecution": () => [allow("athena:StopQueryExecution", arn("athena", "workgroup/*"))],
  "athena:getQueryExecution": () => [allow("athena:GetQueryExecution", arn("athena", "workgroup/*"))],
  "athena:getQueryResults": () => [allow("athena:GetQueryResults", arn("athena", "workgroup/*"))],
  "batch:submitJob": submitted,
  "batch:submitJob.sync": (given) => [
    ...submitted(given),
    allow("batch:DescribeJobs batch:TerminateJob", "*"),
    hearing("StepFunctionsGetEventsForBatchJobsRule"),
  ],
  "bedrock:invokeModel": (given) => [allow("bedrock:InvokeModel", foundationModel(given.text("ModelId")))],
  "bedrock:createModelCustomizationJob": customized,
  "bedrock:createModelCustomizationJob.sync": (given) => [
    ...customized(given),
    allow(
      "bedrock:GetModelCustomizationJob bedrock:StopModelCustomizationJob",
      arn("bedrock", "model-customization-job/*"),
    ),
  ],
  "codebuild:startBuild": (given) => [allow("codebuild:StartBuild", project(given))],
  "codebuild:startBuild.sync": (given) => [
    allow(
      "codebuild:StartBuild codebuild:StopBuild codebuild:BatchGetBuilds codebuild:BatchGetReports",
      project(given),
    ),
    hearing("StepFunctionsGetEventForCodeBuildStartBuildRule"),
  ],
  "codebuild:startBuildBatch": (given) => [allow("codebuild:StartBuildBatch", project(given))],
  "codebuild:startBuildBatch.sync": (given) => [
    allow("codebuild:StartBuildBatch codebuild:StopBuildBatch codebuild:BatchGetBuildBatches", project(given)),
    hearing("StepFunctionsGetEventForCodeBuildStartBuildBatchRule"),
  ],
  "codebuild:stopBuild": (given) => [allow("codebuild:StopBuild", projectOfBuild(given))],
  "codebuild:batchDeleteBuilds": () => [
    allow("codebuild:BatchDeleteBuilds", arn("codebuild", `project/${later.unknown}`)),
  ],
  "codebuild:batchGetReports": () => [
    allow("codebuild:BatchGetReports", arn("codebuild", `report-group/${later.unknown}`)),
  ],
  "codebuild:stopBuildBatch": (given) => [allow("codebuild:StopBuildBatch", projectOfBuild(given))],
  "codebuild:retryBuildBatch": (given) => [allow("codebuild:RetryBuildBatch", projectOfBuild(given))],
  // Of this one no rule is published: it is asked after.
  "codebuild:retryBuildBatch.sync": (given) => [
    allow("codebuild:RetryBuildBatch codebuild:StopBuildBatch codebuild:BatchGetBuildBatches", projectOfBuild(given)),
  ],
  "codebuild:deleteBuildBatch": (given) => [allow("codebuild:DeleteBuildBatch", projectOfBuild(given))],
  "databrew:startJobRun": (given) => [allow("databrew:StartJobRun", brewJob(given))],
  "databrew:startJobRun.sync": (given) => [
    allow("databrew:StartJobRun databrew:ListJobRuns databrew:StopJobRun", brewJob(given)),
  ],
  "dynamodb:getItem": (given) => [allow("dynamodb:GetItem", table(given))],
  "dynamodb:putItem": (given) => [allow("dynamodb:PutItem", table(given))],
  "dynamodb:updateItem": (given) => [allow("dynamodb:UpdateItem", table(given))],
  "dynamodb:deleteItem": (given) => [allow("dynamodb:DeleteItem", table(given))],
  "ecs:runTask": ran,
  "ecs:runTask.sync": (given) => [
    ...ran(given),
    allow("ecs:StopTask ecs:DescribeTasks", "*"),
    hearing("StepFunctionsGetEventsForECSTaskRule"),
  ],
  "eks:createCluster": eksClusterCreated,
  "eks:createCluster.sync": (given) => [
    ...eksClusterCreated(given),
    allow("eks:DescribeCluster eks:DeleteCluster", eksCluster(given, "Name")),
  ],
  "eks:deleteCluster": (given) => [allow("eks:DeleteCluster", eksCluster(given, "Name"))],
  "eks:deleteCluster.sync": (given) => [allow("eks:DeleteCluster eks:DescribeCluster", eksCluster(given, "Name"))],
  "eks:createNodegroup": eksNodegroupCreated,
  "eks:createNodegroup.sync": (given) => [
    ...eksNodegroupCreated(given),
    allow("eks:DescribeNodegroup eks:DeleteNodegroup", eksNodegroup(given)),
  ],
  "eks:deleteNodegroup": (given) => [allow("eks:DeleteNodegroup", eksNodegroup(given))],
  "eks:deleteNodegroup.sync": (given) => [allow("eks:DeleteNodegroup eks:DescribeNodegroup", eksNodegroup(given))],
  "eks:deleteFargateProfile": (given) => [allow("eks:DeleteFargateProfile", eksProfile(given))],
  "eks:deleteFargateProfile.sync": (given) => [
    allow("eks:DeleteFargateProfile eks:DescribeFargateProfile", eksProfile(given)),
  ],
  // A job in a cluster is allowed by the cluster's own rights.
  "eks:runJob": () => [],
  "eks:runJob.sync": () => [],
  "eks:call": () => [],
  "elasticmapreduce:createCluster": () => emrClusterCreated,
  "elasticmapreduce:createCluster.sync": () => [
    ...emrClusterCreated,
    allow("elasticmapreduce:DescribeCluster elasticmapreduce:TerminateJobFlows", arn("elasticmapreduce", "cluster/*")),
    hearing("StepFunctionsGetEventForEMRRunJobFlowRule"),
  ],
  "elasticmapreduce:terminateCluster": (given) => [allow("elasticmapreduce:TerminateJobFlows", cluster(given))],
  "elasticmapreduce:terminateCluster.sync": (given) => [
    allow("elasticmapreduce:TerminateJobFlows elasticmapreduce:DescribeCluster", cluster(given)),
    hearing("StepFunctionsGetEventForEMRTerminateJobFlowsRule"),
  ],
  "elasticmapreduce:addStep": (given) => [allow("elasticmapreduce:AddJobFlowSteps", cluster(given))],
  "elasticmapreduce:addStep.sync": (given) => [
    allow(
      "elasticmapreduce:AddJobFlowSteps elasticmapreduce:DescribeStep elasticmapreduce:CancelSteps",
      cluster(given),
    ),
    hearing("StepFunctionsGetEventForEMRAddJobFlowStepsRule"),
  ],
  "elasticmapreduce:cancelStep": (given) => [allow("elasticmapreduce:CancelSteps", cluster(given))],
  "elasticmapreduce:setClusterTerminationProtection": (given) => [
    allow("elasticmapreduce:SetTerminationProtection", cluster(given)),
  ],
  "elasticmapreduce:modifyInstanceFleetByName": (given) => [
    allow("elasticmapreduce:ModifyInstanceFleet elasticmapreduce:ListInstanceFleets", cluster(given)),
  ],
  "elasticmapreduce:modifyInstanceGroupByName": (given) => [
    allow("elasticmapreduce:ModifyInstanceGroups elasticmapreduce:ListInstanceGroups", cluster(given)),
  ],
  "emr-containers:createVirtualCluster": () => [
    allow("emr-containers:CreateVirtualCluster", "*"),
    linked("emr-containers.amazonaws.com", "AWSServiceRoleForAmazonEMRContainers"),
  ],
  "emr-containers:startJobRun": emrContainersJob,
  "emr-containers:startJobRun.sync": (given) => [
    ...emrContainersJob(given),
    allow("emr-containers:DescribeJobRun emr-containers:CancelJobRun", `${virtualCluster(given)}/jobruns/*`),
  ],
  "emr-containers:deleteVirtualCluster": (given) => [
    allow("emr-containers:DeleteVirtualCluster", virtualCluster(given)),
  ],
  "emr-containers:deleteVirtualCluster.sync": (given) => [
    allow("emr-containers:DeleteVirtualCluster emr-containers:DescribeVirtualCluster", virtualCluster(given)),
  ],
  "emr-serverless:createApplication": () => emrServerlessCreated,
  "emr-serverless:createApplication.sync": () => [
    ...emrServerlessCreated,
    allow("emr-serverless:GetApplication emr-serverless:DeleteApplication", arn("emr-serverless", "/applications/*")),
    hearing("StepFunctionsGetEventsForEMRServerlessApplicationRule"),
  ],
  "emr-serverless:startApplication": emrServerless("StartApplication"),
  "emr-serverless:startApplication.sync": emrServerless(
    "StartApplication",
    "emr-serverless:GetApplication emr-serverless:StopApplication",
  ),
  "emr-serverless:stopApplication": emrServerless("StopApplication"),
  "emr-serverless:stopApplication.sync": emrServerless("StopApplication", "emr-serverless:GetApplication"),
  "emr-serverless:deleteApplication": emrServerless("DeleteApplication"),
  "emr-serverless:deleteApplication.sync": emrServerless("DeleteApplication", "emr-serverless:GetApplication"),
  "emr-serverless:startJobRun": emrServerless("StartJobRun"),
  "emr-serverless:startJobRun.sync": emrServerless(
    "StartJobRun",
    "emr-serverless:GetJobRun emr-serverless:CancelJobRun",
  ),
  "emr-serverless:cancelJobRun": emrServerless("CancelJobRun"),
  "emr-serverless:cancelJobRun.sync": emrServerless("CancelJobRun", "emr-serverless:GetJobRun"),
  "events:putEvents": (given) => [
    allow(
      "events:PutEvents",
      ...given
        .each("Entries", "EventBusName")
        .map((bus) => named(bus ?? "default", (name) => arn("events", `event-bus/${name}`))),
    ),
  ],
  "glue:startJobRun": (given) => [allow("glue:StartJobRun", glueJob(given))],
  "glue:startJobRun.sync": (given) => [
    allow("glue:StartJobRun glue:GetJobRun glue:GetJobRuns glue:BatchStopJobRun", glueJob(given)),
  ],
  "http:invoke": (given) => {
    const [connection = later.unknown] = [
      ...given.each("Authentication", "ConnectionArn"),
      ...given.each("InvocationConfig", "ConnectionArn"),
    ].filter(isText);
    return [
      {
        ...allow("states:InvokeHTTPEndpoint", later.machine),
        condition: ["StringLike", "states:HTTPEndpoint", argument(given, "ApiEndpoint")],
      },
      allow("events:RetrieveConnectionCredentials", connection),
      allow(
        "secretsmanager:GetSecretValue secretsmanager:DescribeSecret",
        arn("secretsmanager", "secret:events!connection/*"),
      ),
    ];
  },
  "lambda:invoke": (given) => [allow("lambda:InvokeFunction", calledFunction(given))],
  "mediaconvert:createJob": (given) => [
    allow("mediaconvert:CreateJob", "*"),
    passing("mediaconvert.amazonaws.com", given.text("Role")),
  ],
  "mediaconvert:createJob.sync": (given) => [
    allow("mediaconvert:CreateJob mediaconvert:GetJob mediaconvert:CancelJob", "*"),
    passing("mediaconvert.amazonaws.com", given.text("Role")),
    hearing("StepFunctionsGetEventsForMediaConvertJobRule"),
  ],
  "sagemaker:createEndpoint": sagemaker("createEndpoint", "endpoint", "EndpointName"),
  "sagemaker:createEndpointConfig": sagemaker("createEndpointConfig", "endpoint-config", "EndpointConfigName"),
  "sagemaker:createModel": sagemaker("createModel", "model", "ModelName"),
  "sagemaker:updateEndpoint": sagemaker("updateEndpoint", "endpoint", "EndpointName"),
  "sagemaker:createHyperParameterTuningJob": sagemaker(
    "createHyperParameterTuningJob",
    "hyper-parameter-tuning-job",
    "HyperParameterTuningJobName",
  ),
  "sagemaker:createHyperParameterTuningJob.sync": sagemakerJob(
    "createHyperParameterTuningJob",
    "hyper-parameter-tuning-job",
    "HyperParameterTuningJobName",
    "StepFunctionsGetEventsForSageMakerTuningJobsRule",
  ),
  "sagemaker:createLabelingJob": sagemaker("createLabelingJob", "labeling-job", "LabelingJobName"),
  "sagemaker:createProcessingJob": sagemaker("createProcessingJob", "processing-job", "ProcessingJobName"),
  "sagemaker:createProcessingJob.sync": sagemakerJob(
    "createProcessingJob",
    "processing-job",
    "ProcessingJobName",
    "StepFunctionsGetEventsForSageMakerProcessingJobsRule",
  ),
  "sagemaker:createTrainingJob": sagemaker("createTrainingJob", "training-job", "TrainingJobName"),
  "sagemaker:createTrainingJob.sync": sagemakerJob(
    "createTrainingJob",
    "training-job",
    "TrainingJobName",
    "StepFunctionsGetEventsForSageMakerTrainingJobsRule",
  ),
  "sagemaker:createTransformJob": sagemaker("createTransformJob", "transform-job", "TransformJobName"),
  "sagemaker:createTransformJob.sync": sagemakerJob(
    "createTransformJob",
    "transform-job",
    "TransformJobName",
    "StepFunctionsGetEventsForSageMakerTransformJobsRule",
  ),
  "sns:publish": (given) => [allow("sns:Publish", given.text("TopicArn") ?? given.text("TargetArn") ?? "*")],
  "sqs:sendMessage": (given) => [allow("sqs:SendMessage", arnOfQueue(given))],
  "states:startExecution": started,
  "states:startExecution.sync": awaited,
  "states:startExecution.sync:2": awaited,
};
/** In a version of its own where the arguments name one. */
const calledFunction = (given: CallArguments) => {
  const qualifier = given.text("Qualifier");
  const name = named(given.text("FunctionName"), (text) => arn("lambda", `function:${text}`));
  return qualifier === undefined ? name : `${name}:${qualifier}`;
};
/** Another account's queue is its own account's. */
const arnOfQueue = (given: CallArguments) => `arn:${later.partition}:sqs:${later.region}:${given.queue("QueueUrl")}`;

// ---------------------------------------------------------------- the SDK
/**
 * Operations whose IAM actions have other names: `S3.ListObjectsV2` is `s3:ListBucket`. From the map of iann0036/iam-dataset,
 * checked against the Service Authorization Reference.
 */
const otherwiseNamed: { readonly [action: string]: string } = Object.fromEntries(
  `
bedrock:Converse=bedrock:InvokeModel
bedrock:StartAsyncInvoke=bedrock:InvokeModel
dynamodb:BatchExecuteStatement=dynamodb:PartiQLSelect,dynamodb:PartiQLInsert,dynamodb:PartiQLUpdate,dynamodb:PartiQLDelete
dynamodb:ExecuteStatement=dynamodb:PartiQLSelect,dynamodb:PartiQLInsert,dynamodb:PartiQLUpdate,dynamodb:PartiQLDelete
dynamodb:ExecuteTransaction=dynamodb:PartiQLSelect,dynamodb:PartiQLInsert,dynamodb:PartiQLUpdate,dynamodb:PartiQLDelete
dynamodb:TransactGetItems=dynamodb:GetItem
dynamodb:TransactWriteItems=dynamodb:ConditionCheckItem,dynamodb:PutItem,dynamodb:UpdateItem,dynamodb:DeleteItem
kms:ReEncrypt=kms:ReEncryptFrom,kms:ReEncryptTo
lambda:GetLayerVersionByArn=lambda:GetLayerVersion
lambda:Invoke=lambda:InvokeFunction
s3:CompleteMultipartUpload=s3:PutObject
s3:CopyObject=s3:GetObject,s3:GetObjectTagging,s3:PutObject,s3:PutObjectTagging
s3:CreateMultipartUpload=s3:PutObject
s3:DeleteBucketCors=s3:PutBucketCORS
s3:DeleteBucketEncryption=s3:PutEncryptionConfiguration
s3:DeleteBucketLifecycle=s3:PutLifecycleConfiguration
s3:DeleteBucketReplication=s3:PutReplicationConfiguration
s3:DeleteBucketTagging=s3:PutBucketTagging
s3:DeleteObjects=s3:DeleteObject
s3:GetBucketAccelerateConfiguration=s3:GetAccelerateConfiguration
s3:GetBucketCors=s3:GetBucketCORS
s3:GetBucketEncryption=s3:GetEncryptionConfiguration
s3:GetBucketLifecycleConfiguration=s3:GetLifecycleConfiguration
s3:GetBucketNotificationConfiguration=s3:GetBucketNotification
s3:GetBucketReplication=s3:GetReplicationConfiguration
s3:GetObjectLockConfiguration=s3:GetBucketObjectLockConfiguration
s3:GetPublicAccessBlock=s3:GetBucketPublicAccessBlock
s3:HeadBucket=s3:ListBucket
s3:HeadObject=s3:GetObject
s3:ListBuckets=s3:ListAllMyBuckets
s3:ListMultipartUploads=s3:ListBucketMultipartUploads
s3:ListObjectVersions=s3:ListBucketVersions
s3:ListObjects=s3:ListBucket
s3:ListObjectsV2=s3:ListBucket
s3:ListParts=s3:ListMultipartUploadParts
s3:PutBucketCors=s3:PutBucketCORS
s3:PutBucketEncryption=s3:PutEncryptionConfiguration
s3:PutBucketLifecycleConfiguration=s3:PutLifecycleConfiguration
s3:PutBucketNotificationConfiguration=s3:PutBucketNotification
s3:PutBucketReplication=s3:PutReplicationConfiguration
s3:PutObjectLockConfiguration=s3:PutBucketObjectLockConfiguration
s3:PutPublicAccessBlock=s3:PutBucketPublicAccessBlock
s3:UploadPart=s3:PutObject
s3:UploadPartCopy=s3:GetObject,s3:PutObject
sns:PublishBatch=sns:Publish
sqs:ChangeMessageVisibilityBatch=sqs:ChangeMessageVisibility
sqs:DeleteMessageBatch=sqs:DeleteMessage
sqs:SendMessageBatch=sqs:SendMessage
`
    .trim()
    .split("\n")
    .map((row) => row.split("=") as [string, string]),
);
/** Services whose operations are allowed by other means than an action of the same name: methods of HTTP, actions of the console. */
const NOT_BY_OPERATION = ["apigateway", "apigatewayv2", "budgets", "connectparticipant", "s3control", "sso", "ssooidc"];

const s3Object = (given: CallArguments, action: string) => {
  const bucket = given.text("Bucket");
  // A copy reads from somewhere else.
  if (action === "copyObject" || action === "uploadPartCopy") return undefined;
  if (bucket === undefined) return "*";
  const key = given.text("Key") ?? (action === "deleteObjects" ? "*" : undefined);
  return `arn:${later.partition}:s3:::${bucket}${key === undefined ? "" : `/${key}`}`;
};
/** What the operations of a service act on, where their arguments say so. */
const resourceOf: { readonly [service: string]: (given: CallArguments, action: string) => string | undefined } = {
  cloudformation: (given) => {
    const name = given.text("StackName");
    // An action on a change set is allowed on its stack.
    if (name === undefined) return given.text("ChangeSetName") && arn("cloudformation", "stack/*");
    return named(name, (text) => arn("cloudformation", `stack/${text}/*`));
  },
  cloudwatchlogs: (given) => given.text("LogGroupName") && arn("logs", `log-group:${given.text("LogGroupName")}:*`),
  dynamodb: (given) => {
    const index = given.text("IndexName");
    return given.text("TableName") && `${table(given)}${index === undefined ? "" : `/index/${index}`}`;
  },
  kinesis: (given) => given.text("StreamName") && arn("kinesis", `stream/${given.text("StreamName")}`),
  lambda: (given) =>
    given.text("FunctionName") && named(given.text("FunctionName"), (name) => arn("lambda", `function:${name}`)),
  s3: s3Object,
  secretsmanager: (given) =>
    given.text("SecretId") && named(given.text("SecretId"), (name) => arn("secretsmanager", `secret:${name}-??????`)),
  sfn: (given) => given.text("StateMachineArn"),
  sns: (given) => given.text("TopicArn") ?? given.text("TargetArn"),
  sqs: (given) => given.text("QueueUrl") && arnOfQueue(given),
  ssm: (given, action) =>
    /^(get|put|delete)Parameter$/.test(action) && given.text("Name") !== undefined
      ? named(given.text("Name"), (name) => arn("ssm", `parameter/${name.replace(/^\//, "")}`))
      : undefined,
};
const ROLES = ["RoleArn", "RoleARN", "ExecutionRoleArn", "TaskRoleArn", "ServiceRole", "Role"];

function ofSdk(service: string, action: string, given: CallArguments): readonly Permission[] | undefined {
  const prefix = sdkService(service)?.iamPrefix;
  if (prefix === undefined || NOT_BY_OPERATION.includes(service)) return undefined;
  const called = `${prefix}:${capital(action)}`;
  const actions = (Object.hasOwn(otherwiseNamed, called) ? otherwiseNamed[called] : undefined)?.split(",") ?? [called];
  const resource = Object.hasOwn(resourceOf, service) ? resourceOf[service]?.(given, action) : undefined;
  const roles = service === "iam" ? [] : ROLES.map((name) => given.text(name)).filter(isText);
  return [
    { actions, resources: [resource ?? later.unknown] },
    ...(roles.length === 0 ? [] : [allow("iam:PassRole", ...roles)]),
  ];
}

export interface ServiceCall {
  readonly service: string;
  readonly action: string;
  readonly sdk: boolean;
  readonly pattern: string;
}
/** What a call needs; `undefined` where that is not known here, so that the author has to say it. */
export function permissionsOf(
  { service, action, sdk, pattern }: ServiceCall,
  given: CallArguments,
): readonly Permission[] | undefined {
  if (sdk) return ofSdk(service, action, given);
  const call = `${service}:${action}`;
  const ofPattern = pattern.startsWith(".sync") ? `${call}${pattern}` : call;
  return Object.hasOwn(integrated, ofPattern) ? integrated[ofPattern]?.(given) : undefined;
}
