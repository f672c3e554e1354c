// What a change of a property does to its resource, copied by hand from the "Update requires" lines of the CloudFormation
// User Guide: a second source beside the one that the sandbox reads, so that the two can disagree.

export type Effect =
  /** Updated in place. */
  | "in place"
  | "replaces"
  /** Depends on what else the resource has. */
  | "may replace";

export interface PropertyType {
  readonly effect: Effect;
  readonly values: readonly (string | number | boolean)[];
}

const replaces = (...values: PropertyType["values"]): PropertyType => ({ effect: "replaces", values });
const inPlace = (...values: PropertyType["values"]): PropertyType => ({ effect: "in place", values });

export const resourceTypes = {
  "AWS::SQS::Queue": {
    QueueName: replaces("jobs", "tasks"),
    DelaySeconds: inPlace(0, 5, 10),
    VisibilityTimeout: inPlace(30, 60),
  },
  "AWS::SNS::Topic": { TopicName: replaces("news", "alerts"), DisplayName: inPlace("News", "Alerts") },
  "AWS::DynamoDB::Table": {
    TableName: replaces("ledger", "book"),
    BillingMode: inPlace("PAY_PER_REQUEST", "PROVISIONED"),
  },
  "AWS::S3::Bucket": { BucketName: replaces("papers", "files"), AccessControl: inPlace("Private", "LogDeliveryWrite") },
  "AWS::Lambda::Function": {
    FunctionName: replaces("work", "toil"),
    PackageType: replaces("Zip", "Image"),
    Timeout: inPlace(3, 10, 30),
    Description: inPlace("works", "toils"),
  },
  "AWS::Logs::LogGroup": { LogGroupName: replaces("log", "diary"), RetentionInDays: inPlace(7, 14) },
  "AWS::IAM::Role": { Path: replaces("/a/", "/b/"), Description: inPlace("may work", "may toil") },
  "AWS::EC2::Instance": {
    ImageId: replaces("ami-1", "ami-2"),
    InstanceType: { effect: "may replace", values: ["t3.micro", "t3.large"] },
    DisableApiTermination: inPlace(true, false),
  },
  "AWS::EC2::SecurityGroup": { GroupDescription: replaces("inner", "outer") },
  "AWS::Kinesis::Stream": { Name: replaces("river", "brook"), RetentionPeriodHours: inPlace(24, 48) },
  "AWS::SSM::Parameter": { Name: replaces("/a", "/b"), Value: inPlace("1", "2") },
} satisfies Readonly<Record<string, Readonly<Record<string, PropertyType>>>>;
export type ResourceType = keyof typeof resourceTypes;

/** Where one resource can refer to another: by its name, or by an attribute. */
export const referringProperties: readonly {
  readonly type: ResourceType | "AWS::Lambda::Permission";
  readonly property: string;
  readonly effect: Effect;
}[] = [
  { type: "AWS::Lambda::Function", property: "Environment", effect: "in place" },
  { type: "AWS::SNS::Topic", property: "KmsMasterKeyId", effect: "in place" },
  { type: "AWS::Lambda::Permission", property: "FunctionName", effect: "replaces" },
];

export function effectOf(type: string, property: string): Effect {
  const referring = referringProperties.find((one) => one.type === type && one.property === property);
  if (referring !== undefined) return referring.effect;
  const properties: Readonly<Record<string, PropertyType>> | undefined = (
    resourceTypes as Readonly<Record<string, Readonly<Record<string, PropertyType>>>>
  )[type];
  const known = properties?.[property];
  if (known === undefined) throw new Error(`the proof knows nothing of ${type} ${property}`);
  return known.effect;
}
