// From the modules' values and the checker's types to what the generators know of each machine.
import { resolve } from "node:path";
import { ts } from "ts-morph";
import type { Diagnostic } from "../asl/diagnostic.js";
import { allStates, innerGroups } from "../dsl/all-states.js";
import type { LambdaModel, RunModel, StateGroup, StateMachineModel } from "../dsl/model.js";
import { functionsFileNames } from "../generators/functions.js";
import type { FunctionTypes, MachineTypes, ModuleTypes } from "../generators/machine-types.js";
import { typesFileNames } from "../generators/types.js";
import { relativeSource } from "./module-failure.js";
import { type ReadType, type TextOptions, type TypeScope, typeScope } from "./read-types-shape.js";
import { relativePath } from "./sources.js";

/** A machine with the module that exports it. All sources are relative to the project's root. */
export interface ExportedMachine {
  readonly machine: StateMachineModel;
  /** POSIX, from the project's root: `workflows/deploy.ts`. */
  readonly file: string;
  /** `default`, or a name. */
  readonly exportName: string;
}
/** A module of the author's that was loaded. */
export interface LoadedModule {
  /** POSIX, from the project's root: `workflows/functions.ts`. */
  readonly file: string;
  /** Its namespace. */
  readonly exports: Readonly<Record<string, unknown>>;
}
export interface MachineReading extends ExportedMachine {
  readonly types: MachineTypes;
}

/** A machine with the parts of its type. */
interface TypedMachine extends ExportedMachine {
  readonly input: ts.Type;
  readonly output: ts.Type;
  /** By name: data and variables. */
  readonly states: ReadonlyMap<string, readonly ts.Type[]>;
  /** By name of the state: input and output. */
  readonly tasks: ReadonlyMap<string, readonly ts.Type[]>;
}
/** A function with the types that its handler is written for. */
interface TypedLambda {
  readonly lambda: LambdaModel;
  readonly exported?: { readonly name: string; readonly file: string };
  readonly input: ts.Type;
  readonly output: ts.Type;
  /** Absent where they are not known. */
  readonly errors?: ts.Type;
}
type Report = (finding: Pick<Diagnostic, "code" | "message" | "source"> & Partial<Diagnostic>) => void;

/** The types of the machines, in their order. Of a module that was loaded, all exported functions come along. */
export function readMachines(
  root: string,
  program: ts.Program,
  exported: readonly ExportedMachine[],
  modules: readonly LoadedModule[],
) {
  const diagnostics: Diagnostic[] = [];
  const report: Report = (finding) =>
    diagnostics.push({ severity: "error", location: finding.source ?? "/", ...finding });
  const find = finder(root, program);
  const machines = exported.flatMap((one) => typedMachine(one, find, report));
  const all = findLambdas(root, machines, modules, find);
  const modulesTypes = new Map(
    [...new Set(all.map(({ lambda }) => fileOf(lambda.source)))].map((file) => {
      const declared = all.filter(({ lambda }) => fileOf(lambda.source) === file);
      return [file, moduleTypes(program, file, declared, report)] as const;
    }),
  );
  // What a function answers is in the data of every state behind it: one finding says it.
  const reportOnce: Report = (finding) => {
    if (finding.code !== "NOT_JSON" || diagnostics.every(({ code }) => code !== "NOT_JSON")) report(finding);
  };
  return {
    diagnostics,
    machines: machines.map(
      (typed): MachineReading => ({
        machine: typed.machine,
        file: typed.file,
        exportName: typed.exportName,
        types: { ...machineTypes(program, typed, reportOnce), modules: modulesOf(typed, modulesTypes) },
      }),
    ),
  };
}

const fileOf = (source: string) => source.replace(/:\d+$/, "");
const lineOf = (source: string) => Number(/:(\d+)$/.exec(source)?.[1] ?? 0);
/** The tasks that run a function of the author's. */
const lambdaTasksOf = (machine: StateMachineModel) =>
  allStates(machine).flatMap((state) =>
    state.Type === "Task" && state.run.kind === "lambda" ? [{ name: state.name, lambda: state.run.lambda }] : [],
  );

/** Those that declare its functions, and its own. */
function modulesOf({ machine, file }: TypedMachine, all: ReadonlyMap<string, ModuleTypes>): readonly ModuleTypes[] {
  const files = new Set([file, ...lambdaTasksOf(machine).map(({ lambda }) => fileOf(lambda.source))]);
  return [...files].sort().flatMap((one) => all.get(one) ?? []);
}

// ---------------------------------------------------------------- looking into types
/** A constant of a module. */
interface Constant {
  readonly name: string;
  readonly type: ts.Type;
  readonly isExported: boolean;
  /** Whether it is declared here, by a text that has the quoted name, around the line. */
  readonly declares: (name: string, source: string) => boolean;
}
interface Finder {
  /** What a module exports, and then what it keeps to itself. */
  readonly constantsOf: (file: string) => readonly Constant[];
  /** The types of a phantom property: `~types` or `~lambda`. */
  readonly phantom: (type: ts.Type, name: string) => Phantom | undefined;
  /** The elements of each tuple of a union, by the literal that the first one is. */
  readonly tuples: (type: ts.Type) => ReadonlyMap<string, readonly ts.Type[]>;
}
type Phantom = (key: string) => ts.Type;

function finder(root: string, program: ts.Program): Finder {
  const checker = program.getTypeChecker();
  const members = (type: ts.Type) => (type.isUnion() ? type.types : [type]);
  const known = new Map<string, readonly Constant[]>();
  function constant(symbol: ts.Symbol, isExported: boolean): Constant[] {
    const target = (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
    const declaration = target.valueDeclaration;
    if (declaration === undefined) return [];
    const source = declaration.getSourceFile();
    const line = (position: number) => source.getLineAndCharacterOfPosition(position).line + 1;
    return [
      {
        name: symbol.name,
        type: checker.getTypeOfSymbol(target),
        isExported,
        declares: (name, place) =>
          relativePath(root, source.fileName) === fileOf(place) &&
          line(declaration.getStart()) <= lineOf(place) &&
          lineOf(place) <= line(declaration.end) &&
          ["'", '"', "`"].some((quote) => declaration.getText().includes(`${quote}${name}${quote}`)),
      },
    ];
  }
  function constantsOf(file: string): readonly Constant[] {
    const source = program.getSourceFile(resolve(root, file).replaceAll("\\", "/"));
    const module = source && checker.getSymbolAtLocation(source);
    if (source === undefined || module === undefined) return [];
    const exported = checker.getExportsOfModule(module).flatMap((symbol) => constant(symbol, true));
    const names = new Set(exported.map(({ name }) => name));
    const own = source.statements
      .flatMap((statement) => (ts.isVariableStatement(statement) ? statement.declarationList.declarations : []))
      .flatMap(({ name }) => checker.getSymbolAtLocation(name) ?? [])
      .filter(({ name }) => !names.has(name));
    return [...exported, ...own.flatMap((symbol) => constant(symbol, false))];
  }
  return {
    constantsOf(file) {
      const found = known.get(file) ?? constantsOf(file);
      known.set(file, found);
      return found;
    },
    phantom(type, name) {
      const property = checker.getPropertyOfType(type, name);
      if (property === undefined) return undefined;
      const holder = checker.getNonNullableType(checker.getTypeOfSymbol(property));
      return (key) => {
        const member = checker.getPropertyOfType(holder, key);
        return member === undefined ? checker.getAnyType() : checker.getTypeOfSymbol(member);
      };
    },
    tuples(type) {
      const found = new Map<string, readonly ts.Type[]>();
      for (const tuple of members(type).filter((member) => checker.isTupleType(member))) {
        const [first, ...others] = checker.getTypeArguments(tuple as ts.TypeReference); // as `isTupleType` says
        for (const name of first === undefined ? [] : members(first)) {
          if (name.isStringLiteral()) found.set(name.value, others);
        }
      }
      return found;
    },
  };
}

// ---------------------------------------------------------------- machines and functions
function typedMachine(exported: ExportedMachine, find: Finder, report: Report): TypedMachine[] {
  const { machine, file, exportName } = exported;
  const type = find.constantsOf(file).find(({ name, isExported }) => isExported && name === exportName)?.type;
  const phantom = type && find.phantom(type, "~types");
  const states = phantom && find.tuples(phantom("states"));
  if (phantom === undefined || states === undefined || machine.states.some(({ name }) => !states.has(name))) {
    report({
      code: "TYPE_ERROR",
      workflow: machine.name,
      source: machine.source,
      message: `the type of '${exportName}' does not say what its states get`,
      fix: "export what .end() gives, and leave its type to the compiler",
    });
    return [];
  }
  const tasks = find.tuples(phantom("tasks"));
  return [{ ...exported, input: phantom("input"), output: phantom("output"), states, tasks }];
}

const isLambda = (value: unknown): value is LambdaModel =>
  typeof value === "object" &&
  value !== null &&
  "name" in value &&
  "source" in value &&
  typeof value.source === "string" &&
  "errors" in value;

/** What the modules export, and what the machines run besides. */
function findLambdas(
  root: string,
  machines: readonly TypedMachine[],
  modules: readonly LoadedModule[],
  find: Finder,
): readonly TypedLambda[] {
  // By what it says: the machine may hold a copy of what its module exports.
  const found = new Map<string, TypedLambda>();
  const keyOf = ({ name, source }: LambdaModel) => `${name} ${source}`;
  const add = (lambda: LambdaModel, { name, type, isExported }: Constant, file: string) => {
    const sides = find.phantom(type, "~lambda");
    // Of two exports, the one of the module that declares it counts.
    if (sides === undefined || (found.has(keyOf(lambda)) && file !== fileOf(lambda.source))) return;
    const types = { input: sides("input"), output: sides("output"), errors: sides("errors") };
    found.set(keyOf(lambda), { lambda, ...(isExported && { exported: { name, file } }), ...types });
  };
  for (const { file, exports } of modules) {
    for (const constant of find.constantsOf(file).filter(({ isExported }) => isExported)) {
      const value = exports[constant.name];
      if (isLambda(value)) add({ ...value, source: relativeSource(value.source, root) }, constant, file);
    }
  }
  for (const { tasks, machine } of machines) {
    for (const { name, lambda } of lambdaTasksOf(machine)) {
      if (found.has(keyOf(lambda))) continue;
      // It is not exported, or by a module that was not loaded by itself: the line tells which constant it is.
      const file = fileOf(lambda.source);
      const constant = find.constantsOf(file).find(({ declares }) => declares(lambda.name, lambda.source));
      if (constant !== undefined) add(lambda, constant, file);
      const [input, output] = tasks.get(name) ?? [];
      if (found.has(keyOf(lambda)) || input === undefined || output === undefined) continue;
      found.set(keyOf(lambda), { lambda, input, output });
    }
  }
  return [...found.values()];
}

// ---------------------------------------------------------------- their texts
/** Reads a type, and reports what has no text. */
const reader =
  (scope: TypeScope, report: Report) =>
  (
    type: ts.Type,
    what: string,
    place: { readonly source: string; readonly workflow?: string },
    options?: TextOptions,
  ) => {
    const read = scope.read(type, options);
    if (read.fault !== undefined) {
      const { path, what: found } = read.fault;
      const message = `${path === "" ? what : `'${path.replace(/^\./, "")}' in ${what}`} is ${found}`;
      report({
        code: "NOT_JSON",
        ...place,
        message,
        fix: "use text, numbers, booleans, null, lists and plain objects",
      });
    }
    return read;
  };

function machineTypes(program: ts.Program, typed: TypedMachine, report: Report): Omit<MachineTypes, "modules"> {
  const { machine } = typed;
  const scope = typeScope(program, typesFileNames(machine));
  const read = reader(scope, report);
  const place = (source: string) => ({ workflow: machine.name, source });
  const input = read(typed.input, `the input of ${machine.name}`, place(machine.source), { docs: true });
  // Data that a state has computed no longer knows where its keys were declared: they come in the order in which they were set.
  const order = new Set(input.keys);
  const variableOrder = new Set<string>();
  const statesOf = (group: StateGroup, order: Set<string>): readonly StateReading[] =>
    group.states.flatMap((state) => {
      const [dataType, variablesType] = typed.states.get(state.name) ?? [];
      const what = `the data of '${state.name}'`;
      const data = dataType && read(dataType, what, place(state.source), { order: [...order] });
      for (const key of [...(data?.keys ?? []), ...keysSetBy(state)]) order.add(key);
      const variables =
        variablesType &&
        read(variablesType, `the variables of '${state.name}'`, place(state.source), { order: [...variableOrder] });
      for (const key of [...(variables?.keys ?? []), ...variablesSetBy(state)]) variableOrder.add(key);
      const types = { name: state.name, data, variables };
      // An item's keys have an order of their own; a branch begins with the data around it.
      const inner = () => (state.Type === "Parallel" ? new Set(order) : new Set<string>());
      return [types, ...innerGroups(state).flatMap((one) => statesOf(one, inner()))];
    });
  const states = statesOf(machine, order);
  const tasks = allStates(machine).flatMap((task) => {
    if (task.Type !== "Task") return [];
    const { name, source, run } = task;
    const [inputType, outputType] = typed.tasks.get(name) ?? [];
    if (inputType === undefined || outputType === undefined) return [];
    const side = (type: ts.Type, of: "input" | "output") =>
      read(type, `the ${of} of the function of '${name}'`, place(source), {
        order: [...order],
        title: `${calledIn(run)} Task ${of}`,
      });
    return { state: name, input: side(inputType, "input"), output: side(outputType, "output") };
  });
  const output = read(typed.output, `the output of ${machine.name}`, place(machine.source), { order: [...order] });
  return {
    input: input.text(),
    output: output.text(),
    states: states.map(({ name, data, variables }) => {
      const text = variables?.text() ?? "{}";
      return { name, data: data?.text() ?? "unknown", ...(text === "{}" ? {} : { variables: text }) };
    }),
    tasks: tasks.map((task) => ({ state: task.state, input: task.input.text(), output: task.output.text() })),
    declarations: scope.declarations(),
  };
}

/** What a task runs, in a word: several tasks may run the same. */
const calledIn = (run: RunModel): string => {
  switch (run.kind) {
    case "lambda":
      return run.lambda.name;
    case "activity":
      return run.activity.name;
    case "integration":
      return run.integration.lambda?.name ?? run.integration.action;
  }
};
/** A state, before it is known what the file's types share. */
interface StateReading {
  readonly name: string;
  readonly data: ReadType | undefined;
  readonly variables: ReadType | undefined;
}
type StateModel = StateMachineModel["states"][number];
const keysOf = (node?: { readonly entries: readonly (readonly [string, unknown])[] }) =>
  node?.entries.map(([key]) => key) ?? [];
/** The keys that a state puts into the data, in the order of its text. */
function keysSetBy(state: StateModel): readonly string[] {
  if (state.Type === "Pass") return keysOf(state.data?.kind === "object" ? state.data : state.set);
  if (!("as" in state)) return [];
  return [state.as, ...(state.Catch ?? []).map((catcher) => catcher.as)].flatMap((as) =>
    as.kind === "key" ? as.key : [],
  );
}
function variablesSetBy(state: StateModel): readonly string[] {
  const own = "Assign" in state ? keysOf(state.Assign) : [];
  const ways = state.Type === "Choice" ? state.rules : "Catch" in state ? (state.Catch ?? []) : [];
  return [...own, ...ways.flatMap(({ Assign }) => keysOf(Assign))];
}

/** `Lambda.*` stands for the errors of the service, which no function throws. */
function errorsText(type: ts.Type | undefined): string {
  if (type === undefined) return "string";
  const names = (type.isUnion() ? type.types : [type]).flatMap((member) =>
    member.isStringLiteral() ? member.value : [],
  );
  const own = names.filter((name) => name !== "Lambda.*").sort();
  return own.length === 0 ? "never" : own.map((name) => JSON.stringify(name)).join(" | ");
}

function moduleTypes(program: ts.Program, file: string, declared: readonly TypedLambda[], report: Report): ModuleTypes {
  const scope = typeScope(program, functionsFileNames(declared.map(({ lambda }) => lambda.name)));
  const sorted = [...declared].sort(
    (left, right) =>
      lineOf(left.lambda.source) - lineOf(right.lambda.source) || (left.lambda.name < right.lambda.name ? -1 : 1),
  );
  const functions = new Map<string, TypedLambda & FunctionReading>();
  for (const one of sorted) {
    const { lambda, exported } = one;
    const { name, source } = lambda;
    if (hasSchema(lambda) && exported === undefined) {
      const message = `the function '${name}' has schemas that its handler must import, but ${file} does not export it`;
      report({ code: "NOT_EXPORTED", source, message, fix: "export the constant that lambda(…) is assigned to" });
    }
    const twin = functions.get(name);
    if (twin === undefined) functions.set(name, { ...one, ...readFunction(scope, one, report) });
    else if (textsOf(program, twin, () => {}) !== textsOf(program, one, report)) {
      const message = `the function '${name}' is declared in ${twin.lambda.source} already, with other types`;
      report({
        code: "DUPLICATE_FUNCTION",
        source,
        message,
        fix: "give one of them another name, or use the same constant twice",
      });
    }
  }
  return {
    file,
    declarations: scope.declarations(),
    functions: [...functions.values()].map(
      ({ lambda, exported, readInput, readOutput, errors }): FunctionTypes => ({
        name: lambda.name,
        source: lambda.source,
        ...(exported === undefined ? {} : { exported }),
        input: readInput.text(),
        output: readOutput.text(),
        errors: errorsText(errors),
        hasSchema: hasSchema(lambda),
      }),
    ),
  };
}
const hasSchema = ({ input, output }: LambdaModel) => input !== undefined || output !== undefined;

/** A function, before it is known what the file's types share. */
interface FunctionReading {
  readonly readInput: ReadType;
  readonly readOutput: ReadType;
}
function readFunction(scope: TypeScope, { lambda, input, output }: TypedLambda, report: Report): FunctionReading {
  const read = reader(scope, report);
  const { name, source } = lambda;
  return {
    readInput: read(input, `the input of ${name}`, { source }, { docs: true }),
    readOutput: read(output, `the output of ${name}`, { source }, { docs: true }),
  };
}
/** All that is said of a function, in a scope of its own: one that is declared twice is printed once. */
function textsOf(program: ts.Program, lambda: TypedLambda, report: Report): string {
  const { readInput, readOutput } = readFunction(typeScope(program, []), lambda, report);
  return [readInput.text(), readOutput.text(), errorsText(lambda.errors), hasSchema(lambda.lambda)].join("\n");
}
