// Software of others that answers as AWS does, in a process of its own.
import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";

export interface Emulator {
  readonly name: string;
  /** As pip takes it. */
  readonly requirement: string;
  /** As `python -m` takes it. */
  readonly module: string;
  readonly args: (port: number) => readonly string[];
  readonly environment: (port: number) => Readonly<Record<string, string>>;
  /** Whether it may fail to start without failing the test. */
  readonly isOptional: boolean;
}

export const emulators: readonly Emulator[] = [
  {
    name: "moto",
    requirement: "moto[server]==5.2.5",
    module: "moto.server",
    args: (port) => ["-H", "127.0.0.1", "-p", String(port)],
    environment: () => ({}),
    isOptional: false,
  },
  {
    name: "ministack",
    requirement: "ministack==1.5.33",
    module: "ministack",
    args: () => [],
    environment: (port) => ({ GATEWAY_PORT: String(port), BIND_HOST: "127.0.0.1", IOT_MTLS_ENABLED: "0" }),
    isOptional: true,
  },
];

export interface Server {
  readonly endpoint: string;
  readonly stop: () => Promise<void>;
}

/** Ends when its standard input does, so that it never outlives who started it, however that ends. */
const SERVE = `
import os, runpy, sys, threading
def watch():
    sys.stdin.buffer.read()
    os._exit(0)
threading.Thread(target=watch, daemon=True).start()
module = sys.argv[1]
sys.argv = sys.argv[1:]
runpy.run_module(module, run_name="__main__", alter_sys=True)
`;

/** The emulator on a free port of this machine's own address. Throws, with what it said, when it does not answer in time. */
export async function startEmulator(python: string, emulator: Emulator, seconds = 60): Promise<Server> {
  const port = await freePort();
  const child = spawn(python, ["-c", SERVE, emulator.module, ...emulator.args(port)], {
    env: { ...process.env, ...emulator.environment(port), PYTHONUNBUFFERED: "1" },
    stdio: ["pipe", "pipe", "pipe"],
  });
  let said = "";
  const hear = (chunk: Buffer) => {
    said = `${said}${chunk}`.slice(-2000);
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  child.on("error", (error) => hear(Buffer.from(error.message)));
  const endpoint = `http://127.0.0.1:${port}`;
  const stop = () => end(child);
  for (const deadline = Date.now() + seconds * 1000; Date.now() < deadline; await pause(200)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    if (await answers(endpoint)) return { endpoint, stop };
  }
  await stop();
  throw new Error(`${emulator.name} did not answer on ${endpoint}:\n${said}`);
}

/** Asked, then made to. */
async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const over = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  child.stdin?.destroy();
  child.kill();
  const insist = setTimeout(() => child.kill("SIGKILL"), 3000);
  await over;
  clearTimeout(insist);
}

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const answers = (endpoint: string): Promise<boolean> =>
  fetch(endpoint, { signal: AbortSignal.timeout(5000) }).then(
    () => true,
    () => false,
  );
const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        typeof address === "object" && address ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
