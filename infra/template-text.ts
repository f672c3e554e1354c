/**
 * A resolved value of a template as one text. What CloudFormation fills in stands in angle brackets, as `name` says it: a
 * resource, and the attribute that is asked of it.
 */
export function templateText(value: unknown, name: (resource: string, attribute?: string) => string): string {
  if (typeof value === "string") return value;
  const [call, operand] = Object.entries(value as Readonly<Record<string, unknown>>)[0] ?? [];
  if (call === "Ref") return `<${name(String(operand))}>`;
  if (call === "Fn::GetAtt" && Array.isArray(operand)) return `<${name(String(operand[0]), String(operand[1]))}>`;
  if (call === "Fn::Join" && Array.isArray(operand) && Array.isArray(operand[1]))
    return operand[1].map((part) => templateText(part, name)).join("");
  throw new Error(`no text for ${JSON.stringify(value)}`);
}
