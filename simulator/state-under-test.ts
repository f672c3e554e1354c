// The state that TestState is asked for: a document by itself, or one of those of a machine.
import { DefinitionError } from "../asl/diagnostic.js";
import { isArray, isObject } from "../asl/json.js";
import type { QueryLanguage } from "../asl/types.js";
import { type CompiledState, compileAlone, errorsAlone } from "./compile.js";
import { readJsonDescription } from "./json-description.js";
import type { ExecuteOptions } from "./options.js";
import type { Probe } from "./probe.js";
import { substitute } from "./substitutions.js";
import { refuse, TestStateError, type TestStateRequest } from "./test-state-request.js";
import {
  asAws,
  judge,
  refusalOf,
  type ValidateStateMachineDefinitionDiagnostic,
} from "./validate-state-machine-definition.js";

/** What the service calls the state in the context object, whatever its name. */
export const STATE_NAME = "StateName";

type Document = { readonly [field: string]: unknown };
export interface StateUnderTest {
  readonly document: Document;
  /** Of the machine around it. */
  readonly queryLanguage: QueryLanguage | undefined;
}

const invalid = (errors: readonly ValidateStateMachineDefinitionDiagnostic[]): never => {
  throw new TestStateError("InvalidDefinition", refusalOf(errors));
};

/** Throws a `TestStateError` for a definition that cannot be run, and for a name that is not in it. */
export function stateUnderTest(
  { definition, stateName }: TestStateRequest,
  substitutions: ExecuteOptions["substitutions"],
): StateUnderTest {
  const description = readJsonDescription(definition);
  if ("fault" in description)
    return invalid([{ severity: "ERROR", code: "INVALID_JSON_DESCRIPTION", ...description.fault }]);
  const document = substitute(description.document, substitutions);
  if (stateName === undefined) {
    const state: Document = isObject(document) ? document : {};
    const errors = errorsAlone(state, STATE_NAME, undefined);
    return errors.length > 0 ? invalid(errors.map(asAws)) : { document: state, queryLanguage: undefined };
  }
  if (stateName === "") return refuse("The stateName must have a length of at least 1");
  const errors = judge(JSON.stringify(document), "STANDARD").filter(({ severity }) => severity === "ERROR");
  if (errors.length > 0 || !isObject(document)) return invalid(errors);
  const found = findState(document, stateName);
  return found === undefined
    ? refuse("State not found in definition")
    : { document: found, queryLanguage: document["QueryLanguage"] === "JSONata" ? "JSONata" : undefined };
}

/** Anywhere in a set of states: names are unique in a whole machine. */
function findState({ States }: Document, name: string): Document | undefined {
  const states: Document = isObject(States) ? States : {};
  const own = Object.hasOwn(states, name) ? states[name] : undefined;
  if (isObject(own)) return own;
  for (const state of Object.values(states)) {
    if (!isObject(state)) continue;
    const found = findWithin(state, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Within the branches of a Parallel, the processor of a Map. */
export function findWithin(state: Document, name: string): Document | undefined {
  const { Branches, ItemProcessor, Iterator: iterator } = state;
  for (const part of [...(isArray(Branches) ? Branches : []), ItemProcessor, iterator]) {
    const found = isObject(part) ? findState(part, name) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** Made ready to run. Throws a `TestStateError` for what is not supported yet. */
export function compileUnderTest({ document, queryLanguage }: StateUnderTest, probe: Probe): CompiledState {
  try {
    return compileAlone(document, STATE_NAME, queryLanguage, probe);
  } catch (error) {
    if (!(error instanceof DefinitionError)) throw error;
    return invalid(error.diagnostics.map(asAws));
  }
}
