import assert from "node:assert/strict";
import { test } from "uvu";
import { openProject } from "../../cli/project.js";
import { modulesIn, sourceOf } from "../../cli/sources.js";
import { MemoryDisk } from "./memory-disk.js";

test("the modules of a folder are those that may export workflows, folders inside included", () => {
  const names = [
    "b.ts",
    "a.mts",
    "c.cts",
    "types.d.ts",
    "types.d.mts",
    "x.tsx",
    "x.js",
    "x.json",
    "x.md",
    ".hidden.ts",
  ];
  const disk = new MemoryDisk(
    Object.fromEntries(
      [...names, "shared/d.ts", ".cache/e.ts", "node_modules/f/f.ts"].map((name) => [`/p/workflows/${name}`, ""]),
    ),
  );
  disk.putLink("/p/workflows/z.ts", "b.ts");
  assert.deepEqual(modulesIn(disk, "/p", "workflows"), [
    "workflows/a.mts",
    "workflows/b.ts",
    "workflows/c.cts",
    "workflows/shared/d.ts",
    "workflows/z.ts",
  ]);
  assert.deepEqual(modulesIn(disk, "/p", "nowhere"), []);
});

test("a file of a package counts by the package's own package.json", () => {
  assert.deepEqual(
    [
      "workflows/a.ts",
      "node_modules/zod/lib/index.js",
      "../node_modules/@aws-sdk/client-sfn/dist/index.d.ts",
      "node_modules/.pnpm/zod@4.0.0/node_modules/zod/index.js",
      "/abs/node_modules/a/b.js",
    ].map(sourceOf),
    [
      "workflows/a.ts",
      "node_modules/zod/package.json",
      "../node_modules/@aws-sdk/client-sfn/package.json",
      "node_modules/.pnpm/zod@4.0.0/node_modules/zod/package.json",
      "/abs/node_modules/a/package.json",
    ],
  );
});

test("the project is that of the nearest package.json upwards, else the folder itself; links are followed", () => {
  const disk = new MemoryDisk({ "/p/package.json": "{}", "/p/tsconfig.json": "{}", "/p/a/b/c.ts": "", "/q/d.ts": "" });
  disk.putLink("/link", "/p/a");
  assert.deepEqual(openProject(disk, "/p/a/b", { out: "made", workflows: "..", handlers: "/elsewhere" }), {
    root: "/p",
    layout: { generated: "a/b/made", workflows: "a", handlers: "../elsewhere" },
    tsconfig: "/p/tsconfig.json",
  });
  assert.equal(openProject(disk, "/link/b", {}).root, "/p");
  assert.deepEqual(openProject(disk, "/q", {}), {
    root: "/q",
    layout: { generated: "generated", workflows: "workflows", handlers: "handlers" },
    tsconfig: undefined,
  });
});

test.run();
