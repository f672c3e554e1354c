// The optimised integrations: services that Step Functions knows by itself, each with its actions and the ways in which a
// task can wait for them. What a service does not have is not there.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/integrate-optimized.html
import { type IntegrationPattern, type Integrations, integrations } from "../asl/integrations.js";
import type { WorkflowTypeError } from "./expressions.js";
import type { Run, Sends, Waits } from "./functions.js";
import type { RootAt, ScopeAt } from "./inner.js";
import type { IntegrationModel, LambdaModel } from "./model.js";
import type { IntegrationRun } from "./sdk.js";
import type { BadCall, Partly, Spoken } from "./service-calls.js";
import type { FinishedExecution, HttpRequest, HttpResponse, Shapes } from "./service-inputs.js";
import { sourcePosition } from "./source-position.js";

type CheckCall<Input, In> = [BadCall<Input, In>] extends [never]
  ? unknown
  : WorkflowTypeError<BadCall<Input, In> & string>;

/** A call whose input the callback makes. Without one the task's `arguments` make it. */
export interface Call<In, Out, Errors extends string, Waiting extends Waits = "nothing"> {
  <Here, const Input extends Partly<In>>(
    input: ($: RootAt<Here>, scope: ScopeAt<Here>) => Input & CheckCall<Input, In>,
  ): Run<Sends<In, Spoken<Input>>, Out, Errors, Here, Waiting>;
  (): Run<In, Out, Errors, any, Waiting>;
}
/**
 * Waits until whoever was given `context.Task.Token`, in the task's `arguments`, answers by `SendTaskSuccess` or
 * `SendTaskFailure`. Answer: what it gives back; Failures: the names that it may fail with.
 */
type WaitForTaskToken<In, Errors extends string> = <Answer, Failures extends string = never>() => Run<
  In,
  Answer,
  Errors | Failures,
  any,
  "token"
>;
/** A call whose types the author gives: Out is what the task gets, In what the task's `arguments` make. */
type Authored<Errors extends string, Waiting extends Waits> = <
  Out,
  In = { readonly [parameter: string]: unknown },
>() => Run<In, Out, Errors, any, Waiting>;
/** Waits for an execution, whose output is in `Output`, as JSON. */
type WaitForExecution<In, Errors extends string> = <Output>() => Run<In, FinishedExecution<Output>, Errors, any, "job">;

/** A function fails by any name. */
type ErrorsOf<Service extends keyof Integrations> = Service extends "lambda"
  ? string
  : Integrations[Service] extends { readonly errorPrefix: infer Prefix extends string }
    ? `${Prefix}.*`
    : "*.*";
type ShapeOf<Service, Action> = Service extends keyof Shapes
  ? Action extends keyof Shapes[Service]
    ? Shapes[Service][Action]
    : never
  : never;
type Has<Patterns, Pattern, Member> = Pattern extends Patterns ? Member : unknown;
/** An action with the patterns that its row in the table has. */
type Typed<Shape, Errors extends string, Patterns> = Shape extends readonly [infer In, infer Out, ...infer Job]
  ? Call<In, Out, Errors> &
      Has<
        Patterns,
        ".sync",
        {
          /** Waits for the job. ASL: the resource ends in `.sync`. */
          readonly sync: Job extends readonly [infer Done]
            ? Call<In, Done, Errors | "States.TaskFailed", "job">
            : WaitForExecution<In, Errors | "States.TaskFailed">;
        }
      > &
      Has<Patterns, ".waitForTaskToken", { readonly waitForTaskToken: WaitForTaskToken<In, Errors> }>
  : never;
type Untyped<Errors extends string, Patterns> = Authored<Errors, "nothing"> &
  Has<
    Patterns,
    ".sync",
    {
      /** Waits for the job. ASL: the resource ends in `.sync`. */
      readonly sync: Authored<Errors | "States.TaskFailed", "job">;
    }
  > &
  Has<
    Patterns,
    ".waitForTaskToken",
    { readonly waitForTaskToken: WaitForTaskToken<{ readonly [parameter: string]: unknown }, Errors> }
  >;
type ActionOf<Service extends keyof Integrations, Action, Patterns> = [ShapeOf<Service, Action>] extends [never]
  ? Untyped<ErrorsOf<Service>, Patterns>
  : Typed<ShapeOf<Service, Action>, ErrorsOf<Service>, Patterns>;
/**
 * A service with its actions, each with the patterns that it has: what waits for a job is `.sync`, what waits for a token
 * `.waitForTaskToken`.
 */
export type IntegratedService<Service extends keyof Integrations> = {
  readonly [Action in keyof Integrations[Service]["actions"]]: ActionOf<
    Service,
    Action,
    Integrations[Service]["actions"][Action] extends readonly (infer Pattern)[] ? Pattern : never
  >;
};

/** What waits for a job that answers with JSON: `startExecution.sync` alone answers with its text. */
const jobPattern = (patterns: readonly IntegrationPattern[]): IntegrationPattern =>
  patterns.includes(".sync:2") ? ".sync:2" : ".sync";

function action(service: string, name: string, patterns: readonly IntegrationPattern[]) {
  const run =
    (pattern: IntegrationModel["pattern"]) =>
    (input?: IntegrationRun["input"]): IntegrationRun => ({
      kind: "integration",
      integration: { service, action: name, sdk: false, pattern, source: sourcePosition() },
      ...(input && { input }),
    });
  return Object.assign(run(""), {
    ...(patterns.includes(".sync") && { sync: run(jobPattern(patterns)) }),
    ...(patterns.includes(".waitForTaskToken") && { waitForTaskToken: run(".waitForTaskToken") }),
  });
}
/** Its members are made from the table, as their types are: the cast joins the two. */
const service = <Name extends keyof Integrations>(name: Name): IntegratedService<Name> =>
  Object.fromEntries(
    Object.entries(integrations[name].actions).map(([one, patterns]) => [one, action(name, one, patterns)]),
  ) as unknown as IntegratedService<Name>; // `fromEntries` forgets which action has which patterns

/** Amazon API Gateway. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-api-gateway.html */
export const apigateway = service("apigateway");
/** Amazon Athena. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-athena.html */
export const athena = service("athena");
/** AWS Batch. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-batch.html */
export const batch = service("batch");
/** Amazon Bedrock. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-bedrock.html */
export const bedrock = service("bedrock");
/** AWS CodeBuild. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-codebuild.html */
export const codebuild = service("codebuild");
/** AWS Glue DataBrew. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-databrew.html */
export const databrew = service("databrew");
/** Amazon DynamoDB; types of values as its own API spells them. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ddb.html */
export const dynamodb = service("dynamodb");
/** Amazon ECS and AWS Fargate. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-ecs.html */
export const ecs = service("ecs");
/** Amazon EKS. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-eks.html */
export const eks = service("eks");
/** Amazon EMR. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr.html */
export const elasticmapreduce = service("elasticmapreduce");
/** Amazon EMR on EKS. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-eks.html */
export const emrContainers = service("emr-containers");
/** Amazon EMR Serverless. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-emr-serverless.html */
export const emrServerless = service("emr-serverless");
/** Amazon EventBridge. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-eventbridge.html */
export const events = service("events");
/** AWS Glue. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-glue.html */
export const glue = service("glue");
/** AWS Elemental MediaConvert. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-mediaconvert.html */
export const mediaconvert = service("mediaconvert");
/** Amazon SageMaker AI. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-sagemaker.html */
export const sagemaker = service("sagemaker");
/** Amazon SNS. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-sns.html */
export const sns = service("sns");
/** Amazon SQS. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-sqs.html */
export const sqs = service("sqs");
/** AWS Step Functions: executions of other workflows. @see https://docs.aws.amazon.com/step-functions/latest/dg/connect-stepfunctions.html */
export const states = service("states");

/**
 * Calls an HTTPS endpoint by an EventBridge connection, for at most 60 seconds. Body: what it answers, which the author says.
 * ASL: `arn:aws:states:::http:invoke`. An answer of 400 or more fails as `States.Http.StatusCode.<code>`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
 * @example .task("Ask", http<{ rate: number }>(), { as: "answer", arguments: ($) => ({ ApiEndpoint: "https://…", Method: "GET", Authentication: { ConnectionArn: $.connection } }) })
 */
export const http = <Body>(): Run<HttpRequest, HttpResponse<Body>, "States.Http.*"> =>
  // What it promises is in the types alone.
  action("http", "invoke", integrations.http.actions.invoke)() as Run<HttpRequest, HttpResponse<Body>, "States.Http.*">;

/** A call of the author's own function that hands it a token. */
export const callWithToken = (lambda: LambdaModel, source: string): IntegrationRun => ({
  kind: "integration",
  integration: { service: "lambda", action: "invoke", sdk: false, pattern: ".waitForTaskToken", source, lambda },
});
/** Of Lambda: a function that is none of the author's, or one in a version of its own. */
export const lambdaService = service("lambda");
