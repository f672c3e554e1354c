import { build, closed, filtered, join, literal, MISSING, placed, read, type Shape } from "../data-shapes.js";
import { type Document, documentsOf, isDocument } from "../document.js";
import { readExpression } from "../expression-reading.js";
import { transitionsOf } from "../graph.js";
import type { Scope, StateView } from "../machine-view.js";
import type { Path } from "../path.js";
import { jsonataOf } from "../state-expressions.js";
import { inState, type Report, type Rule } from "./rule.js";

/** How often the data that comes to a state may grow before nothing more is said of it. */
const MOST_VISITS = 12;

/** Paths lead to keys that the data can have: only where the machine itself has built all of it. */
export const unwrittenPaths: Rule = ({ root, states }, report) => {
  const tested = testedPaths(states);
  const check = (scope: Scope, input: Shape) => {
    for (const [name, shape] of inputsOf(scope, input)) {
      const state = scope.states.get(name);
      if (state === undefined) continue;
      checkReads(state, shape, tested, report);
      for (const inner of state.inner) check(inner, innerInput(state, inner, shape));
    }
  };
  check(root, undefined);
};

// ---------------------------------------------------------------- the way of the data

/** What comes to each state of a set. */
function inputsOf(scope: Scope, input: Shape): ReadonlyMap<string, Shape> {
  const { StartAt } = scope.document;
  const inputs = new Map<string, Shape>();
  if (typeof StartAt !== "string" || !scope.states.has(StartAt)) return inputs;
  inputs.set(StartAt, input);
  const visits = new Map<string, number>();
  const open = [StartAt];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const state = scope.states.get(name);
    if (state === undefined) continue;
    for (const [target, shape] of outputsOf(state, inputs.get(name))) {
      const before = inputs.get(target);
      const isNew = !inputs.has(target);
      const count = (visits.get(target) ?? 0) + 1;
      const joined = isNew ? shape : count > MOST_VISITS ? undefined : join(before, shape);
      if (!isNew && joined === before) continue;
      visits.set(target, count);
      inputs.set(target, joined);
      if (scope.states.has(target)) open.push(target);
    }
  }
  return inputs;
}

/** What goes to each of the states that a state leads to. */
function outputsOf(state: StateView, input: Shape): readonly (readonly [target: string, shape: Shape])[] {
  const output = outputOf(state, input);
  const found: (readonly [string, Shape])[] = [];
  for (const { target, list, part } of transitionsOf(state)) {
    if (typeof target !== "string") continue;
    const isOwn = list === undefined || part === undefined;
    found.push([target, isOwn ? output : list === "Catch" ? caught(state, part, input) : chosen(state, part, output)]);
  }
  return found;
}

function outputOf({ document, type, language }: StateView, input: Shape): Shape {
  const passes = type === "Pass" || type === "Wait" || type === "Choice" || type === "Succeed";
  if (language === "JSONata") return jsonataOutput(document["Output"], passes ? input : undefined);
  const effective = filtered(document, "InputPath", input);
  if (type === "Wait" || type === "Choice" || type === "Succeed") return filtered(document, "OutputPath", effective);
  const { Parameters, Result, ResultSelector, ResultPath } = document;
  const asked = Parameters === undefined ? effective : build(Parameters, effective);
  const worked = type !== "Pass" ? undefined : Result === undefined ? asked : literal(Result);
  const result = ResultSelector === undefined ? worked : build(ResultSelector, undefined);
  return filtered(document, "OutputPath", placed(ResultPath, input, result));
}

const jsonataOutput = (output: unknown, otherwise: Shape): Shape =>
  output === undefined ? otherwise : jsonataOf(output) === undefined ? literal(output) : undefined;

const ERROR_OUTPUT = closed("Error", "Cause");

const caught = ({ language }: StateView, { Output, ResultPath }: Document, input: Shape): Shape =>
  language === "JSONata" ? jsonataOutput(Output, ERROR_OUTPUT) : placed(ResultPath, input, ERROR_OUTPUT);

/** A rule in JSONata may have an output of its own. */
const chosen = ({ language }: StateView, { Output }: Document, output: Shape): Shape =>
  language === "JSONata" ? jsonataOutput(Output, output) : output;

function innerInput({ document, type, language }: StateView, inner: Scope, input: Shape): Shape {
  if (language === "JSONata") return undefined;
  const effective = filtered(document, "InputPath", input);
  if (type === "Parallel") {
    return document["Parameters"] === undefined ? effective : build(document["Parameters"], effective);
  }
  const selector = document["ItemSelector"] ?? document["Parameters"];
  const isWhole = !inner.isDistributed && document["ItemBatcher"] === undefined;
  return isWhole && isDocument(selector) ? build(selector, effective) : undefined;
}

// ---------------------------------------------------------------- what is read

function checkReads(state: StateView, input: Shape, tested: readonly string[], report: Report): void {
  const { document, language } = state;
  if (input === undefined || language === "JSONata") return;
  const effective = filtered(document, "InputPath", input);
  const told = new Set<string>();
  for (const expression of state.expressions) {
    const { field, kind, reads } = expression;
    // Of a result nothing is known.
    if (kind === "referencePath" || reads !== "input") continue;
    const data = field === "InputPath" ? input : effective;
    for (const path of readExpression(expression).paths) {
      if (!leadsNowhere(path, data) || told.has(`${field} ${path.text}`) || isTested(path, tested)) continue;
      told.add(`${field} ${path.text}`);
      report(inState(state, field), `No state that leads here writes '${path.text}'${present(data)}`, {
        code: "UNWRITTEN_PATH",
        severity: "warning",
      });
    }
  }
}

const leadsNowhere = (path: Path, data: Shape): boolean =>
  path.root === "input" && path.query === undefined && read(data, path.steps) === MISSING;

function present(data: Shape): string {
  const names = [...(data?.keys.keys() ?? [])];
  return names.length === 0 ? ": the data is empty" : `: the data has ${names.slice(0, 6).join(", ")}`;
}

/** A machine that asks whether a key is there knows that it may not be. */
const isTested = ({ text }: Path, tested: readonly string[]): boolean => tested.some((start) => text.startsWith(start));

function testedPaths(states: readonly StateView[]): readonly string[] {
  const found: string[] = [];
  const visit = (condition: Document) => {
    const { Variable, IsPresent, Not } = condition;
    if (IsPresent !== undefined && typeof Variable === "string") found.push(Variable);
    for (const list of ["And", "Or"]) for (const [, inner] of documentsOf(condition[list])) visit(inner);
    if (isDocument(Not)) visit(Not);
  };
  for (const { type, document } of states) {
    if (type === "Choice") for (const [, rule] of documentsOf(document["Choices"])) visit(rule);
  }
  return found;
}
