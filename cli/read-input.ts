import { resolve } from "node:path";
import type { StandardSchema } from "../dsl/schema.js";
import { errorCode } from "./disk.js";
import type { Environment } from "./environment.js";
import { JsonTextError, parseJson } from "./json-text.js";
import { UsageError } from "./usage-error.js";

/** The text of a file that the author named; `-` is standard input. */
export async function readText(environment: Environment, typed: string): Promise<string> {
  const { disk, cwd, readStdin } = environment;
  if (typed === "-") return readStdin();
  const path = resolve(cwd, typed);
  try {
    const text = disk.read(path);
    if (text !== undefined) return text;
  } catch (error) {
    throw new UsageError(`${typed} cannot be read: ${errorCode(error) ?? String(error)}`, "see to its rights");
  }
  const isFolder = disk.kind(path) === "folder";
  throw new UsageError(isFolder ? `${typed} is a folder` : `there is no file ${typed}`, "name a JSON file");
}

/** A JSON file that the author named. @throws UsageError with line and column. */
export async function readJson(environment: Environment, typed: string): Promise<unknown> {
  const text = await readText(environment, typed);
  try {
    return parseJson(text);
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    const shown = typed === "-" ? "standard input" : typed;
    throw new UsageError(`${shown} is no JSON: ${error.message}`, "correct that place");
  }
}

/** Checks an input that is then sent as it is: a schema's defaults come into the data on this machine as little as on AWS. */
export async function checkInput(value: unknown, schema: StandardSchema, shown: string): Promise<void> {
  const result = await schema["~standard"].validate(value);
  if (result.issues === undefined) return;
  const issues = result.issues.map(({ message, path = [] }) => {
    const keys = path.map((part) => String(typeof part === "object" ? part.key : part)).join(".");
    return `  ${keys === "" ? "" : `${keys}: `}${message}`;
  });
  throw new UsageError(`${shown} is not the workflow's input:\n${issues.join("\n")}`, "correct it");
}
