// Where a distributed map takes its items from: a list of the data, or S3. What a reader is told, a bucket and a key, comes from
// the state's `arguments`.
import type { Callback, ReaderModel } from "./builder.js";
import type { Expression } from "./expressions.js";
import type { RootAt, ScopeAt, Unselected } from "./inner.js";

declare const READS: unique symbol;
declare const POINT: unique symbol;
/**
 * A reader that has no callback. List: the type of the items' list. In: what it must be told by `arguments`, `never` where nothing.
 * Set: what a selector makes of an item. Shared: what each batch gets beside its items.
 */
export interface Reads<List, In, Set = Unselected, Shared = Unselected> {
  readonly [READS]?: readonly [list: List, input: In, set: Set, shared: Shared];
}
/** A reader with callbacks, which see the point of the chain where it stands. */
export interface Reader<List, In, Set, Shared, Point> extends Reads<List, In, Set, Shared> {
  readonly [POINT]?: (point: Point) => void;
}
type Items<Item> = Expression<readonly Item[]>;

/** An object of S3; without a version, its newest. */
export interface S3Object {
  /** Its name. It is in the account and Region of the state machine. */
  Bucket: string;
  /** The key of the object. */
  Key: string;
  /** Of a bucket with versions. @default the newest */
  VersionId?: string;
}
/** The objects of a bucket whose keys begin with a prefix. */
export interface S3Prefix {
  /** Its name. */
  Bucket: string;
  /** What the keys begin with. @default all */
  Prefix?: string;
}
/** An object of a listing, as Step Functions gives it. */
export interface S3Entry {
  /** In quotation marks, as S3 gives it. */
  Etag: string;
  /** The key of the object. */
  Key: string;
  /** Seconds since 1970. */
  LastModified: number;
  /** Bytes. */
  Size: number;
  /** `STANDARD`, `GLACIER`, …. */
  StorageClass: string;
}
interface ReaderOptions {
  /** At most so many items are read, 1 to 100,000,000. ASL: `MaxItems`. @default all */
  readonly maxItems?: number;
}
interface CsvOptions<Columns extends string> extends ReaderOptions {
  /** The names of the columns, where the file's first row is not them. ASL: `CSVHeaders`, with `CSVHeaderLocation: "GIVEN"`. */
  readonly headers?: readonly Columns[];
  /** Between two columns. ASL: `CSVDelimiter`. @default "COMMA" */
  readonly delimiter?: "COMMA" | "PIPE" | "SEMICOLON" | "SPACE" | "TAB";
}

// The casts of this file: what a reader does is known at run time alone, what it gives at compile time alone.
export const reader = <Made>(model: ReaderModel): Made => ({ "~reads": model }) as Made;
const s3 = <Made>(
  action: "getObject" | "listObjectsV2",
  { maxItems }: ReaderOptions,
  config: { readonly [field: string]: string | readonly string[] | undefined },
): Made =>
  reader({
    from: {
      action,
      config: Object.fromEntries(
        Object.entries(config).flatMap(([field, value]) => (value === undefined ? [] : [[field, value] as const])),
      ),
      ...(maxItems !== undefined && { maxItems }),
    },
  });

/**
 * The items of a list of the data. ASL: `ItemsPath`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html
 * @example .distributedMap("Copy", fromItems(($) => $.files), (file) => file.task("Copy File", copy, { as: replace }), { as: discard })
 */
export const fromItems = <Point, List>(
  list: ($: RootAt<Point>, scope: ScopeAt<Point>) => List,
): Reader<List, never, Unselected, Unselected, Point> => reader({ list: list as Callback });
/**
 * The items of a JSON list in S3, or of the list that `pointer` (RFC 6901) leads to in a JSON object; their type is the author's
 * word. ASL: `ItemReader` with the `InputType` `JSON`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 * @example .distributedMap("Import", jsonArray<Order>({ pointer: "/orders" }), …, { arguments: ($) => ({ Bucket: $.bucket, Key: $.key }), … })
 */
export const jsonArray = <Item>(
  options: ReaderOptions & { readonly pointer?: string } = {},
): Reads<Items<Item>, S3Object> => s3("getObject", options, { InputType: "JSON", ItemsPointer: options.pointer });
/**
 * The lines of a file of JSON Lines in S3; their type is the author's word. ASL: `ItemReader` with the `InputType` `JSONL`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export const jsonLines = <Item>(options: ReaderOptions = {}): Reads<Items<Item>, S3Object> =>
  s3("getObject", options, { InputType: "JSONL" });
/**
 * The rows of a CSV file in S3, each an object by its columns. Every value is text. ASL: `ItemReader` with the `InputType` `CSV`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 * @example csv<"name" | "mail">() · csv({ headers: ["name", "mail"], delimiter: "TAB" })
 */
export const csv = <const Columns extends string>(
  options: CsvOptions<Columns> = {},
): Reads<Items<{ [Column in Columns]: string }>, S3Object> =>
  s3("getObject", options, {
    InputType: "CSV",
    CSVHeaderLocation: options.headers === undefined ? "FIRST_ROW" : "GIVEN",
    CSVHeaders: options.headers,
    CSVDelimiter: options.delimiter,
  });
/**
 * The rows of a Parquet file in S3; their type is the author's word. ASL: `ItemReader` with the `InputType` `PARQUET`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export const parquet = <Item>(options: ReaderOptions = {}): Reads<Items<Item>, S3Object> =>
  s3("getObject", options, { InputType: "PARQUET" });
/**
 * The rows of an S3 inventory, whose `manifest.json` the arguments name. Every value is text; which columns there are is the
 * inventory's configuration. ASL: `ItemReader` with the `InputType` `MANIFEST` and the `ManifestType` `S3_INVENTORY`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export const manifest = <Columns extends string = "Bucket" | "Key">(
  options: ReaderOptions = {},
): Reads<Items<{ [Column in Columns]: string }>, S3Object> =>
  s3("getObject", options, { InputType: "MANIFEST", ManifestType: "S3_INVENTORY" });
/**
 * The rows of the files that Athena's UNLOAD wrote, whose manifest the arguments name; their type is the author's word.
 * ASL: `ItemReader` with the `ManifestType` `ATHENA_DATA`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export const athenaManifest = <Item>(
  options: ReaderOptions & { readonly format: "CSV" | "JSONL" | "PARQUET"; readonly headers?: readonly string[] },
): Reads<Items<Item>, S3Object> =>
  s3("getObject", options, {
    InputType: options.format,
    ManifestType: "ATHENA_DATA",
    ...(options.format === "CSV" && {
      CSVHeaderLocation: options.headers === undefined ? "FIRST_ROW" : "GIVEN",
      CSVHeaders: options.headers,
    }),
  });
/**
 * The objects of a bucket, without what they hold. ASL: `ItemReader` with `s3:listObjectsV2`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export const listObjects = (options: ReaderOptions = {}): Reads<Items<S3Entry>, S3Prefix> =>
  s3("listObjectsV2", options, {});
/**
 * The items in all objects of a listing, one after the other; their type is the author's word.
 * ASL: `ItemReader` with `s3:listObjectsV2` and the `Transformation` `LOAD_AND_FLATTEN`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
 */
export const loadObjects = <Item>(
  options: ReaderOptions & {
    readonly format: "CSV" | "JSON" | "JSONL" | "PARQUET";
    readonly headers?: readonly string[];
  },
): Reads<Items<Item>, S3Prefix> =>
  s3("listObjectsV2", options, {
    Transformation: "LOAD_AND_FLATTEN",
    InputType: options.format,
    ...(options.format === "CSV" && {
      CSVHeaderLocation: options.headers === undefined ? "FIRST_ROW" : "GIVEN",
      CSVHeaders: options.headers,
    }),
  });

/**
 * What every batch of a distributed map gets beside its items: the chain begins with `{ BatchInput, Items }`. It needs the option
 * `batch`. ASL: `BatchInput`.
 * @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itembatcher.html
 * @example .distributedMap("Import", withBatchInput(jsonLines<Order>(), ($) => ({ table: $.table })), (batch) => …, { batch: { maxItems: 25 }, … })
 */
export const withBatchInput = <Point, List, In, Set, Shared>(
  items: Reader<List, In, Set, Unselected, Point>,
  input: ($: RootAt<Point>, scope: ScopeAt<Point>) => Shared,
): Reader<List, In, Set, Shared, Point> => reader({ ...readerModel(items), shared: input as Callback });
export const readerModel = (items: unknown): ReaderModel => (items as { readonly "~reads": ReaderModel })["~reads"];
