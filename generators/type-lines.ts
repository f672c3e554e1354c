// Pieces of generated TypeScript that several generators write.
import type { TypeDeclaration, TypeText } from "./machine-types.js";

/** Text for a doc comment. Names are the author's: they must neither end the comment nor the line. */
export const docText = (text: string): string => text.replaceAll("*/", "*\\/").replace(/\s+/g, " ");
/** A doc comment of one line. */
export const comment = (text: string): string => `/** ${docText(text)} */\n`;

/** A union with a line for each member starts on a line of its own. */
const after = (text: TypeText): string => (text.startsWith("\n") ? text : ` ${text}`);

export const declaration = (name: string, text: TypeText, says: string): string =>
  `${comment(says)}export type ${name} =${after(text)};\n`;

const WHY_NAMED: { readonly [Why in TypeDeclaration["is"]]: string } = {
  recursive: "A type that holds itself.",
  shared: "A type that stands in several places below.",
};
/** The declarations that others refer to. */
export const namedTypes = (declarations: readonly TypeDeclaration[]): readonly string[] =>
  declarations.map(({ name, is, text }) => declaration(name, text, WHY_NAMED[is]));

/** One property, its key quoted. */
export const property = (key: string, text: TypeText): string => `${JSON.stringify(key)}:${after(text)};`;

/** Properties in braces, a line for each. */
export const block = (properties: readonly string[]): string =>
  properties.length === 0 ? "{}" : `{\n${properties.map((line) => `  ${line.replaceAll("\n", "\n  ")}\n`).join("")}}`;
