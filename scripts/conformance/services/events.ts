import { randomUUID } from "node:crypto";
import { operations, type Service } from "./surroundings.js";

const refused = (ErrorCode: string, ErrorMessage: string) => ({ ErrorCode, ErrorMessage });

function isObjectText(detail: unknown): boolean {
  if (typeof detail !== "string") return true;
  try {
    const value: unknown = JSON.parse(detail);
    return typeof value === "object" && value !== null;
  } catch {
    return false;
  }
}

/** What becomes of one entry. */
function put({ Source, Detail }: { readonly Source?: string; readonly Detail?: unknown }): object {
  if (Source === undefined) {
    return refused("InvalidArgument", "Parameter Source is not valid. Reason: Source is a required argument.");
  }
  return isObjectText(Detail) ? { EventId: randomUUID() } : refused("MalformedDetail", "Detail is malformed.");
}

export function events(): Service {
  return {
    tasks: operations(["events", "aws-sdk:eventbridge"], {
      putEvents: ({ parameters }) => {
        const Entries: readonly object[] = parameters.Entries.map(put);
        return { Entries, FailedEntryCount: Entries.filter((entry) => "ErrorCode" in entry).length };
      },
    }),
  };
}
