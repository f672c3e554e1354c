import { readFileSync } from "node:fs";
import { resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";

/** This file lies in `cli/` of the sources, or in `dist/cli/` of the package. */
const PLACES = ["../package.json", "../../package.json"];

function findPackage(): { readonly folder: string; readonly version: string } {
  for (const place of PLACES) {
    try {
      const url = new URL(place, import.meta.url);
      const { name, version }: { name?: unknown; version?: unknown } = JSON.parse(readFileSync(url, "utf8"));
      if (name === "statewright" && typeof version === "string")
        return { folder: fileURLToPath(new URL(".", url)), version };
    } catch {
      // Not this place.
    }
  }
  throw new Error("the package.json of statewright is missing");
}
const own = findPackage();

/** The version of this package. */
export const version = own.version;

const OWN = ["asl", "dsl", "dist", "package.json"].map((name) => resolve(own.folder, name));
/** Whether a file is this package's: its version says enough about it. */
export const isOwnFile = (path: string): boolean =>
  OWN.some((place) => path === place || path.startsWith(`${place}${sep}`));
