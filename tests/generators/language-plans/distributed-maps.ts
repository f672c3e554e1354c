// Distributed maps of a plan: over the data or a file of S3, in batches or not, with failures that are tolerated.

import { type Draw, keysOf, sampleOf } from "./draw.js";
import { expression, fits, written } from "./expressions.js";
import type { Piece, Planner } from "./planner.js";
import { type Author, type Keys, number, object, type Point, pathsOf, type Shape, sureOf, text } from "./shapes.js";
import { dsl } from "./untyped.js";

/** Where the items come from. */
interface Source {
  readonly reader: any;
  readonly item: Shape;
  /** The file that it reads. */
  readonly text?: string;
}
const CELLS = object({ a: text, b: text });

function sourceOf(point: Point, draw: Draw): Source {
  const lists = pathsOf(point).filter(fits("list"));
  const list = lists.length > 0 && draw.often(60) ? draw.one(lists) : undefined;
  if (list?.shape.kind === "list") return { reader: dsl.fromItems(list.of), item: list.shape.of };
  const item = keysOf(draw, 1);
  const rows = Array.from({ length: draw.integer(0, 3) }, () => sampleOf(item, draw));
  const maxItems = draw.often(20) ? { maxItems: 2 } : {};
  return draw.one<() => Source>([
    () => ({ reader: dsl.jsonLines(maxItems), item, text: rows.map((row) => `${JSON.stringify(row)}\n`).join("") }),
    () => ({ reader: dsl.jsonArray(maxItems), item, text: JSON.stringify(rows) }),
    () => ({ reader: dsl.jsonArray({ pointer: "/rows", ...maxItems }), item, text: JSON.stringify({ rows }) }),
    () => ({ reader: dsl.csv(maxItems), item: CELLS, text: "a,b\n1,x\n,it's\n" }),
    () => ({ reader: dsl.csv({ headers: ["a", "b"], delimiter: "TAB" }), item: CELLS, text: "1\tx\n" }),
  ])();
}

export function distributedMap(planner: Planner, point: Point, begins: string, depth: number): Piece {
  if (planner.draw.often(70)) return mapOf(planner, point, begins, depth, () => planner.draw.integer(1, 2));
  return planner.withNumber(point, begins, 2, (here, name, path) => mapOf(planner, here, name, depth, () => path));
}

/** Limit: a number of 1 or 2, or where one is. */
function mapOf(planner: Planner, point: Point, begins: string, depth: number, limit: () => number | Author): Piece {
  const { draw } = planner;
  const { reader, item, text: file } = sourceOf(point, draw);
  const batches = draw.often(30);
  const selects = (item.kind !== "object" && !batches) || draw.often(40);
  const extra = keysOf(draw, 1);
  const made = written(extra, point, draw, 1);
  const selected = object({ ...extra.keys, item, at: number });
  const select: Author = ($, scope) => ({ ...made($, scope), item: scope.item, at: scope.index });
  const items = selects ? dsl.withItemSelector(reader, select) : reader;
  const one = selects ? selected : item;
  const shared = batches && draw.often(50) ? keysOf(draw, 1) : undefined;
  const read = shared ? dsl.withBatchInput(items, written(shared, point, draw, 1)) : items;
  const data: Keys = batches
    ? { Items: { kind: "list", of: one }, ...(shared && { BatchInput: shared }) }
    : one.kind === "object"
      ? one.keys
      : {};
  const isExpress = draw.often(40);
  const scope = `${point.scope}_${planner.name("").trim()}`;
  const body = planner.chain({ data, maybe: new Set(), vars: {}, scope, isExpress }, draw.integer(1, 2), depth - 1);
  const [bucket, key] = [expression(text, point, draw, 0), expression(text, point, draw, 1)];
  const writes = draw.often(20);
  if (file !== undefined || writes) planner.files.set(begins, { text: file ?? "" });
  const result: Shape = writes
    ? object({ MapRunArn: text, ResultWriterDetails: object({ Bucket: text, Key: text }) })
    : { kind: "list", of: sureOf(body.point) };
  const limits = draw.one<object>([{}, {}, { tolerated: { percentage: 100 } }, { tolerated: { count: limit() } }]);
  const options = {
    ...limits,
    ...(draw.often(30) && { maxConcurrency: limit() }),
    ...(draw.often(50) && { label: `Label${planner.name("").trim()}` }),
    ...(isExpress ? { executionType: "EXPRESS" } : draw.often(30) && { executionType: "STANDARD" }),
    ...(batches && { batch: { maxItems: limit() } }),
    ...(file !== undefined && {
      arguments: (($, within) => ({ Bucket: bucket($, within), Key: key($, within) })) satisfies Author,
    }),
    ...(writes && {
      writer: (($, within) => ({ Bucket: bucket($, within), Prefix: "out" })) satisfies Author,
      ...(draw.often(50) && { writerConfig: { outputType: "JSONL", transformation: "COMPACT" } }),
    }),
  };
  return planner.withResult(
    point,
    result,
    (chain, others) => chain.distributedMap(begins, read, body.grow, { ...options, ...others }),
    ["States.ExceedToleratedFailureThreshold"],
  );
}
