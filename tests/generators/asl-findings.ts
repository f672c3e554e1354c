import validate from "asl-validator";

/** Where `asl-validator` is wrong: AWS takes these. */
interface Mistake {
  readonly because: string;
  /** At: the steps to the value. */
  readonly is: (value: unknown, at: readonly string[]) => boolean;
  /** What a Task sends that it is wrong about. */
  readonly example: { readonly Parameters: object } | { readonly QueryLanguage: "JSONata"; readonly Arguments: object };
}
const isItem = (at: readonly string[]) => /^\d+$/.test(at.at(-1) ?? "");
const inJsonata = (Arguments: object) => ({ QueryLanguage: "JSONata", Arguments }) as const;
export const mistakes: readonly Mistake[] = [
  {
    because: "its grammar of intrinsic calls has whole numbers alone",
    is: (value, at) => at.at(-1)?.endsWith(".$") === true && typeof value === "string" && /\d\.\d/.test(value),
    example: { Parameters: { "sum.$": "States.MathAdd(1.5, 1)" } },
  },
  {
    because: "its grammar of intrinsic calls has no escaped backslash",
    is: (value, at) => at.at(-1)?.endsWith(".$") === true && typeof value === "string" && value.includes("\\\\"),
    example: { Parameters: { "text.$": "States.Format('{} \\\\', 1)" } },
  },
  {
    because: "it takes a text that is empty or of several lines for an expression of JSONata that is none",
    is: (value) => typeof value === "string" && (value === "" || value.includes("\n")),
    example: inJsonata({ text: "" }),
  },
  {
    because: "in JSONPath, too, it takes a text of the form {% … %} for JSONata",
    is: (value) => typeof value === "string" && /^\{% .* %\}$/.test(value),
    example: { Parameters: { list: ["{% x %}"] } },
  },
  {
    because: "it knows no null in a list",
    is: (value, at) => value === null && isItem(at),
    example: { Parameters: { list: [null] } },
  },
  {
    because: "a list in a list of JSONata can hold objects alone",
    is: (_, at) => isItem(at) && isItem(at.slice(0, -1)),
    example: inJsonata({ list: [[1]] }),
  },
];

/** Whether it is wrong about something inside. */
const isWrongWithin = (value: unknown, at: readonly string[]): boolean =>
  mistakes.some(({ is }) => is(value, at)) ||
  (typeof value === "object" &&
    value !== null &&
    Object.entries(value).some(([key, part]) => isWrongWithin(part, [...at, key])));
/** In a choice it says so of the first rule: that lacks a field which the other query language has. */
const isRule = (at: readonly string[]) => at.at(-2) === "Choices" && isItem(at);

/** What stands at a place that `asl-validator` names. */
function valueAt(definition: object, at: readonly string[]): unknown {
  return at.reduce<unknown>(
    (value, step) => (typeof value === "object" && value !== null ? value[step as keyof typeof value] : undefined),
    definition,
  );
}

/** What `asl-validator` finds in a definition, but for its own mistakes. It changes what it is given, so it gets a copy. */
export function aslFindings(definition: object): readonly string[] {
  const { errors } = validate(structuredClone(definition), { checkArn: true, checkPaths: true });
  return errors
    .filter((error) => {
      if (!("schemaError" in error)) return true;
      const { instancePath } = error.schemaError as { readonly instancePath: string }; // Ajv's, untyped there
      const at = instancePath
        .split("/")
        .slice(1)
        .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
      const value = valueAt(definition, at);
      return isRule(at)
        ? !isWrongWithin(valueAt(definition, at.slice(0, -2)), at)
        : !mistakes.some(({ is }) => is(value, at));
    })
    .map((error) => JSON.stringify(error));
}
