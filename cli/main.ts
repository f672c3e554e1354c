#!/usr/bin/env node
import { spawn } from "node:child_process";
import { Console } from "node:console";
import { writeSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { nodeDisk } from "./disk.js";
import { runCommand } from "./index.js";

const { stdout, stderr, stdin } = process;
// What workflows and handlers print must not stand between the lines that a program reads.
globalThis.console = new Console(stderr, stderr);
let isOver = false;
process.on("exit", () => {
  // Node leaves when nothing is left to wait for, though a handler or a module still waits.
  if (isOver) return;
  writeSync(2, "error: a module or a handler waits for something that can never come\n");
  process.exitCode = 2;
});
// `statewright graph deploy | head`: whoever reads no more has enough.
stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code !== "EPIPE") throw error;
  isOver = true;
  process.exit(0);
});

const exitCode = await runCommand(process.argv.slice(2), {
  stdout,
  stderr,
  readStdin: async () => {
    let text = "";
    for await (const chunk of stdin.setEncoding("utf8")) text += chunk;
    return text;
  },
  cwd: process.cwd(),
  variables: process.env,
  disk: nodeDisk,
  isBuilt: !import.meta.url.endsWith(".ts"),
  now: Date.now,
  onInterrupt: (callback) => {
    process.on("SIGINT", callback);
    process.on("SIGTERM", callback);
    return () => {
      process.off("SIGINT", callback);
      process.off("SIGTERM", callback);
    };
  },
  runAgain: (args, cwd) =>
    new Promise((resolve, reject) => {
      const script = fileURLToPath(import.meta.url);
      const child = spawn(process.execPath, [...process.execArgv, script, ...args], { cwd, stdio: "inherit" });
      child.on("error", reject);
      child.on("close", (code) => resolve(code ?? 1));
    }),
});
isOver = true;
// Handlers may have left connections open, which would keep the process; but what was written has to arrive first.
stdout.write("", () => stderr.write("", () => process.exit(exitCode)));
