// The command `statewright`: from arguments to an exit code. All that it touches comes in as `Environment`.
import { Command, CommanderError } from "commander";
import type { Environment, ExitCode } from "./environment.js";
import { ModulesError } from "./module-failure.js";
import { version } from "./own-package.js";
import { renderError, renderFailures, styleFor } from "./report.js";
import { UsageError } from "./usage-error.js";

export type { Disk } from "./disk.js";
export type { Environment, ExitCode, Output } from "./environment.js";

/**
 * Runs the command. 0: all well; 1: findings, stale files, or an execution that did not succeed; 2: wrong use, or
 * sources that cannot be loaded.
 * @param argv without the names of node and of the script
 */
export async function runCommand(argv: readonly string[], environment: Environment): Promise<ExitCode> {
  const { stderr, variables } = environment;
  const style = styleFor(stderr, variables);
  let exitCode: ExitCode = 0;
  const program = programOf(environment, (code) => (exitCode = code));
  try {
    await program.parseAsync([...argv], { from: "user" });
    return exitCode;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    if (error instanceof UsageError) stderr.write(renderError(error.message, error.fix, style));
    else if (error instanceof ModulesError) stderr.write(renderFailures(error.failures, style));
    else {
      const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
      stderr.write(renderError(`a mistake of statewright itself, please report it:\n${stack}`, undefined, style));
    }
    return 2;
  }
}

const WORKFLOWS = ["--workflows <folder>", "where the workflows are (default: workflows)"] as const;
const OUT = ["--out <folder>", "where generated files go (default: generated)"] as const;
const HANDLERS = ["--handlers <folder>", "where handlers are (default: handlers)"] as const;

/** Each command loads its code when it is called: `generate` with nothing to do has to be quick. */
function programOf(environment: Environment, exit: (code: ExitCode) => void): Command {
  const program = new Command("statewright")
    .description("Typed AWS Step Functions workflows: generates, checks, runs and draws them.")
    .version(version)
    .configureOutput({
      writeOut: (text) => void environment.stdout.write(text),
      writeErr: (text) => void environment.stderr.write(text),
    })
    .exitOverride()
    .showHelpAfterError("(statewright --help tells what there is)")
    .addHelpText("after", example("statewright generate", "makes generated/ and handlers/ from workflows/"));

  command(program, "generate")
    .description("Write the definition, types, construct and pictures of every workflow, and stubs of new handlers.")
    .option("--check", "write nothing; exit with 1 when a file is stale, missing or extra")
    .option("--watch", "generate again at every change, until Ctrl-C")
    .option("--force", "read everything again, even where nothing changed")
    .option(...WORKFLOWS)
    .option(...OUT)
    .option(...HANDLERS)
    .addHelpText(
      "after",
      example("statewright generate --check", "in CI: fails when generated/ is not what the workflows say"),
    )
    .action(async (options) => {
      if (options.watch !== true) {
        return exit(await (await import("./generate.js")).generateCommand(environment, options));
      }
      if (options.check === true)
        throw new UsageError("--watch and --check exclude each other", "leave one of them out");
      exit(await (await import("./watch.js")).watchCommand(environment, options, argumentsOf(options)));
    });

  command(program, "validate")
    .description(
      "Check the structure of the workflows, or of the named files: definitions (.json, .asl, .yaml), workflow modules (.ts). Types are checked by generate.",
    )
    .argument("[file...]", "files to check (default: all workflows)")
    .option("--json", "print one JSON object a file: { file, result, diagnostics }")
    .option("--type <type>", "what definitions are for: STANDARD or EXPRESS, which takes less (default: STANDARD)")
    .option(...WORKFLOWS)
    .addHelpText("after", example("statewright validate legacy/orders.asl.json", "checks a definition written by hand"))
    .action(async (files, options) =>
      exit(await (await import("./validate.js")).validateCommand(environment, files, options)),
    );

  command(program, "run")
    .description("Run a workflow on this machine, exactly as AWS would, on a virtual clock.")
    .argument("<workflow>", "its name (deploy), or its file (workflows/deploy.ts)")
    .option("--input <file>", "a JSON file with the input; - reads standard input (default: {})")
    .option("--tasks <module>", "a module or JSON file whose default export answers for tasks by the name of the state")
    .option("--json", "print { status, output, error, cause, events } as JSON")
    .option(...WORKFLOWS)
    .option(...HANDLERS)
    .addHelpText(
      "after",
      `
An answer is a value, or a function of the task's input; what a function throws fails the task. Its second argument has
{ call, sleep, signal, … }: how often the state has asked, and a sleep on the virtual clock. The mocks and inTurn of
statewright/testing are answers too.

  // answers.ts
  export default {
    "Create Stack": { stackId: "stack-1" },
    "Get Stack Creation Status": (input, { call }) => (call < 3 ? "in_progress" : "complete"),
  };

Without --tasks the handlers run: handlers/<module>/<function>.ts.
${example("statewright run deploy --input input.json --tasks answers.ts", "prints the way through the states as it happens")}`,
    )
    .action(async (workflow, options) =>
      exit(await (await import("./run.js")).runWorkflow(environment, workflow, options)),
    );

  command(program, "graph")
    .description("Draw a workflow.")
    .argument("<workflow>", "its name (deploy), or its file (workflows/deploy.ts)")
    .option("--format <format>", "mermaid, svg or dot (default: as --out ends, else mermaid)")
    .option("--out <file>", "write a file instead of standard output")
    .option(...WORKFLOWS)
    .addHelpText("after", example("statewright graph deploy --format svg --out deploy.svg", "draws it with Graphviz"))
    .action(async (workflow, options) =>
      exit(await (await import("./graph.js")).graphCommand(environment, workflow, options)),
    );
  return program;
}

/** A command that inherits how the program prints and exits. */
const command = (program: Command, name: string) =>
  program.command(name).showHelpAfterError(`(statewright ${name} --help tells more)`);
const example = (line: string, what: string) => `\nExample:\n  $ ${line}\n    ${what}`;

/** The options of `generate --watch` that each of its runs gets too. */
const argumentsOf = (options: {
  readonly force?: boolean;
  readonly workflows?: string;
  readonly out?: string;
  readonly handlers?: string;
}) =>
  (["workflows", "out", "handlers"] as const).flatMap((name) => {
    const value = options[name];
    return value === undefined ? [] : [`--${name}`, value];
  });
