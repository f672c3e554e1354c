// How data goes through a state in JSONata: Arguments, the state's work, Output; and Assign.
// @see https://states-language.net/#jsonata
import { isObject, type Json, type JsonObject } from "../asl/json.js";
import type { Catcher } from "../asl/types.js";
import { after } from "./awaitable.js";
import type { DataFlow } from "./data-flow.js";
import { compileJsonataTemplate, type Evaluate, type Given } from "./jsonata-template.js";
import { below, type Place } from "./place.js";
import { see } from "./probe.js";
import type { Assigned, Outcome, Visit } from "./visit.js";

/** The fields that it reads. A state that lacks one of them cannot carry it. */
interface Fields {
  readonly Type: string;
  readonly Arguments?: Json;
  readonly Output?: Json;
  readonly Assign?: JsonObject;
}

/** The states whose work gives a result; the others pass on their input. */
const working: ReadonlySet<string> = new Set(["Task", "Map", "Parallel"]);

export function jsonataFlow(state: Fields, place: Place): DataFlow {
  const given = working.has(state.Type)
    ? (input: Json, result: Json): Given => ({ input, result })
    : (input: Json): Given => ({ input });
  const compile = (template: Json | undefined, field: string): Evaluate | undefined =>
    template === undefined ? undefined : compileJsonataTemplate(template, below(place, field));
  const build = compile(state.Arguments, "Arguments");
  const output = compile(state.Output, "Output");
  const assign = compileJsonataAssign(state.Assign, place);
  return {
    effective: (input) => input,
    arguments: (data, visit) => {
      if (build === undefined) return data;
      const built = build(visit, { input: data });
      return place.probe === undefined ? built : after(built, (value) => see(place, "afterArguments", value));
    },
    output: (visit, input, result) => (output === undefined ? result : output(visit, given(input, result))),
    assign: (visit, input, result) => assign(visit, given(input, result)),
  };
}

type Assign = (visit: Visit, given: Given) => Assigned | undefined | Promise<Assigned | undefined>;

function compileJsonataAssign(assign: JsonObject | undefined, place: Place): Assign {
  if (assign === undefined || Object.keys(assign).length === 0) return () => undefined;
  const build = compileJsonataTemplate(assign, below(place, "Assign"));
  return (visit, given) =>
    after(build(visit, given), (values) => (isObject(values) ? Object.entries(values) : undefined));
}

/** Output and variables of a rule of a Choice, or of a catcher: what is not said stays as it is. */
export function compileJsonataWayOut(
  { Output, Assign, Next }: Pick<Catcher, "Output" | "Assign" | "Next">,
  place: Place,
): (visit: Visit, given: Given, otherwise: Json) => Outcome | Promise<Outcome> {
  const build = Output === undefined ? undefined : compileJsonataTemplate(Output, below(place, "Output"));
  const assign = compileJsonataAssign(Assign, place);
  return (visit, given, otherwise) =>
    after(build === undefined ? otherwise : build(visit, given), (output) =>
      after(assign(visit, given), (assigned) => ({ output, next: Next, assigned })),
    );
}
