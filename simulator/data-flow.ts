// How data goes through a state in JSONPath: InputPath, Parameters, the state's work, ResultSelector, ResultPath,
// OutputPath; and Assign. Another query language is another function that makes a `DataFlow`: `flowOf` chooses.
// @see https://states-language.net/#filters
import { isObject, type Json, type JsonObject } from "../asl/json.js";
import { parsePath, parseReferencePath } from "../asl/path.js";
import { BlockedPath, compileRead, compileWrite, explainMissing, startOf } from "../asl/path-evaluation.js";
import type { Awaitable } from "./awaitable.js";
import { RuntimeFailure, StateFailure } from "./failure.js";
import { below, type Place, reading } from "./place.js";
import { type Stage, see } from "./probe.js";
import { type Build, compileTemplate } from "./template.js";
import type { Assigned, Outcome, Visit } from "./visit.js";

export interface DataFlow {
  /** What the state's own fields look into: the input behind `InputPath`. */
  readonly effective: Build;
  /** What the state works with. */
  readonly arguments: (data: Json, visit: Visit) => Awaitable<Json>;
  /** The state's output, from its input and what its work gave. */
  readonly output: (visit: Visit, input: Json, result: Json) => Awaitable<Json>;
  /** Its variables, from its input and what its work gave. */
  readonly assign: (visit: Visit, input: Json, result: Json) => Awaitable<Assigned | undefined>;
}

/** How a state ends whose work gave a result. */
export function outcome(
  flow: DataFlow,
  visit: Visit,
  input: Json,
  result: Json,
  next: string | undefined,
): Awaitable<Outcome> {
  const output = flow.output(visit, input, result);
  // Both see the variables as they were when the state was entered.
  const assigned = output instanceof Promise ? undefined : flow.assign(visit, input, result);
  if (!(output instanceof Promise || assigned instanceof Promise)) return { output, next, assigned };
  return later(output, () => assigned ?? flow.assign(visit, input, result), next);
}

async function later(
  output: Awaitable<Json>,
  assign: () => Awaitable<Assigned | undefined>,
  next: string | undefined,
): Promise<Outcome> {
  return { output: await output, assigned: await assign(), next };
}

/** The fields that it reads. A state that lacks one of them cannot carry it. */
interface Fields {
  readonly InputPath?: string | null;
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
  readonly OutputPath?: string | null;
  readonly Assign?: JsonObject;
}

// Most states carry few of the fields: for one that is absent nothing is made.
const asItIs: Build = (data) => data;
const resultAlone: JsonPathFlow["output"] = (_visit, _input, result) => result;
const nothing: JsonPathFlow["assign"] = () => undefined;
const instead = (_input: Json, result: Json): Json => result;

/** Everything is there at once. */
interface JsonPathFlow extends DataFlow {
  readonly arguments: Build;
  readonly output: (visit: Visit, input: Json, result: Json) => Json;
  readonly assign: (visit: Visit, input: Json, result: Json) => Assigned | undefined;
}

export function jsonPathFlow(state: Fields, place: Place): JsonPathFlow {
  return {
    effective: watched("afterInputPath", compileFilter(state.InputPath, "InputPath", place), place),
    arguments: watched("afterParameters", compileOptional(state.Parameters, "Parameters", place), place),
    output: compileOutput(state, place),
    // `$` in Assign is what the work gave, before ResultSelector.
    assign: compileAssign(state.Assign, place),
  };
}

/** The same, with the probe told of what it gives where there is one. */
const watched = (stage: Stage, build: Build, place: Place): Build =>
  place.probe === undefined ? build : (data, evaluation) => see(place, stage, build(data, evaluation));

const compileOptional = (template: Json | undefined, field: string, place: Place): Build =>
  template === undefined ? asItIs : compileTemplate(template, below(place, field));

function compileOutput(state: Fields, place: Place): JsonPathFlow["output"] {
  const select = watched("afterResultSelector", compileOptional(state.ResultSelector, "ResultSelector", place), place);
  const put = compileResultPath(state.ResultPath, place);
  const filter = compileFilter(state.OutputPath, "OutputPath", place);
  if (place.probe === undefined && select === asItIs && put === instead && filter === asItIs) return resultAlone;
  return (visit, input, result) => filter(see(place, "afterResultPath", put(input, select(result, visit))), visit);
}

/** `InputPath` and `OutputPath`: absent, all of it; `null`, an empty object. */
function compileFilter(text: string | null | undefined, field: string, place: Place): Build {
  if (text === undefined || text === "$") return asItIs;
  return text === null ? () => ({}) : compileRequired(text, field, place);
}

/** A path that has to select something. */
export function compileRequired(text: string, field: string, place: Place): Build {
  return reading(
    below(place, field),
    () => {
      const path = parsePath(text);
      const read = compileRead(path);
      return (data, evaluation) => {
        const value = read(data, evaluation);
        if (value !== undefined) return value;
        const why = explainMissing(path, startOf(path)(data, evaluation));
        throw new RuntimeFailure(`Invalid path '${text}' : ${why}`);
      };
    },
    asItIs,
  );
}

/** `ResultPath`: absent, the result takes the input's place; `null`, it is dropped. */
export function compileResultPath(text: string | null | undefined, place: Place): (input: Json, result: Json) => Json {
  if (text === undefined || text === "$") return instead;
  if (text === null) return (input) => input;
  const write = reading(below(place, "ResultPath"), () => compileWrite(parseReferencePath(text)), instead);
  return (input, result) => {
    try {
      return write(input, result);
    } catch (error) {
      if (!(error instanceof BlockedPath)) throw error;
      const cause = `Unable to apply step "${error.step}" to input ${JSON.stringify(error.value)}`;
      throw new StateFailure({ error: "States.ResultPathMatchFailure", cause });
    }
  };
}

/** All values are worked out before any is set. */
export function compileAssign(assign: JsonObject | undefined, place: Place): JsonPathFlow["assign"] {
  if (assign === undefined || Object.keys(assign).length === 0) return nothing;
  const build = compileTemplate(assign, below(place, "Assign"));
  return (visit, _input, data) => {
    const values = build(data, visit);
    return isObject(values) ? Object.entries(values) : undefined;
  };
}
