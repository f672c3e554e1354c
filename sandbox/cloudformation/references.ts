// Where the properties of a resource speak of other resources of its template.
import { isArray, isObject, type Json } from "../../asl/json.js";

export interface Reference {
  readonly logicalId: string;
  /** For `Fn::GetAtt` and `${Id.Attribute}`. */
  readonly attribute?: string | undefined;
}

/** All in a value, after its template was evaluated. */
export function referencesIn(value: Json): readonly Reference[] {
  if (isArray(value)) return value.flatMap(referencesIn);
  if (!isObject(value)) return [];
  const { Ref, "Fn::GetAtt": place, "Fn::Sub": text } = value;
  if (typeof Ref === "string") return [{ logicalId: Ref }];
  if (isArray(place)) {
    const [logicalId, ...attribute] = place.map((part) => (typeof part === "string" ? part : "?"));
    return [{ logicalId: logicalId ?? "?", attribute: attribute.join(".") }];
  }
  if (text === undefined) return Object.values(value).flatMap(referencesIn);
  const [pattern = "", values = {}] = isArray(text) ? text : [text];
  const named = [...String(pattern).matchAll(/\$\{([^!}][^}]*)\}/g)]
    .map(([, name = ""]) => name)
    .filter((name) => !(isObject(values) && Object.hasOwn(values, name)))
    .map((name) => {
      const [logicalId = "", ...attribute] = name.split(".");
      return attribute.length === 0 ? { logicalId } : { logicalId, attribute: attribute.join(".") };
    });
  return [...named, ...referencesIn(values)];
}
