// Where a distributed Map reads its items from: an object in S3, what a manifest names, a listing of a bucket.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
import { gunzipSync } from "node:zlib";
import { isObject, type Json, type JsonObject } from "../asl/json.js";
import type { ItemReader } from "../asl/types.js";
import { bytesOf, callService } from "./call-service.js";
import { StateFailure } from "./failure.js";
import { athenaFiles, checkFormat, type Format, FormatError, inventory, parseItems } from "./item-formats.js";
import { compileNumber, type Evaluate, type ItemList, listed } from "./map-fields.js";
import { below, type Place, report } from "./place.js";
import { see } from "./probe.js";
import { templateOf } from "./query-language.js";
import type { Visit } from "./visit.js";

const FAILED = "States.ItemReaderFailed";
const failed = (cause: string) => new StateFailure({ error: FAILED, cause });
/** How many items a reader takes at most. */
const MOST_ITEMS = 100_000_000;

/** Works out what the reader's fields say; the items are read when that is called for. */
export function compileItemReader(reader: ItemReader, place: Place): Evaluate<() => Promise<ItemList>> {
  const { Resource, ReaderConfig: config = {} } = reader;
  checkFormat(config, below(place, "ReaderConfig"));
  const [, action = ""] = /^arn:[^:]+:states:::s3:([A-Za-z0-9]+)$/.exec(Resource) ?? [];
  const read = Object.hasOwn(actions, action) ? actions[action] : undefined;
  if (read === undefined) {
    report(
      below(place, "Resource"),
      `The resource provided ${Resource} is not recognized: an ItemReader takes s3:getObject or s3:listObjectsV2`,
    );
  }
  const field = reader.Arguments === undefined ? "Parameters" : "Arguments";
  const parameters = templateOf(reader[field] ?? {}, below(place, field));
  const maxItems = compileNumber(config, "MaxItems", below(place, "ReaderConfig"));
  return async (data, visit) => {
    const given = await parameters(data, visit);
    const most = (await maxItems(data, visit)) ?? 0;
    return async () => {
      if (most < 0) throw failed("field MaxItems must be positive");
      const from: Reading = {
        visit,
        given: place.probe?.map.itemReaderData,
        resource: Resource,
        config,
        most: most === 0 ? MOST_ITEMS : Math.min(most, MOST_ITEMS),
      };
      const items = (await read?.(from, isObject(given) ? given : {})) ?? [];
      if (config.ItemsPointer !== undefined) see(place, "afterItemsPointer", items);
      return listed(items.length > from.most ? items.slice(0, from.most) : items, sourceOf(given));
    };
  };
}

function sourceOf(parameters: Json): string {
  const { Bucket = "", Key = null, Prefix = "" } = isObject(parameters) ? parameters : {};
  return `s3://${String(Bucket)}/${String(Key ?? Prefix)}`;
}

interface Reading {
  readonly visit: Visit;
  /** What is found there, in place of the service's answer. */
  readonly given: string | undefined;
  readonly resource: string;
  readonly config: Format;
  /** What comes after so many items need not be read. */
  readonly most: number;
}

// ---------------------------------------------------------------- actions

type Read = (from: Reading, parameters: JsonObject) => Promise<readonly Json[]>;

const actions: { readonly [action: string]: Read } = {
  getObject: async (from, parameters) => {
    const { InputType = "JSON", ManifestType } = from.config;
    const text = await textOf(from, parameters);
    if (ManifestType === "ATHENA_DATA") return readFiles(from, athenaFiles(text));
    if (InputType !== "MANIFEST") return parse(from, text);
    const { headers, files } = inventory(text);
    const config: Format = { InputType: "CSV", CSVHeaderLocation: "GIVEN", CSVHeaders: headers };
    return readFiles({ ...from, config }, files);
  },
  listObjectsV2: async (from, parameters) => {
    const objects = await listing(from, parameters);
    if (from.config.Transformation !== "LOAD_AND_FLATTEN") return objects;
    const { Bucket = null } = parameters;
    return readFiles(
      from,
      objects.map(({ Key = null }) => ({ Bucket, Key })),
    );
  },
};

async function textOf({ visit, resource, given }: Reading, parameters: JsonObject): Promise<string> {
  if (given !== undefined) return given;
  const getObject = resource.replace(/[A-Za-z0-9]+$/, "getObject");
  const bytes = await bytesOf(await callService(visit, getObject, structuredClone(parameters), FAILED));
  if (bytes === undefined) throw failed(`The answer of '${getObject}' has no Body that is a text or bytes.`);
  const [first, second] = bytes;
  // The files of an inventory are compressed.
  return Buffer.from(first === 0x1f && second === 0x8b ? gunzipSync(bytes) : bytes).toString("utf8");
}

async function readFiles(from: Reading, files: readonly JsonObject[]): Promise<readonly Json[]> {
  const items: Json[] = [];
  for (const file of files) {
    if (items.length >= from.most) break;
    for (const item of parse(from, await textOf(from, file))) items.push(item);
  }
  return items;
}

async function listing(
  { visit, resource, most, given }: Reading,
  parameters: JsonObject,
): Promise<readonly JsonObject[]> {
  if (given !== undefined) return parseItems(given, { InputType: "JSON" }, most).filter(isObject).map(listedObject);
  const objects: JsonObject[] = [];
  for (let next: JsonObject | undefined = parameters; next !== undefined; ) {
    const answer: unknown = await callService(visit, resource, structuredClone(next), FAILED);
    const { Contents = [], NextContinuationToken }: { Contents?: unknown; NextContinuationToken?: unknown } = isObject(
      answer,
    )
      ? answer
      : {};
    for (const entry of Array.isArray(Contents) ? Contents : []) objects.push(listedObject(entry));
    next =
      typeof NextContinuationToken === "string" && objects.length < most
        ? { ...parameters, ContinuationToken: NextContinuationToken }
        : undefined;
  }
  return objects;
}

/** An object of a bucket as an item: the names are not those of the S3 client. */
function listedObject({ ETag, LastModified, Key, Size, StorageClass }: Entry): JsonObject {
  const modified = typeof LastModified === "number" ? LastModified : Date.parse(String(LastModified)) / 1000;
  return asJson({ Etag: ETag, LastModified: modified, Key, Size, StorageClass });
}
interface Entry {
  readonly ETag?: unknown;
  readonly LastModified?: unknown;
  readonly Key?: unknown;
  readonly Size?: unknown;
  readonly StorageClass?: unknown;
}
const asJson = (value: object): JsonObject => JSON.parse(JSON.stringify(value));

function parse({ config, most }: Reading, text: string): readonly Json[] {
  try {
    return parseItems(text, config, most);
  } catch (error) {
    if (error instanceof FormatError) throw failed(error.message);
    throw error;
  }
}
