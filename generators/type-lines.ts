// Pieces of generated TypeScript that several generators write.
import type { TypeText } from "./machine-types.js";

/** Text for a doc comment. Names are the author's: they must neither end the comment nor the line. */
export const docText = (text: string): string => text.replaceAll("*/", "*\\/").replace(/\s+/g, " ");
/** A doc comment of one line. */
export const comment = (text: string): string => `/** ${docText(text)} */\n`;

/** A union with a line for each member starts on a line of its own. */
const after = (text: TypeText): string => (text.startsWith("\n") ? text : ` ${text}`);

export const declaration = (name: string, text: TypeText, says: string): string =>
  `${comment(says)}export type ${name} =${after(text)};\n`;

/** One property, its key quoted. */
export const property = (key: string, text: TypeText): string => `${JSON.stringify(key)}:${after(text)};`;

/** Properties in braces, a line for each. */
export const block = (properties: readonly string[]): string =>
  properties.length === 0 ? "{}" : `{\n${properties.map((line) => `  ${line.replaceAll("\n", "\n  ")}\n`).join("")}}`;
