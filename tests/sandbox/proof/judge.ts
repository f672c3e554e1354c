// Whether an update would lose a resource, read from its two templates by hand: neither the sandbox's difference nor the
// handlers' rule is asked.
import { isDeepStrictEqual } from "node:util";
import { isArray, isObject, type Json } from "../../../asl/json.js";
import { effectOf } from "./resource-types.js";
import type { Template, TemplateResource } from "./templates.js";

export interface Revision {
  readonly template: Template;
  readonly parameters: Readonly<Record<string, string>>;
  /** The templates of nested stacks, by their address. */
  readonly nested: (url: string) => Revision | undefined;
}
/** doubtful: whether it does depends on values that are known only while it is done. */
export type Judgement = "safe" | "doubtful" | "unsafe";

export function judge(before: Revision, after: Revision): Judgement {
  const [old, wanted] = [standing(before), standing(after)];
  const verdicts = new Map<string, Judgement>();
  for (const id of old.keys()) verdicts.set(id, "safe");
  // A replacement spreads along references, at most as many times as there are resources.
  for (let round = 0; round <= old.size; round += 1) {
    for (const [id, resource] of old) {
      const next = wanted.get(id);
      verdicts.set(
        id,
        next === undefined ? "unsafe" : fate(resource, next, before, after, (name) => verdicts.get(name)),
      );
    }
  }
  const all = [...verdicts.values()];
  return all.includes("unsafe") ? "unsafe" : all.includes("doubtful") ? "doubtful" : "safe";
}

/** Whether two revisions make the same stack. */
export function isSame(before: Revision, after: Revision): boolean {
  const plain = (revision: Revision) =>
    Object.fromEntries(
      [...standing(revision)].map(([id, resource]) => [
        id,
        { ...resource, Condition: undefined, Properties: resolved(resource.Properties, revision) },
      ]),
    );
  return isDeepStrictEqual(JSON.parse(JSON.stringify(plain(before))), JSON.parse(JSON.stringify(plain(after))));
}

/** The resources that a revision has: a condition may take one away. */
function standing({ template, parameters }: Revision): Map<string, TemplateResource> {
  return new Map(
    Object.entries(template.Resources).filter(
      ([, { Condition }]) => Condition === undefined || isLarge(template, parameters),
    ),
  );
}

/** The one condition that the templates have: `size` is what they compare it with. */
function isLarge(template: Template, parameters: Revision["parameters"]): boolean {
  const test = template.Conditions["Large"];
  const [, large] = isObject(test) && isArray(test["Fn::Equals"]) ? test["Fn::Equals"] : [];
  return parameters["size"] === large;
}

function fate(
  old: TemplateResource,
  wanted: TemplateResource,
  before: Revision,
  after: Revision,
  verdictOf: (id: string) => Judgement | undefined,
): Judgement {
  if (old.Type !== wanted.Type) return "unsafe";
  if (old.Type === "AWS::CloudFormation::Stack") return nestedFate(old, wanted, before, after);
  const names = new Set([...Object.keys(old.Properties), ...Object.keys(wanted.Properties)]);
  const found = [...names].map((name): Judgement => {
    const [left, right] = [old.Properties[name], wanted.Properties[name]];
    const effect = isFixed(name) ? "in place" : effectOf(old.Type, name);
    if (effect === "in place") return "safe";
    const [was, is] = [resolved(left, before), resolved(right, after)];
    if (!isDeepStrictEqual(was, is)) return effect === "replaces" ? "unsafe" : "doubtful";
    return referredTo(is).some(({ id }) => verdictOf(id) === "unsafe" || verdictOf(id) === "doubtful")
      ? "doubtful"
      : // An attribute of a resource that changes at all may change with it.
        referredTo(is).some(({ id, attribute }) => attribute && changes(id, before, after))
        ? "doubtful"
        : "safe";
  });
  return found.includes("unsafe") ? "unsafe" : found.includes("doubtful") ? "doubtful" : "safe";
}
const isFixed = (name: string): boolean => name === "Action" || name === "Principal";

function nestedFate(old: TemplateResource, wanted: TemplateResource, before: Revision, after: Revision): Judgement {
  const [inner, next] = [
    before.nested(String(old.Properties["TemplateURL"])),
    after.nested(String(wanted.Properties["TemplateURL"])),
  ];
  return inner === undefined || next === undefined ? "doubtful" : judge(inner, next);
}

function changes(id: string, before: Revision, after: Revision): boolean {
  const [old, wanted] = [before.template.Resources[id], after.template.Resources[id]];
  return (
    !isDeepStrictEqual(
      [resolved(old?.Properties, before), old?.DeletionPolicy, old?.UpdateReplacePolicy],
      [resolved(wanted?.Properties, after), wanted?.DeletionPolicy, wanted?.UpdateReplacePolicy],
    ) || referredTo(resolved(wanted?.Properties, after)).some((reference) => changes(reference.id, before, after))
  );
}

/** With parameters and conditions put in; what the stack is called is the same on both sides, and stays. */
function resolved(value: Json | undefined, revision: Revision): Json {
  if (value === undefined) return null;
  if (isArray(value)) return value.map((item) => resolved(item, revision));
  if (!isObject(value)) return typeof value === "number" || typeof value === "boolean" ? String(value) : value;
  const { Ref: name, "Fn::If": choice, "Fn::Sub": text } = value;
  const { parameters, template } = revision;
  if (typeof name === "string" && Object.hasOwn(template.Parameters, name)) return parameters[name] ?? "";
  if (isArray(choice)) return resolved(choice[isLarge(template, parameters) ? 1 : 2], revision);
  if (typeof text === "string") {
    return { "Fn::Sub": text.replace(/\$\{(\w+)\}/g, (place, key: string) => parameters[key] ?? place) };
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, resolved(inner, revision)]));
}

function referredTo(value: Json): readonly { readonly id: string; readonly attribute: boolean }[] {
  if (isArray(value)) return value.flatMap(referredTo);
  if (!isObject(value)) return [];
  const { Ref: name, "Fn::GetAtt": place, "Fn::Sub": text } = value;
  if (typeof name === "string") return [{ id: name, attribute: false }];
  if (isArray(place)) return [{ id: String(place[0]), attribute: true }];
  if (typeof text === "string")
    return [...text.matchAll(/\$\{(\w+)\}/g)].map(([, id = ""]) => ({ id, attribute: false }));
  return Object.values(value).flatMap(referredTo);
}
