import { choiceOperators, isChoiceOperator } from "../../asl/choice-operators.js";
import type { Json } from "../../asl/json.js";
import { parsePath } from "../../asl/path.js";
import { compileRead, type Evaluation, type Read } from "../../asl/path-evaluation.js";
import type { ChoiceCondition, ChoiceState } from "../../asl/types.js";
import { compileAssign, jsonPathFlow, outcome } from "../data-flow.js";
import { RuntimeFailure } from "../failure.js";
import { compileJsonataWayOut, jsonataFlow } from "../jsonata-flow.js";
import { compileJsonataField, kinds } from "../jsonata-template.js";
import { below, type Place, reading, report } from "../place.js";
import type { RunState } from "../visit.js";

/** Throws a `RuntimeFailure` where a value that it needs is absent. */
type Test = (data: Json, evaluation: Evaluation) => boolean;

/** @see https://states-language.net/#choice-state */
export const compileChoice = (state: ChoiceState, place: Place): RunState =>
  place.queryLanguage === "JSONata" ? compileInJsonata(state, place) : compileInJsonPath(state, place);

const noWayOut = () =>
  new RuntimeFailure("Failed to transition out of the state. The state does not point to a next state.");

function compileInJsonata(state: ChoiceState, place: Place): RunState {
  const flow = jsonataFlow(state, place);
  const rules = state.Choices.map((rule, index) => {
    const at = below(place, `Choices[${index}]`);
    if (rule.Condition === undefined) report(at, "These fields are required: [Condition]");
    return {
      holds: compileJsonataField(rule.Condition ?? false, kinds.boolean, below(at, "Condition")),
      leave: compileJsonataWayOut(rule, at),
    };
  });
  return async (visit, input) => {
    for (const { holds, leave } of rules) if (await holds(visit, input)) return leave(visit, { input }, input);
    if (state.Default === undefined) throw noWayOut();
    // The state's own Output and Assign are those of Default.
    return outcome(flow, visit, input, input, state.Default);
  };
}

function compileInJsonPath(state: ChoiceState, place: Place): RunState {
  const flow = jsonPathFlow(state, place);
  const rules = state.Choices.map((rule, index) => {
    const at = below(place, `Choices[${index}]`);
    return {
      holds: compileCondition(rule, at),
      assign: compileAssign(rule.Assign, at),
      next: rule.Next,
    };
  });
  return (visit, input) => {
    const data = flow.effective(input, visit);
    // The state's own Assign is that of Default.
    const taken = rules.find(({ holds }) => holds(data, visit)) ?? { next: state.Default, assign: flow.assign };
    if (taken.next !== undefined) {
      return { output: flow.output(visit, input, data), next: taken.next, assigned: taken.assign(visit, input, data) };
    }
    throw noWayOut();
  };
}

const combinations = {
  And:
    (tests: readonly Test[]): Test =>
    (data, evaluation) =>
      tests.every((test) => test(data, evaluation)),
  Or:
    (tests: readonly Test[]): Test =>
    (data, evaluation) =>
      tests.some((test) => test(data, evaluation)),
};
type Combination = keyof typeof combinations;
const isCombination = (name: string): name is Combination => Object.hasOwn(combinations, name);

function compileCondition(condition: ChoiceCondition, place: Place): Test {
  const tests = Object.keys(condition).flatMap((field) => compileField(condition, field, place));
  const [test] = tests;
  if (test !== undefined && tests.length === 1) return test;
  report(place, "A Choice rule must contain exactly one of And, Or, Not, or a comparison operator with its Variable");
  return () => false;
}

/** The test that a field of a condition stands for; none for those that only go with one. */
function compileField(condition: ChoiceCondition, field: string, place: Place): readonly Test[] {
  if (isCombination(field)) {
    const conditions = condition[field] ?? [];
    return [
      combinations[field](conditions.map((each, index) => compileCondition(each, below(place, `${field}[${index}]`)))),
    ];
  }
  if (field === "Not" && condition.Not !== undefined) {
    const negated = compileCondition(condition.Not, below(place, "Not"));
    return [(data, evaluation) => !negated(data, evaluation)];
  }
  if (isChoiceOperator(field)) return [compileComparison(condition, field, place)];
  return [];
}

function compileComparison(condition: ChoiceCondition, field: keyof typeof choiceOperators, place: Place): Test {
  const { Variable: variable = "", [field]: operand = null } = condition;
  const { test, byPath, takesAbsent } = choiceOperators[field];
  const read = compileVariable(variable, below(place, "Variable"));
  if (byPath) {
    const required = requireValue(read, variable);
    const other = requireValue(compileVariable(String(operand), below(place, field)), String(operand));
    return (data, evaluation) => test(other(data, evaluation))(required(data, evaluation));
  }
  const holds = test(operand);
  if (takesAbsent) {
    return (data, evaluation) => {
      const value = read(data, evaluation);
      return value === undefined ? operand === false : holds(value);
    };
  }
  const required = requireValue(read, variable);
  return (data, evaluation) => holds(required(data, evaluation));
}

const compileVariable = (text: string, place: Place): Read =>
  reading(
    place,
    () => compileRead(parsePath(text)),
    () => undefined,
  );

const requireValue =
  (read: Read, text: string) =>
  (data: Json, evaluation: Evaluation): Json => {
    const value = read(data, evaluation);
    if (value !== undefined) return value;
    throw new RuntimeFailure(`Invalid path '${text}': The choice state's condition path references an invalid value.`);
  };
