// Workflows at random, written once and built in either query language, or with states in both.

import type { Json, QueryLanguage, State, StateGroup, StateMachineModel } from "../../../dsl/model.js";
import type { Mocks } from "./answers.js";
import { type Draw, keysOf, sampleOf } from "./draw.js";
import { Planner } from "./planner.js";
import type { Point } from "./shapes.js";
import { dsl } from "./untyped.js";

export interface Plan extends Mocks {
  readonly input: Json;
  readonly build: (queryLanguage: QueryLanguage) => StateMachineModel;
  /** Built in JSONPath, with some states that have JSONata for their own language. */
  readonly mixed: () => StateMachineModel;
}
export function plan(draw: Draw): Plan {
  const planner = new Planner(draw);
  const start = keysOf(draw);
  const absent = draw.often(30) ? [Object.keys(start.keys)[0] ?? ""] : [];
  const given = sampleOf(start, draw) as { readonly [key: string]: Json };
  const gone = draw.often(50) ? absent : [];
  const input = Object.fromEntries(Object.entries(given).filter(([key]) => !gone.includes(key)));
  const point: Point = { data: start.keys, maybe: new Set(absent), vars: {}, scope: "", isExpress: false };
  const { grow, point: last } = planner.chain(point, draw.integer(1, 5), 2);
  const end = planner.end(last);
  const own = draw.integer(0, 2 ** 30 - 1);
  const build = (queryLanguage: QueryLanguage): StateMachineModel =>
    end(grow(dsl.workflow("Plan", { queryLanguage }))).end();
  const { functions, services, files } = planner;
  return { input, functions, services, files, build, mixed: () => withOwnLanguages(build("JSONPath"), own) };
}

/** Bit by bit: whether a state is in JSONata. */
function withOwnLanguages(machine: StateMachineModel, own: number): StateMachineModel {
  let count = 0;
  const ofState = (state: State): State => {
    const isOwn = ((own >> (count % 30)) & 1) === 1;
    count += 1;
    const here: State = isOwn ? { ...state, QueryLanguage: "JSONata" } : state;
    if (here.Type === "Parallel") return { ...here, branches: here.branches.map(ofGroup) };
    return here.Type === "Map" ? { ...here, processor: ofGroup(here.processor) } : here;
  };
  const ofGroup = (group: StateGroup): StateGroup => ({ ...group, states: group.states.map(ofState) });
  return { ...machine, states: machine.states.map(ofState) };
}
