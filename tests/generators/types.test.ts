import assert from "node:assert/strict";
import { test } from "uvu";
import { generateTypes } from "../../generators/types.js";
import { deploy, deployTypes } from "../fixtures/read-types/deploy-types.js";
import { model } from "../fixtures/read-types/machine.js";

test("types.ts of a small machine reads otherwise", () => {
  assert.deepEqual(generateTypes(deploy, deployTypes), [
    {
      path: "generated/deploy/types.ts",
      contents: `// Generated from workflows/deploy.ts by \`statewright generate\`. Edit that file, not this one.

/** A type that holds itself. */
export type Tree = {
  children: Tree[];
};

/** What an execution of Deploy starts with: workflows/deploy.ts:20. */
export type WorkflowInput = {
  environmentName: string;
  stackName: string;
};

/** What an execution of Deploy ends with, where it succeeds. */
export type WorkflowOutput =
  | { stackId: string }
  | { tree: Tree };

/** The data when "Check Stack Existence" is entered: workflows/deploy.ts:21. */
export type CheckStackExistenceInput = {
  environmentName: string;
  stackName: string;
};

/** The data when "Does Stack Exist?" is entered: workflows/deploy.ts:22. */
export type DoesStackExistInput = {
  environmentName: string;
  doesStackExist: boolean;
};

/** The data when "Create Stack" is entered: workflows/deploy.ts:23. */
export type CreateStackInput = Tree | null;

/** Each state, and the data when it is entered. */
export interface StateInputs {
  "Check Stack Existence": CheckStackExistenceInput;
  "Does Stack Exist?": DoesStackExistInput;
  "Create Stack": CreateStackInput;
}

/** Each state that has variables, and these when it is entered. */
export interface StateVariables {
  "Create Stack": {
    attempt: number;
  };
}

/** Each task, and what it is sent. */
export interface TaskInputs {
  "Check Stack Existence": {
    environmentName: string;
    stackName: string;
  };
  "Create Stack": {
    environmentName: string;
    stackName: string;
  };
}

/** Each task, and what it answers. */
export interface TaskOutputs {
  "Check Stack Existence": boolean;
  "Create Stack": {
    stackId: string;
  };
}
`,
    },
  ]);
});

test("a type that recurs is introduced like one that holds itself", () => {
  const declarations = [{ name: "Problem", is: "shared", text: "{\n  cause: string;\n}" }] as const;
  const [file] = generateTypes(deploy, { ...deployTypes, declarations });
  assert.ok(
    file?.contents.includes(`
/** A type that stands in several places below. */
export type Problem = {
  cause: string;
};
`),
    file?.contents,
  );
});

test("names of states give two types of one name, or one that the file has already", () => {
  const names = ["Workflow", "Task", "task", "TASK!", "1st", "String", "終了", "*/ ?", "Tree", "Tree Input", "delete"];
  const states = names.map((name) => ({ Type: "Succeed", name, source: "workflows/odd.ts:1" }) as const);
  const [file] = generateTypes(model("Odd", "workflows/odd.ts:1", states), {
    input: "{}",
    output: "{}",
    states: names.map((name) => ({ name, data: "{}" })),
    tasks: [],
    declarations: [{ name: "TreeInput", is: "recursive", text: "TreeInput[]" }],
    modules: [],
  });
  const map = /interface StateInputs \{\n(.*?)\n\}/s.exec(file?.contents ?? "")?.[1]?.split("\n");
  assert.deepEqual(map, [
    '  "Workflow": WorkflowInput2;',
    '  "Task": TaskInput2;',
    '  "task": TaskInput3;',
    '  "TASK!": TaskInput;',
    '  "1st": _1stInput;',
    '  "String": StringInput;',
    '  "終了": 終了Input;',
    '  "*/ ?": Input;',
    '  "Tree": TreeInput2;',
    '  "Tree Input": TreeInputInput;',
    '  "delete": DeleteInput;',
  ]);
  assert.ok(file?.contents.includes('/** The data when "*\\/ ?" is entered'));
});

test.run();
