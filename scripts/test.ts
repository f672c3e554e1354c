// Runs tests/**/*.test.ts, each in a process of its own, and ends with `N passed, N failed`.
//   npm test                    all
//   npm test -- simulator dsl   those whose path contains one of the words
import { spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { performance } from "node:perf_hooks";

interface Tally {
  readonly file: string;
  readonly passed: number;
  readonly failed: number;
  readonly seconds: number;
  readonly output: string;
}

/** A file that takes longer waits for something that never comes. */
const LONGEST_MINUTES = 5;

const words = process.argv.slice(2);
const files = readdirSync("tests", { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".test.ts"))
  .map((file) => join("tests", file).replaceAll("\\", "/"))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort();

const count = (output: string, label: string) => Number(new RegExp(`${label}:\\s+(\\d+)`).exec(output)?.[1] ?? 0);

function runFile(file: string): Promise<Tally> {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, ["--enable-source-maps", "--import", "tsx", file], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const timer = setTimeout(() => {
      output += `  this file was stopped after ${LONGEST_MINUTES} minutes\n`;
      child.kill("SIGKILL");
    }, LONGEST_MINUTES * 60_000);
    child.stdout.on("data", (chunk) => (output += chunk));
    child.stderr.on("data", (chunk) => (output += chunk));
    child.on("close", (code) => {
      clearTimeout(timer);
      const total = count(output, "Total");
      const passed = count(output, "Passed");
      // uvu ends well when a file registers no test, or when its process is left before the tests ran.
      const failed = total === 0 ? 1 : Math.max(total - passed - count(output, "Skipped"), code === 0 ? 0 : 1);
      const note = total === 0 ? "  this file ran no test\n" : "";
      resolve({ file, passed, failed, seconds: (performance.now() - started) / 1000, output: output + note });
    });
  });
}

const queue = [...files];
const tallies: Tally[] = [];
await Promise.all(
  Array.from({ length: Math.max(1, availableParallelism()) }, async () => {
    for (let file = queue.shift(); file !== undefined; file = queue.shift()) {
      const tally = await runFile(file);
      tallies.push(tally);
      const counts = `${tally.passed} passed${tally.failed > 0 ? `, ${tally.failed} FAILED` : ""}`;
      console.log(`${file}  ${counts}  ${tally.seconds.toFixed(1)} s`);
      if (tally.failed > 0) console.log(tally.output);
    }
  }),
);
const sum = (field: "passed" | "failed") => tallies.reduce((total, tally) => total + tally[field], 0);
console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
process.exitCode = sum("failed") > 0 || files.length === 0 ? 1 : 0;
