// A definition may be any value: what a caller hands over is copied once, and nothing of it runs or is followed twice.

/** A JSON object of a definition, before anyone knows what its fields hold. */
export interface Document {
  readonly [field: string]: unknown;
}

export interface DocumentFault {
  readonly code: "NOT_JSON" | "TOO_DEEPLY_NESTED" | "SCHEMA_VALIDATION_FAILED";
  readonly location: string;
  readonly message: string;
}
export interface ReadDocument {
  /** Plain JSON; of no use when there are faults. */
  readonly value: unknown;
  readonly faults: readonly DocumentFault[];
}

/** The service's quota of a definition, in bytes. */
const LARGEST_DEFINITION = 1_048_576;
/** Of objects and lists within each other: what walks over definitions has room for it on any stack. */
const DEEPEST = 400;
/** Faults are told one by one up to here: a list of ten thousand functions is one mistake. */
const MOST_FAULTS = 20;

export const isDocument = (value: unknown): value is Document =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The objects of a list; what else the list holds is told where its kind is checked. */
export function documentsOf(value: unknown): readonly (readonly [index: number, document: Document])[] {
  if (!Array.isArray(value)) return none;
  const found: (readonly [number, Document])[] = [];
  for (let index = 0; index < value.length; index += 1) {
    const item: unknown = value[index];
    if (isDocument(item)) found.push([index, item]);
  }
  return found;
}
const none: readonly (readonly [number, Document])[] = [];

/** The value as plain JSON, and why it is not. Members that are `undefined` are left out, as JSON leaves them out. */
export function readDocument(value: unknown): ReadDocument {
  const reader = new Reader();
  const copy = reader.copy(value);
  return { value: copy, faults: reader.faults };
}

class Reader {
  readonly faults: DocumentFault[] = [];
  readonly #path: (string | number)[] = [];
  readonly #around = new Set<object>();
  /** No text of the definition is shorter than this many bytes. */
  #size = 0;
  #isStopped = false;

  copy(value: unknown): unknown {
    if (this.#isStopped) return null;
    this.#grow(typeof value === "string" ? value.length + 2 : 1);
    switch (typeof value) {
      case "string":
      case "boolean":
        return value;
      case "number":
        return Number.isFinite(value) ? value : this.#fault(`${value} is not JSON`);
      case "object":
        return value === null ? null : this.#copyObject(value);
      default:
        return this.#fault(value === undefined ? "there is nothing here" : `a ${typeof value} is not JSON`);
    }
  }

  #copyObject(value: object): unknown {
    if (this.#around.has(value)) return this.#fault("a value within itself is not JSON");
    if (this.#path.length >= DEEPEST) {
      return this.#fault(`Values are nested more than ${DEEPEST} levels deep`, "TOO_DEEPLY_NESTED");
    }
    this.#around.add(value);
    try {
      return Array.isArray(value) ? this.#copyItems(value) : this.#copyMembers(value);
    } catch (error) {
      // A getter or a proxy of the caller's.
      return this.#fault(`it cannot be read: ${error instanceof Error ? error.message : typeof error}`);
    } finally {
      this.#around.delete(value);
    }
  }

  #copyItems(items: readonly unknown[]): unknown {
    const copy: unknown[] = [];
    for (let index = 0; index < items.length && !this.#isStopped; index += 1) {
      const item = items[index];
      copy.push(item === undefined ? this.copy(null) : this.#copyAt(index, item));
    }
    return copy;
  }

  #copyMembers(object: object): unknown {
    const tag = Object.prototype.toString.call(object);
    if (tag !== "[object Object]") return this.#fault(`a ${tag.slice(8, -1)} is not JSON`);
    const copy: Record<string, unknown> = {};
    for (const key of Object.keys(object)) {
      if (this.#isStopped) break;
      // What the caller's object holds is not known, which is what this is for.
      const member = (object as Document)[key];
      if (member === undefined) continue;
      this.#grow(key.length + 3);
      const value = this.#copyAt(key, member);
      if (key !== "__proto__") copy[key] = value;
      // An assignment would change what the copy inherits.
      else Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
    }
    return copy;
  }

  #copyAt(step: string | number, value: unknown): unknown {
    // Most values are texts: no place of theirs is ever told.
    if (typeof value === "string") return this.copy(value);
    this.#path.push(step);
    const copy = this.copy(value);
    this.#path.pop();
    return copy;
  }

  #grow(bytes: number): void {
    this.#size += bytes;
    if (this.#size <= LARGEST_DEFINITION || this.#isStopped) return;
    this.#isStopped = true;
    this.faults.push({
      code: "SCHEMA_VALIDATION_FAILED",
      location: "/",
      message: `The definition is larger than ${LARGEST_DEFINITION} bytes`,
    });
  }

  #fault(message: string, code: DocumentFault["code"] = "NOT_JSON"): null {
    const steps = this.#path.slice(0, 20).map((step) => (typeof step === "number" ? `[${step}]` : `/${step}`));
    const location = `${steps.join("")}${this.#path.length > 20 ? "/…" : ""}`.replace(/^(?!\/)/, "/");
    if (this.faults.length < MOST_FAULTS) this.faults.push({ code, location, message });
    return null;
  }
}
