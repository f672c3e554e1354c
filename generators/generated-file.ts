/** One file that a generator made. The command line alone writes it. */
export interface GeneratedFile {
  /** POSIX, relative to the project's root: `generated/deploy/types.ts`. */
  readonly path: string;
  readonly contents: string;
  /** Written only where it is absent; from then on it is the author's. */
  readonly once?: true;
}

/** The folders of a project: POSIX, relative to its root. */
export interface Layout {
  readonly generated: string;
  readonly handlers: string;
  readonly workflows: string;
}
/** The folders of a project that names none of its own. */
export const defaultLayout: Layout = { generated: "generated", handlers: "handlers", workflows: "workflows" };
