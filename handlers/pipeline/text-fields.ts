import { invalidDeployment } from "../invalid-deployment.js";

/**
 * A JSON object of texts, every field of which is known. All that is wrong with it is told at once.
 * @param what what the text is, for who has to correct it
 * @throws InvalidDeployment
 */
export function textFields<Required extends string, Optional extends string = never>(
  what: string,
  json: string,
  { required, optional = [] }: { readonly required: readonly Required[]; readonly optional?: readonly Optional[] },
): { readonly [Field in Required]: string } & { readonly [Field in Optional]?: string } {
  const fields = parse(what, json);
  const names: readonly string[] = [...required, ...optional];
  const findings = [
    ...required.filter((name) => !Object.hasOwn(fields, name)).map((name) => `${name} is missing`),
    ...Object.entries(fields).flatMap(([name, value]) => {
      if (!names.includes(name)) return [`${name} is not known: it takes ${names.join(", ")}`];
      if (typeof value !== "string") return [`${name} is ${JSON.stringify(value)}, not a text`];
      return value.trim() === "" ? [`${name} is empty`] : [];
    }),
  ];
  if (findings.length > 0) throw invalidDeployment(`${what}: ${findings.join("; ")}`);
  return fields as ReturnType<typeof textFields<Required, Optional>>; // just that was checked
}

function parse(what: string, json: string): object {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (error) {
    throw invalidDeployment(`${what} is no JSON: ${error instanceof Error ? error.message : String(error)}`, error);
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw invalidDeployment(`${what} is no JSON object`);
  }
  return value;
}
