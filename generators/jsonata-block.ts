// An expression in JSONata while it is written. JSONata goes on where something is absent: an object loses the key, a text
// gets nothing in its place. So an expression begins with what has to be there, and gives nothing otherwise, which AWS
// answers with States.QueryEvaluationError.
import { below, type Field } from "./field.js";
import { atom, binding, type Code, operand, operation } from "./jsonata-text.js";

export interface Block {
  readonly field: Field;
  /** `$_1 := …`: what is used more than once. */
  readonly bindings: string[];
  /** What has to hold. */
  readonly conditions: string[];
  /** Shared with the blocks inside, so that no name hides another. */
  readonly names: { count: number };
}
export const newBlock = (field: Field): Block => ({ field, bindings: [], conditions: [], names: { count: 0 } });
/** The same expression, at a part of its value. */
export const blockBelow = (block: Block, key: string): Block => ({ ...block, field: below(block.field, key) });
/** A part of an expression that is not evaluated each time. */
export const blockInside = ({ field, names }: Block): Block => ({ field, names, bindings: [], conditions: [] });

/** Code that can be written twice: a path is, anything else gets a name. */
export function repeatable(code: Code, block: Block): Code {
  return !code.text.includes("(") && code.binds === binding.atom ? code : bound(code, block);
}

/** Code under a name, worked out before the rest. */
export function bound(code: Code, block: Block): Code {
  block.names.count += 1;
  const name = `$_${block.names.count}`;
  block.bindings.push(`${name} := ${code.text}`);
  return { ...atom(name), sure: code.sure };
}

export function require(condition: string, { conditions }: Block): void {
  if (!conditions.includes(condition)) conditions.push(condition);
}

/** Code that has to give something. */
export function needed(code: Code, block: Block): Code {
  if (code.sure) return code;
  const twice = repeatable(code, block);
  require(`$exists(${twice.text})`, block);
  return { ...twice, sure: true };
}

/** What was written in a block, with what it binds and asks for before it. Without `otherwise` it gives nothing where that does not hold. */
export function closed({ bindings, conditions }: Block, code: Code, otherwise?: string): Code {
  const asked =
    conditions.length === 0
      ? code
      : operation(
          `${conditions.join(" and ")} ? ${operand(code, binding.choice)}${otherwise === undefined ? "" : ` : ${otherwise}`}`,
          binding.choice,
        );
  return bindings.length === 0 ? asked : atom(`(${[...bindings, asked.text].join("; ")})`);
}
