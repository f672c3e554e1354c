/** One open document of a project, as an editor has it. */
export interface Editor {
  /** The document as it is now. */
  change(text: string): void;
  /** All that is wrong with it, which editors ask for whenever they have time. */
  problems(): Promise<readonly string[]>;
  /** The names in the list that opens at an offset, in its order. */
  offered(at: number): Promise<readonly string[]>;
  close(): Promise<void>;
}

/** What an author typed or took away: from `start`, `removed` characters gave way to `inserted`. */
export interface Edit {
  readonly start: number;
  readonly removed: number;
  readonly inserted: string;
}
/** The smallest edit from one text to another. */
export function editBetween(before: string, after: string): Edit {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  return { start, removed: before.length - end - start, inserted: after.slice(start, after.length - end) };
}

/** A text with the mark `¦` where the caret is. */
export function atCaret(marked: string): { readonly text: string; readonly at: number } {
  const at = marked.indexOf("¦");
  return { text: marked.replace("¦", ""), at };
}
