// `generated/<workflow>/types.ts`: what is known of the data at each state.
import { allStates } from "../dsl/all-states.js";
import type { StateMachineModel } from "../dsl/model.js";
import { banner } from "./banner.js";
import { defaultLayout, type GeneratedFile, type Layout } from "./generated-file.js";
import { typesFile } from "./layout.js";
import type { MachineTypes, TypeText } from "./machine-types.js";
import { typeName, uniqueNames } from "./names.js";
import { block, comment, declaration, namedTypes, property } from "./type-lines.js";

/** Names that the file gives by itself. */
const OWN = ["WorkflowInput", "WorkflowOutput", "StateInputs", "StateVariables", "TaskInputs", "TaskOutputs"];
const stateTypeName = (state: string) => typeName(`${state} Input`);
/** What no other type of a machine's file should be called. */
export const typesFileNames = (machine: StateMachineModel): readonly string[] => [
  ...OWN,
  ...allStates(machine).map(({ name }) => stateTypeName(name)),
];
/** No name of a state can be taken for one of the above. */
const STATE = "state ";

/**
 * Types of the machine's input and output, of the data when each state is entered, and of what each task sends and
 * gets back. The name of a state gives the name of its type: `Check Stack Existence` is `CheckStackExistenceInput`.
 */
export function generateTypes(
  machine: StateMachineModel,
  types: MachineTypes,
  layout: Layout = defaultLayout,
): readonly GeneratedFile[] {
  const sources = new Map(allStates(machine).map(({ name, source }) => [name, source]));
  const names = uniqueNames(
    [...OWN, ...types.declarations.map(({ name }) => name), ...types.states.map(({ name }) => STATE + name)],
    (name) => (name.startsWith(STATE) ? stateTypeName(name.slice(STATE.length)) : name),
  );
  const nameOf = (state: string) => names.get(STATE + state) ?? state;
  const states = types.states.map(({ name, data }) =>
    declaration(
      nameOf(name),
      data,
      `The data when ${JSON.stringify(name)} is entered: ${sources.get(name) ?? machine.source}.`,
    ),
  );
  const variables = types.states.flatMap(({ name, variables }) =>
    variables === undefined ? [] : property(name, variables),
  );
  const tasks = (of: "input" | "output") => types.tasks.map((task) => property(task.state, task[of]));
  const map = (name: string, says: string, properties: readonly TypeText[]) =>
    `${comment(says)}export interface ${name} ${block(properties)}\n`;

  const parts = [
    `// ${banner(machine.source)}\n`,
    ...namedTypes(types.declarations),
    declaration("WorkflowInput", types.input, `What an execution of ${machine.name} starts with: ${machine.source}.`),
    declaration("WorkflowOutput", types.output, `What an execution of ${machine.name} ends with, where it succeeds.`),
    ...states,
    map(
      "StateInputs",
      "Each state, and the data when it is entered.",
      types.states.map(({ name }) => property(name, nameOf(name))),
    ),
    ...(variables.length === 0
      ? []
      : [map("StateVariables", "Each state that has variables, and these when it is entered.", variables)]),
    map("TaskInputs", "Each task, and what it is sent.", tasks("input")),
    map("TaskOutputs", "Each task, and what it answers.", tasks("output")),
  ];
  return [{ path: typesFile(machine, layout), contents: parts.join("\n") }];
}
