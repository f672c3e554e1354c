// The physical resources of stacks, and the names in the account that only one of them can have.
import type { ResourceChange } from "@aws-sdk/client-cloudformation";
import { isObject } from "../../asl/json.js";
import type { EvaluatedTemplate, Resource } from "./evaluate-template.js";
import type { PhysicalResource, Stack } from "./stack.js";

/** A name that a template gives to a resource or an export, unique in an account and Region. */
interface Claim {
  readonly key: string;
  readonly refusal: (holder: Stack) => string;
}

/** Why a stack cannot have what its template names, if another one has it. */
export function conflict(stack: Stack, wanted: EvaluatedTemplate, stacks: Iterable<Stack>): string | undefined {
  const claims = claimsOf(wanted);
  for (const other of stacks) {
    if (other === stack || other.content === undefined || other.resources.size === 0) continue;
    const held = new Set(claimsOf(other.content.evaluated).map(({ key }) => key));
    const taken = claims.find(({ key }) => held.has(key));
    if (taken !== undefined) return taken.refusal(other);
  }
  return undefined;
}

function claimsOf({ resources, outputs }: EvaluatedTemplate): readonly Claim[] {
  const ofResources = Object.values(resources).flatMap((resource) => {
    const name = customName(resource);
    const refusal = () => `Resource of type '${resource.Type}' with identifier '${name}' already exists.`;
    return name === undefined ? [] : [{ key: `${resource.Type} ${name}`, refusal }];
  });
  const ofOutputs = Object.values(outputs).flatMap((output) => {
    const name = isObject(output) && isObject(output["Export"]) ? output["Export"]["Name"] : undefined;
    const refusal = (holder: Stack) =>
      `Export with name ${name} is already exported by stack ${holder.name}. Rename your export and try again.`;
    return typeof name === "string" ? [{ key: `export ${name}`, refusal }] : [];
  });
  return [...ofResources, ...ofOutputs];
}

/** A name that the template gives: `FunctionName` of an `AWS::Lambda::Function`, `Name` of an `AWS::SSM::Parameter`. */
function customName({ Type, Properties }: Resource): string | undefined {
  const name = Properties[`${Type.split("::").at(-1)}Name`] ?? Properties["Name"];
  return typeof name === "string" ? name : undefined;
}

/** What a stack has after an update. What changes in place keeps its physical id. */
export function provisioned(
  stack: Stack,
  wanted: EvaluatedTemplate,
  changes: readonly ResourceChange[],
  random: () => number,
): ReadonlyMap<string, PhysicalResource> {
  const replaced = replacedResources(changes, random);
  return new Map(
    Object.entries(wanted.resources).map(([id, resource]) => {
      const existing = stack.resources.get(id);
      if (existing !== undefined && !replaced.has(id)) return [id, existing];
      return [id, { type: resource.Type, physicalId: physicalId(stack, id, resource, random) }];
    }),
  );
}

/** Those that are replaced in fact: what is said to depend turns out one way or the other. */
function replacedResources(changes: readonly ResourceChange[], random: () => number): ReadonlySet<string> {
  const replaced = new Set<string>();
  const ofChange = (change: ResourceChange) => change.LogicalResourceId ?? "";
  for (const change of changes) {
    if (change.Action !== "Modify" || change.Replacement === "False") continue;
    const depends = change.Details?.some(
      ({ Evaluation, Target }) => Evaluation === "Static" && Target?.RequiresRecreation === "Conditionally",
    );
    if (change.Replacement === "True" || (depends && random() < 0.5)) replaced.add(ofChange(change));
  }
  for (let before = -1; before !== replaced.size; ) {
    before = replaced.size;
    for (const change of changes) {
      // A reference to a replaced resource has another value; an attribute of one that was changed in place has the same.
      const follows = change.Details?.some(
        ({ CausingEntity = "", Target }) =>
          replaced.has(CausingEntity.split(".")[0] ?? "") && Target?.RequiresRecreation === "Always",
      );
      if (follows) replaced.add(ofChange(change));
    }
  }
  return replaced;
}

function physicalId(stack: Stack, logicalId: string, resource: Resource, random: () => number): string {
  const suffix = Array.from({ length: 12 }, () => "ABCDEFGHJKLMNPQRSTUVWXYZ0123456789"[Math.floor(random() * 34)]).join(
    "",
  );
  return customName(resource) ?? `${stack.name}-${logicalId}-${suffix}`;
}
