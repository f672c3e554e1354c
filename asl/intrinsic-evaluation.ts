// Intrinsic calls as closures, made once for a definition.
import { IntrinsicError, MissingArgument } from "./intrinsic-error.js";
import { intrinsicFunctions } from "./intrinsic-functions.js";
import { type IntrinsicArgument, type IntrinsicCall, parseIntrinsic } from "./intrinsic-syntax.js";
import { compileFormat, unescapeText } from "./intrinsic-text.js";
import type { Json } from "./json.js";
import { compileRead, type Evaluation, startOf } from "./path-evaluation.js";
import { AslSyntaxError } from "./syntax-error.js";

/** Answers, or throws an `IntrinsicError`. */
export type Call = (data: Json, evaluation: Evaluation) => Json;

/** A text that is one intrinsic call, as a closure. Throws an `AslSyntaxError`. */
export const compileIntrinsic = (text: string): Call => compileCall(parseIntrinsic(text));

function compileCall({ name, arguments: given }: IntrinsicCall): Call {
  const row = Object.hasOwn(intrinsicFunctions, name) ? intrinsicFunctions[name] : undefined;
  if (row === undefined) throw new AslSyntaxError(`there is no intrinsic function '${name}'`);
  const [least, most] = row.takes;
  if (given.length < least || given.length > most) {
    const wanted = least === most ? least : `${least} to ${Number.isFinite(most) ? most : "any number of"}`;
    throw new AslSyntaxError(`'${name}' takes ${wanted} arguments, not ${given.length}`);
  }
  const [first, ...others] = given;
  if (name === "States.Format" && first?.kind === "text") return compileLiteralFormat(first.raw, others);
  const values = given.map(compileArgument);
  return (data, evaluation) =>
    row.call(
      values.map((value) => value(data, evaluation)),
      evaluation.random,
    );
}

function compileLiteralFormat(raw: string, given: readonly IntrinsicArgument[]): Call {
  const values = given.map(compileArgument);
  const format = fromDefinition(() => compileFormat(raw));
  return (data, evaluation) => format(values.map((value) => value(data, evaluation)));
}

function compileArgument(argument: IntrinsicArgument): Call {
  switch (argument.kind) {
    case "call":
      return compileCall(argument);
    case "literal":
      return () => argument.value;
    case "text": {
      const text = fromDefinition(() => unescapeText(argument.raw));
      return () => text;
    }
    case "path": {
      const { path } = argument;
      const read = compileRead(path);
      const start = startOf(path);
      return (data, evaluation) => {
        const value = read(data, evaluation);
        if (value !== undefined) return value;
        throw new MissingArgument(
          `The JsonPath argument for the field '${path.text}' could not be found in the input '${JSON.stringify(start(data, evaluation))}'`,
        );
      };
    }
  }
}

/** What a function would refuse in a text of the definition itself is a mistake in the definition. */
function fromDefinition<Prepared>(prepare: () => Prepared): Prepared {
  try {
    return prepare();
  } catch (error) {
    throw error instanceof IntrinsicError ? new AslSyntaxError(error.message) : error;
  }
}
