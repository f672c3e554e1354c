import assert from "node:assert/strict";
import { test } from "uvu";
import { pathFinding, readEntry } from "../../handlers/artifact/read-entry.js";
import { readTemplate } from "../../handlers/artifact/read-template.js";
import type { S3Sender } from "../../handlers/senders.js";
import { type File, zip } from "../../sandbox/zip.js";
import { asClient, awsError, denied, fake, object } from "./fakes.js";

const limits = { entries: 10, bytes: 1000, ratio: 20 };
const path = "infra/template.yaml";
const template: File = { name: path, contents: "Resources: {}" };
const read = async (archive: Uint8Array, at = path) =>
  Buffer.from(await readEntry(archive, at, limits)).toString("utf8");
const refused = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Error);
  assert.equal(error.name, "InvalidDeployment");
  assert.match(error.message, message);
  return true;
};

test("a file of an archive cannot be read, packed or stored", async () => {
  const other = { name: "README.md", contents: "x" };
  assert.equal(await read(zip(other, template)), "Resources: {}");
  assert.equal(await read(zip({ ...template, stored: true }, other)), "Resources: {}");
});

test("what is just within the limits is refused", async () => {
  const others = Array.from({ length: 9 }, (_, index) => ({ name: `${index}`, contents: "" }));
  assert.equal((await read(zip({ ...template, contents: "x".repeat(1000), stored: true }, ...others))).length, 1000);
});

test("an archive that lies in the middle of its memory is not read", async () => {
  const archive = zip(template);
  const around = new Uint8Array(archive.length + 20);
  around.set(archive, 7);
  assert.equal(await read(around.subarray(7, 7 + archive.length)), "Resources: {}");
});

const paths: readonly (readonly [path: string, finding: RegExp | undefined])[] = [
  ["infra/template.yaml", undefined],
  ["..template.yaml", undefined],
  ["a/...", undefined],
  ["", /names no file/],
  ["infra/", /names no file/],
  ["/etc/passwd", /not relative/],
  ["C:/template.yaml", /not relative/],
  ["../template.yaml", /step/],
  ["infra/../../template.yaml", /step/],
  ["./template.yaml", /step/],
  ["infra//template.yaml", /step/],
  ["infra\\template.yaml", /character/],
  ["infra/\0.yaml", /character/],
];
for (const [given, finding] of paths) {
  test(`the path ${JSON.stringify(given)} is judged otherwise`, () => {
    if (finding === undefined) assert.equal(pathFinding(given), undefined);
    else assert.match(pathFinding(given) ?? "", finding);
  });
}

const archives: readonly (readonly [name: string, archive: Uint8Array, message: RegExp])[] = [
  ["that is none", Buffer.from("this is not a ZIP archive"), /is no archive that can be read/],
  ["of no bytes", new Uint8Array(), /is no archive that can be read/],
  ["that is cut off", zip(template).slice(0, -30), /is no archive that can be read/],
  ["without the file", zip({ name: "b.yaml", contents: "" }), /has no file infra\/template\.yaml$/],
  [
    "with the file in another case",
    zip({ ...template, name: "infra/Template.yaml" }),
    /it has infra\/Template\.yaml, and a path is compared letter by letter/,
  ],
  ["with the file twice", zip(template, { ...template, contents: "Other: {}" }), /more than once/],
  ["with a link in place of the file", zip({ ...template, mode: 0o120777 }), /symbolic link/],
  ["with an encrypted file", zip({ ...template, isEncrypted: true }), /encrypted/],
  ["with a file over the limit", zip({ ...template, contents: "x".repeat(1001), stored: true }), /1001 bytes/],
  ["that unpacks to many times its size", zip({ ...template, contents: " ".repeat(1000) }), /times longer unpacked/],
  [
    "whose file is longer than it says",
    zip({ ...template, contents: "x".repeat(900), saysBytes: 9 }),
    /cannot be unpacked/,
  ],
  ["with a name that leads outside", zip(template, { name: "../../etc/passwd", contents: "" }), /cannot be read/],
  ["with an absolute name", zip(template, { name: "/etc/passwd", contents: "" }), /cannot be read/],
  [
    "of too many files",
    zip(...Array.from({ length: 11 }, (_, index) => ({ name: `${index}`, contents: "" }))),
    /11 files, of which 10/,
  ],
];
for (const [name, archive, message] of archives) {
  test(`an archive ${name} is read, or refused without saying why`, () =>
    assert.rejects(read(archive), refused(message)));
}

const revision = {
  environmentName: "prod",
  stackName: "app",
  templatePath: path,
  revisionS3Bucket: "artifacts",
  revisionS3Key: "pipeline/Source/a1B2c3D",
};
const templateOf = (answer: object | Error) => {
  const s3 = fake({ GetObject: answer });
  return { s3, read: readTemplate(asClient<S3Sender>(s3), revision) };
};

test("the template is not the one of the revision, or keeps its byte order mark", async () => {
  const { s3, read } = templateOf(object(zip({ ...template, contents: "\uFEFFResources: {}" })));
  assert.equal(await read, "Resources: {}");
  assert.deepEqual(s3.sent, [{ command: "GetObject", input: { Bucket: "artifacts", Key: "pipeline/Source/a1B2c3D" } }]);
});

test("an artifact that is not there, or too long, is no mistake of who deploys", async () => {
  for (const name of ["NoSuchKey", "NoSuchBucket"]) {
    await assert.rejects(templateOf(awsError(name)).read, refused(/there is no s3:\/\/artifacts\/pipeline/));
  }
  await assert.rejects(templateOf(object("", 64 * 1024 * 1024 + 1)).read, refused(/has 67108865 bytes/));
});

test("what S3 refuses, or forgets to send, counts as an artifact that is not there", async () => {
  // Without the right to list a bucket S3 says so of an object that is not there, too.
  await assert.rejects(templateOf(denied).read, {
    name: "AccessDenied",
    message: "s3://artifacts/pipeline/Source/a1B2c3D cannot be read, or is not there: User is not authorized",
    cause: denied,
  });
  await assert.rejects(templateOf({ ContentLength: 3 }).read, /without the bytes/);
});

test("a template that is empty, no text or over 1 MB is sent to CloudFormation", async () => {
  const contents = (contents: string | Uint8Array) => object(zip({ ...template, contents, stored: true }));
  await assert.rejects(templateOf(contents(" \n")).read, refused(/is empty/));
  await assert.rejects(templateOf(contents(Buffer.from([0x66, 0xff, 0xfe]))).read, refused(/no text in UTF-8/));
  await assert.rejects(templateOf(contents("x".repeat(1_048_577))).read, refused(/1048577 bytes/));
});

test.run();
