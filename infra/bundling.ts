// How the functions are bundled, once for the CDK and once for whoever calls esbuild itself.
import type { BundlingOptions } from "aws-cdk-lib/aws-lambda-nodejs";
import { OutputFormat } from "aws-cdk-lib/aws-lambda-nodejs";
import type { BuildOptions } from "esbuild";

/** The parts of the SDK that Lambda's runtime has. */
const inRuntime = ["@aws-sdk/*", "@smithy/*"];
const target = "node24";
/** Modules are shaken, CommonJS packages come in whole. */
const mainFields = ["module", "main"];

/** CommonJS, since a zip library and others `require`, and since Lambda finds its own SDK for it by NODE_PATH. */
export const bundling = (bundleSdk: boolean): BundlingOptions => ({
  format: OutputFormat.CJS,
  minify: true,
  target,
  mainFields,
  externalModules: bundleSdk ? [] : inRuntime,
});

/** The same, for esbuild. */
export const esbuildOptions = (bundleSdk: boolean): BuildOptions => ({
  bundle: true,
  platform: "node",
  format: "cjs",
  minify: true,
  target,
  mainFields,
  external: bundleSdk ? [] : inRuntime,
});
