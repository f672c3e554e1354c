import type { Graph as Drawing, Subgraph, Viz } from "@viz-js/viz";
import type { StateMachineModel } from "../dsl/model.js";
import { type GraphEdge, type GraphNode, graph, withInner } from "./graph.js";
import { uniqueNames } from "./names.js";

/** How the states of one type look. Boxes carry their own background, so that they read on a light and on a dark page. */
interface Look {
  readonly shape: string;
  readonly style: string;
  readonly fill: string;
  readonly border: string;
  /** Of the state's name. */
  readonly text: string;
  readonly peripheries?: number;
  /** In inches, beside and above the text; slanted shapes bring room of their own. */
  readonly margin: string;
}
const looks: Readonly<Record<Exclude<GraphNode["type"], "Parallel" | "Map">, Look>> = {
  Task: {
    shape: "box",
    style: "rounded,filled",
    fill: "#dbeafe",
    border: "#3b82f6",
    text: "#1e3a8a",
    margin: "0.15,0.08",
  },
  Pass: { shape: "box", style: "filled", fill: "#ede9fe", border: "#8b5cf6", text: "#4c1d95", margin: "0.15,0.08" },
  Wait: { shape: "ellipse", style: "filled", fill: "#f1f5f9", border: "#64748b", text: "#1e293b", margin: "0,0.03" },
  Choice: {
    shape: "hexagon",
    style: "filled",
    fill: "#fef3c7",
    border: "#d97706",
    text: "#78350f",
    margin: "0.02,0.07",
  },
  Succeed: {
    shape: "box",
    style: "rounded,filled",
    fill: "#dcfce7",
    border: "#16a34a",
    text: "#14532d",
    peripheries: 2,
    margin: "0.15,0.08",
  },
  Fail: {
    shape: "octagon",
    style: "filled",
    fill: "#fee2e2",
    border: "#dc2626",
    text: "#7f1d1d",
    peripheries: 2,
    margin: "0.02,0.03",
  },
};
/** Between black and white, so that lines and their texts are seen on both. */
const LINE = "#727d89";
const BRANCH_LINE = "#a9b2bc";
const ERROR_LINE = "#dc4a4a";
/** Graphviz knows the widths of these letters by heart: no font need be installed where the picture is made. */
const FONT = "Helvetica";
/** What stands in the picture, for machines that lack the first. */
const FONT_FAMILY = "Helvetica, Arial, sans-serif";
/** Graphviz has one font for the lines of a box, and knows no bold: it gets this size, which leaves room for a bold name at 12. */
const BOX_FONT_SIZE = 13;
const STYLE =
  "text { font-weight: bold } .edge text { font-weight: normal } :is(.node, .cluster) text { font-size: 12px } :is(.node, .cluster) text ~ text { font-weight: normal; font-size: 10px }";

let loading: Promise<Viz> | undefined;
/** Loaded when something is drawn: Graphviz is larger than the rest of the generators together. */
function graphviz(): Promise<Viz> {
  loading ??= import("@viz-js/viz").then(({ instance }) => instance());
  return loading;
}

/**
 * The picture of a machine as SVG, laid out by Graphviz.
 * The same machine gives the same bytes, whatever fonts are installed.
 */
export const graphSvg = async (machine: StateMachineModel): Promise<string> =>
  tidy((await graphviz()).renderString(drawing(machine), { format: "svg", engine: "dot" }));

/** The same picture in Graphviz's own language, before it is laid out. */
export const graphDot = async (machine: StateMachineModel): Promise<string> =>
  (await graphviz()).renderString(drawing(machine), { format: "canon" });

/** Graphviz names its version and repeats every name in comments; what we add are fonts, and a name for readers of screens. */
function tidy(svg: string): string {
  return svg
    .replace(/^<\?xml[^>]*>\n<!DOCTYPE[^>]*>\n/, "")
    .replace(/<!--[\s\S]*?-->\n/g, "")
    .replace(/font-family="[^"]*"/g, `font-family="${FONT_FAMILY}"`)
    .replace(/ xml:space="preserve"/g, "")
    .replace(/<svg([^>]*)>\n/, (_, attributes: string) => `<svg role="img"${attributes}>\n<style>${STYLE}</style>\n`);
}

/** Where arrows meet a frame: at marks inside it, cut off at its edge. */
interface Ports {
  readonly cluster: string;
  readonly top: string;
  readonly bottom: string;
}

function drawing(machine: StateMachineModel): Drawing {
  const { title, start, nodes, edges } = graph(machine);
  const all = nodes.flatMap(withInner);
  const names = uniqueNames(
    all.map(({ name }) => name),
    line,
  );
  const idOf = (name: string) => names.get(name) ?? name;
  const taken = new Set(names.values());
  const ports = new Map(
    all
      .filter(({ groups }) => groups.length > 0)
      .map(({ name }, index): [string, Ports] => [
        name,
        { cluster: `cluster_${index}`, top: fresh(`top_${index}`, taken), bottom: fresh(`bottom_${index}`, taken) },
      ]),
  );
  const [startMark, endMark] = [fresh("start", taken), fresh("end", taken)];
  const ends = edges.some(({ to }) => to === undefined);
  const arrow = (from: string, to: string | undefined, attributes: object) => {
    const [tail, head] = [ports.get(from), to === undefined ? undefined : ports.get(to)];
    return {
      tail: tail?.bottom ?? idOf(from),
      head: head?.top ?? (to === undefined ? endMark : idOf(to)),
      attributes: { ...attributes, ...(tail && { ltail: tail.cluster }), ...(head && { lhead: head.cluster }) },
    };
  };
  const content = drawn(nodes, idOf, ports);
  return {
    name: line(title),
    directed: true,
    graphAttributes: {
      label: plain(title),
      labelloc: "t",
      labeljust: "l",
      fontname: FONT,
      fontsize: 16,
      fontcolor: LINE,
      bgcolor: "transparent",
      rankdir: "TB",
      nodesep: 0.45,
      ranksep: 0.4,
      pad: 0.15,
      ...(ports.size > 0 && { compound: true }),
    },
    nodeAttributes: { fontname: FONT, fontsize: BOX_FONT_SIZE, penwidth: 1.25 },
    edgeAttributes: { fontname: FONT, fontsize: 11, fontcolor: LINE, color: LINE, penwidth: 1.25, arrowsize: 0.75 },
    nodes: [mark(startMark, "circle"), ...content.nodes, ...(ends ? [mark(endMark, "doublecircle")] : [])],
    edges: [arrow(startMark, start, {}), ...edges.map((edge) => arrow(edge.from, edge.to, edgeAttributes(edge)))],
    ...(content.subgraphs.length > 0 && { subgraphs: content.subgraphs }),
  };
}

type Content = Required<Pick<Subgraph, "nodes" | "subgraphs">>;

/** Boxes for the states, frames for those with chains inside. */
function drawn(
  nodes: readonly GraphNode[],
  idOf: (name: string) => string,
  ports: ReadonlyMap<string, Ports>,
): Content {
  return {
    nodes: nodes.flatMap((node) =>
      isBox(node) ? [{ name: idOf(node.name), attributes: nodeAttributes(node, looks[node.type]) }] : [],
    ),
    subgraphs: nodes.flatMap((node) => {
      const own = ports.get(node.name);
      return isBox(node) || own === undefined ? [] : [frame(node, own, idOf, ports)];
    }),
  };
}

type Box = GraphNode & { readonly type: keyof typeof looks };
const isBox = (node: GraphNode): node is Box => Object.hasOwn(looks, node.type);

function frame(
  node: GraphNode,
  { cluster, top, bottom }: Ports,
  idOf: (name: string) => string,
  ports: ReadonlyMap<string, Ports>,
): Subgraph {
  const groups = node.groups.map(({ nodes }) => drawn(nodes, idOf, ports));
  const [only] = groups.length === 1 ? groups : [];
  return {
    name: cluster,
    graphAttributes: {
      // Ends each line at the left.
      label: `${labelOf(node).replaceAll("\\n", "\\l")}\\l`,
      labeljust: "l",
      fontname: FONT,
      fontsize: BOX_FONT_SIZE,
      fontcolor: LINE,
      style: node.type === "Map" ? "rounded,dashed" : "rounded",
      color: LINE,
      margin: 12,
    },
    nodes: [port(top), port(bottom), ...(only?.nodes ?? [])],
    edges: node.groups.flatMap(({ start, ends }) => [
      { tail: top, ...into(start, idOf, ports) },
      ...ends.map((end) => outOf(end, bottom, idOf, ports)),
    ]),
    subgraphs:
      only?.subgraphs ??
      groups.map((group, index) => ({
        name: `${cluster}_${index}`,
        graphAttributes: { label: " ", fontsize: 1, style: "rounded", color: BRANCH_LINE, penwidth: 0.75, margin: 8 },
        ...group,
      })),
  };
}

const into = (name: string, idOf: (name: string) => string, ports: ReadonlyMap<string, Ports>) => {
  const inner = ports.get(name);
  return inner === undefined ? { head: idOf(name) } : { head: inner.top, attributes: { lhead: inner.cluster } };
};
const outOf = (name: string, head: string, idOf: (name: string) => string, ports: ReadonlyMap<string, Ports>) => {
  const inner = ports.get(name);
  return inner === undefined
    ? { tail: idOf(name), head, attributes: { arrowhead: "none" } }
    : { tail: inner.bottom, head, attributes: { ltail: inner.cluster, arrowhead: "none" } };
};

/** Where the ways of a frame part and meet. */
const port = (name: string) => ({
  name,
  attributes: { shape: "point", width: 0.06, fillcolor: LINE, color: LINE },
});

const mark = (name: string, shape: string) => ({
  name,
  attributes: { shape, label: "", width: 0.18, style: "filled", fillcolor: LINE, color: LINE },
});

const labelOf = ({ name, detail }: GraphNode) => [name, detail].filter(Boolean).map(plain).join("\\n");

function nodeAttributes(node: GraphNode, { shape, style, fill, border, text, peripheries = 1, margin }: Look) {
  return { shape, style, fillcolor: fill, color: border, fontcolor: text, peripheries, margin, label: labelOf(node) };
}

function edgeAttributes({ kind, labels }: GraphEdge) {
  const look = kind === "catch" ? { color: ERROR_LINE, fontcolor: ERROR_LINE, style: "dashed" } : {};
  // The blanks keep a label off its line.
  return labels.length === 0 ? look : { ...look, label: labels.map((label) => `  ${plain(label)}  `).join("\\n") };
}

const LONGEST = 60;
/** XML has no control characters, whatever they are written as. */
const line = (text: string) => text.replace(/\p{Cc}+/gu, " ");
/** One line of a label: Graphviz gives a meaning to the backslash. */
function plain(text: string): string {
  const whole = line(text);
  return (whole.length <= LONGEST ? whole : `${whole.slice(0, LONGEST - 1)}…`).replaceAll("\\", "\\\\");
}

function fresh(wanted: string, taken: ReadonlySet<string>): string {
  return taken.has(wanted) ? fresh(`${wanted} `, taken) : wanted;
}
