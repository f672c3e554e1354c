// What becomes of the results of a distributed Map: the state's own result, or files in S3.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-resultwriter.html
import { isArray, isObject, type Json, type JsonObject } from "../asl/json.js";
import type { ResultWriter } from "../asl/types.js";
import { callService } from "./call-service.js";
import type { Evaluate } from "./map-fields.js";
import { type Child, type MapRun, recordOf } from "./map-run.js";
import { below, type Place, report } from "./place.js";
import { templateOf } from "./query-language.js";

/** The state's result, from what the children came to. */
export type Write = (run: MapRun, children: readonly Child[]) => Promise<Json>;

/** Without a writer the result is what the children that succeeded gave. */
export const outputsOf = (children: readonly Child[]): Json => children.flatMap(compact);

const compact = ({ ended }: Child): readonly Json[] => (ended.kind === "succeeded" ? [ended.output] : []);

type Transformation = NonNullable<NonNullable<ResultWriter["WriterConfig"]>["Transformation"]>;

/** What a child that succeeded gives to the result; of one that failed there is its record. */
const transformations: { readonly [Name in Transformation]: (run: MapRun, child: Child) => readonly Json[] } = {
  NONE: (run, child) => [recordOf(run, child)],
  COMPACT: (_run, child) => compact(child),
  FLATTEN: (_run, child) => compact(child).flatMap((output) => (isArray(output) ? output : [output])),
};

export function compileResultWriter(writer: ResultWriter, place: Place): Evaluate<Write> {
  const { Resource, WriterConfig: config = {} } = writer;
  const { Transformation = "NONE", OutputType = "JSON" } = config;
  if (Object.keys(writer).length === 0) report(place, "One of these fields is required: [WriterConfig, Resource]");
  if (Resource !== undefined && !/^arn:[^:]+:states:::s3:putObject$/.test(Resource)) {
    report(
      below(place, "Resource"),
      `The resource provided ${Resource} is not recognized: a ResultWriter takes s3:putObject`,
    );
  }
  const field = writer.Arguments === undefined ? "Parameters" : "Arguments";
  const parameters = templateOf(writer[field] ?? {}, below(place, field));
  const resultsOf = (run: MapRun, child: Child): readonly Json[] =>
    child.ended.kind === "succeeded" ? transformations[Transformation](run, child) : [recordOf(run, child)];
  if (Resource === undefined) return () => async (run, children) => children.flatMap((child) => resultsOf(run, child));
  const extension = OutputType.toLowerCase();
  const textOf = (run: MapRun, children: readonly Child[]): string => {
    // Each is made text before the next one is made: there may be a hundred thousand.
    const texts = children.flatMap((child) => resultsOf(run, child).map((result) => JSON.stringify(result)));
    return OutputType === "JSON" ? `[${texts.join(",")}]` : texts.map((text) => `${text}\n`).join("");
  };
  return async (data, visit) => {
    const { Bucket = null, Prefix = "", ...others } = asObject(await parameters(data, visit));
    return async (run, children) => {
      const folder = `${Prefix === "" ? "" : `${String(Prefix)}/`}${run.id}`;
      const put = (Key: string, Body: string) =>
        callService(visit, Resource, { ...structuredClone(others), Bucket, Key, Body }, "States.ResultWriterFailed");
      const write = async (status: string, chosen: readonly Child[]): Promise<readonly JsonObject[]> => {
        if (chosen.length === 0) return [];
        const [Key, text] = [`${folder}/${status}_0.${extension}`, textOf(run, chosen)];
        await put(Key, text);
        return [{ Key, Size: Buffer.byteLength(text) }];
      };
      const ResultFiles = {
        FAILED: await write(
          "FAILED",
          children.filter(({ ended }) => ended.kind === "failed"),
        ),
        PENDING: [],
        SUCCEEDED: await write(
          "SUCCEEDED",
          children.filter(({ ended }) => ended.kind === "succeeded"),
        ),
      };
      const Key = `${folder}/manifest.json`;
      await put(Key, JSON.stringify({ DestinationBucket: Bucket, MapRunArn: run.arn, ResultFiles }));
      return { MapRunArn: run.arn, ResultWriterDetails: { Bucket, Key } };
    };
  };
}

const asObject = (value: Json): JsonObject => (isObject(value) ? value : {});
