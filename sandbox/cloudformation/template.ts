// A template's text as data: JSON, or YAML with CloudFormation's short forms.
import { isAlias, isMap, isScalar, isSeq, type Node, parseDocument } from "yaml";
import { isObject, type Json, type JsonObject } from "../../asl/json.js";
import { validationError } from "./errors.js";

/** The template as a JSON object, short forms written out (`!Ref X` is `{ Ref: "X" }`). Throws CloudFormation's errors. */
export function readTemplate(text: string): JsonObject {
  const template = text.trimStart().startsWith("{") ? fromJson(text) : fromYaml(text);
  if (!isObject(template)) throw formatError("unsupported structure.");
  if (!isObject(template["Resources"]) || Object.keys(template["Resources"]).length === 0) {
    throw formatError("At least one Resources member must be defined.");
  }
  return template;
}

const formatError = (message: string) => validationError(`Template format error: ${message}`);

function fromJson(text: string): Json {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw formatError(`JSON not well-formed. (${error instanceof Error ? error.message : error})`);
  }
}

function fromYaml(text: string): Json {
  const document = parseDocument(text, { schema: "core", logLevel: "silent" });
  const [error] = document.errors;
  if (error !== undefined) {
    const [{ line, col }] = error.linePos ?? [{ line: 1, col: 1 }];
    throw formatError(`YAML not well-formed. (line ${line}, column ${col})`);
  }
  return document.contents === null ? null : plain(document.contents);
}

function plain(node: Node): Json {
  if (isAlias(node)) throw validationError("Template error: YAML aliases are not allowed in CloudFormation templates");
  const value = untagged(node);
  return typeof node.tag === "string" && /^![^!]/.test(node.tag) ? longForm(node.tag.slice(1), value) : value;
}

function untagged(node: Node): Json {
  if (isScalar(node)) return scalar(node.value);
  const inside = (value: unknown) => (value === null || value === undefined ? null : plain(value as Node));
  if (isSeq(node)) return node.items.map(inside);
  if (!isMap(node)) return null;
  return Object.fromEntries(node.items.map(({ key, value }) => [String(inside(key)), inside(value)]));
}
const scalar = (value: unknown): Json =>
  value === null || typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : String(value);

function longForm(tag: string, value: Json): Json {
  if (tag === "Ref" || tag === "Condition") return { [tag]: value };
  if (tag === "GetAtt" && typeof value === "string") {
    const dot = value.indexOf(".");
    return { "Fn::GetAtt": [value.slice(0, dot), value.slice(dot + 1)] };
  }
  return { [`Fn::${tag}`]: value };
}
