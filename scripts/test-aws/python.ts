// A virtual environment with the emulators, outside the repository, kept for the next run.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { homedir, platform } from "node:os";
import { join } from "node:path";

/** The interpreter of the environment, or what is missing, in words. */
export type Python = { readonly executable: string } | { readonly missing: string };

const cache = join(process.env["XDG_CACHE_HOME"] || join(homedir(), ".cache"), "statewright");
const MINUTES = 60_000;

/** With just these packages: `moto[server]==5.2.5`. Made once; its name holds the versions. */
export function pythonWith(requirements: readonly string[]): Python {
  const found = ["python3", "python"].find(
    (name) => run(name, ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"], 1).ok,
  );
  if (found === undefined) return { missing: "there is no Python 3.9 or later (python3)" };
  const version = run(found, ["-c", "import platform; print(platform.python_version())"], 1).output.trim();
  const folder = join(cache, ["python", version, ...requirements].join("-").replace(/[^\w.-]+/g, "-"));
  if (existsSync(folder)) return { executable: executableIn(folder) };

  // Made beside its place, so that one that is half made is never taken for whole.
  const making = `${folder}.${process.pid}`;
  try {
    mkdirSync(cache, { recursive: true });
    const made = run(found, ["-m", "venv", making], 3);
    if (!made.ok)
      return { missing: `Python cannot make a virtual environment (is its module venv installed?): ${made.output}` };
    const pip = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", ...requirements];
    const installed = run(executableIn(making), pip, 10);
    if (!installed.ok) return { missing: `pip cannot install ${requirements.join(" and ")}: ${installed.output}` };
    try {
      renameSync(making, folder);
    } catch (error) {
      // Another run was faster.
      if (!existsSync(folder)) throw error;
    }
    return { executable: executableIn(folder) };
  } catch (error) {
    return { missing: `no virtual environment can be made in ${cache}: ${(error as Error).message}` };
  } finally {
    rmSync(making, { recursive: true, force: true });
  }
}

const executableIn = (folder: string) =>
  platform() === "win32" ? join(folder, "Scripts", "python.exe") : join(folder, "bin", "python");

/** A command that ends, with the end of what it said. */
function run(
  command: string,
  args: readonly string[],
  minutes: number,
): { readonly ok: boolean; readonly output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    encoding: "utf8",
    timeout: minutes * MINUTES,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const said = `${stdout ?? ""}${stderr ?? ""}${error === undefined ? "" : error.message}`.trim();
  return { ok: status === 0, output: said.split("\n").slice(-5).join("\n") };
}
