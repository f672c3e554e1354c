// A template with its parameters, mappings and conditions put in: what is left are the references between resources.
import { equal, isArray, isObject, type Json, type JsonObject, keyOf } from "../../asl/json.js";
import { ACCOUNT, REGION } from "../account.js";
import { validationError } from "./errors.js";

export interface Resource {
  readonly Type: string;
  readonly Properties: JsonObject;
  readonly Metadata?: Json;
  readonly DeletionPolicy?: Json;
  readonly UpdateReplacePolicy?: Json;
}
export interface EvaluatedTemplate {
  readonly resources: Readonly<Record<string, Resource>>;
  readonly outputs: JsonObject;
}

export type ParameterValues = Readonly<Record<string, string>>;

/** Throws CloudFormation's errors. */
export function evaluateTemplate(
  template: JsonObject,
  parameters: ParameterValues,
  stack: { readonly id: string; readonly name: string },
): EvaluatedTemplate {
  const names = new Map<string, Json>([
    ...Object.entries(pseudoParameters(stack)),
    ...Object.entries(section(template, "Parameters")).map(
      ([name, declared]) => [name, typed(parameters[name] ?? "", declared)] as const,
    ),
  ]);
  const evaluator: Evaluator = { names, template };
  const kept = (name: "Resources" | "Outputs") =>
    Object.entries(section(template, name)).filter(
      (entry): entry is [string, JsonObject] => isObject(entry[1]) && applies(evaluator, entry[1]),
    );
  return {
    resources: Object.fromEntries(kept("Resources").map(([id, declared]) => [id, resource(evaluator, declared)])),
    outputs: Object.fromEntries(
      kept("Outputs").map(([id, { Value = null, Export = null }]) => [id, evaluate(evaluator, { Value, Export })]),
    ),
  };
}

interface Evaluator {
  readonly names: ReadonlyMap<string, Json>;
  readonly template: JsonObject;
}

/** A section of a template, or nothing. */
export const section = (template: JsonObject, name: string): JsonObject => {
  const found = keyOf(template, name);
  return isObject(found) ? found : {};
};

const pseudoParameters = ({ id, name }: { readonly id: string; readonly name: string }): Record<string, Json> => ({
  "AWS::AccountId": ACCOUNT,
  "AWS::Partition": "aws",
  "AWS::Region": REGION,
  "AWS::StackId": id,
  "AWS::StackName": name,
  "AWS::URLSuffix": "amazonaws.com",
});

const typed = (value: string, declared: Json): Json =>
  isObject(declared) && /List/.test(String(declared["Type"])) ? value.split(",").map((item) => item.trim()) : value;

const applies = (evaluator: Evaluator, { Condition }: JsonObject): boolean =>
  typeof Condition !== "string" || condition(evaluator, { Condition });

function resource(evaluator: Evaluator, declared: JsonObject): Resource {
  const { Type, Properties = {}, Metadata, DeletionPolicy, UpdateReplacePolicy } = declared;
  const properties = evaluate(evaluator, Properties);
  return {
    Type: String(Type),
    Properties: isObject(properties) ? properties : {},
    ...(Metadata !== undefined && { Metadata: evaluate(evaluator, Metadata) }),
    ...(DeletionPolicy !== undefined && { DeletionPolicy: evaluate(evaluator, DeletionPolicy) }),
    ...(UpdateReplacePolicy !== undefined && { UpdateReplacePolicy: evaluate(evaluator, UpdateReplacePolicy) }),
  };
}

// ---------------------------------------------------------------- conditions

function condition(evaluator: Evaluator, test: Json): boolean {
  if (!isObject(test)) return test === true || test === "true";
  const [[name, argument] = ["", null]] = Object.entries(test);
  const all = () => (isArray(argument) ? argument : []);
  switch (name) {
    case "Condition": {
      const named = keyOf(section(evaluator.template, "Conditions"), String(argument));
      if (named === undefined)
        throw validationError(`Template format error: Unresolved condition dependency ${argument}`);
      return condition(evaluator, named);
    }
    case "Fn::Equals": {
      const [left = null, right = null] = all().map((side) => evaluate(evaluator, side));
      return equal(asText(left), asText(right));
    }
    case "Fn::Not":
      return !all().some((one) => condition(evaluator, one));
    case "Fn::And":
      return all().every((one) => condition(evaluator, one));
    case "Fn::Or":
      return all().some((one) => condition(evaluator, one));
    default:
      throw validationError(`Template format error: ${name} is no condition function`);
  }
}
const asText = (value: Json): Json => (typeof value === "object" ? value : String(value));

// ---------------------------------------------------------------- values

/** `undefined` where `AWS::NoValue` takes the place away. */
type Value = Json | undefined;
type Intrinsic = (evaluator: Evaluator, argument: Json, whole: JsonObject) => Value;

const evaluate = (evaluator: Evaluator, value: Json): Json => reduce(evaluator, value) ?? null;

function reduce(evaluator: Evaluator, value: Json): Value {
  if (isArray(value))
    return value.map((item) => reduce(evaluator, item)).filter((item): item is Json => item !== undefined);
  if (!isObject(value)) return value;
  const [first, ...others] = Object.entries(value);
  const intrinsic = first !== undefined && others.length === 0 ? intrinsics[first[0]] : undefined;
  if (first !== undefined && intrinsic !== undefined) return intrinsic(evaluator, first[1], value);
  const entries = Object.entries(value).map(([key, inner]) => [key, reduce(evaluator, inner)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Json] => entry[1] !== undefined));
}

/** Those that are not here, such as `Fn::GetAtt` of a list or `Fn::ImportValue`, stay as they stand, with their arguments. */
const intrinsics: { readonly [name: string]: Intrinsic | undefined } = {
  Ref: ({ names }, name, whole) => (name === "AWS::NoValue" ? undefined : (names.get(String(name)) ?? whole)),
  "Fn::GetAtt": (_evaluator, place, whole) => {
    if (typeof place !== "string") return whole;
    const dot = place.indexOf(".");
    return { "Fn::GetAtt": [place.slice(0, dot), place.slice(dot + 1)] };
  },
  "Fn::If": (evaluator, argument) => {
    const [name = null, then = null, otherwise = null] = isArray(argument) ? argument : [];
    return reduce(evaluator, condition(evaluator, { Condition: name }) ? then : otherwise);
  },
  "Fn::FindInMap": (evaluator, argument, whole) => {
    const keys = isArray(argument) ? argument.map((key) => String(evaluate(evaluator, key))) : [];
    return (
      keys.reduce<Value>(
        (found, key) => (isObject(found) ? keyOf(found, key) : undefined),
        section(evaluator.template, "Mappings"),
      ) ?? whole
    );
  },
  "Fn::Join": (evaluator, argument) => {
    const [separator = "", list = []] = isArray(argument) ? argument.map((part) => evaluate(evaluator, part)) : [];
    const parts = isArray(list) ? list : [];
    return parts.every((part) => typeof part !== "object")
      ? parts.join(String(separator))
      : { "Fn::Join": [separator, parts] };
  },
  "Fn::Select": (evaluator, argument) => {
    const [index = 0, list = []] = isArray(argument) ? argument.map((part) => evaluate(evaluator, part)) : [];
    return isArray(list) ? (list[Number(index)] ?? null) : { "Fn::Select": [index, list] };
  },
  "Fn::Split": (evaluator, argument) => {
    const [separator = "", text = ""] = isArray(argument) ? argument.map((part) => evaluate(evaluator, part)) : [];
    return typeof text === "string" ? text.split(String(separator)) : { "Fn::Split": [separator, text] };
  },
  "Fn::Sub": (evaluator, argument) => {
    const [text, own] = isArray(argument) ? argument : [argument, {}];
    const values = evaluate(evaluator, own ?? {});
    const open: Record<string, Json> = {};
    const filled = String(text).replace(/\$\{([^!}][^}]*)\}/g, (place, name: string) => {
      const value = (isObject(values) ? keyOf(values, name) : undefined) ?? evaluator.names.get(name);
      if (value !== undefined && typeof value !== "object") return String(value);
      if (value !== undefined) open[name] = value;
      return place;
    });
    if (Object.keys(open).length > 0) return { "Fn::Sub": [filled, open] };
    return /\$\{[^!]/.test(filled) ? { "Fn::Sub": filled } : filled.replaceAll("${!", "${");
  },
};
