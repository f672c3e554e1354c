// What a workflow author imports.

export { DefinitionError, type Diagnostic, formatDiagnostic } from "../asl/diagnostic.js";
// Some of these are only there for an author's own declaration files, which name what is in the type of a workflow.
export type { Chain } from "./chain.js";
export type { Lost } from "./checks.js";
export {
  after,
  and,
  before,
  gt,
  gte,
  is,
  isBoolean,
  isNot,
  isNull,
  isNumeric,
  isPresent,
  isString,
  isTimestamp,
  lt,
  lte,
  matches,
  not,
  or,
  sameTime,
} from "./conditions.js";
export type { As, Discard, Packed, Replace, Way, WaysTo } from "./contexts.js";
export type { WrittenResult } from "./distributed.js";
export type {
  Condition,
  ErrorOutput,
  ErrorScope,
  Expression,
  ItemScope,
  Path,
  PathTo,
  ResultScope,
  RetriedScope,
  Scope,
  TokenScope,
  Variables,
  WorkflowTypeError,
} from "./expressions.js";
export type { Fragment } from "./fragments.js";
export {
  type Activity,
  type At,
  activity,
  type CheckedLambda,
  type Contract,
  type Lambda,
  lambda,
  type Run,
  type SchemaError,
  type Waits,
} from "./functions.js";
export type { Inside } from "./inner.js";
export {
  apigateway,
  athena,
  batch,
  bedrock,
  type Call,
  codebuild,
  databrew,
  dynamodb,
  ecs,
  eks,
  elasticmapreduce,
  emrContainers,
  emrServerless,
  events,
  glue,
  http,
  type IntegratedService,
  mediaconvert,
  sagemaker,
  sns,
  sqs,
  states,
} from "./integrations.js";
export { withItemSelector } from "./items.js";
export type { End, FirstState, MachineTypes, Start, StateMachine } from "./machine.js";
export type { Express, Inner, OuterVar, Piece, Raises, Speaks, Standard, Wrote } from "./markers.js";
export { isStateMachine, type StateMachineModel } from "./model.js";
export type { Catch, Retry } from "./options.js";
export { discard, replace } from "./placement.js";
export {
  athenaManifest,
  csv,
  fromItems,
  jsonArray,
  jsonLines,
  listObjects,
  loadObjects,
  manifest,
  parquet,
  type Reader,
  type Reads,
  type S3Entry,
  type S3Object,
  type S3Prefix,
  withBatchInput,
} from "./readers.js";
export type { StandardSchema } from "./schema.js";
export { type CommandClass, type SdkCall, sdk } from "./sdk.js";
// Under one name, since theirs are those of the services' own types.
export type * as services from "./service-inputs.js";
export { seconds, until } from "./time.js";
export { transientLambdaErrors } from "./transient-lambda-errors.js";
export {
  add,
  array,
  arrayContains,
  arrayItem,
  arrayLength,
  arrayPartition,
  arrayRange,
  arrayUnique,
  base64Decode,
  base64Encode,
  format,
  hash,
  jsonata,
  jsonParse,
  jsonPath,
  jsonStringify,
  merge,
  orElse,
  random,
  split,
  substitution,
  uuid,
} from "./values.js";
export { fragment, type WorkflowOptions, workflow } from "./workflow.js";
