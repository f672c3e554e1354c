import type { Graph as Drawing, Viz } from "@viz-js/viz";
import type { StateMachineModel } from "../dsl/model.js";
import { type GraphEdge, type GraphNode, graph } from "./graph.js";
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
const looks: Readonly<Record<GraphNode["type"], Look>> = {
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
  Parallel: { shape: "box", style: "filled", fill: "#f8fafc", border: "#94a3b8", text: "#334155", margin: "0.15,0.08" },
  Map: { shape: "box", style: "filled", fill: "#f8fafc", border: "#94a3b8", text: "#334155", margin: "0.15,0.08" },
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
const ERROR_LINE = "#dc4a4a";
/** Graphviz knows the widths of these letters by heart: no font need be installed where the picture is made. */
const FONT = "Helvetica";
/** What stands in the picture, for machines that lack the first. */
const FONT_FAMILY = "Helvetica, Arial, sans-serif";
/** Graphviz has one font for the lines of a box, and knows no bold: it gets this size, which leaves room for a bold name at 12. */
const BOX_FONT_SIZE = 13;
const STYLE =
  "text { font-weight: bold } .edge text { font-weight: normal } .node text { font-size: 12px } .node text ~ text { font-weight: normal; font-size: 10px }";

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

function drawing(machine: StateMachineModel): Drawing {
  const { title, start, nodes, edges } = graph(machine);
  const names = uniqueNames(
    nodes.map(({ name }) => name),
    line,
  );
  const idOf = (name: string) => names.get(name) ?? name;
  const taken = new Set(names.values());
  const [startMark, endMark] = [fresh("start", taken), fresh("end", taken)];
  const ends = edges.some(({ to }) => to === undefined);
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
    },
    nodeAttributes: { fontname: FONT, fontsize: BOX_FONT_SIZE, penwidth: 1.25 },
    edgeAttributes: { fontname: FONT, fontsize: 11, fontcolor: LINE, color: LINE, penwidth: 1.25, arrowsize: 0.75 },
    nodes: [
      mark(startMark, "circle"),
      ...nodes.map((node) => ({ name: idOf(node.name), attributes: nodeAttributes(node) })),
      ...(ends ? [mark(endMark, "doublecircle")] : []),
    ],
    edges: [
      { tail: startMark, head: idOf(start) },
      ...edges.map((edge) => ({
        tail: idOf(edge.from),
        head: edge.to === undefined ? endMark : idOf(edge.to),
        attributes: edgeAttributes(edge),
      })),
    ],
  };
}

const mark = (name: string, shape: string) => ({
  name,
  attributes: { shape, label: "", width: 0.18, style: "filled", fillcolor: LINE, color: LINE },
});

function nodeAttributes({ type, name, detail }: GraphNode) {
  const { shape, style, fill, border, text, peripheries = 1, margin } = looks[type];
  const label = [name, detail].filter(Boolean).map(plain).join("\\n");
  return { shape, style, fillcolor: fill, color: border, fontcolor: text, peripheries, margin, label };
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
