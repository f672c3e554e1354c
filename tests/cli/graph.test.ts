import assert from "node:assert/strict";
import { test } from "uvu";
import { newProject, order } from "./project.js";

const project = newProject({ "workflows/order.ts": order });

test("the picture goes to standard output: Mermaid by default, DOT and SVG by name", async () => {
  const mermaid = await project.run(["graph", "order"]);
  assert.deepEqual([mermaid.code, mermaid.err], [0, ""]);
  assert.match(mermaid.out, /^flowchart TD\n[^]*Charge Card[^]*\n$/);
  assert.equal((await project.run(["graph", "workflows/order.ts", "--format", "mermaid"])).out, mermaid.out);
  const dot = await project.run(["graph", "Order", "--format", "dot"]);
  assert.match(dot.out, /^digraph [^]*"Charge Card" -> "Wait for Parcel"[^]*\}\n$/);
  const svg = await project.run(["graph", "order", "--format", "svg"]);
  assert.match(svg.out, /^<svg [^]*Charge Card[^]*<\/svg>\n$/);
});

test("--out writes the picture to a file and prints nothing", async () => {
  const { out } = await project.run(["graph", "order"]);
  const other = project.copy();
  assert.deepEqual(await other.run(["graph", "order", "--out", "docs/order.mmd"]), { code: 0, out: "", err: "" });
  assert.equal(other.read("docs/order.mmd"), out);
  assert.deepEqual(
    other.list().filter((path) => path.startsWith("docs/")),
    ["docs/order.mmd"],
  );
  const wrong = await other.run(["graph", "order", "--out", "package.json/order.mmd"]);
  assert.deepEqual([wrong.code, wrong.out], [2, ""]);
  assert.match(
    wrong.err,
    /^error: package\.json\/order\.mmd cannot be written: .*\n {2}fix: name another place with --out\n$/,
  );
});

test("a format that there is not, and a workflow that there is not, are wrong use", async () => {
  assert.deepEqual(await project.run(["graph", "order", "--format", "png"]), {
    code: 2,
    out: "",
    err: 'error: there is no format "png"\n  fix: use one of: mermaid, svg, dot\n',
  });
  assert.deepEqual(await project.run(["graph", "orders"]), {
    code: 2,
    out: "",
    err: 'error: there is no workflow "orders" in workflows\n  fix: did you mean "order"?\n',
  });
});

test.run();
