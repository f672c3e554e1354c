// The functions of the deploy flow as the CDK bundles them.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { esbuildOptions } from "../infra/bundling.js";

export interface Bundle {
  /** The handler: `deploy/create-stack`. */
  readonly name: string;
  /** Minified. */
  readonly code: string;
}

const files = readdirSync("handlers", { recursive: true, encoding: "utf8" })
  .map((file) => file.replaceAll("\\", "/"))
  .filter(
    (file) =>
      /^(deploy|deploy-await-update|pipeline)\/.*\.ts$/.test(file) &&
      /^export const handler\b/m.test(readFileSync(join("handlers", file), "utf8")),
  )
  .sort();

/** Every function, in the order of their files' names, with the AWS SDK inside or without it. */
export async function bundleHandlers(bundleSdk: boolean): Promise<readonly Bundle[]> {
  const made: Bundle[] = [];
  // One after the other: together they take no less time and much more memory.
  for (const file of files) {
    const { outputFiles } = await build({
      ...esbuildOptions(bundleSdk),
      entryPoints: [join("handlers", file)],
      write: false,
      logLevel: "error",
    });
    made.push({ name: file.replace(/\.ts$/, ""), code: outputFiles?.[0]?.text ?? "" });
  }
  return made;
}
