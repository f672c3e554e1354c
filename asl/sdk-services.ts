// The services that a Task can call through AWS's SDK, and how their names differ from place to place.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/supported-services-awssdk.html

/**
 * Each by the prefix of its errors, as the table there has it; in small letters that is its name in the ARN. Behind `=` stands
 * the prefix of its IAM actions where that is another one: from the SDK metadata of aws-cdk-lib, corrected by the Service
 * Authorization Reference.
 */
const PUBLISHED = `
AccessAnalyzer=access-analyzer Account Acm AcmPca=acm-pca Amp=aps Amplify AmplifyBackend AmplifyUiBuilder
ApiGateway ApiGatewayV2=apigateway AppConfig AppConfigData=appconfig AppFabric AppIntegrations=app-integrations
AppMesh AppRunner AppStream AppSync AppTest Appflow ApplicationAutoScaling=application-autoscaling
ApplicationCostProfiler=application-cost-profiler ApplicationDiscovery=discovery ApplicationInsights
ApplicationSignals=application-signals ArcZonalShift=arc-zonal-shift Athena AuditManager AutoScaling
AutoScalingPlans=autoscaling-plans B2Bi Backup BackupGateway=backup-gateway BackupSearch=backup-search Batch
BcmDataExports=bcm-data-exports BcmPricingCalculator=bcm-pricing-calculator Bedrock BedrockAgent=bedrock
BedrockAgentRuntime=bedrock BedrockDataAutomation=bedrock BedrockDataAutomationRuntime=bedrock
BedrockRuntime=bedrock Billing Billingconductor Braket Budgets Chime ChimeSdkIdentity=chime
ChimeSdkMediaPipelines=chime ChimeSdkMeetings=chime ChimeSdkMessaging=chime ChimeSdkVoice=chime CleanRooms
CleanRoomsMl=cleanrooms-ml Cloud9 CloudControl=cloudformation CloudDirectory CloudFormation CloudFront
CloudFrontKeyValueStore=cloudfront-keyvaluestore CloudHsm CloudHsmV2=cloudhsm CloudSearch CloudTrail
CloudTrailData=cloudtrail-data CloudWatch CloudWatchLogs=logs CodeBuild CodeCatalyst CodeCommit CodeConnections
CodeDeploy CodeGuruProfiler=codeguru-profiler CodeGuruReviewer=codeguru-reviewer
CodeGuruSecurity=codeguru-security CodePipeline CodeStarConnections=codestar-connections Codeartifact
CodestarNotifications=codestar-notifications CognitoIdentity=cognito-identity
CognitoIdentityProvider=cognito-idp CognitoSync=cognito-sync Comprehend ComprehendMedical
ComputeOptimizer=compute-optimizer Config Connect ConnectCampaigns=connect-campaigns
ConnectCampaignsV2=connect-campaigns ConnectCases=cases ConnectContactLens=connect
ConnectParticipant=execute-api ControlCatalog ControlTower CostAndUsageReport=cur CostExplorer=ce
CostOptimizationHub=cost-optimization-hub CustomerProfiles=profile DataBrew DataExchange DataPipeline DataSync
DataZone DatabaseMigration=dms Dax Deadline Detective DevOpsGuru=devops-guru DeviceFarm DirectConnect
Directory=ds DirectoryServiceData=ds-data Dlm DocDb=rds DocDbElastic=docdb-elastic Drs Dsql DynamoDb
DynamoDbStreams=dynamodb Ebs Ec2 Ec2InstanceConnect=ec2-instance-connect Ecr EcrPublic=ecr-public Ecs
Efs=elasticfilesystem Eks EksAuth=eks-auth ElastiCache ElasticBeanstalk ElasticInference ElasticLoadBalancing
ElasticLoadBalancingV2=elasticloadbalancing ElasticTranscoder Elasticsearch=es Emr=elasticmapreduce
EmrContainers=emr-containers EmrServerless=emr-serverless EntityResolution EventBridge=events Evidently FSx
Finspace FinspaceData=finspace-api Firehose Fis Fms Forecast Forecastquery=forecast FraudDetector FreeTier
GameLift GeoMaps=geo-maps GeoPlaces=geo-places GeoRoutes=geo-routes Glacier Glue Grafana Greengrass
GreengrassV2=greengrass GroundStation GuardDuty Health HealthLake Honeycode Iam Identitystore Imagebuilder
Inspector Inspector2 InspectorScan=inspector-scan InternetMonitor Invoicing IoTAnalytics IoTFleetHub
IoTFleetWise IoTSecureTunneling=iot IoTSiteWise IoTThingsGraph IoTTwinMaker Iot IotDeviceAdvisor IotEvents
IotEventsData=iotevents IotJobsDataPlane=iotjobsdata IotWireless Ivs IvsRealTime=ivs Ivschat Kafka KafkaConnect
Kendra KendraRanking=kendra-ranking Keyspaces=cassandra Kinesis KinesisAnalytics
KinesisAnalyticsV2=kinesisanalytics KinesisVideo KinesisVideoArchivedMedia=kinesisvideo
KinesisVideoMedia=kinesisvideo KinesisVideoSignaling=kinesisvideo KinesisVideoWebRtcStorage=kinesisvideo Kms
LakeFormation Lambda LaunchWizard LexModelBuilding=lex LexModelsV2=lex LexRuntime=lex LexRuntimeV2=lex
LicenseManager=license-manager LicenseManagerLinuxSubscriptions=license-manager-linux-subscriptions
LicenseManagerUserSubscriptions=license-manager-user-subscriptions Lightsail Location=geo LookoutEquipment
LookoutMetrics LookoutVision M2 MTurk=mechanicalturk Macie2 MailManager=ses ManagedBlockchain
ManagedBlockchainQuery=managedblockchain-query MarketplaceCatalog=aws-marketplace MarketplaceCommerceAnalytics
MarketplaceEntitlement=aws-marketplace MarketplaceMetering=aws-marketplace MarketplaceReporting=aws-marketplace
MediaConnect MediaConvert MediaLive MediaPackage MediaPackageV2 MediaPackageVod=mediapackage-vod MediaStore
MediaTailor MedicalImaging=medical-imaging MemoryDb Mgn MigrationHub=mgh MigrationHubConfig=mgh
MigrationHubOrchestrator=migrationhub-orchestrator MigrationHubRefactorSpaces=refactor-spaces
MigrationHubStrategy=migrationhub-strategy Mq Mwaa=airflow Neptune=rds NeptuneGraph=neptune-graph
NetworkFirewall=network-firewall NetworkFlowMonitor NetworkManager NetworkMonitor
NotificationsContacts=notifications-contacts Oam ObservabilityAdmin Omics OpenSearch=es
OpenSearchServerless=aoss OpsWorks OpsWorksCm=opsworks-cm Organizations Osis Outposts Panorama
PartnerCentralSelling=partnercentral PaymentCryptography=payment-cryptography
PaymentCryptographyData=payment-cryptography PcaConnectorAd=pca-connector-ad PcaConnectorScep=pca-connector-scep
Pcs Personalize PersonalizeEvents=personalize PersonalizeRuntime=personalize Pi Pinpoint=mobiletargeting
PinpointEmail=ses PinpointSmsVoice=sms-voice PinpointSmsVoiceV2=sms-voice Pipes Polly Pricing PrivateNetworks
Proton QApps QBusiness QConnect=wisdom Qldb QldbSession=qldb QuickSight Ram Rbin Rds RdsData=rds-data Redshift
RedshiftData=redshift-data RedshiftServerless=redshift-serverless Rekognition Repostspace Resiliencehub
ResourceExplorer2=resource-explorer-2 ResourceGroups=resource-groups ResourceGroupsTaggingApi=tag RoboMaker
RolesAnywhere Route53 Route53Domains Route53Profiles Route53RecoveryCluster=route53-recovery-cluster
Route53RecoveryControlConfig=route53-recovery-control-config Route53RecoveryReadiness=route53-recovery-readiness
Route53Resolver Rum S3 S3Control=s3 S3Outposts=s3-outposts S3Tables SageMaker SageMakerA2IRuntime=sagemaker
SageMakerFeatureStoreRuntime=sagemaker SageMakerGeospatial=sagemaker-geospatial SageMakerMetrics=sagemaker
SageMakerRuntime=sagemaker SagemakerEdge=sagemaker Savingsplans Scheduler Schemas SecretsManager SecurityHub
SecurityIr=security-ir SecurityLake ServerlessApplicationRepository=serverlessrepo ServiceCatalog
ServiceCatalogAppRegistry=servicecatalog ServiceDiscovery ServiceQuotas Ses SesV2=ses Sfn=states Shield Signer
SimSpaceWeaver Sms SnowDeviceManagement=snow-device-management Snowball Sns SocialMessaging=social-messaging Sqs
Ssm SsmContacts=ssm-contacts SsmIncidents=ssm-incidents SsmQuickSetup=ssm-quicksetup SsmSap=ssm-sap Sso
SsoAdmin=sso SsoOidc=sso-oauth StorageGateway Sts SupplyChain=scn Support SupportApp Swf Synthetics
TaxSettings=tax Textract TimestreamInfluxDb=timestream-influxdb TimestreamQuery=timestream
TimestreamWrite=timestream Tnb Transcribe Transfer Translate TrustedAdvisor VerifiedPermissions VoiceId
VpcLattice=vpc-lattice Waf WafRegional=waf-regional Wafv2 WellArchitected Wisdom WorkDocs WorkMail
WorkMailMessageFlow WorkSpaces WorkSpacesThinClient=thinclient WorkSpacesWeb=workspaces-web XRay
`;

/** Operations of these services that Step Functions does not call. */
const UNSUPPORTED: { readonly [service: string]: string } = {
  applicationdiscovery: "describeExportConfigurations exportConfigurations",
  bedrockagentruntime: "invokeAgent invokeFlow invokeInlineAgent optimizePrompt retrieveAndGenerateStream",
  bedrockruntime: "invokeModelWithResponseStream converseStream",
  cloudwatchlogs: "startLiveTail",
  codedeploy:
    "batchGetDeploymentInstances getDeploymentInstance listDeploymentInstances skipWaitTimeForInstanceTermination",
  comprehendmedical: "detectEntities",
  dataexchange: "sendApiAsset",
  directconnect:
    "allocateConnectionOnInterconnect describeConnectionLoa describeConnectionsOnInterconnect describeInterconnectLoa",
  efs: "createTags",
  elastictranscoder: "testRole",
  emr: "describeJobFlows",
  iot: "attachPrincipalPolicy listPrincipalPolicies detachPrincipalPolicy listPolicyPrincipals",
  iotdeviceadvisor: "listTestCases",
  iotsitewise: "invokeAssistant",
  kinesis: "subscribeToShard",
  lambda: "invokeAsync invokeWithResponseStream",
  lexruntimev2: "startConversation",
  mediapackage: "rotateChannelCredentials",
  qbusiness: "chat",
  rdsdata: "executeSql",
  s3: "selectObjectContent",
  sagemakerruntime: "invokeEndpointWithResponseStream",
  shield: "deleteSubscription",
  sts: "assumeRole assumeRoleWithSAML assumeRoleWithWebIdentity",
};

export interface SdkService {
  /** `CloudFormation`, as in `CloudFormation.AlreadyExistsException`. */
  readonly errorPrefix: string;
  /** `cloudformation`, as in `cloudformation:CreateStack`. */
  readonly iamPrefix: string;
}
const services: ReadonlyMap<string, SdkService> = new Map(
  PUBLISHED.trim()
    .split(/\s+/)
    .map((row) => {
      const [errorPrefix = "", iamPrefix = errorPrefix.toLowerCase()] = row.split("=");
      return [errorPrefix.toLowerCase(), { errorPrefix, iamPrefix }];
    }),
);

/** A service by its name in the ARN; `undefined` for one that is not in the published table, which AWS may call all the same. */
export const sdkService = (name: string): SdkService | undefined => services.get(name);

export const isUnsupportedOperation = (service: string, action: string): boolean =>
  Object.hasOwn(UNSUPPORTED, service) && (UNSUPPORTED[service]?.split(" ").includes(action) ?? false);

/** From the name of a client of the SDK for JavaScript to the service's in the ARN: `DirectoryServiceClient` is `directory`. */
export function sdkServiceName(clientName: string): string {
  const name = clientName.replace(/Client$/, "").toLowerCase();
  return services.has(name) ? name : name.replace(/service$/, "");
}

/** From the name of an operation to the action in the ARN: `CreateStack` is `createStack`. Capitals in front become small, but for the last one before a small letter. */
export const sdkActionName = (operation: string): string =>
  operation.replace(/^(?:[A-Z]+(?![a-z])|[A-Z])/, (capitals) => capitals.toLowerCase());
