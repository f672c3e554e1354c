// What an author reads in the editor: every exported name has a doc comment, and so has what can be written inside of it.
import assert from "node:assert/strict";
import { relative } from "node:path";
import { fileURLToPath } from "node:url";
import { type ExportedDeclarations, type InterfaceDeclaration, Node, Project, type TypeNode } from "ts-morph";
import { test } from "uvu";

const root = fileURLToPath(new URL("..", import.meta.url));
const project = new Project({ tsConfigFilePath: `${root}/tsconfig.json`, skipAddingFilesFromTsConfig: true });
const entry = (room: string) => project.addSourceFileAtPath(`${root}/${room}/index.ts`);
const published = ["dsl", "simulator", "testing"].map(entry);
const others = ["asl", "generators", "cli"].map(entry);
project.resolveSourceFileDependencies();

/** Files whose members need none, each with the reason; their exported names do. */
const spelledElsewhere: { readonly [file: string]: string } = {
  "asl/types.ts": "the fields of ASL, told by its specification",
  "dsl/builder.ts": "what runs behind the types of `dsl/chain.ts`, which tell it",
  "dsl/model.ts": "the fields of ASL, and parts of nodes that are told as wholes",
  "dsl/service-inputs.ts": "the members of AWS's services, told by their pages",
  "dsl/wire.ts": "names that Step Functions spells in its own way",
  "simulator/history-event.ts": "the members of HistoryEvent, told by AWS's reference",
  "simulator/test-state-request.ts": "the members of TestState, told by AWS's reference",
  "simulator/validate-state-machine-definition.ts": "the members of that call, told by AWS's reference",
};

const fileOf = (node: Node) => relative(root, node.getSourceFile().getFilePath()).replaceAll("\\", "/");
const isDocumented = (node: Node | undefined): boolean =>
  Node.isJSDocable(node) && node.getJsDocs().some((doc) => doc.getDescription().trim() !== "");
/** Of a module that is exported whole the comment at its head; of a shape that is AWS's, the page that tells it. */
function isTold(declaration: ExportedDeclarations): boolean {
  if (Node.isSourceFile(declaration)) return declaration.getFullText().startsWith("//");
  const node = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : declaration;
  const tags = Node.isJSDocable(node) ? node.getJsDocs().flatMap((doc) => doc.getTags()) : [];
  return isDocumented(node) || tags.some((tag) => tag.getTagName() === "see");
}

test("an exported name has no doc comment", () => {
  const bare = [...published, ...others].flatMap((file) =>
    [...file.getExportedDeclarations()]
      .filter(([, declarations]) => !declarations.some(isTold))
      .map(([name, [first]]) => `${name} of ${fileOf(file)}${first === undefined ? "" : `, in ${fileOf(first)}`}`),
  );
  assert.equal(bare.join("\n"), "");
});

/** The interfaces of this project that a declaration names, in what it takes and what it gives. */
function interfacesIn(node: Node): readonly InterfaceDeclaration[] {
  const found = new Set<InterfaceDeclaration>();
  const seen = new Set<Node>();
  const look = (one: Node) => {
    if (seen.has(one) || fileOf(one).startsWith("..") || fileOf(one).includes("node_modules")) return;
    seen.add(one);
    if (Node.isInterfaceDeclaration(one)) found.add(one);
    // A check is no shape of anything that is written, and the body of a function says nothing of it.
    if (Node.isTypeAliasDeclaration(one) && Node.isConditionalTypeNode(one.getTypeNode() as TypeNode)) return;
    for (const part of Node.isFunctionDeclaration(one) ? [...one.getParameters(), ...one.getTypeParameters()] : [one]) {
      part.forEachDescendant((inner) => {
        if (!Node.isTypeReference(inner) && !Node.isExpressionWithTypeArguments(inner)) return;
        const symbol = (Node.isTypeReference(inner) ? inner.getTypeName() : inner.getExpression()).getSymbol();
        for (const meant of (symbol?.getAliasedSymbol() ?? symbol)?.getDeclarations() ?? []) look(meant);
      });
    }
  };
  look(node);
  return [...found];
}

test("a method of the chain, an option or a member of what is exported has no doc comment", () => {
  const exported = published.flatMap((file) => [...file.getExportedDeclarations().values()].flat());
  const interfaces = new Set(exported.flatMap(interfacesIn));
  assert.ok(interfaces.size > 80);
  const bare = [...interfaces]
    .filter((one) => !Object.hasOwn(spelledElsewhere, fileOf(one)))
    .flatMap((one) =>
      [...one.getProperties(), ...one.getMethods()]
        .filter((member) => /^\w/.test(member.getName()) && !isDocumented(member)) // `"~…"` and symbols are for types alone
        .map((member) => `${fileOf(one)}: ${one.getName()}.${member.getName()}`),
    );
  assert.equal([...new Set(bare)].join("\n"), "");
});

test("an exported name that says what it becomes in ASL does not lead to the specification, or to AWS's page", () => {
  const lost = [...entry("dsl").getExportedDeclarations()].filter(([, declarations]) => {
    const nodes = declarations.map((one) => (Node.isVariableDeclaration(one) ? one.getVariableStatement() : one));
    const text = nodes.flatMap((node) => (Node.isJSDocable(node) ? node.getJsDocs() : [])).map((doc) => doc.getText());
    return /\b(?:ASL|JSONPath): /.test(text.join("\n")) && !/@see https:/.test(text.join("\n"));
  });
  assert.equal(lost.map(([name]) => name).join("\n"), "");
});

test("a method that makes a state does not lead to the specification", () => {
  const chain = project.getSourceFileOrThrow(`${root}/dsl/chain.ts`).getInterfaceOrThrow("Chain");
  const states = chain.getMethods().filter((method) => !["use", "goto"].includes(method.getName()));
  const lost = states.filter(
    (method) =>
      !method
        .getJsDocs()
        .flatMap((doc) => doc.getTags())
        .some((tag) => /^@see https:\/\/(states-language\.net\/#|docs\.aws\.amazon\.com\/)/.test(tag.getText())),
  );
  assert.deepEqual(
    lost.map((method) => method.getName()),
    [],
  );
});

test.run();
