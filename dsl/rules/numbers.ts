import type { Diagnostic } from "../../asl/diagnostic.js";
import type { MapState, ParallelState, State, StateMachineType, TaskState, ValueNode, WaitState } from "../model.js";
import { finding } from "./finding.js";
import { groupsOf } from "./groups.js";
import type { Rule } from "./index.js";

interface Range {
  readonly whole: boolean;
  readonly from: number;
  readonly to: number;
}
const SECONDS = { whole: true, from: 1, to: 99_999_999 };
/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
const MAX_ITEMS: Range = { whole: true, from: 1, to: 100_000_000 };
const BATCH_BYTES: Range = { whole: true, from: 1, to: 262_144 };
const PERCENTAGE: Range = { whole: false, from: 0, to: 100 };
/** https://states-language.net/#retrying-after-error */
const RETRY_RANGES = {
  IntervalSeconds: SECONDS,
  MaxAttempts: { whole: true, from: 0, to: 99_999_999 },
  BackoffRate: { whole: false, from: 1, to: Number.MAX_VALUE },
  MaxDelaySeconds: { whole: true, from: 1, to: 31_622_400 },
} satisfies Record<string, Range>;
const COUNT: Range = { whole: true, from: 0, to: 99_999_999 };
const WAIT: Range = { whole: true, from: 0, to: 99_999_999 };
/** An Express execution lasts five minutes at most. */
const EXPRESS_SECONDS = 300;
/** RFC 3339 with upper-case T and Z, as AWS takes it. */
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

const fits = (value: number, { whole, from, to }: Range) =>
  value >= from && value <= to && (!whole || Number.isInteger(value));
const literal = (value: number | ValueNode | undefined) =>
  typeof value === "number"
    ? value
    : value?.kind === "literal" && typeof value.value === "number"
      ? value.value
      : undefined;

/** Seconds, attempts and rates are in the ranges that ASL takes. */
export const numbers: Rule = (machine) => {
  const wrong = (state: State, field: string, value: number | undefined, range: Range): readonly Diagnostic[] =>
    value === undefined || fits(value, range)
      ? []
      : [
          finding(
            machine,
            state,
            "SCHEMA_VALIDATION_FAILED",
            field,
            `${field} of state '${state.name}' is ${value}: ASL takes ${range.whole ? "whole numbers" : "numbers"} from ${range.from}${range.to === Number.MAX_VALUE ? "" : ` to ${range.to}`}`,
            "give a number in that range",
          ),
        ];
  const ofTask = (state: TaskState) => {
    const timeout = literal(state.TimeoutSeconds);
    const heartbeat = literal(state.HeartbeatSeconds);
    return [
      ...wrong(state, "TimeoutSeconds", timeout, SECONDS),
      ...wrong(state, "HeartbeatSeconds", heartbeat, SECONDS),
      ...(timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout
        ? [
            finding(
              machine,
              state,
              "SCHEMA_VALIDATION_FAILED",
              "HeartbeatSeconds",
              `the heartbeat of state '${state.name}' (${heartbeat} s) is not smaller than its timeout (${timeout} s)`,
              "make it smaller",
            ),
          ]
        : []),
    ];
  };
  const ofRetries = (state: TaskState | ParallelState | MapState) =>
    (state.Retry ?? []).flatMap((retrier, index) =>
      Object.entries(RETRY_RANGES).flatMap(
        ([field, range]) =>
          wrong(state, `Retry[${index}].${field}`, retrier[field as keyof typeof RETRY_RANGES], range), // its own keys
      ),
    );
  const ofMap = (state: MapState) => {
    const { reader, batch, tolerated } = state.distributed ?? {};
    const bare =
      batch !== undefined && batch.maxItems === undefined && batch.maxInputBytes === undefined
        ? [
            finding(
              machine,
              state,
              "SCHEMA_VALIDATION_FAILED",
              "ItemBatcher",
              `the batches of state '${state.name}' have no size`,
              "give batch: { maxItems: … }, or maxInputBytes",
            ),
          ]
        : [];
    return [
      ...wrong(state, "MaxConcurrency", literal(state.MaxConcurrency), COUNT),
      ...wrong(state, "ItemReader.ReaderConfig.MaxItems", literal(reader?.maxItems), MAX_ITEMS),
      ...wrong(state, "ItemBatcher.MaxItemsPerBatch", literal(batch?.maxItems), SECONDS),
      ...wrong(state, "ItemBatcher.MaxInputBytesPerBatch", literal(batch?.maxInputBytes), BATCH_BYTES),
      ...bare,
      ...wrong(state, "ToleratedFailureCount", literal(tolerated?.count), COUNT),
      ...wrong(state, "ToleratedFailurePercentage", literal(tolerated?.percentage), PERCENTAGE),
    ];
  };
  const ofWait = (state: WaitState, type: StateMachineType) => {
    const { kind, value } = state.wait;
    if (kind === "seconds") {
      const range = type === "EXPRESS" ? { ...WAIT, to: EXPRESS_SECONDS } : WAIT;
      return wrong(state, "Seconds", literal(value), range);
    }
    const text = value.kind === "literal" ? String(value.value) : undefined;
    return text === undefined || (TIMESTAMP.test(text) && !Number.isNaN(Date.parse(text)))
      ? []
      : [
          finding(
            machine,
            state,
            "SCHEMA_VALIDATION_FAILED",
            "Timestamp",
            `'${text}' is not a time`,
            "write it as 2030-01-01T00:00:00Z",
          ),
        ];
  };
  return groupsOf(machine).flatMap(({ states, type }) =>
    states.flatMap((state) => {
      if (state.Type === "Task") return [...ofTask(state), ...ofRetries(state)];
      if (state.Type === "Wait") return ofWait(state, type);
      if (state.Type === "Parallel") return ofRetries(state);
      return state.Type === "Map" ? [...ofMap(state), ...ofRetries(state)] : [];
    }),
  );
};
