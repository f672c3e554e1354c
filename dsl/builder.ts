// The chain at run time. Its calls record what the author wrote; what they accept is said by the types in `chain.ts`.
import { conditionNode } from "./conditions.js";
import type { As } from "./contexts.js";
import { addPiece, addState, type Draft, emptyDraft, leadTo, type Mishap } from "./draft.js";
import type { Condition } from "./expressions.js";
import type {
  Catcher,
  ChoiceRule,
  ChoiceState,
  ConditionNode,
  DistributedModel,
  ItemReaderModel,
  LambdaModel,
  ObjectNode,
  QueryLanguage,
  Retrier,
  RunModel,
  State,
  StateGroup,
  StateMachineModel,
  StateMachineType,
  TaskState,
  ValueNode,
  WaitState,
} from "./model.js";
import { NotJsonError, pathFrom, toNode, toObjectNode } from "./nodes.js";
import { placement } from "./placement.js";
import { finish } from "./rules/index.js";
import type { IntegrationRun } from "./sdk.js";
import { sourcePosition } from "./source-position.js";
import { substitution } from "./values.js";

export type Callback = ($: unknown, scope: Scope) => unknown;
interface Scope {
  readonly vars: unknown;
  readonly context: unknown;
  readonly result?: unknown;
  readonly error?: unknown;
  readonly item?: unknown;
  readonly index?: unknown;
}
/** What a task can be given to run. A function has no kind, since it is the author's own. */
type Runnable = LambdaModel | Extract<RunModel, { readonly kind: "activity" }> | IntegrationRun;
type AnyCondition = Condition<any, any, any>; // `any`: what a condition covers is of no account here
interface RetryOption {
  readonly errors: readonly string[];
  readonly intervalSeconds?: number;
  readonly maxAttempts?: number;
  readonly backoffRate?: number;
  readonly maxDelaySeconds?: number;
  readonly jitter?: "FULL" | "NONE";
}
interface CatchOption {
  readonly errors: readonly string[];
  readonly as?: As;
  readonly assign?: Callback;
  readonly goto: string;
}
interface ResultOptions extends Commented {
  readonly as: As;
  readonly retry?: readonly RetryOption[];
  readonly catch?: readonly CatchOption[];
}
interface TaskOptions extends ResultOptions {
  readonly arguments?: Callback;
  readonly timeoutSeconds?: number | Callback;
  readonly heartbeatSeconds?: number | Callback;
  readonly credentials?: Callback;
}
interface MapOptions extends ResultOptions {
  readonly maxConcurrency?: number | Callback;
}
/** What `withItemSelector` gives. */
export interface SelectedItems {
  readonly "~selected": { readonly list: Callback; readonly selector?: Callback };
}
/** What a reader of a distributed map is at run time. */
export interface ReaderModel {
  /** Where the items are in the data. */
  readonly list?: Callback;
  /** Where they are in S3. */
  readonly from?: Omit<ItemReaderModel, "arguments">;
  readonly selector?: Callback;
  /** Makes what each batch gets beside its items. */
  readonly shared?: Callback;
}
interface DistributedOptions extends MapOptions {
  readonly arguments?: Callback;
  readonly maxItems?: Callback;
  readonly label?: string;
  readonly executionType?: StateMachineType;
  readonly tolerated?: { readonly count?: number | Callback; readonly percentage?: number | Callback };
  readonly batch?: { readonly maxItems?: number | Callback; readonly maxInputBytes?: number | Callback };
  readonly writer?: Callback;
  readonly writerConfig?: {
    readonly outputType?: "JSON" | "JSONL";
    readonly transformation?: "NONE" | "COMPACT" | "FLATTEN";
  };
}
/** Begins an inner chain, and gives it back. */
type Body = (inner: Builder) => unknown;
interface Commented {
  readonly assign?: Callback;
  readonly queryLanguage?: QueryLanguage;
  readonly comment?: string;
}

const $ = pathFrom("input");
const scope: Scope = { vars: pathFrom("variable"), context: pathFrom("context") };
const resultScope: Scope = { ...scope, result: pathFrom("result") };
const errorScope: Scope = { ...scope, error: pathFrom("error") };
const itemScope: Scope = {
  ...scope,
  item: pathFrom("context", ["Map", "Item", "Value"]),
  index: pathFrom("context", ["Map", "Item", "Index"]),
};
const nothing: ObjectNode = { kind: "object", entries: [] };

/** Notes what JSON cannot carry, and puts something harmless in its place, so that the rest is still looked at. */
function recorder(state: string, source: string) {
  const mishaps: Mishap[] = [];
  const record = <Node>(field: string, make: () => Node, otherwise: Node): Node => {
    try {
      return make();
    } catch (error) {
      if (!(error instanceof NotJsonError)) throw error;
      mishaps.push({ state, field, message: error.message, source });
      return otherwise;
    }
  };
  return {
    mishaps,
    made: record,
    value: (field: string, make: () => unknown): ValueNode =>
      record(field, () => toNode(make(), field), { kind: "literal", value: null }),
    object: (field: string, make: () => unknown): ObjectNode =>
      record(field, () => toObjectNode(make(), field), nothing),
  };
}
type Recorder = ReturnType<typeof recorder>;

/** What makes the input of a call: its types are those of the point where it stands. */
const ownInput = (run: Runnable) =>
  "kind" in run && run.kind === "integration" ? (run.input as Callback | undefined) : undefined;
/** The arguments of a task. The author's own function that is given a token has its name beside them. */
function withInput(run: Runnable, input: ValueNode | undefined): Pick<TaskState, "arguments"> {
  const lambda = "kind" in run && run.kind === "integration" ? run.integration.lambda : undefined;
  if (lambda === undefined) return input === undefined ? {} : { arguments: input };
  const Payload: ValueNode = input ?? { kind: "path", root: "input", steps: [] };
  return {
    arguments: {
      kind: "object",
      entries: [
        ["FunctionName", toNode(substitution(lambda.name))],
        ["Payload", Payload],
      ],
    },
  };
}
function runModel(run: Runnable): RunModel {
  if (!("kind" in run)) return { kind: "lambda", lambda: run };
  if (run.kind === "activity") return { kind: "activity", activity: run.activity };
  return { kind: "integration", integration: run.integration };
}
const common = (options: Commented | undefined) => ({
  ...(options?.comment !== undefined && { Comment: options.comment }),
  ...(options?.queryLanguage !== undefined && { QueryLanguage: options.queryLanguage }),
});
const assign = (options: Commented | undefined, record: Recorder, within = scope, field = "assign") =>
  options?.assign === undefined ? {} : { Assign: record.object(field, () => options.assign?.($, within)) };

const retrier = ({
  errors,
  intervalSeconds,
  maxAttempts,
  backoffRate,
  maxDelaySeconds,
  jitter,
}: RetryOption): Retrier => ({
  ErrorEquals: errors,
  ...(intervalSeconds !== undefined && { IntervalSeconds: intervalSeconds }),
  ...(maxAttempts !== undefined && { MaxAttempts: maxAttempts }),
  ...(backoffRate !== undefined && { BackoffRate: backoffRate }),
  ...(maxDelaySeconds !== undefined && { MaxDelaySeconds: maxDelaySeconds }),
  ...(jitter !== undefined && { JitterStrategy: jitter }),
});
const catcher = (option: CatchOption, record: Recorder): Catcher => ({
  ErrorEquals: option.errors,
  as: option.as === undefined ? { kind: "discard" } : placement(option.as),
  ...assign(option, record, errorScope),
  Next: option.goto,
});
/** What becomes of the result of a state, or of its failure. */
const resultOf = (options: ResultOptions, record: Recorder) => ({
  as: placement(options.as),
  ...assign(options, record, resultScope),
  ...(options.retry && { Retry: options.retry.map(retrier) }),
  ...(options.catch && { Catch: options.catch.map((option) => catcher(option, record)) }),
});
const limit = (value: number | Callback, field: string, record: Recorder) =>
  typeof value === "number" ? value : record.value(field, () => value($, scope));

/** Numbers that were given, under the names of the model. */
const limits = <Field extends string>(
  given: { readonly [F in Field]: readonly [option: string, value: number | Callback | undefined] },
  record: Recorder,
): { readonly [F in Field]?: number | ValueNode } =>
  Object.fromEntries(
    Object.entries<readonly [string, number | Callback | undefined]>(given).flatMap(([field, [option, value]]) =>
      value === undefined ? [] : [[field, limit(value, option, record)]],
    ),
  ) as { readonly [F in Field]?: number | ValueNode }; // `fromEntries` forgets the keys

function distributed(
  { from, shared }: ReaderModel,
  {
    arguments: told,
    maxItems,
    label,
    executionType = "STANDARD",
    tolerated,
    batch,
    writer,
    writerConfig,
  }: DistributedOptions,
  record: Recorder,
): DistributedModel {
  const { outputType, transformation } = writerConfig ?? {};
  return {
    executionType,
    ...(label !== undefined && { label }),
    ...(from && {
      reader: {
        ...from,
        ...limits({ maxItems: ["maxItems", maxItems ?? (from.maxItems as number | undefined)] }, record), // a reader has a number alone
        arguments: told === undefined ? nothing : record.object("arguments", () => told($, scope)),
      },
    }),
    ...(batch && {
      batch: {
        ...limits(
          {
            maxItems: ["batch.maxItems", batch.maxItems],
            maxInputBytes: ["batch.maxInputBytes", batch.maxInputBytes],
          },
          record,
        ),
        ...(shared && { input: record.object("what a batch is given", () => shared($, scope)) }),
      },
    }),
    ...(writer && {
      writer: {
        arguments: record.object("writer", () => writer($, scope)),
        ...(writerConfig && {
          config: {
            ...(transformation !== undefined && { Transformation: transformation }),
            ...(outputType !== undefined && { OutputType: outputType }),
          },
        }),
      },
    }),
    ...(tolerated && {
      tolerated: limits(
        {
          count: ["tolerated.count", tolerated.count],
          percentage: ["tolerated.percentage", tolerated.percentage],
        },
        record,
      ),
    }),
  };
}

function waitOf(duration: unknown, record: Recorder): WaitState["wait"] {
  // The types allow no other function.
  const value =
    typeof duration === "function" ? record.made("duration", () => (duration as Callback)($, scope), 0) : duration;
  if (typeof value === "object" && value !== null) {
    if ("~seconds" in value) return { kind: "seconds", value: record.value("seconds", () => value["~seconds"]) };
    if ("~until" in value) return { kind: "timestamp", value: record.value("until", () => value["~until"]) };
  }
  return { kind: "seconds", value: record.value("seconds", () => value) };
}

/** A row of a match is written as text; what it stands for is told by how it is written, which the types see to. */
function rowLiteral(row: string): string | number | boolean | null {
  if (row === "true" || row === "false") return row === "true";
  if (row === "null") return null;
  return row.trim() !== "" && String(Number(row)) === row ? Number(row) : row;
}
const equalTo = (value: ValueNode, literal: ReturnType<typeof rowLiteral>): ChoiceRule["condition"] =>
  literal === null
    ? { kind: "test", test: "isNull", value }
    : { kind: "compare", comparison: "equals", of: "value", left: value, right: { kind: "literal", value: literal } };

/** In place of a condition that could not be made. */
const NO_CONDITION: ConditionNode = { kind: "or", conditions: [] };
/** Where no rule's condition is true. */
type Otherwise = Pick<ChoiceState, "Default" | "Assign">;
class Choose {
  readonly rules: readonly ChoiceRule[];
  readonly fallback: Otherwise;
  readonly #record: Recorder;
  constructor(record: Recorder, rules: readonly ChoiceRule[] = [], fallback: Otherwise = {}) {
    this.#record = record;
    this.rules = rules;
    this.fallback = fallback;
  }
  when(
    condition: (root: unknown, within: Scope) => AnyCondition,
    target: string,
    options?: Omit<Commented, "queryLanguage">,
  ): Choose {
    const field = `Choices[${this.rules.length}]`;
    const made = this.#record.made(field, () => conditionNode(() => condition($, scope)), NO_CONDITION);
    const rule: ChoiceRule = {
      condition: made,
      ...common(options),
      ...assign(options, this.#record, scope, `${field}.assign`),
      Next: target,
    };
    return new Choose(this.#record, [...this.rules, rule], this.fallback);
  }
  otherwise(target: string, options?: Pick<Commented, "assign">): Choose {
    return new Choose(this.#record, this.rules, { Default: target, ...assign(options, this.#record) });
  }
}

/** What the machine is, apart from its states. */
export type Header = Omit<StateMachineModel, "StartAt" | "states">;

/** One class for all chains. Every call gives a new one. */
export class Builder {
  /** As of a machine: the command knows by it a chain whose `.end()` was forgotten. */
  readonly "~statewright" = "Chain";
  readonly #header: Header;
  readonly draft: Draft;
  constructor(header: Header, draft: Draft = emptyDraft) {
    this.#header = header;
    this.draft = draft;
  }
  #add(state: State, record?: Recorder): Builder {
    return new Builder(this.#header, addState(this.draft, state, record?.mishaps));
  }

  task(name: string, run: Runnable, options: TaskOptions): Builder {
    const source = sourcePosition();
    const input = options.arguments ?? ownInput(run);
    const record = recorder(name, source);
    const state: TaskState = {
      Type: "Task",
      name,
      source,
      ...common(options),
      run: runModel(run),
      ...withInput(run, input && record.value("arguments", () => input($, scope))),
      ...(options.credentials && {
        Credentials: record.object("credentials", () => options.credentials?.($, scope)),
      }),
      ...resultOf(options, record),
      ...limits(
        {
          TimeoutSeconds: ["timeoutSeconds", options.timeoutSeconds],
          HeartbeatSeconds: ["heartbeatSeconds", options.heartbeatSeconds],
        },
        record,
      ),
    };
    return this.#add(state, record);
  }
  /** The states of an inner chain; its mishaps are those of the state around it. */
  #group(name: string, place: string, body: Body, source: string, mishaps: Mishap[]): StateGroup {
    const chain = body(new Builder(this.#header));
    if (!(chain instanceof Builder)) {
      const message = `the inner chain ${place} of state '${name}' is not a chain of what its callback is given`;
      const fix = "give the chain back as it is, without .end(), as in (chain) => chain.task(…)";
      mishaps.push({ state: name, field: place, message, source, code: "SCHEMA_VALIDATION_FAILED", fix });
      return { StartAt: "", states: [] };
    }
    mishaps.push(...chain.draft.mishaps);
    return { StartAt: chain.draft.states[0]?.name ?? "", states: chain.draft.states };
  }
  parallel(name: string, branches: readonly Body[], options: ResultOptions): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    return this.#add(
      {
        Type: "Parallel",
        name,
        source,
        ...common(options),
        branches: branches.map((body, index) => this.#group(name, `Branches[${index}]`, body, source, record.mishaps)),
        ...resultOf(options, record),
      },
      record,
    );
  }
  map(name: string, items: Callback | SelectedItems, body: Body, options: MapOptions): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    const { list, selector } = "~selected" in items ? items["~selected"] : { list: items };
    return this.#add(
      {
        Type: "Map",
        name,
        source,
        ...common(options),
        items: record.value("items", () => list($, scope)),
        ...(selector && { selector: record.object("what is selected", () => selector($, itemScope)) }),
        processor: this.#group(name, "ItemProcessor", body, source, record.mishaps),
        ...limits({ MaxConcurrency: ["maxConcurrency", options.maxConcurrency] }, record),
        ...resultOf(options, record),
      },
      record,
    );
  }
  distributedMap(
    name: string,
    items: { readonly "~reads": ReaderModel },
    body: Body,
    options: DistributedOptions,
  ): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    const { list, selector } = items["~reads"];
    if (options.writerConfig && !options.writer) {
      const message = `state '${name}' says how its outputs are written, and not where`;
      const fix = "add writer: ($) => ({ Bucket: … })";
      record.mishaps.push({
        state: name,
        field: "ResultWriter",
        message,
        source,
        code: "SCHEMA_VALIDATION_FAILED",
        fix,
      });
    }
    return this.#add(
      {
        Type: "Map",
        name,
        source,
        ...common(options),
        ...(list && { items: record.value("items", () => list($, scope)) }),
        ...(selector && { selector: record.object("what is selected", () => selector($, itemScope)) }),
        processor: this.#group(name, "ItemProcessor", body, source, record.mishaps),
        distributed: distributed(items["~reads"], options, record),
        ...limits({ MaxConcurrency: ["maxConcurrency", options.maxConcurrency] }, record),
        ...resultOf(options, record),
      },
      record,
    );
  }
  pass(name: string, set: Callback, options?: Commented & { readonly as?: As }): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    return this.#add(
      {
        Type: "Pass",
        name,
        source,
        ...common(options),
        ...(options?.as === undefined
          ? { set: record.object("what is set", () => set($, scope)) }
          : { set: nothing, data: record.value("what is given", () => set($, scope)) }),
        ...assign(options, record),
      },
      record,
    );
  }
  wait(name: string, duration: unknown, options?: Commented): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    return this.#add(
      {
        Type: "Wait",
        name,
        source,
        ...common(options),
        wait: waitOf(duration, record),
        ...assign(options, record),
      },
      record,
    );
  }
  choice(name: string, build: (choose: Choose) => Choose, options?: Commented): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    const { rules, fallback } = build(new Choose(record));
    return this.#add(
      {
        Type: "Choice",
        name,
        source,
        ...common(options),
        rules,
        ...fallback,
      },
      record,
    );
  }
  match(name: string, key: Callback, rows: Readonly<Record<string, string>>, options?: Commented): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    const value = record.value("key", () => key($, scope));
    const { default: fallback, ...others } = rows;
    const rules = Object.entries(others).map(([row, target]) => ({
      condition: equalTo(value, rowLiteral(row)),
      Next: target,
    }));
    return this.#add(
      {
        Type: "Choice",
        name,
        source,
        ...common(options),
        rules,
        ...(fallback !== undefined && { Default: fallback }),
      },
      record,
    );
  }
  succeed(name: string, options?: Commented): Builder {
    return this.#add({ Type: "Succeed", name, source: sourcePosition(), ...common(options) });
  }
  fail(name: string, failure: { error: unknown; cause: unknown } | Callback, options?: Commented): Builder {
    const source = sourcePosition();
    const record = recorder(name, source);
    const made = record.object("failure", () => (typeof failure === "function" ? failure($, scope) : failure));
    const field = (key: string): ValueNode =>
      made.entries.find(([entry]) => entry === key)?.[1] ?? { kind: "literal", value: "" };
    return this.#add(
      { Type: "Fail", name, source, ...common(options), error: field("error"), cause: field("cause") },
      record,
    );
  }
  goto(target: string): Builder {
    return new Builder(this.#header, { ...this.draft, states: leadTo(this.draft, target), fallsThrough: false });
  }
  use(
    piece: { readonly "~fragment": Draft },
    options?: { readonly names?: Readonly<Record<string, string>> },
  ): Builder {
    return new Builder(this.#header, addPiece(this.draft, piece["~fragment"], options?.names ?? {}, sourcePosition()));
  }
  end(): StateMachineModel {
    return finish(this.#header, this.draft);
  }
}
