import type { Json } from "../asl/json.js";

/** A variable that is to be set, with its JSON text. */
export interface Variable {
  readonly name: string;
  readonly value: Json;
  readonly text: string;
}

/**
 * The variables of one set of states. Those of the sets around it can be read, never set.
 * @see https://states-language.net/#variables
 */
export class Scope {
  readonly #outer: Scope | undefined;
  readonly #values = new Map<string, Json>();
  /** In bytes of their JSON texts as UTF-8. */
  readonly #sizes = new Map<string, number>();
  /** What all scopes of the execution hold together. */
  readonly #held: { bytes: number };
  constructor(outer?: Scope) {
    this.#outer = outer;
    this.#held = outer === undefined ? { bytes: 0 } : outer.#held;
  }

  get(name: string): Json | undefined {
    const value = this.#values.get(name);
    return value === undefined ? this.#outer?.get(name) : value;
  }

  get isEmpty(): boolean {
    return this.#values.size === 0;
  }

  /** How many bytes all variables of the execution would have once these are set. */
  heldWith(variables: readonly Variable[]): number {
    const more = ({ name, text }: Variable) => Buffer.byteLength(text) - (this.#sizes.get(name) ?? 0);
    return variables.reduce((sum, variable) => sum + more(variable), this.#held.bytes);
  }

  assign(variables: readonly Variable[]): void {
    this.#held.bytes = this.heldWith(variables);
    for (const { name, value, text } of variables) {
      this.#values.set(name, value);
      this.#sizes.set(name, Buffer.byteLength(text));
    }
  }

  /** Its states have ended: what it holds is no longer held. */
  close(): void {
    for (const bytes of this.#sizes.values()) this.#held.bytes -= bytes;
    this.#sizes.clear();
  }
}
