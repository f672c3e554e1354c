// The rights that each call of an optimised integration needs when it is told the arguments of `integration-calls.ts`, held
// against the policies that AWS publishes for it. What a query of Athena reads and writes is not among them: that is in its text.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/service-integration-iam-templates.html

/** The managed rule by which Step Functions hears that a job has ended. */
const hears = (rule: string) => `events:PutTargets events:PutRule events:DescribeRule @ events:rule/${rule}`;

/** By call: actions, resources, and the condition. `?` is what only the execution knows; `service:resource` is in the machine's own region and account. */
export const rights: { readonly [call: string]: readonly string[] } = {
  "apigateway:invoke": ["execute-api:Invoke @ execute-api:abc/live/GET/path"],
  "apigateway:invoke.waitForTaskToken": ["execute-api:Invoke @ execute-api:abc/live/GET/path"],
  "athena:startQueryExecution": [
    "athena:StartQueryExecution athena:GetDataCatalog @ athena:datacatalog/* athena:workgroup/group",
  ],
  "athena:startQueryExecution.sync": [
    "athena:StartQueryExecution athena:GetDataCatalog athena:GetQueryExecution athena:StopQueryExecution @ athena:datacatalog/* athena:workgroup/group",
  ],
  "athena:stopQueryExecution": ["athena:StopQueryExecution @ athena:workgroup/*"],
  "athena:getQueryExecution": ["athena:GetQueryExecution @ athena:workgroup/*"],
  "athena:getQueryResults": ["athena:GetQueryResults @ athena:workgroup/*"],
  "batch:submitJob": ["batch:SubmitJob @ batch:job-definition/definition:1 batch:job-queue/queue"],
  "batch:submitJob.sync": [
    "batch:SubmitJob @ batch:job-definition/definition:1 batch:job-queue/queue",
    "batch:DescribeJobs batch:TerminateJob @ *",
    hears("StepFunctionsGetEventsForBatchJobsRule"),
  ],
  "bedrock:invokeModel": ["bedrock:InvokeModel @ bedrock:<region>::foundation-model/model-id"],
  "bedrock:invokeModel.waitForTaskToken": ["bedrock:InvokeModel @ bedrock:<region>::foundation-model/model-id"],
  "bedrock:createModelCustomizationJob": [
    "bedrock:CreateModelCustomizationJob @ bedrock:<region>::foundation-model/base-model bedrock:custom-model/* bedrock:model-customization-job/*",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Job if iam:PassedToService bedrock.amazonaws.com",
  ],
  "bedrock:createModelCustomizationJob.sync": [
    "bedrock:CreateModelCustomizationJob @ bedrock:<region>::foundation-model/base-model bedrock:custom-model/* bedrock:model-customization-job/*",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Job if iam:PassedToService bedrock.amazonaws.com",
    "bedrock:GetModelCustomizationJob bedrock:StopModelCustomizationJob @ bedrock:model-customization-job/*",
  ],
  "bedrock:createModelCustomizationJob.waitForTaskToken": [
    "bedrock:CreateModelCustomizationJob @ bedrock:<region>::foundation-model/base-model bedrock:custom-model/* bedrock:model-customization-job/*",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Job if iam:PassedToService bedrock.amazonaws.com",
  ],
  "codebuild:startBuild": ["codebuild:StartBuild @ codebuild:project/project"],
  "codebuild:startBuild.sync": [
    "codebuild:StartBuild codebuild:StopBuild codebuild:BatchGetBuilds codebuild:BatchGetReports @ codebuild:project/project",
    hears("StepFunctionsGetEventForCodeBuildStartBuildRule"),
  ],
  "codebuild:stopBuild": ["codebuild:StopBuild @ codebuild:project/id"],
  "codebuild:batchDeleteBuilds": ["codebuild:BatchDeleteBuilds @ codebuild:project/?"],
  "codebuild:batchGetReports": ["codebuild:BatchGetReports @ codebuild:report-group/?"],
  "codebuild:startBuildBatch": ["codebuild:StartBuildBatch @ codebuild:project/project"],
  "codebuild:startBuildBatch.sync": [
    "codebuild:StartBuildBatch codebuild:StopBuildBatch codebuild:BatchGetBuildBatches @ codebuild:project/project",
    hears("StepFunctionsGetEventForCodeBuildStartBuildBatchRule"),
  ],
  "codebuild:stopBuildBatch": ["codebuild:StopBuildBatch @ codebuild:project/id"],
  "codebuild:retryBuildBatch": ["codebuild:RetryBuildBatch @ codebuild:project/id"],
  "codebuild:retryBuildBatch.sync": [
    "codebuild:RetryBuildBatch codebuild:StopBuildBatch codebuild:BatchGetBuildBatches @ codebuild:project/id",
  ],
  "codebuild:deleteBuildBatch": ["codebuild:DeleteBuildBatch @ codebuild:project/id"],
  "databrew:startJobRun": ["databrew:StartJobRun @ databrew:job/name"],
  "databrew:startJobRun.sync": ["databrew:StartJobRun databrew:ListJobRuns databrew:StopJobRun @ databrew:job/name"],
  "dynamodb:getItem": ["dynamodb:GetItem @ dynamodb:table/table"],
  "dynamodb:putItem": ["dynamodb:PutItem @ dynamodb:table/table"],
  "dynamodb:updateItem": ["dynamodb:UpdateItem @ dynamodb:table/table"],
  "dynamodb:deleteItem": ["dynamodb:DeleteItem @ dynamodb:table/table"],
  "ecs:runTask": [
    "ecs:RunTask @ ecs:task-definition/family:1",
    "iam:PassRole @ ? if iam:PassedToService ecs-tasks.amazonaws.com",
  ],
  "ecs:runTask.sync": [
    "ecs:RunTask @ ecs:task-definition/family:1",
    "iam:PassRole @ ? if iam:PassedToService ecs-tasks.amazonaws.com",
    "ecs:StopTask ecs:DescribeTasks @ *",
    hears("StepFunctionsGetEventsForECSTaskRule"),
  ],
  "ecs:runTask.waitForTaskToken": [
    "ecs:RunTask @ ecs:task-definition/family:1",
    "iam:PassRole @ ? if iam:PassedToService ecs-tasks.amazonaws.com",
  ],
  "eks:createCluster": [
    "eks:CreateCluster @ *",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Job if iam:PassedToService eks.amazonaws.com",
  ],
  "eks:createCluster.sync": [
    "eks:CreateCluster @ *",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Job if iam:PassedToService eks.amazonaws.com",
    "eks:DescribeCluster eks:DeleteCluster @ eks:cluster/name",
  ],
  "eks:deleteCluster": ["eks:DeleteCluster @ eks:cluster/name"],
  "eks:deleteCluster.sync": ["eks:DeleteCluster eks:DescribeCluster @ eks:cluster/name"],
  "eks:createNodegroup": [
    "ec2:DescribeSubnets @ *",
    "eks:CreateNodegroup @ eks:cluster/cluster",
    "iam:GetRole iam:ListAttachedRolePolicies @ arn:aws:iam::111122223333:role/Node",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Node if iam:PassedToService eks.amazonaws.com",
  ],
  "eks:createNodegroup.sync": [
    "ec2:DescribeSubnets @ *",
    "eks:CreateNodegroup @ eks:cluster/cluster",
    "iam:GetRole iam:ListAttachedRolePolicies @ arn:aws:iam::111122223333:role/Node",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Node if iam:PassedToService eks.amazonaws.com",
    "eks:DescribeNodegroup eks:DeleteNodegroup @ eks:nodegroup/cluster/group/*",
  ],
  "eks:deleteNodegroup": ["eks:DeleteNodegroup @ eks:nodegroup/cluster/group/*"],
  "eks:deleteNodegroup.sync": ["eks:DeleteNodegroup eks:DescribeNodegroup @ eks:nodegroup/cluster/group/*"],
  "eks:deleteFargateProfile": ["eks:DeleteFargateProfile @ eks:fargateprofile/cluster/profile/*"],
  "eks:deleteFargateProfile.sync": [
    "eks:DeleteFargateProfile eks:DescribeFargateProfile @ eks:fargateprofile/cluster/profile/*",
  ],
  "eks:runJob": [],
  "eks:runJob.sync": [],
  "eks:runJob.waitForTaskToken": [],
  "eks:call": [],
  "eks:call.waitForTaskToken": [],
  "elasticmapreduce:createCluster": [
    "elasticmapreduce:RunJobFlow @ ?",
    "iam:PassRole @ ? if iam:PassedToService elasticmapreduce.amazonaws.com ec2.amazonaws.com application-autoscaling.amazonaws.com",
  ],
  "elasticmapreduce:createCluster.sync": [
    "elasticmapreduce:RunJobFlow @ ?",
    "iam:PassRole @ ? if iam:PassedToService elasticmapreduce.amazonaws.com ec2.amazonaws.com application-autoscaling.amazonaws.com",
    "elasticmapreduce:DescribeCluster elasticmapreduce:TerminateJobFlows @ elasticmapreduce:cluster/*",
    hears("StepFunctionsGetEventForEMRRunJobFlowRule"),
  ],
  "elasticmapreduce:terminateCluster": ["elasticmapreduce:TerminateJobFlows @ elasticmapreduce:cluster/j-1"],
  "elasticmapreduce:terminateCluster.sync": [
    "elasticmapreduce:TerminateJobFlows elasticmapreduce:DescribeCluster @ elasticmapreduce:cluster/j-1",
    hears("StepFunctionsGetEventForEMRTerminateJobFlowsRule"),
  ],
  "elasticmapreduce:addStep": ["elasticmapreduce:AddJobFlowSteps @ elasticmapreduce:cluster/j-1"],
  "elasticmapreduce:addStep.sync": [
    "elasticmapreduce:AddJobFlowSteps elasticmapreduce:DescribeStep elasticmapreduce:CancelSteps @ elasticmapreduce:cluster/j-1",
    hears("StepFunctionsGetEventForEMRAddJobFlowStepsRule"),
  ],
  "elasticmapreduce:cancelStep": ["elasticmapreduce:CancelSteps @ elasticmapreduce:cluster/j-1"],
  "elasticmapreduce:setClusterTerminationProtection": [
    "elasticmapreduce:SetTerminationProtection @ elasticmapreduce:cluster/j-1",
  ],
  "elasticmapreduce:modifyInstanceFleetByName": [
    "elasticmapreduce:ModifyInstanceFleet elasticmapreduce:ListInstanceFleets @ elasticmapreduce:cluster/j-1",
  ],
  "elasticmapreduce:modifyInstanceGroupByName": [
    "elasticmapreduce:ModifyInstanceGroups elasticmapreduce:ListInstanceGroups @ elasticmapreduce:cluster/j-1",
  ],
  "emr-containers:createVirtualCluster": [
    "emr-containers:CreateVirtualCluster @ *",
    "iam:CreateServiceLinkedRole @ iam::<account>:role/aws-service-role/emr-containers.amazonaws.com/AWSServiceRoleForAmazonEMRContainers* if iam:AWSServiceName emr-containers.amazonaws.com",
  ],
  "emr-containers:deleteVirtualCluster": ["emr-containers:DeleteVirtualCluster @ emr-containers:/virtualclusters/id:1"],
  "emr-containers:deleteVirtualCluster.sync": [
    "emr-containers:DeleteVirtualCluster emr-containers:DescribeVirtualCluster @ emr-containers:/virtualclusters/id:1",
  ],
  "emr-containers:startJobRun": [
    "emr-containers:StartJobRun @ emr-containers:/virtualclusters/id:1 if emr-containers:ExecutionRoleArn arn:aws:iam::111122223333:role/Execution",
  ],
  "emr-containers:startJobRun.sync": [
    "emr-containers:StartJobRun @ emr-containers:/virtualclusters/id:1 if emr-containers:ExecutionRoleArn arn:aws:iam::111122223333:role/Execution",
    "emr-containers:DescribeJobRun emr-containers:CancelJobRun @ emr-containers:/virtualclusters/id:1/jobruns/*",
  ],
  "emr-serverless:createApplication": [
    "emr-serverless:CreateApplication @ emr-serverless:/*",
    "iam:CreateServiceLinkedRole @ iam::<account>:role/aws-service-role/ops.emr-serverless.amazonaws.com/AWSServiceRoleForAmazonEMRServerless* if iam:AWSServiceName ops.emr-serverless.amazonaws.com",
  ],
  "emr-serverless:createApplication.sync": [
    "emr-serverless:CreateApplication @ emr-serverless:/*",
    "iam:CreateServiceLinkedRole @ iam::<account>:role/aws-service-role/ops.emr-serverless.amazonaws.com/AWSServiceRoleForAmazonEMRServerless* if iam:AWSServiceName ops.emr-serverless.amazonaws.com",
    "emr-serverless:GetApplication emr-serverless:DeleteApplication @ emr-serverless:/applications/*",
    hears("StepFunctionsGetEventsForEMRServerlessApplicationRule"),
  ],
  "emr-serverless:startApplication": ["emr-serverless:StartApplication @ emr-serverless:/applications/app"],
  "emr-serverless:startApplication.sync": [
    "emr-serverless:StartApplication @ emr-serverless:/applications/app",
    "emr-serverless:GetApplication emr-serverless:StopApplication @ emr-serverless:/applications/app",
    hears("StepFunctionsGetEventsForEMRServerlessApplicationRule"),
  ],
  "emr-serverless:stopApplication": ["emr-serverless:StopApplication @ emr-serverless:/applications/app"],
  "emr-serverless:stopApplication.sync": [
    "emr-serverless:StopApplication @ emr-serverless:/applications/app",
    "emr-serverless:GetApplication @ emr-serverless:/applications/app",
    hears("StepFunctionsGetEventsForEMRServerlessApplicationRule"),
  ],
  "emr-serverless:deleteApplication": ["emr-serverless:DeleteApplication @ emr-serverless:/applications/app"],
  "emr-serverless:deleteApplication.sync": [
    "emr-serverless:DeleteApplication @ emr-serverless:/applications/app",
    "emr-serverless:GetApplication @ emr-serverless:/applications/app",
    hears("StepFunctionsGetEventsForEMRServerlessApplicationRule"),
  ],
  "emr-serverless:startJobRun": [
    "emr-serverless:StartJobRun @ emr-serverless:/applications/app",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService emr-serverless.amazonaws.com",
  ],
  "emr-serverless:startJobRun.sync": [
    "emr-serverless:StartJobRun @ emr-serverless:/applications/app",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService emr-serverless.amazonaws.com",
    "emr-serverless:GetJobRun emr-serverless:CancelJobRun @ emr-serverless:/applications/app/jobruns/*",
    hears("StepFunctionsGetEventsForEMRServerlessJobRule"),
  ],
  "emr-serverless:cancelJobRun": ["emr-serverless:CancelJobRun @ emr-serverless:/applications/app/jobruns/run"],
  "emr-serverless:cancelJobRun.sync": [
    "emr-serverless:CancelJobRun @ emr-serverless:/applications/app/jobruns/run",
    "emr-serverless:GetJobRun @ emr-serverless:/applications/app/jobruns/run",
    hears("StepFunctionsGetEventsForEMRServerlessJobRule"),
  ],
  "events:putEvents": ["events:PutEvents @ events:event-bus/bus events:event-bus/default"],
  "events:putEvents.waitForTaskToken": ["events:PutEvents @ events:event-bus/bus events:event-bus/default"],
  "glue:startJobRun": ["glue:StartJobRun @ glue:job/job"],
  "glue:startJobRun.sync": ["glue:StartJobRun glue:GetJobRun glue:GetJobRuns glue:BatchStopJobRun @ glue:job/job"],
  "http:invoke": [
    "states:InvokeHTTPEndpoint @ <machine> if states:HTTPEndpoint abc.execute-api.eu-west-1.amazonaws.com",
    "events:RetrieveConnectionCredentials @ ?",
    "secretsmanager:GetSecretValue secretsmanager:DescribeSecret @ secretsmanager:secret:events!connection/*",
  ],
  "lambda:invoke": ["lambda:InvokeFunction @ lambda:function:function"],
  "lambda:invoke.waitForTaskToken": ["lambda:InvokeFunction @ lambda:function:function"],
  "mediaconvert:createJob": [
    "mediaconvert:CreateJob @ *",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Convert if iam:PassedToService mediaconvert.amazonaws.com",
  ],
  "mediaconvert:createJob.sync": [
    "mediaconvert:CreateJob mediaconvert:GetJob mediaconvert:CancelJob @ *",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Convert if iam:PassedToService mediaconvert.amazonaws.com",
    hears("StepFunctionsGetEventsForMediaConvertJobRule"),
  ],
  "sagemaker:createEndpoint": [
    "sagemaker:CreateEndpoint @ sagemaker:endpoint-config/config sagemaker:endpoint/endpoint",
  ],
  "sagemaker:createEndpointConfig": ["sagemaker:CreateEndpointConfig @ sagemaker:endpoint-config/config"],
  "sagemaker:createHyperParameterTuningJob": [
    "sagemaker:CreateHyperParameterTuningJob @ sagemaker:hyper-parameter-tuning-job/tuning",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
  ],
  "sagemaker:createHyperParameterTuningJob.sync": [
    "sagemaker:CreateHyperParameterTuningJob @ sagemaker:hyper-parameter-tuning-job/tuning",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
    "sagemaker:DescribeHyperParameterTuningJob sagemaker:StopHyperParameterTuningJob sagemaker:AddTags sagemaker:ListTags @ sagemaker:hyper-parameter-tuning-job/tuning",
    hears("StepFunctionsGetEventsForSageMakerTuningJobsRule"),
  ],
  "sagemaker:createLabelingJob": [
    "sagemaker:CreateLabelingJob @ sagemaker:labeling-job/labeling",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
  ],
  "sagemaker:createModel": [
    "sagemaker:CreateModel @ sagemaker:model/model",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
  ],
  "sagemaker:createProcessingJob": [
    "sagemaker:CreateProcessingJob @ sagemaker:processing-job/processing",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
  ],
  "sagemaker:createProcessingJob.sync": [
    "sagemaker:CreateProcessingJob @ sagemaker:processing-job/processing",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
    "sagemaker:DescribeProcessingJob sagemaker:StopProcessingJob sagemaker:AddTags sagemaker:ListTags @ sagemaker:processing-job/processing",
    hears("StepFunctionsGetEventsForSageMakerProcessingJobsRule"),
  ],
  "sagemaker:createTrainingJob": [
    "sagemaker:CreateTrainingJob @ sagemaker:training-job/training",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
  ],
  "sagemaker:createTrainingJob.sync": [
    "sagemaker:CreateTrainingJob @ sagemaker:training-job/training",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
    "sagemaker:DescribeTrainingJob sagemaker:StopTrainingJob sagemaker:AddTags sagemaker:ListTags @ sagemaker:training-job/training",
    hears("StepFunctionsGetEventsForSageMakerTrainingJobsRule"),
  ],
  "sagemaker:createTransformJob": [
    "sagemaker:CreateTransformJob @ sagemaker:transform-job/transform",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
  ],
  "sagemaker:createTransformJob.sync": [
    "sagemaker:CreateTransformJob @ sagemaker:transform-job/transform",
    "iam:PassRole @ arn:aws:iam::111122223333:role/Execution if iam:PassedToService sagemaker.amazonaws.com",
    "sagemaker:DescribeTransformJob sagemaker:StopTransformJob sagemaker:AddTags sagemaker:ListTags @ sagemaker:transform-job/transform",
    hears("StepFunctionsGetEventsForSageMakerTransformJobsRule"),
  ],
  "sagemaker:updateEndpoint": [
    "sagemaker:UpdateEndpoint @ sagemaker:endpoint-config/config sagemaker:endpoint/endpoint",
  ],
  "sns:publish": ["sns:Publish @ arn:aws:sns:eu-west-1:111122223333:topic"],
  "sns:publish.waitForTaskToken": ["sns:Publish @ arn:aws:sns:eu-west-1:111122223333:topic"],
  "sqs:sendMessage": ["sqs:SendMessage @ sqs:<region>:111122223333:orders"],
  "sqs:sendMessage.waitForTaskToken": ["sqs:SendMessage @ sqs:<region>:111122223333:orders"],
  "states:startExecution": ["states:StartExecution @ arn:aws:states:eu-west-1:111122223333:stateMachine:Other"],
  "states:startExecution.sync": [
    "states:StartExecution @ arn:aws:states:eu-west-1:111122223333:stateMachine:Other",
    "states:DescribeExecution states:StopExecution @ arn:aws:states:eu-west-1:111122223333:execution:Other:*",
    hears("StepFunctionsGetEventsForStepFunctionsExecutionRule"),
  ],
  "states:startExecution.sync:2": [
    "states:StartExecution @ arn:aws:states:eu-west-1:111122223333:stateMachine:Other",
    "states:DescribeExecution states:StopExecution @ arn:aws:states:eu-west-1:111122223333:execution:Other:*",
    hears("StepFunctionsGetEventsForStepFunctionsExecutionRule"),
  ],
  "states:startExecution.waitForTaskToken": [
    "states:StartExecution @ arn:aws:states:eu-west-1:111122223333:stateMachine:Other",
  ],
};

/** Calls whose rights the author gives as `statements`, each with the reason. */
export const asked: { readonly [call: string]: string } = {
  "eks:createFargateProfile": "no policy for it is published: to which service its role is passed is not said",
  "eks:createFargateProfile.sync": "as above",
  "sagemaker:createLabelingJob.sync": "the managed rule by which its end is heard is not published",
};
