import assert from "node:assert/strict";
import { test } from "uvu";
import {
  fileName,
  identifier,
  moduleName,
  substitutionName,
  substitutionNames,
  typeName,
  uniqueNames,
} from "../../generators/names.js";

const table = (convert: (name: string) => string, expected: Readonly<Record<string, string>>) =>
  assert.deepEqual(Object.fromEntries(Object.keys(expected).map((name) => [name, convert(name)])), expected);

test("file names are kebab-case, also around acronyms and digits", () => {
  table(fileName, {
    DeployBlueGreen: "deploy-blue-green",
    CheckStackExistence: "check-stack-existence",
    GetURLStatus: "get-url-status",
    URL: "url",
    S3BucketSync: "s3-bucket-sync",
    already_snake: "already-snake",
    "Don't Stop": "dont-stop",
    "  spaces  and--dashes ": "spaces-and-dashes",
    Überprüfung: "überprüfung",
    部署: "部署",
  });
});

test("a file name never leaves its folder, and no disk refuses it", () => {
  table(fileName, {
    "../evil": "evil",
    "a/b": "a-b",
    "a\\b": "a-b",
    ".": "unnamed",
    "..": "unnamed",
    "": "unnamed",
    "nul\0byte": "nul-byte",
    con: "con_",
    NUL: "nul_",
    Aux: "aux_",
    com1: "com1_",
    LPT9: "lpt9_",
    "con.ts": "con-ts",
    console: "console",
    ".hidden": "hidden",
    "trailing.": "trailing",
  });
});

test("a long name is cut inside no character, and two long names stay apart", () => {
  const long = fileName("Deploy".repeat(40));
  assert.equal(
    long,
    "deploy-deploy-deploy-deploy-deploy-deploy-deploy-deploy-deploy-deploy-deploy-deploy-deploy-5dcf2473",
  );
  assert.notEqual(fileName(`${"Deploy".repeat(40)}A`), fileName(`${"Deploy".repeat(40)}B`));
  const wide = fileName("部".repeat(80));
  assert.ok(Buffer.byteLength(wide) <= 100 && /^部{30}-[0-9a-f]{8}$/.test(wide), wide);
});

test("identifiers are camelCase and no reserved word", () => {
  table(identifier, {
    CheckStackExistence: "checkStackExistence",
    "Does Stack Exist?": "doesStackExist",
    GetURLStatus: "getUrlStatus",
    Delete: "delete_",
    Await: "await_",
    ToString: "toString_",
    Constructor: "constructor_",
    "1st try": "_1stTry",
    "": "unnamed",
    "???": "unnamed",
    "x²": "x",
    部署: "部署",
  });
});

test("type names are PascalCase and hide none of TypeScript's own", () => {
  table(typeName, {
    "check stack": "CheckStack",
    getURLStatus: "GetUrlStatus",
    promise: "Promise_",
    Record: "Record_",
    "1st": "_1st",
    "": "Unnamed",
  });
});

test("substitutions hold ASCII letters and digits alone", () => {
  table(substitutionName, {
    CheckStackExistence: "CheckStackExistence",
    "check-stack_existence": "checkstackexistence",
    Überprüfung: "Uberprufung",
    部署: "U90E8U7F72",
    "${Evil}": "Evil",
    "": "Unnamed",
  });
});

test("names that become one are told apart, in whatever order they come", () => {
  const names = ["Create-Stack", "CreateStack", "Create Stack", "CreateStack2"];
  const expected = new Map([
    ["Create Stack", "CreateStack3"],
    ["Create-Stack", "CreateStack4"],
    ["CreateStack", "CreateStack"],
    ["CreateStack2", "CreateStack2"],
  ]);
  assert.deepEqual(uniqueNames(names, substitutionName), expected);
  assert.deepEqual(uniqueNames(names.toReversed(), substitutionName), expected);
  assert.deepEqual(substitutionNames(names.map((name) => ({ name }))), expected);
});

test("a function's module is its file below the folder of workflows", () => {
  table((source) => moduleName(source), {
    "workflows/deploy.ts:12": "deploy",
    "workflows/shared/functions.ts:4:7": "shared/functions",
    "workflows/deploy.d.ts:1": "deploy",
    "workflows/deploy.mts": "deploy",
    "workflows\\shared\\functions.ts:4": "shared/functions",
    "./workflows/deploy.ts:1": "deploy",
    "lib/functions.ts:1": "lib/functions",
    "../outside/functions.ts:3": "outside/functions",
    "../../x/../functions.ts:3": "x/functions",
    "/home/someone/project/functions.ts:3": "functions",
    "C:\\work\\functions.ts:3": "functions",
    "node_modules/@acme/tasks/dist/index.js:9": "@acme/tasks/dist/index",
    "/home/someone/node_modules/@acme/tasks/dist/index.js:9": "@acme/tasks/dist/index",
    "workflows/aux.ts:1": "aux_",
    "workflows/a?b*.ts:1": "a-b-",
    "workflows/..": "functions",
    "unknown:0": "unknown",
    "": "functions",
  });
  assert.equal(moduleName("flows/deploy.ts:1", "flows/"), "deploy");
  assert.equal(moduleName("src/flows/deploy.ts:1", "./src/flows"), "deploy");
});

test.run();
