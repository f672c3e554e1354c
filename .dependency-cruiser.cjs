// Imports run one way. It is asked twice: of the sources, where a type counts as much as a value, and of dist/, which
// holds what is left at run time.
const rooms = {
  asl: {},
  dsl: { types: ["asl"] },
  generators: { uses: ["dsl", "asl"] },
  simulator: { uses: ["asl"] },
  testing: { uses: ["dsl", "generators", "simulator"] },
  cli: { uses: ["asl", "dsl", "generators", "simulator", "testing"] },
  workflows: { uses: ["dsl"] },
  // A function with schemas is checked by the one in its workflow.
  generated: { uses: ["workflows"] },
  handlers: { uses: ["generated", "workflows"] },
  sandbox: { uses: ["asl", "simulator", "handlers", "generated"] },
  // It bundles the handlers by their paths.
  infra: { uses: ["generated"] },
};
const names = Object.keys(rooms);
const inside = (list) => `^(dist/)?(${list.join("|")})/`;
const outside = (room, { uses = [], types = [] }) => [
  ...names.filter((name) => ![room, ...uses, ...types].includes(name)),
  "scripts",
  "tests",
];
const published = ["asl", "dsl", "generators", "simulator", "testing", "cli"];
const pure = ["asl", "dsl", "generators", "simulator", "testing"];

module.exports = {
  forbidden: [
    ...names.map((room) => ({
      name: `${room}-imports`,
      severity: "error",
      from: { path: inside([room]) },
      to: { path: inside(outside(room, rooms[room])) },
    })),
    {
      name: "dsl-needs-types-of-asl-alone",
      severity: "error",
      comment:
        "But for the text and the class of a diagnostic, and for what services there are, which are one for all rooms.",
      from: { path: "^dist/dsl/" },
      to: { path: "^dist/asl/", pathNot: "^dist/asl/(diagnostic|integrations|sdk-services)\\.js$" },
    },
    {
      name: "dsl-has-no-dependency",
      severity: "error",
      comment: "Every workflow loads it.",
      from: { path: "^dist/dsl/" },
      to: { pathNot: "^dist/" },
    },
    {
      name: "effects-come-in-as-arguments",
      severity: "error",
      from: { path: inside(pure) },
      to: {
        dependencyTypes: ["core"],
        path: "^(node:)?(fs|net|http|https|child_process|os|worker_threads|dns|tls)(/|$)",
      },
    },
    {
      name: "users-lack-development-tools",
      severity: "error",
      from: { path: `^dist/(${published.join("|")})/` },
      to: { dependencyTypes: ["npm-dev"] },
    },
    { name: "no-circles", severity: "error", from: { path: "^dist/" }, to: { circular: true } },
    {
      name: "no-unresolved",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, pathNot: "^statewright(/|$)" },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^dist/.*\\.d\\.ts$" },
    parser: "swc",
    enhancedResolveOptions: {
      extensions: [".ts", ".js", ".json"],
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default", "types"],
    },
  },
};
