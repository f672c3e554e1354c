import type { StateMachineModel } from "../dsl/model.js";
import { type GraphEdge, type GraphNode, graph, withInner } from "./graph.js";
import { substitutionName, uniqueNames } from "./names.js";

/** The brackets that make a shape, and its colours: the same as in the SVG. */
const looks: Readonly<
  Record<GraphNode["type"], { readonly open: string; readonly close: string; readonly style: string }>
> = {
  Task: { open: "(", close: ")", style: "fill:#dbeafe,stroke:#3b82f6,color:#1e3a8a" },
  Pass: { open: "[", close: "]", style: "fill:#ede9fe,stroke:#8b5cf6,color:#4c1d95" },
  Wait: { open: "([", close: "])", style: "fill:#f1f5f9,stroke:#64748b,color:#1e293b" },
  Choice: { open: "{{", close: "}}", style: "fill:#fef3c7,stroke:#d97706,color:#78350f" },
  Parallel: { open: "[", close: "]", style: "fill:none,stroke:#64748b" },
  Map: { open: "[", close: "]", style: "fill:none,stroke:#64748b,stroke-dasharray:5 3" },
  Succeed: { open: "([", close: "])", style: "fill:#dcfce7,stroke:#16a34a,stroke-width:3px,color:#14532d" },
  Fail: { open: "([", close: "])", style: "fill:#fee2e2,stroke:#dc2626,stroke-width:3px,color:#7f1d1d" },
};

/**
 * The picture of a machine as a Mermaid flowchart, which GitHub and others draw from the text.
 * @see https://mermaid.js.org/syntax/flowchart.html
 */
export function graphMermaid(machine: StateMachineModel): string {
  const { title, start, nodes, edges } = graph(machine);
  const all = nodes.flatMap(withInner);
  const ids = uniqueNames(
    all.map(({ name }) => name),
    id,
  );
  const idOf = (name: string | undefined) => (name === undefined ? END : ids.get(name));
  const types = [...new Set(all.map(({ type }) => type))];
  return [
    "flowchart TD",
    `  accTitle: ${plain(title)}`,
    `  ${START}(( )) --> ${idOf(start)}`,
    ...nodes.flatMap((node) => drawn(node, idOf, "  ")),
    ...edges.map((edge) => `  ${idOf(edge.from)} ${arrow(edge)} ${idOf(edge.to)}`),
    ...(edges.some(({ to }) => to === undefined) ? [`  ${END}((( )))`] : []),
    ...types.map((type) => `  classDef ${type} ${looks[type].style}`),
    "",
  ].join("\n");
}

/** A box; a state with chains inside it is a subgraph, and each of several chains one in that. */
function drawn(node: GraphNode, idOf: (name: string) => string | undefined, indent: string): readonly string[] {
  const id = idOf(node.name);
  if (node.groups.length === 0) return [`${indent}${id}${box(node)}:::${node.type}`];
  const inner = node.groups.flatMap((group, index) => {
    if (node.groups.length === 1) return group.nodes.flatMap((one) => drawn(one, idOf, `${indent}  `));
    const branch = `${id}_${index + 1}`;
    return [
      `${indent}  subgraph ${branch}[" "]`,
      `${indent}    direction TB`,
      ...group.nodes.flatMap((one) => drawn(one, idOf, `${indent}    `)),
      `${indent}  end`,
      `${indent}  style ${branch} fill:none,stroke:#cbd5e1`,
    ];
  });
  return [
    `${indent}subgraph ${id}${box(node)}`,
    `${indent}  direction TB`,
    ...inner,
    `${indent}end`,
    `${indent}class ${id} ${node.type}`,
  ];
}

const START = "start";
const END = "stop";
/** What stands before it keeps a state's id apart from the marks and from Mermaid's words, such as `end`. */
const id = (name: string) => `s_${substitutionName(name)}`;

const box = ({ type, name, detail }: GraphNode) => {
  const { open, close } = looks[type];
  const second = detail === "" ? "" : `<br/><small>${plain(detail)}</small>`;
  return `${open}"${plain(name)}${second}"${close}`;
};

function arrow({ kind, labels }: GraphEdge): string {
  const line = kind === "catch" ? "-.->" : "-->";
  return labels.length === 0 ? line : `${line}|"${labels.map(plain).join("<br/>")}"|`;
}

/** What means something to Mermaid, to HTML or to Markdown stands as its code. */
const plain = (text: string) =>
  text
    .replace(/\p{Cc}+/gu, " ")
    .replace(/[^\p{L}\p{M}\p{N} ,.:?!/=_()-]/gu, (character) => `#${character.codePointAt(0)};`)
    // At the start of a line these would begin a list.
    .replace(/^(\d*)([.)-])/, (_, digits: string, mark: string) => `${digits}#${mark.codePointAt(0)};`);
