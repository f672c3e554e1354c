// The definition of a machine in Amazon States Language: its header, its chains, and what is the same for all states.
// What is a state's own is printed in its query language.
import type { Diagnostic } from "../asl/diagnostic.js";
import { DefinitionError } from "../asl/diagnostic.js";
import type * as asl from "../asl/types.js";
import type { QueryLanguage, State, StateGroup, StateMachineModel } from "../dsl/model.js";
import type { Field, Roots } from "./field.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { hiddenFunctions } from "./hidden-functions.js";
import { jsonataStates } from "./jsonata-states.js";
import { jsonPathStates } from "./jsonpath-states.js";
import { isSure, type Known, knownData, knownInside, nothingKnown } from "./known-data.js";
import { substitutionsOf } from "./lambdas.js";
import { workflowFile } from "./layout.js";
import {
  defined,
  type Loose,
  type OwnFields,
  type Scope,
  type StateByType,
  type StateOf,
  type StatePrinters,
} from "./state-printer.js";
import { substituted } from "./substitutions.js";

interface LanguageRow {
  readonly states: StatePrinters;
  /** Where a path starts in a field that sees the state's input. */
  readonly roots: Roots;
}
const languages: { readonly [Language in QueryLanguage]: LanguageRow } = {
  JSONPath: { states: jsonPathStates, roots: { input: "$", variable: "$", context: "$$" } },
  JSONata: { states: jsonataStates, roots: { input: "$states.input", variable: "$", context: "$states.context" } },
};

/** Generic in the state's type, so that the look-up needs no cast. */
const fieldsOf = <Type extends keyof StateByType>(
  states: StatePrinters,
  state: StateOf<Type>,
  scope: Scope,
): OwnFields<Type> => states[state.Type](state, scope);

/**
 * The ASL of a machine, its states in the order of declaration. A Lambda function is the substitution `${Name}`.
 * @throws {DefinitionError} with all that its query language cannot say.
 * @see https://states-language.net/
 */
export const definition = (machine: StateMachineModel): asl.StateMachineDefinition =>
  printMachine(machine, (name) => `\${${name}}`);

/**
 * `generated/<workflow>/<workflow>.asl.json`. No line says that it is generated, since ASL's `Comment` is the author's.
 * A `${` that is no substitution of ours is written `\u0024{`, which is the same JSON: CloudFormation replaces `${Name}` wherever it stands.
 */
export function generateDefinition(machine: StateMachineModel, layout: Layout = defaultLayout): GeneratedFile[] {
  const mark = unusedCharacter(JSON.stringify(definition(machine)));
  const marked = JSON.stringify(
    printMachine(machine, (name) => `${mark}{${name}}`),
    null,
    2,
  );
  return [
    {
      path: workflowFile(machine, "asl.json", layout),
      contents: `${marked.replaceAll("${", "\\u0024{").replaceAll(mark, "$")}\n`,
    },
  ];
}

/** One for private use, which the text does not have. */
function unusedCharacter(text: string): string {
  let code = 0xe000;
  while (text.includes(String.fromCharCode(code))) code += 1;
  return String.fromCharCode(code);
}

/** `substitute`: a name as it stands in the definition for an ARN that only the deployment knows. */
function printMachine(machine: StateMachineModel, substitute: (name: string) => string): asl.StateMachineDefinition {
  const diagnostics: Diagnostic[] = [];
  const names = substitutionsOf(machine);
  const print = (group: StateGroup, within: string, start: Known): asl.StateGroup => {
    const known = knownData(group, start);
    return {
      StartAt: group.StartAt,
      // `fromEntries` makes `__proto__` a key like any other.
      States: Object.fromEntries(
        group.states.map((state): [string, asl.State] => {
          const here = known.get(state.name) ?? nothingKnown;
          const location = `${within}/States/${state.name}`;
          const language = languages[state.QueryLanguage ?? machine.QueryLanguage];
          const substitution = (name: string) => substitute(names.get(name) ?? name);
          const scope: Scope = {
            substitution,
            field: fieldsFor(machine, state, location, language.roots, here, diagnostics),
            group: (inner, place) => print(inner, `${location}/${place}`, knownInside(state, here)),
          };
          const whole = {
            Type: state.Type,
            QueryLanguage: state.QueryLanguage === machine.QueryLanguage ? undefined : state.QueryLanguage,
            Comment: state.Comment,
            ...fieldsOf(language.states, substituted(state, substitution), scope),
            ...onward(state),
          };
          // The table gave each type its own fields; TypeScript does not follow the pair through the union.
          return [state.name, defined(whole as Loose<asl.State>)];
        }),
      ),
    };
  };
  const { StartAt, States } = print(machine, "", nothingKnown);
  diagnostics.push(...hiddenFunctions(machine));
  if (diagnostics.length > 0) throw new DefinitionError(diagnostics);
  return defined<asl.StateMachineDefinition>({
    Comment: machine.Comment,
    QueryLanguage: machine.QueryLanguage === "JSONPath" ? undefined : machine.QueryLanguage,
    StartAt,
    TimeoutSeconds: machine.TimeoutSeconds,
    States,
  });
}

function onward(state: State): { readonly Next?: string; readonly End?: true } {
  if (state.Type === "Choice" || state.Type === "Succeed" || state.Type === "Fail") return {};
  return state.Next === undefined ? { End: true } : { Next: state.Next };
}

const fieldsFor =
  (machine: StateMachineModel, state: State, location: string, roots: Roots, known: Known, diagnostics: Diagnostic[]) =>
  (name: string): Field => ({
    path: [name],
    roots,
    isSure: (node) => isSure(node, known),
    refuse: (at, code, message, fix) =>
      diagnostics.push({
        severity: "error",
        code,
        location: [location, ...at].join("/").replaceAll("/[", "["),
        message,
        workflow: machine.name,
        state: state.name,
        field: at.join(".").replaceAll(".[", "["),
        fix,
        source: state.source,
      }),
  });
