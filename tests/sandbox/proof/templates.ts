// Random templates, and what can become of them from one revision to the next.
import { stringify } from "yaml";
import type { JsonObject } from "../../../asl/json.js";
import type { Draw } from "./draw.js";
import { type ResourceType, referringProperties, resourceTypes } from "./resource-types.js";

export interface TemplateResource {
  readonly Type: string;
  readonly Condition?: string;
  readonly Properties: Readonly<Record<string, Value>>;
  readonly DeletionPolicy?: string;
  readonly UpdateReplacePolicy?: string;
}
export type Value = string | number | boolean | JsonObject;
export interface Template {
  readonly Description?: string;
  readonly Parameters: Readonly<Record<string, JsonObject>>;
  readonly Conditions: JsonObject;
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: JsonObject;
}
type Resources = Template["Resources"];

/** Where templates are made: those of nested stacks are laid down by their address. */
export interface Workshop {
  readonly draw: Draw;
  readonly nested: Map<string, Template>;
}

const types = Object.keys(resourceTypes) as ResourceType[];
const ids = ["Alpha", "Beta", "Gamma", "Delta", "Epsilon", "Zeta", "Eta", "Theta"];

// ---------------------------------------------------------------- the first revision

export function firstTemplate(workshop: Workshop): Template {
  const template = newTemplate(workshop.draw);
  return workshop.draw.chance(0.1) ? nest(workshop, template) : template;
}

function newTemplate(draw: Draw): Template {
  const count = draw.between(1, 5);
  const resources: Record<string, TemplateResource> = {};
  for (const id of ids.slice(0, count)) resources[id] = newResource(draw, resources);
  return {
    Parameters: {
      ...(draw.chance(0.8) && { environmentName: { Type: "String" } }),
      size: { Type: "String", Default: draw.one(["1", "2"]) },
    },
    Conditions: { Large: { "Fn::Equals": [{ Ref: "size" }, "2"] } },
    Resources: resources,
  };
}

function newResource(draw: Draw, others: Resources): TemplateResource {
  if (draw.chance(0.15) && Object.keys(others).length > 0) return referring(draw, others);
  const Type = draw.one(types);
  return {
    Type,
    ...(draw.chance(0.1) && { Condition: "Large" }),
    Properties: properties(draw, Type),
    ...(draw.chance(0.15) && { DeletionPolicy: draw.one(["Retain", "Delete", "RetainExceptOnCreate"]) }),
    ...(draw.chance(0.1) && { UpdateReplacePolicy: draw.one(["Retain", "Delete"]) }),
  };
}

function properties(draw: Draw, type: ResourceType): Record<string, Value> {
  const known: Readonly<Record<string, { readonly values: readonly (string | number | boolean)[] }>> =
    resourceTypes[type];
  return Object.fromEntries(
    Object.entries(known)
      .filter(() => draw.chance(0.6))
      .map(([name, { values }]) => [name, value(draw, draw.one(values))]),
  );
}

/** A plain value, or one that a parameter is put into. Names carry the stack's for the most part, as they should. */
function value(draw: Draw, plain: string | number | boolean): Value {
  if (typeof plain !== "string" || !/^[a-z]+$/.test(plain)) return plain;
  if (draw.chance(0.7)) return { "Fn::Sub": `\${AWS::StackName}-${plain}` };
  return draw.one<Value>([plain, { Ref: "size" }, { "Fn::If": ["Large", plain, `small-${plain}`] }]);
}

function referring(draw: Draw, others: Resources): TemplateResource {
  const { type, property } = draw.one(referringProperties);
  const target = draw.one(Object.keys(others));
  const unconditional = others[target]?.Condition === undefined;
  const reference: JsonObject = draw.one([
    { Ref: target },
    { "Fn::GetAtt": [target, "Arn"] },
    { "Fn::Sub": `on-\${${target}}` },
  ]);
  const fixed = type === "AWS::Lambda::Permission" ? { Action: "lambda:InvokeFunction", Principal: "*" } : {};
  // A reference to what a condition takes away is none: CloudFormation refuses the template.
  return {
    Type: type,
    Properties: {
      ...fixed,
      ...(unconditional && { [property]: property === "Environment" ? { Variables: { V: reference } } : reference }),
    },
  };
}

// ---------------------------------------------------------------- nested stacks

export const NESTED_BUCKET = "nested";
const INNER = "Inner";

function layDown({ nested }: Workshop, template: Template): string {
  const url = `https://${NESTED_BUCKET}.s3.us-east-1.amazonaws.com/${nested.size + 1}`;
  nested.set(url, template);
  return url;
}

/** With a stack in it, if it has none yet. */
function nest(workshop: Workshop, template: Template): Template {
  if (Object.hasOwn(template.Resources, INNER)) return template;
  const { environmentName: _none, ...Parameters } = newTemplate(workshop.draw).Parameters;
  const inner = { ...newTemplate(workshop.draw), Parameters };
  return withNested(template, layDown(workshop, inner));
}
const withNested = (template: Template, TemplateURL: string): Template =>
  withResources(template, {
    ...template.Resources,
    [INNER]: { Type: "AWS::CloudFormation::Stack", Properties: { TemplateURL } },
  });

/** With another stack in it. */
function renest(workshop: Workshop, template: Template): Template {
  const inner = workshop.nested.get(String(template.Resources[INNER]?.Properties["TemplateURL"]));
  if (inner === undefined) return nest(workshop, template);
  return withNested(template, layDown(workshop, editOnce(workshop, inner)));
}

// ---------------------------------------------------------------- the next revision

type Edit = (workshop: Workshop, template: Template) => Template;

const withResources = (template: Template, Resources: Resources): Template => ({ ...template, Resources });
const editOne =
  (change: (draw: Draw, resource: TemplateResource, others: Resources) => TemplateResource): Edit =>
  ({ draw }, template) => {
    const id = draw.one(Object.keys(template.Resources));
    const resource = template.Resources[id];
    if (resource === undefined || id === INNER) return template;
    return withResources(template, { ...template.Resources, [id]: change(draw, resource, template.Resources) });
  };
const isReferredTo = (id: string, resources: Resources): boolean =>
  new RegExp(`"${id}"|\\$\\{${id}\\}`).test(
    JSON.stringify(Object.values(resources).map(({ Properties }) => Properties)),
  );

const edits: Readonly<Record<string, Edit>> = {
  nothing: (_workshop, template) => template,
  describe: ({ draw }, template) => ({ ...template, Description: draw.one(["A", "B", "C"]) }),
  output: ({ draw }, template) => ({ ...template, Outputs: { Size: { Value: draw.one(["s", "m", "l"]) } } }),
  add: ({ draw }, template) => {
    const id = ids.find((one) => !Object.hasOwn(template.Resources, one));
    return id === undefined
      ? template
      : withResources(template, { ...template.Resources, [id]: newResource(draw, template.Resources) });
  },
  remove: ({ draw }, template) => {
    const left = Object.keys(template.Resources).filter((id) => !isReferredTo(id, template.Resources));
    if (left.length === 0 || Object.keys(template.Resources).length === 1) return template;
    const { [draw.one(left)]: _gone, ...others } = template.Resources;
    return withResources(template, others);
  },
  change: editOne((draw, resource) => {
    const known: Readonly<Record<string, { readonly values: readonly (string | number | boolean)[] }>> | undefined =
      resourceTypes[resource.Type as ResourceType];
    if (known === undefined) return resource;
    const property = draw.one(Object.keys(known));
    const changed = value(draw, draw.one(known[property]?.values ?? []));
    return { ...resource, Properties: { ...resource.Properties, [property]: changed } };
  }),
  unset: editOne((draw, resource) => {
    const names = Object.keys(resource.Properties);
    if (names.length === 0 || resource.Type === "AWS::Lambda::Permission") return resource;
    const { [draw.one(names)]: _gone, ...Properties } = resource.Properties;
    return { ...resource, Properties };
  }),
  retain: editOne((draw, resource) => ({ ...resource, DeletionPolicy: draw.one(["Retain", "Delete"]) })),
  nest,
  renest,
  retype: editOne((draw, resource) => ({ ...resource, Type: draw.one(types), Properties: {} })),
  refer: ({ draw }, template) => {
    const id = ids.find((one) => !Object.hasOwn(template.Resources, one));
    return id === undefined
      ? template
      : withResources(template, { ...template.Resources, [id]: referring(draw, template.Resources) });
  },
  flip: ({ draw }, template) => ({
    ...template,
    Conditions: { Large: { "Fn::Equals": [{ Ref: "size" }, draw.one(["1", "2"])] } },
  }),
};
const weighted = Object.keys(edits).flatMap((name) =>
  Array.from(
    { length: ({ change: 6, add: 4, remove: 2, unset: 2, flip: 1 } as Record<string, number>)[name] ?? 1 },
    () => name,
  ),
);

function editOnce(workshop: Workshop, template: Template): Template {
  const edit = edits[workshop.draw.one(weighted)];
  return edit === undefined ? template : edit(workshop, template);
}

/** One to four edits of a template; now and then of the stack in it alone. */
export function nextTemplate(workshop: Workshop, template: Template): Template {
  const { draw } = workshop;
  if (Object.hasOwn(template.Resources, INNER) && draw.chance(0.4)) return renest(workshop, template);
  let next = template;
  for (let count = draw.between(1, 4); count > 0; count -= 1) next = editOnce(workshop, next);
  return next;
}

/** As JSON or YAML, and now and then too long to be sent inline. */
export function textOf({ draw }: Pick<Workshop, "draw">, template: Template | JsonObject): string {
  const padded = draw.chance(0.05) ? { ...template, Metadata: { Padding: "x".repeat(52_000) } } : template;
  return draw.chance(0.5) ? JSON.stringify(padded) : stringify(padded);
}
