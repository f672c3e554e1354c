// Values that somebody may take for a definition: any value at all, and definitions with parts changed at random.
import fc from "fast-check";
import { everyState, inJsonata, mixed, substituted } from "./definitions.js";

/** Texts that mean something somewhere in the language. */
const words = fc.constantFrom(
  ...[
    "$",
    "$$",
    "$.a",
    "$.a[*]..b",
    "$.['x",
    "$$.Execution.Id",
    "$count.a",
    "States.ALL",
    "States.Array(",
    "States.UUID()",
  ],
  ...[
    "States.Format('{}', $.a, States.MathAdd(1, 2))",
    "{% $states.input %}",
    "{% $states.result.a[b=1] %}",
    "{% ((( %}",
  ],
  ...[
    "{% %}",
    "{%%}",
    "{% /a(/ %}",
    "Task",
    "Pass",
    "Map",
    "Parallel",
    "Choice",
    "Wait",
    "JSONata",
    "JSONPath",
    "DISTRIBUTED",
  ],
  ...[
    "Set",
    "Work",
    "Each",
    "One",
    "Done",
    "arn:aws:states:::sqs:sendMessage.sync",
    "2030-01-01T00:00:00Z",
    "${X}",
    "__proto__",
  ],
);
const fields = fc.constantFrom(
  ...[
    "Type",
    "Next",
    "End",
    "StartAt",
    "States",
    "QueryLanguage",
    "Choices",
    "And",
    "Not",
    "Variable",
    "IsPresent",
    "Default",
  ],
  ...[
    "Parameters",
    "InputPath",
    "ResultPath",
    "OutputPath",
    "Assign",
    "Output",
    "Arguments",
    "Retry",
    "Catch",
    "ErrorEquals",
  ],
  ...[
    "ItemProcessor",
    "Iterator",
    "Branches",
    "ItemReader",
    "ReaderConfig",
    "ItemBatcher",
    "Items",
    "Label",
    "Condition",
  ],
  ...["Resource", "TimeoutSeconds", "HeartbeatSeconds", "Seconds", "Credentials", "x.$", "constructor", "toString"],
);
const values = fc.oneof(
  words,
  fc.json().map((text): unknown => JSON.parse(text)),
  fc.array(fc.dictionary(fc.oneof(fields, words), words)),
  fc.dictionary(fields, words),
  fc.integer(),
  fc.constantFrom(null, true, [], {}, ""),
);

type Change = (container: Record<string, unknown>, key: string) => void;
const changes = fc.oneof(
  fc.constant<Change>((container, key) => {
    delete container[key];
  }),
  values.map(
    (value): Change =>
      (container, key) => {
        container[key] = value;
      },
  ),
  fc.tuple(fields, values).map(
    ([field, value]): Change =>
      (container) => {
        container[field] = value;
      },
  ),
  fields.map(
    (field): Change =>
      (container, key) => {
        container[field] = container[key];
      },
  ),
  // A part within itself, as far as JSON can say it.
  fc.constant<Change>((container, key) => {
    container[key] = structuredClone(container);
  }),
);

/** Definitions with up to eight parts changed. */
const mutated = fc
  .tuple(
    fc.constantFrom(everyState, inJsonata, mixed, substituted),
    fc.array(fc.tuple(fc.nat(), changes), { minLength: 1, maxLength: 8 }),
  )
  .map(([definition, edits]) => {
    const copy: Record<string, unknown> = structuredClone(definition);
    for (const [choice, change] of edits) {
      const places = placesOf(copy);
      const place = places[choice % Math.max(1, places.length)];
      if (place !== undefined) change(...place);
    }
    return copy;
  });

function placesOf(
  value: unknown,
  found: [Record<string, unknown>, string][] = [],
): [Record<string, unknown>, string][] {
  if (typeof value !== "object" || value === null || found.length > 2_000) return found;
  // Lists are changed by their indices, as objects by their keys.
  const container = value as Record<string, unknown>;
  for (const key of Object.keys(container)) {
    found.push([container, key]);
    placesOf(container[key], found);
  }
  return found;
}

/** Small machines out of nothing but words and fields. */
const invented = fc
  .dictionary(fc.oneof(words, fc.string()), fc.dictionary(fields, fc.oneof(words, values), { maxKeys: 8 }), {
    maxKeys: 6,
  })
  .chain((States) => fc.record({ StartAt: fc.constantFrom("", ...Object.keys(States)), States: fc.constant(States) }));

const anyValue = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withSet: true,
  withNullPrototype: true,
});

export const brokenDefinitions: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 6, arbitrary: mutated },
  { weight: 3, arbitrary: invented },
  { weight: 1, arbitrary: anyValue },
);
