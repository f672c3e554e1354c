// Refuses, before it starts, a definition that cannot be run: everything that is wrong at once, each by its name and place.
import { isObject } from "../asl/json.js";
import type { QueryLanguage } from "../asl/types.js";
import type { StateMachineType } from "./limits.js";
import { below, type Place, report } from "./place.js";
import { readResource } from "./resources.js";
import { catcherFields, conditionFields, type Fields, retrierFields, ruleFields, stateFields } from "./shapes.js";

export type RunnableType = keyof typeof stateFields;

type Document = { readonly [field: string]: unknown };
/** One thing that states can get wrong, or ask for too early. */
type Rule = (state: Document, place: Place, surroundings: Surroundings) => void;
/** What a rule knows beside its state. */
export interface Surroundings {
  /** The names of the states that a transition can lead to. */
  readonly targets: { readonly has: (name: string) => boolean };
  readonly queryLanguage: unknown;
  readonly machineType: StateMachineType;
}

/** Checks which fields are there and what they hold. */
export function checkFields(part: Document, { required, byName }: Fields, place: Place): void {
  for (const field of required) {
    if (part[field] !== undefined) continue;
    const missing = required.filter((name) => part[name] === undefined);
    report(place, `These fields are required: [${missing.join(", ")}]`);
    break;
  }
  for (const field of Object.keys(part)) {
    const known = byName.get(field);
    if (known === undefined || (known.onlyIn !== undefined && known.onlyIn !== place.queryLanguage))
      report(below(place, field), `The field '${field}' is not supported here`, "UNSUPPORTED");
    else {
      const wrong = known.shape(part[field], place.queryLanguage);
      if (wrong !== undefined) report(below(place, field), wrong);
    }
  }
}

const documents = (value: unknown): readonly Document[] => (Array.isArray(value) ? value.filter(isObject) : []);

const checkList =
  (field: string, fields: Fields): Rule =>
  (state, place) => {
    for (const [index, part] of documents(state[field]).entries())
      checkFields(part, fields, below(place, `${field}[${index}]`));
  };

function checkCondition(condition: Document, fields: Fields, place: Place): void {
  checkFields(condition, fields, place);
  for (const combination of ["And", "Or"]) {
    for (const [index, inner] of documents(condition[combination]).entries()) {
      checkCondition(inner, conditionFields, below(place, `${combination}[${index}]`));
    }
  }
  if (isObject(condition["Not"])) checkCondition(condition["Not"], conditionFields, below(place, "Not"));
}

function checkTarget(target: unknown, field: string, place: Place, { targets }: Surroundings): void {
  if (typeof target !== "string" || targets.has(target)) return;
  report(below(place, field), `Missing '${field}' target: ${target}`, "MISSING_TRANSITION_TARGET");
}

const either =
  (literal: string, path: string): Rule =>
  (state, place) => {
    if (state[literal] !== undefined && state[path] !== undefined) {
      report(below(place, path), `You cannot specify both '${literal}' and '${path}'`);
    }
  };

function notDistributedInExpress(field: string): Rule {
  return ({ [field]: processor }, place, { machineType }) => {
    const config = isObject(processor) ? processor["ProcessorConfig"] : undefined;
    if (machineType !== "EXPRESS" || !isObject(config) || config["Mode"] !== "DISTRIBUTED") return;
    report(below(place, field), "Express state machine does not support a Map state in DISTRIBUTED mode");
  };
}

const invocationType =
  (field: string): Rule =>
  ({ Resource, [field]: sent }, place) => {
    if (!isObject(sent) || !/:states:::lambda:invoke/.test(String(Resource))) return;
    const { InvocationType = "RequestResponse" } = sent;
    if (InvocationType === "RequestResponse") return;
    report(
      below(below(place, field), "InvocationType"),
      `The invocation type '${String(InvocationType)}' is not supported yet`,
      "UNSUPPORTED",
    );
  };

/** What a field means for others: asked, in this order, where the field is there. */
const rules: readonly (readonly [field: string, rule: Rule])[] = Object.entries<Rule>({
  Next: (state, place, surroundings) => {
    checkTarget(state["Next"], "Next", place, surroundings);
    if (state["End"] !== undefined) report(below(place, "End"), "You cannot specify both 'Next' and 'End'");
  },
  ItemProcessor: notDistributedInExpress("ItemProcessor"),
  Iterator: notDistributedInExpress("Iterator"),
  Retry: checkList("Retry", retrierFields),
  Catch: (state, place, surroundings) => {
    checkList("Catch", catcherFields)(state, place, surroundings);
    for (const [index, { Next }] of documents(state["Catch"]).entries()) {
      checkTarget(Next, "Next", below(place, `Catch[${index}]`), surroundings);
    }
  },
  Choices: (state, place, surroundings) => {
    for (const [index, rule] of documents(state["Choices"]).entries()) {
      const at = below(place, `Choices[${index}]`);
      checkCondition(rule, ruleFields, at);
      checkTarget(rule["Next"], "Next", at, surroundings);
    }
  },
  Default: (state, place, surroundings) => checkTarget(state["Default"], "Default", place, surroundings),
  TimeoutSecondsPath: either("TimeoutSeconds", "TimeoutSecondsPath"),
  HeartbeatSecondsPath: either("HeartbeatSeconds", "HeartbeatSecondsPath"),
  ErrorPath: either("Error", "ErrorPath"),
  CausePath: either("Cause", "CausePath"),
  Resource: ({ Resource }, place, { machineType }) => {
    const resource = typeof Resource === "string" ? readResource(Resource) : {};
    if (machineType === "EXPRESS" && "standardOnly" in resource && resource.standardOnly !== undefined) {
      report(below(place, "Resource"), `Express state machine does not support ${resource.standardOnly}`);
    }
  },
  Parameters: invocationType("Parameters"),
  Arguments: invocationType("Arguments"),
});

interface StateType {
  readonly fields: Fields;
  readonly rules: typeof rules;
  /** Whether it has to lead on, or end. */
  readonly onward: boolean;
}
const stateTypes: ReadonlyMap<unknown, StateType> = new Map(
  Object.entries(stateFields).map(([type, fields]) => {
    const { byName } = fields;
    return [type, { fields, rules: rules.filter(([field]) => byName.has(field)), onward: byName.has("Next") }];
  }),
);

/** The query language of a state, from its own field or the machine's; for a word that is none, JSONPath. */
export const languageOf = (state: unknown, ofMachine: unknown): QueryLanguage =>
  ((isObject(state) ? state["QueryLanguage"] : undefined) ?? ofMachine) === "JSONata" ? "JSONata" : "JSONPath";

function checkLanguage({ QueryLanguage }: Document, place: Place, { queryLanguage }: Surroundings): void {
  if (queryLanguage !== "JSONata" || QueryLanguage !== "JSONPath") return;
  report(place, "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state machine");
}

/** The type of a state, if it is one that runs. */
function typeOf({ Type }: Document, place: Place): StateType | undefined {
  const type = stateTypes.get(Type);
  if (type !== undefined) return type;
  if (Type === undefined) report(place, "These fields are required: [Type]");
  else report(below(place, "Type"), `The state type '${String(Type)}' is not supported yet`, "UNSUPPORTED");
  return undefined;
}

function checkOfType({ fields, rules, onward }: StateType, state: Document, place: Place, around: Surroundings): void {
  checkLanguage(state, place, around);
  checkFields(state, fields, place);
  if (onward && state["Next"] === undefined && state["End"] === undefined) {
    report(place, "One of these fields is required: [Next, End]");
  }
  for (const [field, rule] of rules) if (state[field] !== undefined) rule(state, place, around);
}

/** Whether a state can be run; reports why not. */
export function checkState(
  state: unknown,
  place: Place,
  surroundings: Surroundings,
): state is { readonly Type: RunnableType } {
  const before = place.findings.length;
  if (!isObject(state)) report(place, "A state has to be an object");
  else {
    const type = typeOf(state, place);
    if (type !== undefined) checkOfType(type, state, place, surroundings);
  }
  return place.findings.length === before;
}
