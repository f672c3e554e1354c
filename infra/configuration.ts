// What can be chosen for the deploy pipeline: CDK context, checked and typed.
import { RetentionDays } from "aws-cdk-lib/aws-logs";
import { z } from "zod";

/** The retentions that CloudWatch Logs knows, in days; `INFINITE` is none. */
const retentions = Object.values(RetentionDays).filter(
  (days): days is RetentionDays => typeof days === "number" && days !== RetentionDays.INFINITE,
);

/** `-c key=value` gives text, `cdk.json` any JSON. */
const flag = z.union([z.boolean(), z.stringbool({ truthy: ["true"], falsy: ["false"] })], "say true or false");
const text = z.string().trim().min(1, "must not be empty");
const stackNamePart = text.regex(/^[A-Za-z0-9-]+$/, "may hold letters, digits and hyphens");
const file = text.regex(/\.json$/, "must be a JSON file");
const branch = text.default("main").describe("the branch that is deployed");

const common = {
  workflow: z
    .enum(["deploy", "deploy-await-update", "deploy-blue-green"])
    .default("deploy-await-update")
    .describe("the workflow of `workflows/` that deploys"),
  deployAction: z
    .enum(["lambda", "step-functions"])
    .default("lambda")
    .describe("who starts the state machine: the trigger function, or CodePipeline's own Step Functions action"),
  environmentName: stackNamePart
    .regex(/^[A-Za-z]/, "must start with a letter")
    .regex(/^(?!deploy$)/, "must not be the word that the names of deploying stacks start with")
    .default("prod")
    .describe("the first part of the stack's name, and the template's parameter of that name"),
  stackName: stackNamePart.default("sample-lambda-app").describe("the second part of the stack's name"),
  templatePath: text
    .regex(/^(?!\/)(?!.*(^|\/)\.\.(\/|$))/, "must stay inside the artifact")
    .default("lambda-template.yaml")
    .describe("the template inside the artifact"),
  deploymentPolicy: file
    .default("infra/sample/deployment-policy.json")
    .describe("what CloudFormation may do: an IAM policy document"),
  permissionsBoundary: file
    .default("infra/sample/permissions-boundary.json")
    .describe("what the roles in the template may do at most: an IAM policy document"),
  encryption: z
    .enum(["kms", "sse-s3"])
    .default("kms")
    .describe("of the buckets: by a key of this stack that rotates, or by Amazon S3's own keys"),
  logRetentionDays: z.coerce
    .number()
    .refine((days) => retentions.includes(days), `must be one of ${retentions.join(", ")}`)
    .default(30)
    .describe("of all log groups"),
  alarmEmail: z.email("must be an e-mail address").optional().describe("who hears of failed executions"),
  bundleSdk: flag
    .default(false)
    .describe("whether the functions carry the AWS SDK, or take the one of Lambda's runtime"),
  onDelete: z
    .enum(["retain", "destroy"])
    .default("retain")
    .describe("what becomes of buckets, key, repository and logs when this stack is deleted"),
};

/** The options, with the meaning of each in its `description`. */
export const options = z.discriminatedUnion(
  "source",
  [
    z.strictObject({
      ...common,
      source: z.literal("codecommit").describe("where the template comes from"),
      repositoryName: text.default("sample-lambda-app").describe("the CodeCommit repository"),
      createRepository: flag.default(true).describe("whether this stack makes it, with the sample application inside"),
      branch,
    }),
    z.strictObject({
      ...common,
      source: z.literal("s3"),
      sourceKey: text.default("source.zip").describe("the ZIP file in the source bucket, which this stack makes"),
    }),
    z.strictObject({
      ...common,
      source: z.literal("codeconnections"),
      connectionArn: text
        .regex(
          /^arn:[^:]+:(codeconnections|codestar-connections):[^:]+:\d{12}:connection\/.+$/,
          "must be the ARN of a connection",
        )
        .describe("the connection to the Git provider"),
      fullRepositoryId: text
        .regex(/^[^/]+\/.+$/, "must be owner/repository")
        .describe("the repository there, as `owner/repository`"),
      branch,
    }),
  ],
  "must be codecommit, s3 or codeconnections",
);

export type Configuration = Readonly<z.infer<typeof options>>;

/** Of the 128 characters of a stack's name, what a green stack's hash leaves. */
const longestStackName = 95;

/** An option that is wrong: every finding, one a line. */
export class ConfigurationError extends Error {
  override readonly name = "ConfigurationError";
}

/**
 * The options in the context of an app. Those of the CDK itself, which hold a `:`, `/` or `-`, are left alone; any other key
 * must be an option here, so that a misspelt one is not passed over.
 * @throws ConfigurationError
 */
export function readConfiguration(context: Readonly<Record<string, unknown>>): Configuration {
  const own = Object.entries(context).filter(([key]) => /^[A-Za-z]+$/.test(key));
  const read = options.safeParse({ source: "codecommit", ...Object.fromEntries(own) });
  if (!read.success) throw new ConfigurationError(findings(read.error).join("\n"));
  if (physicalStackName(read.data).length > longestStackName)
    throw new ConfigurationError(`stackName: with the environment's name it may have ${longestStackName} characters`);
  return read.data;
}

/** The stack that is deployed: `prod-sample-lambda-app`. */
export const physicalStackName = ({
  environmentName,
  stackName,
}: Pick<Configuration, "environmentName" | "stackName">) => `${environmentName}-${stackName}`;

const findings = (error: z.ZodError): string[] =>
  error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") return issue.keys.map((key) => `${key}: no such option`);
    const missing = issue.code === "invalid_type" && issue.input === undefined;
    return `${issue.path.join(".")}: ${missing ? "is missing" : issue.message}`;
  });
