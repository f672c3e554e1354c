import { fileURLToPath, pathToFileURL } from "node:url";

export type ModuleExports = Readonly<Record<string, unknown>>;

/** Loads TypeScript modules of the author's as Node would load JavaScript. */
export interface ModuleLoader {
  /** @param file absolute */
  readonly load: (file: string) => Promise<ModuleExports>;
  /** Ends the loading; answers the files that were read, absolute. */
  readonly close: () => Promise<readonly string[]>;
}

/**
 * Starts `tsx` with the author's `tsconfig.json`, so that its `paths` work, and with source maps, so that a workflow
 * knows its own lines. Until it is closed the process is in the project's root, as under `npm run`: workflows note
 * their lines relative to it, and handlers may read files. A module is loaded once in the life of a process.
 */
export async function openModuleLoader(root: string, tsconfig: string | undefined): Promise<ModuleLoader> {
  const [{ register }, { register: registerCommonJs }] = await Promise.all([
    import("tsx/esm/api"),
    import("tsx/cjs/api"),
  ]);
  const folder = process.cwd();
  process.chdir(root);
  const urls = new Set<string>();
  // The part of tsx for packages without `"type": "module"` takes the file from the environment alone.
  const before = process.env["TSX_TSCONFIG_PATH"];
  if (tsconfig !== undefined) process.env["TSX_TSCONFIG_PATH"] = tsconfig;
  const unregisterCommonJs = registerCommonJs();
  const unregister = register({
    ...(tsconfig !== undefined && { tsconfig }),
    onImport: (url) => urls.add(url),
  });
  if (before === undefined) delete process.env["TSX_TSCONFIG_PATH"];
  else process.env["TSX_TSCONFIG_PATH"] = before;
  process.setSourceMapsEnabled(true);
  return {
    load: async (file) => exportsOf(await import(pathToFileURL(file).href)),
    close: async () => {
      unregisterCommonJs();
      await unregister();
      process.chdir(folder);
      return [...urls].filter((url) => url.startsWith("file:")).map((url) => fileURLToPath(url));
    },
  };
}

/** The exports of a module of CommonJS stand under `default`, unless Node saw their names. */
function exportsOf(module: ModuleExports): ModuleExports {
  const inner = module["default"];
  return typeof inner === "object" && inner !== null && "__esModule" in inner ? { ...inner } : module;
}
