import { resolve } from "node:path";
import { allStates } from "../dsl/all-states.js";
import type { State } from "../dsl/model.js";
import { definition } from "../generators/definition.js";
import { localActivityArns } from "../generators/lambdas.js";
import { execute } from "../simulator/index.js";
import type { Environment, ExitCode } from "./environment.js";
import { findWorkflow } from "./find-workflow.js";
import { definitionDiagnostics, ModulesError, moduleFailure, placeIn } from "./module-failure.js";
import { type ModuleLoader, openModuleLoader } from "./module-loader.js";
import { openProject, type Project } from "./project.js";
import { checkInput, readJson } from "./read-input.js";
import { renderDiagnostics, styleFor } from "./report.js";
import { traceOf } from "./run-trace.js";
import { handlerAnswers, scriptedAnswers } from "./task-answers.js";
import { UsageError } from "./usage-error.js";

export interface RunOptions {
  readonly input?: string | undefined;
  readonly tasks?: string | undefined;
  readonly json?: boolean | undefined;
  readonly workflows?: string | undefined;
  readonly handlers?: string | undefined;
}

export async function runWorkflow(environment: Environment, wanted: string, options: RunOptions): Promise<ExitCode> {
  const { disk, cwd } = environment;
  const project = openProject(disk, cwd, options);
  const loader = await openModuleLoader(project.root, project.tsconfig);
  try {
    return await runLoaded(environment, project, loader, wanted, options);
  } catch (error) {
    // The generator cannot say the workflow in ASL, or the simulator cannot run that yet.
    const diagnostics = definitionDiagnostics(error);
    if (diagnostics === undefined) throw error;
    environment.stderr.write(renderDiagnostics(diagnostics, styleFor(environment.stderr, environment.variables)));
    return 1;
  } finally {
    await loader.close();
  }
}

async function runLoaded(
  environment: Environment,
  project: Project,
  loader: ModuleLoader,
  wanted: string,
  options: RunOptions,
): Promise<ExitCode> {
  const { disk, cwd, stdout, variables } = environment;
  const { root, layout } = project;
  const { machine } = await findWorkflow({ disk, project, cwd, loader, wanted });
  const input = options.input === undefined ? {} : await readJson(environment, options.input);
  if (machine.input !== undefined) await checkInput(input, machine.input, options.input ?? "{}");

  let stopped: Error | undefined;
  const abort = new AbortController();
  const giveUp = (reason: Error): never => {
    stopped ??= reason;
    abort.abort();
    throw reason;
  };
  const answers =
    options.tasks === undefined
      ? handlerAnswers({ machine, disk, root, layout, loader, giveUp })
      : scriptedAnswers(await loadTasks(environment, project, loader, options.tasks), machine, options.tasks, giveUp);

  const style = styleFor(stdout, variables);
  const thrown = new Map<string, string>();
  const states = new Map(allStates(machine).map((state) => [state.name, state]));
  const trace = traceOf({
    stateNames: [...states.keys()],
    style,
    writes: (name) => writtenKeys(states.get(name)),
    thrownAt: (name) => thrown.get(name),
  });
  const isQuiet = options.json === true;
  const asl = definition(machine);
  if (!isQuiet) stdout.write(`${style.strong(machine.name)} ${style.faint(`(${machine.source})`)}\n`);
  const result = await execute(asl, {
    ...answers,
    input,
    stateMachineType: machine.type,
    substitutions: localActivityArns(machine),
    signal: abort.signal,
    onEvent: (event) => {
      const lines = trace.lines(event);
      if (!isQuiet && stopped === undefined && lines !== "") stdout.write(lines);
    },
    onChildEvent: trace.child,
    onHandlerError: (error, stateName) => {
      const place = error instanceof Error ? placeIn(error.stack ?? "", root) : undefined;
      if (place === undefined) thrown.delete(stateName);
      else thrown.set(stateName, place);
    },
  });
  if (stopped !== undefined) throw stopped;
  const { status, output, error, cause, events } = result;
  stdout.write(isQuiet ? `${JSON.stringify({ status, output, error, cause, events }, null, 2)}\n` : trace.end(result));
  return status === "SUCCEEDED" ? 0 : 1;
}

function writtenKeys(state: State | undefined): readonly string[] {
  if (state?.Type === "Pass") return state.set.entries.map(([key]) => key);
  return state !== undefined && "as" in state && state.as.kind === "key" ? [state.as.key] : [];
}

/** The table of answers: a JSON file, or the default export of a module. */
async function loadTasks(environment: Environment, { root }: Project, loader: ModuleLoader, typed: string) {
  if (typed.endsWith(".json")) return readJson(environment, typed);
  const file = resolve(environment.cwd, typed);
  if (environment.disk.kind(file) === undefined)
    throw new UsageError(`there is no file ${typed}`, "name a module of answers");
  const module = await loader.load(file).catch((error: unknown) => {
    throw new ModulesError([moduleFailure(error, typed, root)]);
  });
  return module["default"];
}
