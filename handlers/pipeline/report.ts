import {
  PutJobFailureResultCommand,
  PutJobSuccessResultCommand,
  type PutJobSuccessResultCommandInput,
} from "@aws-sdk/client-codepipeline";
import { type Attempts, persistently } from "../aws/transient-error.js";
import type { CodePipelineSender } from "../senders.js";
import type { Outcome } from "./outcome.js";

/** The most characters that CodePipeline takes. */
const longest = { message: 5000, summary: 2048, externalExecutionId: 1500 };
const cut = (text: string, most: number): string => (text.length <= most ? text : `${text.slice(0, most - 1)}…`);

/**
 * Tells CodePipeline once how it stands with a job. That it was told already, by a call whose answer was lost or by another
 * delivery of the same job, is fine.
 * @param requestId names the call where no execution does
 * @throws what does not let it be told: then Lambda calls the function again with the same job
 */
export async function report(
  codePipeline: CodePipelineSender,
  jobId: string,
  outcome: Outcome,
  requestId: string | undefined,
  attempts: Attempts,
): Promise<"told" | "told already"> {
  try {
    await persistently(() => put(codePipeline, jobId, outcome, requestId), attempts);
    return "told";
  } catch (error) {
    if (error instanceof Error && closed.has(error.name)) return "told already";
    throw error;
  }
}
const closed = new Set(["InvalidJobStateException", "JobNotFoundException"]);

function put(
  codePipeline: CodePipelineSender,
  jobId: string,
  outcome: Outcome,
  requestId: string | undefined,
): Promise<unknown> {
  const id = outcome.executionArn || requestId;
  const named = id ? { externalExecutionId: cut(id, longest.externalExecutionId) } : {}; // an empty one is refused
  if (outcome.kind !== "failed") {
    return codePipeline.send(new PutJobSuccessResultCommand({ jobId, ...successOf(outcome, named) }));
  }
  const message = cut(outcome.message || "no reason is known", longest.message);
  return codePipeline.send(
    new PutJobFailureResultCommand({ jobId, failureDetails: { type: outcome.type, message, ...named } }),
  );
}

type Named = { readonly externalExecutionId?: string };
/** Variables may not stand beside a token. */
function successOf(
  outcome: Exclude<Outcome, { readonly kind: "failed" }>,
  named: Named,
): Omit<PutJobSuccessResultCommandInput, "jobId"> {
  return outcome.kind === "succeeded"
    ? {
        executionDetails: { ...named, summary: "The deployment has succeeded.", percentComplete: 100 },
        outputVariables: { ExecutionArn: outcome.executionArn },
      }
    : {
        continuationToken: outcome.token,
        executionDetails: { ...named, summary: cut(outcome.summary, longest.summary) },
      };
}
