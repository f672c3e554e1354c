import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "uvu";
import { readTypes, type TypesReading } from "../../cli/read-types.js";
import { sentenceOf } from "../../cli/read-types-diagnostics.js";
import type { LambdaModel } from "../../dsl/model.js";
import { model, task } from "../fixtures/read-types/machine.js";
import { BUILDER, makeProject, removeProjects } from "../fixtures/read-types/project.js";

test.after(removeProjects);

const FILE = "workflows/pay.ts";
const lambda = (name: string, line: number, schemas: Partial<LambdaModel> = {}): LambdaModel => ({
  name,
  source: `${FILE}:${line}`,
  errors: [],
  ...schemas,
});
const schema: NonNullable<LambdaModel["input"]> = {
  "~standard": { version: 1, vendor: "test", validate: (value) => ({ value }) },
};

/** Reads a project whose workflow is the text; `tsconfig` is the file to use, where there is one. */
function read(text: string, exports: Record<string, unknown> = {}, more: Record<string, string> = {}): TypesReading {
  const root = makeProject({ "workflows/builder.ts": BUILDER, [FILE]: text, ...more });
  const tsconfig = "tsconfig.json" in more ? join(root, "tsconfig.json") : undefined;
  const pay = model("Pay", `${FILE}:1`, []);
  return readTypes(
    { root, tsconfig },
    { machines: [{ machine: pay, file: FILE, exportName: "pay" }], modules: [{ file: FILE, exports }] },
  );
}
const START = `import { lambda, machine } from "./builder.js";\nexport const pay = machine<{}, {}, never, never>();\n`;
const typeError = (source: string, message: string) => ({
  severity: "error",
  code: "TYPE_ERROR",
  location: source,
  message,
  source,
});

test("a workflow with type errors is read, or not every one of them is told with its line", () => {
  const reading = read(
    `${START}const unused = 1;\nexport const a: string = 1;\nexport const b = lambda<{}, {}>(2); export const c: Missing = 0;\nimport { d } from "./none.js";\n`,
  );
  assert.deepEqual(reading, {
    machines: [],
    diagnostics: [
      typeError(`${FILE}:4`, "Type 'number' is not assignable to type 'string'."),
      typeError(`${FILE}:5`, "Argument of type 'number' is not assignable to parameter of type 'string'."),
      typeError(`${FILE}:5`, "Cannot find name 'Missing'."),
      typeError(`${FILE}:6`, "Cannot find module './none.js' or its corresponding type declarations."),
    ],
    sources: ["workflows/builder.ts", FILE],
  });
});

test("what is merely untidy keeps an author from generating", () => {
  const strict = { noUnusedLocals: true, noUnusedParameters: true, allowUnreachableCode: false };
  const text = `${START}const unused = (parameter: string) => { return 1; return 2; };\n`;
  const reading = read(text, {}, { "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, ...strict } }) });
  assert.deepEqual(reading.diagnostics, []);
  assert.equal(reading.machines.length, 1);
});

test("an error in a module beside the workflow goes unnoticed, though its types are any", () => {
  const reading = read(
    `import type { Order } from "./order.js";\n${START}export const f = lambda<Order, {}>("F");\n`,
    {},
    {
      "workflows/order.ts": "export interface Order {\n  id: Missing;\n}\n",
    },
  );
  assert.deepEqual(reading.diagnostics, [typeError("workflows/order.ts:2", "Cannot find name 'Missing'.")]);
});

test("a syntax error stops with the compiler's own words and no place", () => {
  assert.deepEqual(read(`${START}export const = 1;\n`).diagnostics, [
    typeError(`${FILE}:3`, "Variable declaration expected."),
  ]);
});

test("a tsconfig.json that cannot be read gives no finding", () => {
  assert.deepEqual(
    read(START, {}, { "tsconfig.json": '{\n  "compilerOptions": {\n    strict = true\n  }\n}\n' }).diagnostics,
    [typeError("tsconfig.json:3", "Property assignment expected.")],
  );
});

test("paths and what a tsconfig.json extends are not followed, or are not among the sources", () => {
  const text = `import { lambda, machine } from "statewright";\nexport const pay = machine<{ id: string }, {}, never, never>();\n`;
  const { diagnostics, sources, machines } = read(
    text,
    {},
    {
      "tsconfig.json": JSON.stringify({ extends: "./settings/base.json", unknownOption: true }),
      "settings/base.json": JSON.stringify({
        compilerOptions: {
          strict: true,
          optionOfALaterVersion: 1,
          paths: { statewright: ["../workflows/builder.ts"] },
        },
      }),
    },
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(
    machines.map(({ types }) => types.input),
    ["{\n  id: string;\n}"],
  );
  assert.deepEqual(sources, ["settings/base.json", "tsconfig.json", "workflows/builder.ts", FILE]);
});

test("a workflow that uses a global type of a package is refused", () => {
  const { diagnostics, sources } = read(
    `${START}export const region: string = regionOfThisProcess;\n`,
    {},
    {
      "tsconfig.json": JSON.stringify({ compilerOptions: { strict: true, module: "nodenext" } }),
      "node_modules/@types/region/index.d.ts": "declare const regionOfThisProcess: string;\n",
      "node_modules/@types/region/package.json": JSON.stringify({ name: "@types/region", version: "1.0.0" }),
    },
  );
  assert.deepEqual(diagnostics, []);
  assert.deepEqual(sources, ["node_modules/@types/region/package.json", "tsconfig.json", "workflows/builder.ts", FILE]);
});

test("a type that JSON cannot carry, or that has no end, is printed", () => {
  const text = `${START}interface Endless<T> { value: T; next?: Endless<T[]> }
export const dated = lambda<{ items: { at: Date }[] }, Date>("Dated");
export const big = lambda<bigint, { tags: Set<string> }>("Big");
export const calling = lambda<{ call: () => void }, symbol>("Calling");
export const endless = lambda<Endless<string>, {}>("Endless");
`;
  const exports = {
    dated: lambda("Dated", 4),
    big: lambda("Big", 5),
    calling: lambda("Calling", 6),
    endless: lambda("Endless", 7),
  };
  const { diagnostics, machines } = read(text, exports);
  const refused = (source: string, message: string) => ({
    severity: "error",
    code: "NOT_JSON",
    location: source,
    source,
    message,
    fix: "use text, numbers, booleans, null, lists and plain objects",
  });
  assert.deepEqual(diagnostics, [
    refused(`${FILE}:4`, "'items[].at' in the input of Dated is a Date, which JSON cannot carry"),
    refused(`${FILE}:4`, "the output of Dated is a Date, which JSON cannot carry"),
    refused(`${FILE}:5`, "the input of Big is a bigint, which JSON cannot carry"),
    refused(`${FILE}:5`, "'tags' in the output of Big is a Set, which JSON cannot carry"),
    refused(`${FILE}:6`, "'call' in the input of Calling is a function, which JSON cannot carry"),
    refused(`${FILE}:6`, "the output of Calling is a symbol, which JSON cannot carry"),
    refused(`${FILE}:7`, "the input of Endless is a type without end, or too large to write down"),
  ]);
  assert.deepEqual(machines, []);
});

test("a machine whose type was widened by hand is read as one of unknown states", () => {
  const root = makeProject({
    "workflows/builder.ts": BUILDER,
    [FILE]: `import { machine } from "./builder.js";
type One = readonly ["One", {}, {}];
export const bare: object = {};
export const partial = machine<{}, {}, One, never>();
export const whole = machine<{}, {}, One | readonly ["Two", {}, {}], never>();
`,
  });
  const states = [
    { Type: "Succeed", name: "One", source: `${FILE}:7` },
    { Type: "Succeed", name: "Two", source: `${FILE}:8` },
  ] as const;
  const machines = ["bare", "partial", "whole"].map((exportName, index) => ({
    machine: model(exportName, `${FILE}:${index + 3}`, states),
    file: FILE,
    exportName,
  }));
  const reading = readTypes({ root, tsconfig: undefined }, { machines });
  const refused = (name: string, line: number) => ({
    severity: "error",
    location: `${FILE}:${line}`,
    code: "TYPE_ERROR",
    workflow: name,
    source: `${FILE}:${line}`,
    message: `the type of '${name}' does not say what its states get`,
    fix: "export what .end() gives, and leave its type to the compiler",
  });
  assert.deepEqual(reading.diagnostics, [refused("bare", 3), refused("partial", 4)]);
  assert.deepEqual(reading.machines, []);
});

test("a function that is declared in the middle of a chain has no types", () => {
  const root = makeProject({
    "workflows/builder.ts": BUILDER,
    [FILE]: `import { machine } from "./builder.js";
export const pay = machine<{}, {}, readonly ["Ask", {}, {}], readonly ["Ask", string, number]>(); // lambda("Inline")
`,
  });
  const pay = model("Pay", `${FILE}:2`, [task("Ask", `${FILE}:2`, lambda("Inline", 2), "answer")]);
  const { machines } = readTypes(
    { root, tsconfig: undefined },
    { machines: [{ machine: pay, file: FILE, exportName: "pay" }] },
  );
  assert.deepEqual(
    machines.map(({ types }) => types.modules),
    [
      [
        {
          file: FILE,
          declarations: [],
          functions: [
            {
              name: "Inline",
              source: `${FILE}:2`,
              input: "string",
              output: "number",
              errors: "string",
              hasSchema: false,
            },
          ],
        },
      ],
    ],
  );
});

test("two functions of one name, or schemas that no module exports, are passed on to the generators", () => {
  const root = makeProject({
    "workflows/builder.ts": BUILDER,
    [FILE]: `import { lambda, machine } from "./builder.js";
const hidden = lambda<string, string>("Hidden");
export const twin = lambda<string, string>("Twin");
export const same = lambda<string, string>("Twin");
export const other = lambda<string, number>("Twin");
type Ask = readonly ["Ask", {}, {}];
export const pay = machine<{}, {}, Ask, readonly ["Ask", string, string, never]>();
`,
  });
  const hidden = lambda("Hidden", 2, { input: schema, output: schema });
  const pay = model("Pay", `${FILE}:7`, [task("Ask", `${FILE}:8`, hidden, "answer")]);
  const exports = { twin: lambda("Twin", 3), same: lambda("Twin", 4), other: lambda("Twin", 5) };
  const { diagnostics } = readTypes(
    { root, tsconfig: undefined },
    { machines: [{ machine: pay, file: FILE, exportName: "pay" }], modules: [{ file: FILE, exports }] },
  );
  assert.deepEqual(diagnostics, [
    {
      severity: "error",
      location: `${FILE}:2`,
      code: "NOT_EXPORTED",
      source: `${FILE}:2`,
      message: `the function 'Hidden' has schemas that its handler must import, but ${FILE} does not export it`,
      fix: "export the constant that lambda(…) is assigned to",
    },
    {
      severity: "error",
      location: `${FILE}:5`,
      code: "DUPLICATE_FUNCTION",
      source: `${FILE}:5`,
      message: `the function 'Twin' is declared in ${FILE}:3 already, with other types`,
      fix: "give one of them another name, or use the same constant twice",
    },
  ]);
});

test("the builder's own sentence is lost in the compiler's words", () => {
  const chain = (...texts: string[]) =>
    texts.reduceRight<Parameters<typeof sentenceOf>[0]>(
      (next, messageText) => ({
        messageText,
        category: 1,
        code: 0,
        ...(typeof next === "string" ? {} : { next: [next] }),
      }),
      "",
    );
  const sentence = "state 'Ship' is declared twice: give one of them another name";
  assert.deepEqual(
    [
      `Argument of type '"Ship"' is not assignable to parameter of type '"${sentence}"'.`,
      chain(
        "No overload matches this call.",
        "Overload 1 of 2, '(name: string)', gave the following error.",
        `Argument of type 'string' is not assignable to parameter of type '"${sentence}"'.`,
      ),
      `This expression is not callable.\n  Type 'WorkflowTypeError<"'Shipp' is a target but not a state: declare it, or correct the target">' has no call signatures.`,
      `Type 'number' is not assignable to type '"give as: \\"key\\", as: replace or as: discard"'.`,
      // Names are no sentences.
      `Argument of type '"Shipp"' is not assignable to parameter of type '"Create Change Set"'.`,
      `Type '"Shipp"' is not assignable to type '"Create Stack" | "Wait: a while"'. Did you mean '"Create Stack"'?`,
      chain(
        "No overload matches this call.",
        "Overload 1 of 2, '(name: string)', gave the following error.",
        "Expected 2 arguments, but got 1.",
      ),
    ].map(sentenceOf),
    [
      sentence,
      sentence,
      "'Shipp' is a target but not a state: declare it, or correct the target",
      'give as: "key", as: replace or as: discard',
      `Argument of type '"Shipp"' is not assignable to parameter of type '"Create Change Set"'.`,
      `Type '"Shipp"' is not assignable to type '"Create Stack" | "Wait: a while"'. Did you mean '"Create Stack"'?`,
      "Expected 2 arguments, but got 1.",
    ],
  );
});

test.run();
