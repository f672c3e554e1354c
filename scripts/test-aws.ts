// The deploy flow against software that others wrote: handlers and trigger talk to emulators of AWS over HTTP, with the real
// clients of the SDK. Without Python or the emulators it says what is missing, and fails nothing.
//   npm run test:aws
import "./test-aws/environment.js";
import { openAccount } from "./test-aws/account.js";
import { type Case, cases } from "./test-aws/cases.js";
import { differences } from "./test-aws/differences.js";
import { type Emulator, emulators, startEmulator } from "./test-aws/emulators.js";
import { pythonWith } from "./test-aws/python.js";

/** Of a case, and of the whole: nothing here waits without an end. */
const CASE_SECONDS = 120;
const ALL_SECONDS = 900;

let passed = 0;
let failed = 0;

async function check(name: string, run: () => Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new Error(`no end after ${CASE_SECONDS} seconds`)), CASE_SECONDS * 1000);
  });
  try {
    await Promise.race([run(), late]);
    passed += 1;
    console.log(`  ✓ ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`  ✗ ${name}\n${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    clearTimeout(timer);
  }
}

const isOf = (emulator: Emulator, { only }: Case) => only === undefined || only === emulator.name;

async function testAgainst(python: string, emulator: Emulator): Promise<void> {
  console.log(`${emulator.requirement}`);
  const server = await startEmulator(python, emulator).catch((error: Error) => error);
  if (server instanceof Error) {
    if (emulator.isOptional) return console.log(`  left out: ${server.message}`);
    failed += 1;
    return console.log(`  ✗ it does not start: ${server.message}`);
  }
  try {
    const account = await openAccount(emulator, server.endpoint);
    const own = (list: readonly Case[]) => list.filter((one) => isOf(emulator, one));
    for (const { name, run } of own(differences)) await check(`unlike AWS: ${name}`, () => run(account));
    for (const { name, run } of own(cases)) await check(name, () => run(account));
  } catch (error) {
    failed += 1;
    console.log(`  ✗ ${error instanceof Error ? error.stack : String(error)}`);
  } finally {
    await server.stop();
  }
}

setTimeout(() => {
  console.log(`no end after ${ALL_SECONDS} seconds\n${passed} passed, ${failed + 1} failed`);
  process.exit(1);
}, ALL_SECONDS * 1000).unref();

for (const emulator of emulators) {
  const python = pythonWith([emulator.requirement]);
  if ("missing" in python) console.log(`${emulator.requirement} is left out: ${python.missing}`);
  else await testAgainst(python.executable, emulator);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 ? 1 : 0;
