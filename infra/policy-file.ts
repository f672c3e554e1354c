// An IAM policy document in a file that an option names.
import { z } from "zod";
import { ConfigurationError } from "./configuration.js";

const oneOrMore = z.union([z.string(), z.array(z.string()).min(1)], "must be a text or a list of texts");
const statement = z.strictObject({
  Sid: z.string().optional(),
  Effect: z.enum(["Allow", "Deny"]),
  Action: oneOrMore,
  Resource: oneOrMore,
  Condition: z.record(z.string(), z.record(z.string(), oneOrMore)).optional(),
});
const document = z.strictObject({ Version: z.literal("2012-10-17"), Statement: z.array(statement).min(1) });

/** An IAM policy document that says what is allowed or denied, and of which resources. */
export type PolicyJson = z.infer<typeof document>;

/**
 * The policy document in `text`, the contents of `file`.
 * @throws ConfigurationError naming the option, the file, and every field that is wrong
 */
export function readPolicy(option: string, file: string, text: string): PolicyJson {
  const read = document.safeParse(parse(option, file, text));
  if (read.success) return read.data;
  const findings = read.error.issues.map(({ path, message }) => `${option}: ${file}: ${path.join(".")}: ${message}`);
  throw new ConfigurationError(findings.join("\n"));
}

function parse(option: string, file: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ConfigurationError(`${option}: ${file}: ${(error as Error).message}`);
  }
}

/**
 * The policy with each `${Name}` in its texts filled in. IAM's own variables, such as `${aws:username}`, stay.
 * @throws ConfigurationError for a name that is not among `names`
 */
export function fillIn(option: string, policy: PolicyJson, names: Readonly<Record<string, string>>): PolicyJson {
  const fill = (text: string) =>
    text.replace(/\$\{([A-Z][\w:]*)\}/g, (_reference, name: string) => {
      const value = names[name];
      if (value !== undefined) return value;
      throw new ConfigurationError(`${option}: \${${name}}: no such name; there are ${Object.keys(names).join(", ")}`);
    });
  const walk = (part: unknown): unknown => {
    if (typeof part === "string") return fill(part);
    if (Array.isArray(part)) return part.map(walk);
    if (typeof part !== "object" || part === null) return part;
    return Object.fromEntries(Object.entries(part).map(([key, member]) => [key, walk(member)]));
  };
  // Texts become texts, and all else stays what it is.
  return walk(policy) as PolicyJson;
}
