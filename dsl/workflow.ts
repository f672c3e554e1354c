import { Builder, type Header } from "./builder.js";
import type { Chain } from "./chain.js";
import type { CheckJson } from "./checks.js";
import type { Begun, Kept } from "./contexts.js";
import type { Fragment, PieceChain } from "./fragments.js";
import type { SentTo } from "./functions.js";
import type { Start } from "./machine.js";
import type { Either, Express, Speaks } from "./markers.js";
import type { QueryLanguage, StateMachineType } from "./model.js";
import type { StandardSchema } from "./schema.js";
import { sourcePosition } from "./source-position.js";

/**
 * What holds of a workflow as a whole.
 * @see https://states-language.net/#toplevelfields
 */
export interface WorkflowOptions {
  /** ASL: the machine's `Comment`. */
  readonly comment?: string;
  /**
   * `EXPRESS`: an execution lasts five minutes at most, may run more than once, and has no `.sync`, task token, activity
   * or distributed map.
   * @see https://docs.aws.amazon.com/step-functions/latest/dg/choosing-workflow-type.html
   * @default "STANDARD"
   */
  readonly type?: StateMachineType;
  /**
   * In which the expressions of all states are printed; a state of a workflow in JSONPath may have another one by its own
   * option. ASL: `QueryLanguage`.
   * @default "JSONPath"
   */
  readonly queryLanguage?: QueryLanguage;
  /** Whole seconds after which an execution fails with `States.Timeout`. */
  readonly timeoutSeconds?: number;
}
/** What the options say of the whole chain. */
type Marked<Options> =
  | (Options extends { readonly type: "EXPRESS" } ? Express : never)
  | (Options extends { readonly queryLanguage: "JSONata" } ? Speaks<"JSONata"> : never);

/** Begins an Express workflow in JSONata. A call names all of its types or none, so that each kind of workflow has a form of its own. */
export function workflow<Input>(
  name: CheckJson<Input, null, string>,
  options: WorkflowOptions & { readonly type: "EXPRESS"; readonly queryLanguage: "JSONata" },
): Chain<Begun<Input>, Begun<{}>, never, Start<Kept<Input>>, Express | Speaks<"JSONata">>;
/** Begins an Express workflow. */
export function workflow<Input>(
  name: CheckJson<Input, null, string>,
  options: WorkflowOptions & { readonly type: "EXPRESS"; readonly queryLanguage?: "JSONPath" },
): Chain<Begun<Input>, Begun<{}>, never, Start<Kept<Input>>, Express>;
/** Begins a workflow in JSONata. */
export function workflow<Input>(
  name: CheckJson<Input, null, string>,
  options: WorkflowOptions & { readonly type?: "STANDARD"; readonly queryLanguage: "JSONata" },
): Chain<Begun<Input>, Begun<{}>, never, Start<Kept<Input>>, Speaks<"JSONata">>;
/**
 * Begins a workflow over data of the type `Input`, the execution's input.
 * @param name names the generated files and construct, as `DeployBlueGreen` does `deploy-blue-green`.
 * @example workflow<{ stackName: string }>("Deploy", { timeoutSeconds: 3600 }).task(…).end()
 */
export function workflow<Input>(
  name: CheckJson<Input, null, string>,
  options?: WorkflowOptions,
): Chain<Begun<Input>, Begun<{}>, never, Start<Kept<Input>>, never>;
/** The same with the input's type from a Standard Schema, by which `run` and `simulate` also check it. ASL itself checks no input. */
export function workflow<const Schema extends StandardSchema, const Options extends WorkflowOptions>(
  name: CheckJson<SentTo<Schema>, null, string>,
  options: Options & { readonly input: Schema },
): Chain<Begun<SentTo<Schema>>, Begun<{}>, never, Start<Kept<SentTo<Schema>>>, Marked<Options>>;
export function workflow(name: string, options: WorkflowOptions & { readonly input?: StandardSchema } = {}): unknown {
  const { comment, type = "STANDARD", queryLanguage = "JSONPath", timeoutSeconds, input } = options;
  const header: Header = {
    "~statewright": "StateMachine",
    name,
    type,
    QueryLanguage: queryLanguage,
    source: sourcePosition(),
    ...(comment !== undefined && { Comment: comment }),
    ...(timeoutSeconds !== undefined && { TimeoutSeconds: timeoutSeconds }),
    ...(input !== undefined && { input }),
  };
  return new Builder(header); // the interface promises, the class keeps
}

/**
 * A piece of chain that several workflows use, checked alone against what it needs of the data.
 * @example const waitForStack = fragment<{ stackName: string }>()((chain) => chain.wait("Wait", seconds(10)).task(…));
 */
export function fragment<Needs>(): <Data, Vars, Owed, Declared, Names>(
  build: (chain: PieceChain<Needs, Speaks<Either>>) => Chain<Data, Vars, Owed, Declared, Names>,
) => Fragment<Needs, Data, Vars, Owed, Declared, Names>;
/** The same for workflows in JSONata alone: it may say what JSONPath cannot. */
export function fragment<Needs>(options: {
  readonly queryLanguage: "JSONata";
}): <Data, Vars, Owed, Declared, Names>(
  build: (chain: PieceChain<Needs, Speaks<"JSONata">>) => Chain<Data, Vars, Owed, Declared, Names>,
) => Fragment<Needs, Data, Vars, Owed, Declared, Names>;
/** The same for workflows in JSONPath alone: it may hold code by `jsonPath(…)`. */
export function fragment<Needs>(options: {
  readonly queryLanguage: "JSONPath";
}): <Data, Vars, Owed, Declared, Names>(
  build: (chain: PieceChain<Needs, Speaks<"JSONPath">>) => Chain<Data, Vars, Owed, Declared, Names>,
) => Fragment<Needs, Data, Vars, Owed, Declared, Names>;
export function fragment({ queryLanguage = "JSONPath" }: { readonly queryLanguage?: QueryLanguage } = {}): unknown {
  return (build: (chain: Builder) => Builder) => {
    const header: Header = {
      "~statewright": "StateMachine",
      name: "",
      type: "STANDARD",
      QueryLanguage: queryLanguage,
      source: "",
    };
    // What a fragment holds is a draft; what its type tells is for `.use` alone.
    return { "~fragment": build(new Builder(header)).draft };
  };
}
