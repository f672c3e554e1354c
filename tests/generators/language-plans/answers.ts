// Who answers the calls of a plan: mocks that fail, take their time, and echo what they were given.
import assert from "node:assert/strict";
import type { Json } from "../../../dsl/model.js";
import type { HandlerTools, TaskRequest } from "../../../simulator/index.js";
import { TOKEN } from "./callees.js";

/** What is called fails so many times, then echoes what it was given beside a value. */
export interface Mock {
  readonly fails: number;
  readonly error: string;
  readonly made: Json;
  /** How long each try takes. */
  readonly seconds: number;
}
/** What S3 answers to a state that reads its items there, or writes its outputs. */
export interface Files {
  /** The file that is read. */
  readonly text: string;
}

export interface Mocks {
  /** By the name of the function. */
  readonly functions: ReadonlyMap<string, Mock>;
  /** By the name of the state. */
  readonly services: ReadonlyMap<string, Mock>;
  readonly files: ReadonlyMap<string, Files>;
}

/** The handlers of one run, which tell in `log` what they were sent. */
export function handlersOf({ functions, services, files }: Mocks, log: string[]) {
  const tries = new Map<string, number>();
  const answer = async (name: string, mock: Mock | undefined, echo: unknown, { sleep }: HandlerTools) => {
    assert.ok(mock, `nothing is called ${name}`);
    const count = (tries.get(name) ?? 0) + 1;
    tries.set(name, count);
    if (mock.seconds > 0) await sleep(mock.seconds);
    if (count <= mock.fails) throw Object.assign(new Error("failed"), { name: mock.error });
    return { made: mock.made, echo };
  };
  const service = (mock: Mock) => async (request: TaskRequest) => {
    const { stateName, resource, parameters, token } = request;
    if (!resource.endsWith(".waitForTaskToken")) return await answer(stateName, mock, parameters, request);
    const given = resource.includes(":lambda:") ? parameters.Payload : parameters;
    assert.equal(given[TOKEN], token?.value);
    try {
      token?.succeed(await answer(stateName, mock, { ...given, [TOKEN]: "the token" }, request));
    } catch (error) {
      assert.ok(error instanceof Error);
      token?.fail(error.name, error.message);
    }
    return {};
  };
  const file =
    ({ text }: Files) =>
    ({ stateName, resource, parameters }: TaskRequest) => {
      log.push(JSON.stringify([stateName, resource, parameters]));
      return resource.endsWith("getObject") ? { Body: text } : {};
    };
  return {
    lambda: (substitution: string, payload: unknown, tools: HandlerTools) => {
      const name = substitution.replace(/^Function/, "Function ");
      return answer(name, functions.get(name), payload, tools);
    },
    tasks: Object.fromEntries([
      ...[...services].map(([name, mock]) => [name, service(mock)] as const),
      ...[...files].map(([name, one]) => [name, file(one)] as const),
    ]),
  };
}
