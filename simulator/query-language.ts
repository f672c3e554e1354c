// What differs between the query languages, chosen by the state's own: a row of each table is one of them.
import type { Json } from "../asl/json.js";
import type { Catcher } from "../asl/types.js";
import type { Awaitable } from "./awaitable.js";
import { compileAssign, compileResultPath, type DataFlow, jsonPathFlow } from "./data-flow.js";
import { compileJsonataWayOut, jsonataFlow } from "./jsonata-flow.js";
import { compileJsonataTemplate } from "./jsonata-template.js";
import type { Place } from "./place.js";
import { compileTemplate } from "./template.js";
import type { Outcome, Visit } from "./visit.js";

interface QueryLanguageRow {
  /** How data goes through a state. */
  readonly flow: (
    state: Parameters<typeof jsonPathFlow>[0] & Parameters<typeof jsonataFlow>[0],
    place: Place,
  ) => DataFlow;
  /** A template beside the flow: `Credentials`, `ItemSelector`, `BatchInput`. */
  readonly template: (template: Json, place: Place) => (data: Json, visit: Visit) => Awaitable<Json>;
  /** Where a catcher leads, with the error output. */
  readonly caught: (catcher: Catcher, place: Place) => (visit: Visit, input: Json, error: Json) => Awaitable<Outcome>;
}

const rows: { readonly [Language in Place["queryLanguage"]]: QueryLanguageRow } = {
  JSONPath: {
    flow: jsonPathFlow,
    template: compileTemplate,
    caught: (catcher, place) => {
      const put = compileResultPath(catcher.ResultPath, place);
      const assign = compileAssign(catcher.Assign, place);
      return (visit, input, error) => ({
        output: put(input, error),
        next: catcher.Next,
        assigned: assign(visit, input, error),
      });
    },
  },
  JSONata: {
    flow: jsonataFlow,
    template: (template, place) => {
      const build = compileJsonataTemplate(template, place);
      return (data, visit) => build(visit, { input: data });
    },
    caught: (catcher, place) => {
      const leave = compileJsonataWayOut(catcher, place);
      return (visit, input, errorOutput) => leave(visit, { input, errorOutput }, errorOutput);
    },
  },
};

export const flowOf: QueryLanguageRow["flow"] = (state, place) => rows[place.queryLanguage].flow(state, place);
export const templateOf: QueryLanguageRow["template"] = (template, place) =>
  rows[place.queryLanguage].template(template, place);
export const caughtOf: QueryLanguageRow["caught"] = (catcher, place) =>
  rows[place.queryLanguage].caught(catcher, place);
