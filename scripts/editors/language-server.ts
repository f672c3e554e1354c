// The language server of TypeScript 7, in a process of its own, as an editor starts it.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import {
  CompletionRequest,
  ConfigurationRequest,
  createProtocolConnection,
  DidChangeTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type Position,
  RegistrationRequest,
  ShutdownRequest,
} from "vscode-languageserver-protocol/node";
import { type Editor, editBetween } from "./editor.js";

const tsc = fileURLToPath(new URL("../../node_modules/typescript/bin/tsc", import.meta.url));

function positionAt(text: string, offset: number): Position {
  const before = text.slice(0, offset).split("\n");
  return { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
}

/** Opens `big.ts` of a project. */
export async function openInLanguageServer(folder: string, contents: string): Promise<Editor> {
  const server = spawn(process.execPath, [tsc, "--lsp", "--stdio"], { cwd: folder, stdio: ["pipe", "pipe", "ignore"] });
  const ended = once(server, "exit");
  const connection = createProtocolConnection(server.stdout, server.stdin);
  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(() => null));
  connection.onRequest(RegistrationRequest.type, () => {});
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    rootUri: pathToFileURL(folder).href,
    capabilities: { textDocument: { completion: {}, diagnostic: {} } },
  });
  await connection.sendNotification(InitializedNotification.type, {});
  const uri = pathToFileURL(join(folder, "big.ts")).href;
  let text = contents;
  let version = 1;
  await connection.sendNotification(DidOpenTextDocumentNotification.type, {
    textDocument: { uri, languageId: "typescript", version, text },
  });
  return {
    change: (next) => {
      const { start, removed, inserted } = editBetween(text, next);
      const range = { start: positionAt(text, start), end: positionAt(text, start + removed) };
      text = next;
      version += 1;
      // What is sent is answered in its order: the next question is about this text.
      void connection.sendNotification(DidChangeTextDocumentNotification.type, {
        textDocument: { uri, version },
        contentChanges: [{ range, text: inserted }],
      });
    },
    problems: async () => {
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      return report.kind === "full" ? report.items.map(({ message }) => String(message)) : [];
    },
    offered: async (at) => {
      const list = await connection.sendRequest(CompletionRequest.type, {
        textDocument: { uri },
        position: positionAt(text, at),
      });
      return (Array.isArray(list) ? list : (list?.items ?? [])).map(({ label }) => label);
    },
    close: async () => {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      connection.dispose();
      await ended;
    },
  };
}
