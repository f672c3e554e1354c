/** What the first line of a generated file says; it stands in a comment of the file's own language. */
export const banner = (source: string): string =>
  `Generated from ${sourceFile(source)} by \`statewright generate\`. Edit that file, not this one.`;

/** The file of a position, without its line: a line would change this file whenever another one moves. */
function sourceFile(source: string): string {
  const file = source.replaceAll("\\", "/").replace(/(?::\d+)*$/, "");
  // A path from the root of a disk differs from machine to machine.
  return /^(?:\/|[A-Za-z]:)/.test(file) ? (file.split("/").at(-1) ?? file) : file;
}
