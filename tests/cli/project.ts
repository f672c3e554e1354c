// A project of an author's, in a folder of its own that is gone when the tests are over.
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { nodeDisk } from "../../cli/disk.js";
import { type Environment, runCommand } from "../../cli/index.js";

export const repository = resolve(dirname(fileURLToPath(import.meta.url)), "../..");
const folders: string[] = [];
process.on("exit", () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

export type Files = Readonly<Record<string, string>>;
interface Outcome {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}
export interface TestProject {
  readonly root: string;
  readonly write: (files: Files) => void;
  readonly read: (path: string) => string;
  /** Every file, but for `node_modules`; POSIX, sorted. */
  readonly list: () => string[];
  /** Every file with its text. */
  readonly files: () => Files;
  /** A copy in another folder: a process loads a module once, so a changed one needs a new place. */
  readonly copy: (changes?: Files) => TestProject;
  /** Calls the command in this process. */
  readonly run: (argv: readonly string[], environment?: Partial<Environment>) => Promise<Outcome>;
}

/** Finds the package where it is developed; a user finds it in `node_modules`. */
const tsconfig = {
  compilerOptions: {
    target: "es2022",
    lib: ["es2023"],
    module: "nodenext",
    strict: true,
    types: [],
    paths: { statewright: [join(repository, "dsl/index.ts")], "lib/*": ["./lib/*"] },
  },
};
const setting: Files = {
  "package.json": '{ "name": "project", "type": "module" }',
  "tsconfig.json": JSON.stringify(tsconfig),
};

function open(root: string): TestProject {
  const read = (path: string) => readFileSync(join(root, path), "utf8");
  const list = () =>
    readdirSync(root, { recursive: true, withFileTypes: true })
      .filter((entry) => !entry.isDirectory())
      .map((entry) =>
        join(entry.parentPath, entry.name)
          .slice(root.length + 1)
          .replaceAll("\\", "/"),
      )
      .filter((path) => !path.startsWith("node_modules/"))
      .sort();
  const write = (files: Files) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  return {
    root,
    write,
    read,
    list,
    files: () => Object.fromEntries(list().map((path) => [path, read(path)])),
    copy: (changes = {}) => {
      const folder = newFolder();
      cpSync(root, folder, { recursive: true });
      const copy = open(folder);
      copy.write(changes);
      return copy;
    },
    run: async (argv, environment = {}) => {
      let [out, err] = ["", ""];
      const code = await runCommand(argv, {
        stdout: { write: (text) => (out += text) },
        stderr: { write: (text) => (err += text) },
        readStdin: async () => "",
        cwd: root,
        variables: {},
        disk: nodeDisk,
        isBuilt: true,
        now: () => 0,
        onInterrupt: () => () => {},
        runAgain: () => Promise.reject(new Error("not in this test")),
        ...environment,
      });
      return { code, out, err };
    },
  };
}

function newFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "statewright-")));
  folders.push(folder);
  return folder;
}

export function newProject(files: Files): TestProject {
  const project = open(newFolder());
  project.write({ ...setting, ...files });
  return project;
}

/** Two tasks, a choice and a loop, and a function that it shares with nobody. */
export const order = `import { is, lambda, seconds, workflow } from "statewright";

export interface OrderInput {
  orderId: string;
  amountCents: number;
}
export const chargeCard = lambda<{ orderId: string; amountCents: number }, { chargeId: string }, "CardDeclined">("ChargeCard");
export const getParcelStatus = lambda<{ chargeId: string }, "packed" | "sent">("GetParcelStatus");

export const order = workflow<OrderInput>("Order", { timeoutSeconds: 3600 })
  .task("Charge Card", chargeCard, {
    as: "charge",
    retry: [{ errors: ["Lambda.TooManyRequestsException"], intervalSeconds: 2, maxAttempts: 2 }],
    catch: [{ errors: ["CardDeclined"], as: "problem", goto: "Order Refused" }],
  })
  .wait("Wait for Parcel", seconds(30))
  .task("Get Parcel Status", getParcelStatus, { arguments: ($) => ({ chargeId: $.charge.chargeId }), as: "parcel" })
  .choice("Parcel Sent?", (choose) =>
    choose.when(($) => is($.parcel, "sent"), "Order Done").otherwise("Wait for Parcel"),
  )
  .succeed("Order Done")
  .fail("Order Refused", { error: "OrderRefused", cause: "the card was declined" })
  .end();
`;
export const answers = `export default {
  "Charge Card": { chargeId: "c1" },
  "Get Parcel Status": (input, { call }) => (call < 2 ? "packed" : "sent"),
};
`;
