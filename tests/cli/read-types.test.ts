import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { resolve } from "node:path";
import { test } from "uvu";
import { type LoadedModule, readTypes } from "../../cli/read-types.js";
import { generateFunctions } from "../../generators/functions.js";
import { generateHandlers } from "../../generators/handlers.js";
import type { FunctionTypes, MachineTypes } from "../../generators/machine-types.js";
import { typeName } from "../../generators/names.js";
import { generateTypes } from "../../generators/types.js";
import * as functionsModule from "../fixtures/read-types/functions.js";
import * as orderModule from "../fixtures/read-types/order.js";
import { makeProject, removeProjects } from "../fixtures/read-types/project.js";
import * as shapesModule from "../fixtures/read-types/shapes.js";

test.after(removeProjects);

const FOLDER = "tests/fixtures/read-types";
const project = { root: resolve("."), tsconfig: resolve("tsconfig.json") };
const functions: LoadedModule = { file: `${FOLDER}/functions.ts`, exports: functionsModule };
const order: LoadedModule = { file: `${FOLDER}/order.ts`, exports: orderModule };
const shapes: LoadedModule = { file: `${FOLDER}/shapes.ts`, exports: shapesModule };
const orderMachine = { machine: orderModule.order, file: order.file, exportName: "order" };
const shapesMachine = { machine: shapesModule.shapes, file: shapes.file, exportName: "shapes" };

const reading = readTypes(project, { machines: [orderMachine, shapesMachine], modules: [functions, order, shapes] });
const typesOf = (name: string, from = reading): MachineTypes => {
  const found = from.machines.find(({ machine }) => machine.name === name);
  assert.ok(found, JSON.stringify(from.diagnostics));
  return found.types;
};
const lines = (...texts: string[]) => `{\n${texts.map((text) => `  ${text}\n`).join("")}}`;
const tree = lines("label: string;", "children: Tree[];");

test("a kind of type is printed otherwise than it is declared", () => {
  const [module] = typesOf("Shapes").modules;
  const country = ["/** The code of the country, as in ISO 3166. */", 'country: "DE" | "FR";'];
  const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
  const pairs = digits.flatMap((ten) => digits.map((one) => `\n  | "${ten}${one}"`)).join("");
  const texts = (module?.functions ?? []).map(({ name, input, output, errors }) => [name, input, output, errors]);
  assert.deepEqual(texts, [
    [
      "Scalars",
      lines("a: string;", "b: number;", "c: boolean;", "d: null;", "e: true;", "f: -1.5;", 'g: "it\'s \\"quoted\\"";'),
      "null",
      "never",
    ],
    [
      "Inherited",
      lines(
        "street: string;",
        ...country,
        "name: string;",
        "age?: number;",
        "nickname?: string;",
        "aliases?: string[];",
      ),
      lines("street: string;", ...country),
      "never",
    ],
    ["Intersected", lines("name: string;", "at: string;", "place: { city: string; zip: string };"), "{}", "never"],
    [
      "Picked",
      lines("street: string;", ...country, "name: string;"),
      lines(...country, "age?: number;", "nickname?: string;", "aliases?: string[];"),
      "never",
    ],
    [
      "Mapped",
      lines('alpha: "alpha";', 'mike: "mike";', 'zulu: "zulu";'),
      lines("street?: string;", ...country).replace("country:", "country?:"),
      "never",
    ],
    [
      "TakenApart",
      lines("width: number;", 'height: "tall";', "depth: 1;"),
      lines('box: { width: number; height: "tall"; depth: 1 };'),
      "never",
    ],
    [
      "Lists",
      lines(
        "a: string[];",
        "b: readonly number[];",
        'c: ("x" | "y")[];',
        "d: boolean[];",
        "e: (readonly string[])[];",
        "f: { id: string }[];",
        "g: (string | null)[][];",
      ),
      "string[]",
      "never",
    ],
    [
      "Tuples",
      lines("a: [string, number?];", 'b: readonly [1, ...("x" | "y")[]];', "c: [];"),
      "[boolean, (number | string)?]",
      "never",
    ],
    [
      "Keys",
      lines('"two words": 1;', '"a-b": 2;', '"3": 3;', "ok$: 4;", "été: 5;", '"": 6;', "__proto: 7;"),
      "string",
      "never",
    ],
    [
      "Indexed",
      lines("[key: string]: number;"),
      lines("total: number;", "[key: `x-${string}`]: number | string;", "[key: number]: string;"),
      "never",
    ],
    [
      "Texts",
      ["`\\`${string}\\\\`", ...digits.map((digit) => `\`v\${number}.${digit}\``)]
        .map((text) => `\n  | ${text}`)
        .join(""),
      "`ID-${Uppercase<string>}`",
      "never",
    ],
    [
      "Enums",
      lines("level: 1 | 7;", 'colour: "green" | "red";', "low: 1;", "loose: number;"),
      '"green" | "red"',
      "never",
    ],
    ["Recursive", "Tree", "Page", "never"],
    ["RecursiveAgain", lines("first: Tree;", "pages: Page2;"), "Tree | null", "never"],
    ["AnyJson", lines("meta: Json;", "maybe?: Json;"), "Json[]", "never"],
    [
      "Mutual",
      "Folder | { parent: Folder; size: number }",
      lines("folder: Folder;", "file: { parent: Folder; size: number };"),
      "never",
    ],
    [
      "Unions",
      [
        '{ kind: "archived"; reason: "age" | "request of the owner" | "size"; archivedAt: string }',
        '{ kind: "created"; id: string; tags: readonly string[] }',
        '{ kind: "moved"; to: { x: number; y: number } }',
        "null",
      ]
        .map((text) => `\n  | ${text}`)
        .join(""),
      '"archived" | "created" | "moved" | 9 | 10 | 100 | undefined',
      "never",
    ],
    ["Many", pairs, digits.map((digit) => `"k${digit}"`).join(" | "), "never"],
    ["Branded", lines("id: string;"), "number | null", "never"],
    ["Failing", "string", "string", '"Apple" | "Apple.Pie" | "Zebra"'],
  ]);
  assert.deepEqual(module?.declarations, [
    { name: "Folder", is: "recursive", text: lines("files: { parent: Folder; size: number }[];") },
    { name: "Json", is: "recursive", text: "Json[] | boolean | number | string | { [key: string]: Json } | null" },
    { name: "Page", is: "recursive", text: lines("items: string[];", "next?: Page;") },
    { name: "Page2", is: "recursive", text: lines("items: number[];", "next?: Page2;") },
    { name: "Tree", is: "recursive", text: tree },
  ]);
});

const reserve: FunctionTypes = {
  name: "Reserve",
  source: `${FOLDER}/functions.ts:5`,
  exported: { name: "reserve", file: functions.file },
  input: lines("orderId: string;", "items: readonly { sku: string; count: number }[];"),
  output: lines("reserved: boolean;"),
  errors: "never",
  hasSchema: false,
};

test("the data of a state, a task or a function is read wrongly from a machine's type", () => {
  const orderId = "orderId: string;";
  const given = [orderId, "at: string;", "items: { sku: string; count: number }[];"];
  const reservation = "reservation: { reserved: boolean };";
  const error = "error: { Error: string; Cause: string };";
  assert.deepEqual(typesOf("Order"), {
    input: lines("/** The shop's own number. */", ...given),
    output: lines(...given, error),
    states: [
      { name: "Reserve", data: lines(...given) },
      { name: "Charge", data: lines(...given, reservation) },
      { name: "Ship", data: lines(...given, reservation), variables: lines("attempt: number;") },
      { name: "Notify", data: lines(...given, error) },
      {
        name: "Done",
        data: lines(...given, reservation, error, "parcel: { parcel: string };"),
        variables: lines("attempt: number;"),
      },
    ],
    tasks: [
      { state: "Reserve", input: reserve.input, output: reserve.output },
      {
        state: "Charge",
        input: lines(orderId, "amount?: number;", "currency?: string;", "at: string;"),
        output: lines("receipt: string;", "total: number;"),
      },
      { state: "Ship", input: lines(orderId, reservation), output: lines("parcel: string;") },
      { state: "Notify", input: lines(orderId, error.replace(":", "?:")), output: "null" },
    ],
    declarations: [],
    modules: [
      {
        file: functions.file,
        declarations: [],
        functions: [
          reserve,
          {
            name: "Charge",
            source: `${FOLDER}/functions.ts:9`,
            exported: { name: "charge", file: functions.file },
            // What the handler sees: behind the schema of the input, before that of the output.
            input: lines(orderId, "amount?: number;", "currency: string;", "at: number;"),
            output: lines("receipt: string;", "total: string;"),
            errors: '"CardDeclined" | "CardExpired"',
            hasSchema: true,
          },
        ],
      },
      {
        file: order.file,
        declarations: [],
        functions: [
          {
            name: "Ship",
            source: `${FOLDER}/order.ts:10`,
            exported: { name: "ship", file: order.file },
            input: lines(orderId, reservation),
            output: lines("parcel: string;"),
            errors: "never",
            hasSchema: false,
          },
          {
            name: "Notify",
            source: `${FOLDER}/order.ts:11`,
            input: lines(orderId, error.replace(":", "?:")),
            output: "null",
            errors: '"Unreachable"',
            hasSchema: false,
          },
        ],
      },
    ],
  });
});

test("the text of a type depends on what the checker saw before it", () => {
  const again = readTypes(project, { machines: [shapesMachine, orderMachine], modules: [shapes, order, functions] });
  assert.deepEqual(typesOf("Order", again), typesOf("Order"));
  assert.deepEqual(typesOf("Shapes", again), typesOf("Shapes"));
  assert.deepEqual(again.sources, reading.sources);
});

test("without its modules a machine's own functions lose their exports", () => {
  const alone = readTypes(project, { machines: [orderMachine] });
  assert.deepEqual(typesOf("Order", alone), typesOf("Order"));
});

test("a file that the types depend on is not among the sources", () => {
  const sources = reading.sources.filter((source) => !/^(asl|dsl)\//.test(source));
  assert.deepEqual(sources, [
    "node_modules/zod/package.json",
    functions.file,
    `${FOLDER}/machine.ts`,
    order.file,
    shapes.file,
    "tsconfig.json",
  ]);
  assert.ok(reading.sources.includes("dsl/functions.ts"));
});

test("what is generated does not compile, or says something else than the type it was printed from", () => {
  const layout = { generated: "generated", handlers: "handlers", workflows: FOLDER };
  const generators = [generateTypes, generateFunctions, generateHandlers];
  const files = reading.machines
    .filter(({ machine }) => machine.name === "Shapes")
    .flatMap(({ machine, types }) => generators.flatMap((generator) => generator(machine, types, layout)));
  // What text cannot say is a brand, and that the values of an enum have names.
  const oneWay = new Set(["Branded", "Enums"]);
  const comparisons = (typesOf("Shapes").modules[0]?.functions ?? []).flatMap(({ name, exported }) =>
    (["input", "output"] as const).flatMap((side) => {
      const own = `Side<typeof shapes.${exported?.name}, "${side}">`;
      const made = `made.${typeName(`${name} ${side}`)}`;
      const there = `export const ${name}_${side} = (value: ${own}): ${made} => value;`;
      return oneWay.has(name)
        ? [there]
        : [there, `export const ${name}_${side}_back = (value: ${made}): ${own} => value;`];
    }),
  );
  const root = makeProject({
    ...Object.fromEntries(files.map(({ path, contents }) => [path, contents])),
    "comparisons.ts": `import type * as made from "./generated/functions/shapes.js";
import type * as shapes from ${JSON.stringify(resolve(`${FOLDER}/shapes.js`))};
type Side<Lambda extends { readonly "~lambda"?: object }, Key> = NonNullable<Lambda["~lambda"]>[Key & keyof NonNullable<Lambda["~lambda"]>];
${comparisons.join("\n")}
`,
    "package.json": '{ "type": "module" }',
    "tsconfig.json": JSON.stringify({
      extends: project.tsconfig,
      // An optional key is printed without `undefined`, which JSON has not.
      compilerOptions: {
        types: ["node"],
        typeRoots: [resolve("node_modules/@types")],
        paths: {},
        exactOptionalPropertyTypes: false,
      },
      include: ["."],
    }),
  });
  const tsc = resolve("node_modules/typescript/bin/tsc");
  const { stdout } = spawnSync(process.execPath, [tsc, "-p", root, "--pretty", "false"], { encoding: "utf8" });
  assert.equal(stdout, "");
  assert.equal(comparisons.length, 76);
});

test.run();
