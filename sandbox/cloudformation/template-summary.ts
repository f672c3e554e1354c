// What CloudFormation tells of a template before anything is made of it.
import type { Capability, GetTemplateSummaryCommandOutput } from "@aws-sdk/client-cloudformation";
import { isArray, isObject, type Json, type JsonObject } from "../../asl/json.js";
import { iamCapability } from "./check-template.js";
import { section } from "./evaluate-template.js";

export function templateSummary(template: JsonObject): Omit<GetTemplateSummaryCommandOutput, "$metadata"> {
  const resources = Object.values(section(template, "Resources")).filter(isObject);
  const transforms = list(template["Transform"]).map(String);
  const iam = iamCapability(
    resources.map(({ Type, Properties = {} }) => ({
      Type: String(Type),
      Properties: isObject(Properties) ? Properties : {},
    })),
  );
  const capabilities: Capability[] = [
    ...(iam === undefined ? [] : ([iam] as const)),
    ...(transforms.length === 0 ? [] : (["CAPABILITY_AUTO_EXPAND"] as const)),
  ];
  return {
    Parameters: Object.entries(section(template, "Parameters")).map(([ParameterKey, declared]) => ({
      ParameterKey,
      ...(isObject(declared) && {
        ParameterType: String(declared["Type"]),
        NoEcho: declared["NoEcho"] === true,
        ...(declared["Default"] !== undefined && { DefaultValue: String(declared["Default"]) }),
      }),
    })),
    ResourceTypes: [...new Set(resources.map(({ Type }) => String(Type)))],
    ...(capabilities.length > 0 && { Capabilities: capabilities }),
    ...(transforms.length > 0 && { DeclaredTransforms: transforms }),
    ...(typeof template["Description"] === "string" && { Description: template["Description"] }),
  };
}

const list = (value: Json | undefined): readonly Json[] =>
  value === undefined ? [] : isArray(value) ? value : [value];
