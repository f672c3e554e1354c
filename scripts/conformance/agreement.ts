// Where an answer of ours differs from a recorded one, by the rules of the cases: a sentence each, none where they agree.

export interface RecordedEvent {
  readonly id?: number;
  readonly previousEventId?: number;
  readonly type: string;
  readonly [field: string]: unknown;
}
export interface Recorded {
  readonly status?: string;
  readonly output?: unknown;
  readonly error?: unknown;
  readonly cause?: unknown;
  readonly events?: readonly RecordedEvent[];
}
export interface Answer {
  readonly status: string;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: string;
  readonly events: readonly object[];
}
/** What of a record says nothing. A set of paths will do. */
export interface Unstable {
  /** Whether the value was not kept at a JSON path from the case's root: `$.expected.output.id`. */
  readonly has: (path: string) => boolean;
  /** Whether the service did not have a field yet when it answered. */
  readonly lacks?: (field: string) => boolean;
}

const IGNORED: ReadonlySet<string> = new Set([
  "SdkHttpMetadata",
  "SdkResponseMetadata",
  "HttpHeaders",
  "AllHttpHeaders",
]);
const PLACEHOLDER = /<[^<>\s]+>/;

type Data = { readonly [key: string]: unknown };
const isData = (value: unknown): value is Data => typeof value === "object" && value !== null && !Array.isArray(value);
const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing";
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
};
const differ = (path: string, wanted: unknown, got: unknown) => [
  `${path}: ${show(wanted)} was recorded, got ${show(got)}`,
];

/** Whether a text is the recorded one; what stands in angle brackets there is any text. */
function isText(recorded: string, got: unknown): boolean {
  if (recorded === got) return true;
  if (!PLACEHOLDER.test(recorded) || typeof got !== "string") return false;
  const pieces = recorded
    .split(new RegExp(PLACEHOLDER.source, "g"))
    .map((piece) => piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${pieces.join("[^]+?")}$`).test(got);
}

/** Deep JSON equality but for unstable leaves. */
export function compareJson(wanted: unknown, got: unknown, path: string, unstable: Unstable): readonly string[] {
  if (unstable.has(path)) return got === undefined ? differ(path, wanted, got) : [];
  if (typeof wanted === "string") return isText(wanted, got) ? [] : differ(path, wanted, got);
  if (Array.isArray(wanted)) {
    if (!Array.isArray(got) || got.length !== wanted.length) return differ(path, wanted, got);
    return wanted.flatMap((item, index) => compareJson(item, got[index], `${path}[${index}]`, unstable));
  }
  if (!isData(wanted)) return wanted === got ? [] : differ(path, wanted, got);
  if (!isData(got)) return differ(path, wanted, got);
  const anyKey = Object.keys(wanted).some((key) => unstable.has(`${path}.${key} (key)`));
  const keys = new Set([...Object.keys(wanted), ...Object.keys(got)].filter((key) => !IGNORED.has(key)));
  return [...keys].flatMap((key) => {
    const missing = !(key in wanted) || !(key in got);
    if (missing && (anyKey || (!(key in wanted) && unstable.lacks?.(key)))) return [];
    return compareJson(wanted[key], got[key], `${path}.${key}`, unstable);
  });
}

/** A cause: a text, or the object that the text stands for. Of one that a function threw, what depends on its language is left out. */
function compareCause(wanted: unknown, got: unknown, path: string, unstable: Unstable): readonly string[] {
  if (!isData(wanted)) return compareJson(wanted, got, path, unstable);
  const parsed = typeof got === "string" ? parse(got) : got;
  if (!("errorType" in wanted && "errorMessage" in wanted)) return compareJson(wanted, parsed, path, unstable);
  return ["errorType", "errorMessage"].flatMap((key) =>
    compareJson(wanted[key], isData(parsed) ? parsed[key] : undefined, `${path}.${key}`, unstable),
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Status, output, error and cause. */
export function compareResults(recorded: Recorded, got: Answer, unstable: Unstable): readonly string[] {
  const at = "$.expected";
  return [
    ...compareJson(recorded.status, got.status, `${at}.status`, unstable),
    ...compareJson(recorded.output, got.output, `${at}.output`, unstable),
    ...compareJson(recorded.error, got.error, `${at}.error`, unstable),
    ...compareCause(recorded.cause, got.cause, `${at}.cause`, unstable),
  ];
}

/** The JSON paths of the leaves in which one answer differs from another, as `compareResults` and `compareHistories` count them. */
export function differences(one: Answer, other: Answer): ReadonlySet<string> {
  const at = "$.expected";
  const events = one.events.map(flat);
  const others = other.events.map(flat);
  return new Set([
    ...differingLeaves(one.output, other.output, `${at}.output`),
    ...events.flatMap((event, index) => differingLeaves(event, others[index], `${at}.events[${index}]`)),
  ]);
}

function differingLeaves(one: unknown, other: unknown, path: string): readonly string[] {
  if (Array.isArray(one) && Array.isArray(other))
    return one.flatMap((item, index) => differingLeaves(item, other[index], `${path}[${index}]`));
  if (isData(one) && isData(other))
    return Object.keys(one).flatMap((key) => differingLeaves(one[key], other[key], `${path}.${key}`));
  return one === other ? [] : [path];
}

// ---------------------------------------------------------------- histories

export type EventsOrder = "recorded" | "recorded-concurrent" | "sorted-in-parallel" | "not-recorded";

export const hasHistory = ({ events }: Recorded, order: EventsOrder): boolean =>
  events !== undefined && order !== "not-recorded";

export function compareHistories(
  recorded: Recorded,
  got: Answer,
  order: EventsOrder,
  unstable: Unstable,
): readonly string[] {
  const wanted = recorded.events ?? [];
  const events = got.events.map(flat);
  if (!hasHistory(recorded, order)) return [];
  return order === "recorded" ? compareSequence(wanted, events, unstable) : compareSets(wanted, events, unstable);
}

/** An event as the cases hold it: the fields of its details beside its own, texts of JSON parsed. */
function flat(event: object): RecordedEvent {
  const fields: Record<string, unknown> = {};
  let type = "";
  for (const [name, value] of Object.entries(event)) {
    if (name === "type") type = String(value);
    else if (name === "id" || name === "previousEventId") fields[name] = value;
    else if (isData(value)) Object.assign(fields, detailsOf(value));
  }
  return { ...fields, type };
}

function detailsOf({ name, input, output, error, cause, assignedVariables }: Data): Data {
  const fields: Data = {
    stateName: name,
    input: typeof input === "string" ? parse(input) : undefined,
    output: typeof output === "string" ? parse(output) : undefined,
    error,
    cause,
    assignedVariables: isData(assignedVariables)
      ? Object.fromEntries(Object.entries(assignedVariables).map(([key, value]) => [key, parse(String(value))]))
      : undefined,
  };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

const compared = ["input", "output", "error", "assignedVariables"];

function compareEvent(wanted: RecordedEvent, got: RecordedEvent, path: string, unstable: Unstable): readonly string[] {
  // The name of an iteration is not that of a state which is entered or left.
  const named = /State(?:Entered|Exited)$/.test(wanted.type) ? ["stateName"] : [];
  return [
    ...[...named, ...compared].flatMap((field) => compareJson(wanted[field], got[field], `${path}.${field}`, unstable)),
    ...compareCause(wanted["cause"], got["cause"], `${path}.cause`, unstable),
  ];
}

const typesOf = (events: readonly RecordedEvent[]) => events.map(({ type }) => type).join(" ");

function compareSequence(
  wanted: readonly RecordedEvent[],
  got: readonly RecordedEvent[],
  unstable: Unstable,
): readonly string[] {
  if (typesOf(wanted) !== typesOf(got)) return [`events: ${typesOf(wanted)} were recorded, got ${typesOf(got)}`];
  return wanted.flatMap((event, index) => {
    const path = `$.expected.events[${index}]`;
    const other = got[index] ?? { type: "" };
    const ids = (["id", "previousEventId"] as const).flatMap((field) =>
      event[field] === undefined || event[field] === other[field]
        ? []
        : differ(`${path}.${field}`, event[field], other[field]),
    );
    return [...ids, ...compareEvent(event, other, path, unstable)];
  });
}

/** The order is one of several. */
function compareSets(
  wanted: readonly RecordedEvent[],
  got: readonly RecordedEvent[],
  unstable: Unstable,
): readonly string[] {
  const rest = [...got];
  const missing = wanted.flatMap((event, index) => {
    const path = `$.expected.events[${index}]`;
    const found = rest.findIndex(
      (other) => other.type === event.type && compareEvent(event, other, path, unstable).length === 0,
    );
    if (found < 0) return [`${path}: no ${event.type} like the recorded one`];
    rest.splice(found, 1);
    return [];
  });
  // The last id tells how many events there were: some records lack the end of a Parallel.
  const dropped = Math.max(0, (wanted.at(-1)?.id ?? 0) - wanted.length);
  if (rest.length <= dropped) return missing;
  return [...missing, ...rest.map(({ type }) => `events: ${type} was not recorded`)];
}
