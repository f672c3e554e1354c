// What CloudFormation refuses before it starts on anything.
import type { Capability, Parameter } from "@aws-sdk/client-cloudformation";
import { isArray, isObject, type JsonObject } from "../../asl/json.js";
import { capabilitiesMissing, validationError } from "./errors.js";
import { type EvaluatedTemplate, type ParameterValues, section } from "./evaluate-template.js";
import { referencesIn } from "./references.js";

/**
 * The value of every parameter that the template declares: as given, as before where that is asked for, or its default.
 * Throws for one that is not declared, and for one without a value.
 */
export function parameterValues(
  template: JsonObject,
  given: readonly Parameter[],
  previous: ParameterValues,
): ParameterValues {
  const declared = section(template, "Parameters");
  const unknown = given.flatMap(({ ParameterKey = "" }) =>
    Object.hasOwn(declared, ParameterKey) ? [] : [ParameterKey],
  );
  if (unknown.length > 0) throw validationError(`Parameters: [${unknown.join(", ")}] do not exist in the template`);
  const values = Object.entries(declared).map(([name, declaration]) => {
    const parameter = given.find(({ ParameterKey }) => ParameterKey === name);
    const byDefault =
      isObject(declaration) && declaration["Default"] !== undefined ? String(declaration["Default"]) : undefined;
    const value = parameter?.UsePreviousValue ? previous[name] : (parameter?.ParameterValue ?? byDefault);
    return [name, value] as const;
  });
  const missing = values.flatMap(([name, value]) => (value === undefined ? [name] : []));
  if (missing.length > 0) throw validationError(`Parameters: [${missing.join(", ")}] must have values`);
  for (const [name, value] of values) checkAllowed(name, value ?? "", declared[name]);
  return Object.fromEntries(values.map(([name, value]) => [name, value ?? ""]));
}

function checkAllowed(name: string, value: string, declaration: unknown): void {
  const { AllowedValues = null, AllowedPattern = null } = isObject(declaration) ? declaration : {};
  if (isArray(AllowedValues) && !AllowedValues.map(String).includes(value)) {
    throw validationError(`Parameter '${name}' must be one of AllowedValues`);
  }
  if (typeof AllowedPattern === "string" && !new RegExp(`^(?:${AllowedPattern})$`).test(value)) {
    throw validationError(`Parameter '${name}' must match pattern ${AllowedPattern}`);
  }
}

/** Throws for a resource type that is none, and for a reference that leads nowhere. */
export function checkResources({ resources }: EvaluatedTemplate): void {
  const all = Object.entries(resources);
  const odd = all.filter(([, { Type }]) => !/^(?:Custom::\S+|\w+::\w+::\w+(?:::\w+)?)$/.test(Type));
  if (odd.length > 0) {
    throw validationError(
      `Template format error: Unrecognized resource types: [${odd.map(([, { Type }]) => Type).join(", ")}]`,
    );
  }
  const lost = all.flatMap(([, { Properties }]) =>
    referencesIn(Properties).flatMap(({ logicalId }) => (Object.hasOwn(resources, logicalId) ? [] : [logicalId])),
  );
  if (lost.length > 0) {
    throw validationError(
      `Template format error: Unresolved resource dependencies [${[...new Set(lost)].join(", ")}] in the Resources block of the template`,
    );
  }
}

/** With the property that names one: that wants more. */
const iamTypes: ReadonlyMap<string, string | undefined> = new Map([
  ["AWS::IAM::AccessKey", undefined],
  ["AWS::IAM::Group", "GroupName"],
  ["AWS::IAM::InstanceProfile", "InstanceProfileName"],
  ["AWS::IAM::ManagedPolicy", "ManagedPolicyName"],
  ["AWS::IAM::Policy", undefined],
  ["AWS::IAM::Role", "RoleName"],
  ["AWS::IAM::User", "UserName"],
  ["AWS::IAM::UserToGroupAddition", undefined],
]);

/** What resources of IAM ask for. */
export function iamCapability(
  resources: readonly { readonly Type: string; readonly Properties: JsonObject }[],
): Capability | undefined {
  const ofIam = resources.filter(({ Type }) => iamTypes.has(Type));
  if (ofIam.length === 0) return undefined;
  const named = ofIam.some(({ Type, Properties }) => Object.hasOwn(Properties, iamTypes.get(Type) ?? ""));
  return named ? "CAPABILITY_NAMED_IAM" : "CAPABILITY_IAM";
}

/** Throws for a template that makes IAM resources without leave, or, where it is created directly, with macros. */
export function checkCapabilities(
  template: JsonObject,
  { resources }: EvaluatedTemplate,
  given: readonly string[],
  { macros }: { readonly macros: "reviewed" | "applied" },
): void {
  const wanted = iamCapability(Object.values(resources));
  const enough = [wanted ?? "", "CAPABILITY_NAMED_IAM"];
  if (wanted !== undefined && !enough.some((one) => given.includes(one))) throw capabilitiesMissing([wanted]);
  if (macros === "applied" && template["Transform"] !== undefined && !given.includes("CAPABILITY_AUTO_EXPAND")) {
    throw capabilitiesMissing(["CAPABILITY_AUTO_EXPAND"]);
  }
}
