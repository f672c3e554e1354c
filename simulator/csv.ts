// Comma-separated values, as the service reads them: every row becomes an object, every value a text.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/input-output-itemreader.html

export const delimiters = { COMMA: ",", PIPE: "|", SEMICOLON: ";", SPACE: " ", TAB: "\t" } as const;

/** Rows of fields. A field in quotes may hold delimiters, line ends, and a quote as two; lines of no character are none. */
export function* csvRows(text: string, delimiter: string): Generator<readonly string[]> {
  let row: string[] = [];
  let field = "";
  let quoted = false;
  let touched = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (quoted) {
      if (character !== '"') field += character;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"' && field === "") {
      quoted = true;
      touched = true;
    } else if (character === delimiter) {
      row.push(field);
      field = "";
      touched = true;
    } else if (character === "\n" || character === "\r") {
      if (touched) yield [...row, field];
      row = [];
      field = "";
      touched = false;
    } else {
      field += character;
      touched = true;
    }
  }
  if (touched) yield [...row, field];
}

/** A row under its headers: what is missing is empty, what is too much is left out. */
export function csvItem(headers: readonly string[], row: readonly string[]): { readonly [header: string]: string } {
  return Object.fromEntries(headers.map((header, index) => [header, row[index] ?? ""]));
}
