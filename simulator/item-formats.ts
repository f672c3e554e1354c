// What the files hold that a distributed Map reads.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html
import { isArray, isObject, type Json, type JsonObject, keyOf } from "../asl/json.js";
import type { ItemReader } from "../asl/types.js";
import { csvItem, csvRows, delimiters } from "./csv.js";
import { below, type Place, report } from "./place.js";

export type Format = NonNullable<ItemReader["ReaderConfig"]>;

/** Why a file gives no items: its message is what AWS says where that was recorded. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}

export function checkFormat({ InputType, CSVHeaderLocation, CSVHeaders }: Format, place: Place): void {
  if (InputType === "PARQUET") {
    report(below(place, "InputType"), "The input type 'PARQUET' is not supported yet", "UNSUPPORTED");
  }
  if (InputType !== "CSV") return;
  if (CSVHeaderLocation === undefined) report(place, "These fields are required: [CSVHeaderLocation]");
  if (CSVHeaderLocation === "GIVEN" && CSVHeaders === undefined) {
    report(place, "These fields are required: [CSVHeaders]");
  }
}

type Parse = (text: string, format: Format, most: number) => readonly Json[];

const parsers: { readonly [inputType: string]: Parse } = {
  JSON: (text, { ItemsPointer = "" }) => {
    const items = pointed(json(text), ItemsPointer);
    if (isArray(items)) return items;
    throw new FormatError("Attempting to map over non-iterable node.");
  },
  JSONL: (text, _format, most) =>
    text
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(0, most)
      .map(json),
  CSV: (text, { CSVDelimiter = "COMMA", CSVHeaderLocation, CSVHeaders }, most) => {
    const rows = csvRows(text, delimiters[CSVDelimiter]);
    const headers = CSVHeaderLocation === "GIVEN" ? (CSVHeaders ?? []) : [...(rows.next().value ?? [])];
    if (new Set(headers).size < headers.length) throw new FormatError("CSV headers cannot contain duplicates.");
    const items: Json[] = [];
    for (const row of rows) {
      if (items.push(csvItem(headers, row)) >= most) break;
    }
    return items;
  },
};

/** The items of a file; those after so many need not be read. Throws a `FormatError`. */
export function parseItems(text: string, format: Format, most: number): readonly Json[] {
  const { InputType = "JSON" } = format;
  return parsers[InputType]?.(text, format, most) ?? [];
}

function json(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new FormatError("Unable to parse the file as JSON.");
  }
}

/** What a JSON pointer leads to. @see https://www.rfc-editor.org/rfc/rfc6901 */
function pointed(document: Json, pointer: string): Json {
  const steps = pointer.split("/").slice(1);
  return steps.reduce<Json>((value, step) => {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    const member = isArray(value) ? value[Number(key)] : isObject(value) ? keyOf(value, key) : undefined;
    if (member === undefined) throw new FormatError(`The ItemsPointer '${pointer}' leads to nothing.`);
    return member;
  }, document);
}

// ---------------------------------------------------------------- manifests

/** An inventory of S3: its columns, and the files that hold the rows. */
export function inventory(text: string): {
  readonly headers: readonly string[];
  readonly files: readonly JsonObject[];
} {
  const manifest = json(text);
  const {
    fileFormat = "CSV",
    fileSchema = "",
    destinationBucket = "",
    files = [],
  } = isObject(manifest) ? manifest : {};
  if (fileFormat !== "CSV")
    throw new FormatError(`The format '${String(fileFormat)}' of the inventory is not supported.`);
  const Bucket = String(destinationBucket).replace(/^arn:[^:]+:s3:::/, "");
  return {
    headers: String(fileSchema)
      .split(",")
      .map((header) => header.trim()),
    files: (isArray(files) ? files : []).filter(isObject).map(({ key = null }) => ({ Bucket, Key: key })),
  };
}

/** What a query of Athena wrote: one S3 URI a line. */
export function athenaFiles(text: string): readonly JsonObject[] {
  return [...csvRows(text, ",")].flatMap(([uri = ""]) => {
    const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.+)$/.exec(uri.trim()) ?? [];
    return Bucket === undefined || Key === undefined ? [] : [{ Bucket, Key }];
  });
}
