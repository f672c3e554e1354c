// Definitions as files, in JSON or YAML: what they hold, and the line of each part of it.
import jsonc from "jsonc-parser";
import {
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type Tags,
  type YAMLError,
} from "yaml";
import type { Diagnostic } from "../asl/diagnostic.js";
import { duplicateStateNames } from "../asl/duplicate-state-names.js";
import { JsonTextError, parseJson } from "./json-text.js";

export interface DefinitionFile {
  readonly document: unknown;
  /** What only the text shows. */
  readonly findings: readonly Diagnostic[];
  /** Of a location, as findings give it; from 1. Of a part that is not there it is the line of what should hold it. */
  readonly lineOf: (location: string) => number | undefined;
}
type Steps = readonly (string | number)[];

/** How a file is read, by the ending of its name. */
const formats: readonly (readonly [ending: RegExp, read: (text: string) => DefinitionFile])[] = [
  [/\.(?:json|asl)$/i, readJson],
  [/\.ya?ml$/i, readYaml],
];
const formatOf = (file: string) => formats.find(([ending]) => ending.test(file));

export const isDefinitionFile = (file: string): boolean => formatOf(file) !== undefined;

export function readDefinitionFile(file: string, text: string): DefinitionFile {
  const [, read = readJson] = formatOf(file) ?? [];
  return read(text);
}

const unreadable = (message: string): DefinitionFile => ({
  document: undefined,
  findings: [{ severity: "error", code: "INVALID_JSON_DESCRIPTION", location: "", message }],
  lineOf: () => undefined,
});

// ---------------------------------------------------------------- JSON

function readJson(given: string): DefinitionFile {
  const text = given.replace(/^\uFEFF/, "");
  try {
    const document = parseJson(text);
    return {
      document,
      findings: duplicateStateNames(text),
      lineOf: (location) => lineInJson(text, stepsTo(location, document)),
    };
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    return unreadable(error.message);
  }
}

function lineInJson(text: string, steps: Steps): number | undefined {
  const root = jsonc.parseTree(text);
  const node = root && jsonc.findNodeAtLocation(root, [...steps]);
  if (node === undefined || steps.length === 0) return undefined;
  // A member begins with its key.
  const { offset } = node.parent?.type === "property" ? node.parent : node;
  return text.slice(0, offset).split("\n").length;
}

// ---------------------------------------------------------------- YAML

/** CloudFormation's functions put a value in their place: nothing is known of it, as of a substitution. */
const functions = "Base64 Cidr FindInMap GetAtt GetAZs If ImportValue Join Ref Select Split Sub".split(" ");
const inPlace = (name: string, value: unknown): string =>
  name === "Sub" && typeof value === "string" ? value : `\${${name}}`;
const customTags: Tags = functions.flatMap((name) => [
  { tag: `!${name}`, resolve: (value: string) => inPlace(name, value) },
  { tag: `!${name}`, collection: "seq" as const, resolve: () => inPlace(name, undefined) },
  { tag: `!${name}`, collection: "map" as const, resolve: () => inPlace(name, undefined) },
]);

function readYaml(text: string): DefinitionFile {
  const lines = new LineCounter();
  const yaml = parseDocument(text, { merge: true, customTags, lineCounter: lines });
  const [error] = yaml.errors;
  if (error !== undefined) return unreadable(sentenceOf(error));
  try {
    const document: unknown = yaml.toJS();
    const lineOf = (location: string) => {
      const offset = offsetInYaml(yaml.contents, stepsTo(location, document), yaml);
      return offset === undefined ? undefined : lines.linePos(offset).line;
    };
    return { document, findings: [], lineOf };
  } catch (error) {
    // Aliases that stand for more than anyone means.
    if (error instanceof ReferenceError) return unreadable(error.message);
    throw error;
  }
}

/** Without the lines of the text that the library quotes below. */
const sentenceOf = ({ message }: YAMLError): string =>
  (message.split("\n")[0] ?? "").replace(/ at (line \d+, column \d+):?$/, " ($1)");

function offsetInYaml(contents: unknown, steps: Steps, yaml: ReturnType<typeof parseDocument>): number | undefined {
  let node: unknown = contents;
  let offset: number | undefined;
  for (const step of steps) {
    if (isAlias(node)) node = node.resolve(yaml);
    const found = isMap(node)
      ? node.items.find(({ key }) => String(isScalar(key) ? key.value : key) === String(step))
      : isSeq(node)
        ? node.items[Number(step)]
        : undefined;
    if (found === undefined) return offset;
    const [place, next] = isNode(found)
      ? [found, found]
      : [(found as { key: Node }).key, (found as { value: unknown }).value];
    offset = isNode(place) ? place.range?.[0] : offset;
    node = next;
  }
  return offset;
}

// ---------------------------------------------------------------- locations

/** The steps of a location as far as the document has them: only it tells how far the name of a state goes. */
function stepsTo(location: string, document: unknown): Steps {
  const steps: (string | number)[] = [];
  let rest = location;
  let value = document;
  while (rest !== "") {
    const step = nextStep(rest, value);
    if (step === undefined) break;
    steps.push(step.key);
    rest = rest.slice(step.length);
    // What `nextStep` found is a member of it.
    value = (value as { readonly [key: string]: unknown })[step.key];
  }
  return steps;
}

function nextStep(
  rest: string,
  value: unknown,
): { readonly key: string | number; readonly length: number } | undefined {
  if (Array.isArray(value)) {
    const [text, index] = /^\[(\d+)\]/.exec(rest) ?? [];
    return text === undefined || !(Number(index) in value) ? undefined : { key: Number(index), length: text.length };
  }
  if (typeof value !== "object" || value === null || !rest.startsWith("/")) return undefined;
  const names = Object.keys(value).filter(
    (name) => rest.startsWith(name, 1) && /^(?:[/[]|$)/.test(rest.slice(name.length + 1)),
  );
  const [key] = names.sort((left, right) => right.length - left.length);
  return key === undefined ? undefined : { key, length: key.length + 1 };
}
