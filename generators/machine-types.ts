// What the generators know of a machine's types: plain data, read from the type checker by the command line.

/**
 * A type as TypeScript text, expanded property by property: it needs no import. It starts without indentation and may
 * have several lines; only the declarations beside it are referred to by name.
 */
export type TypeText = string;

/** A type under a name: one that contains itself, which only a name can say, or one that the file would hold several times. */
export interface TypeDeclaration {
  /** An identifier, unique among the declarations beside it. */
  readonly name: string;
  readonly is: "recursive" | "shared";
  readonly text: TypeText;
}

export interface StateTypes {
  /** ASL's name of the state. */
  readonly name: string;
  /** The data when the state is entered. */
  readonly data: TypeText;
  /** The variables when the state is entered; absent where there are none. */
  readonly variables?: TypeText;
}

/** A task as its state sees it: what is sent, and what comes back. */
export interface TaskTypes {
  readonly state: string;
  readonly input: TypeText;
  readonly output: TypeText;
}

/** A function as its own code sees it: behind the schemas of its contract, where it has them. */
export interface FunctionTypes {
  readonly name: string;
  /** Where it is declared: `workflows/deploy.ts:12`. */
  readonly source: string;
  /** How its value is imported; absent for a function that no module exports. */
  readonly exported?: { readonly name: string; readonly file: string };
  readonly input: TypeText;
  readonly output: TypeText;
  /** A union of literals, or `never`; `string` where they are not known. */
  readonly errors: TypeText;
  /** Whether the contract holds Standard Schemas, which are checked at run time. */
  readonly hasSchema: boolean;
}

/** One module that declares functions: those it exports, and those that a machine runs. */
export interface ModuleTypes {
  /** `workflows/deploy.ts` */
  readonly file: string;
  /** The recursive and the shared types of these functions. */
  readonly declarations: readonly TypeDeclaration[];
  /** In the order of declaration. */
  readonly functions: readonly FunctionTypes[];
}

/** The types of a machine's data as texts of TypeScript, read from the checker. */
export interface MachineTypes {
  readonly input: TypeText;
  readonly output: TypeText;
  /** In the order of the machine's states. */
  readonly states: readonly StateTypes[];
  /** In the order of the machine's states. */
  readonly tasks: readonly TaskTypes[];
  /** The recursive and the shared types of the input, the output, the states and the tasks. */
  readonly declarations: readonly TypeDeclaration[];
  /** The modules of the machine's functions, in the order of their paths. */
  readonly modules: readonly ModuleTypes[];
}
