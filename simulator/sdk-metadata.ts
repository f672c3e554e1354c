import type { JsonObject } from "../asl/json.js";

/** What an optimized integration adds to the response of its service. `headers` are those of HTTP, in their order. */
export const sdkMetadata = (
  headers: readonly (readonly [name: string, value: string])[],
  requestId: string,
): { readonly SdkHttpMetadata: JsonObject; readonly SdkResponseMetadata: JsonObject } => ({
  SdkHttpMetadata: {
    AllHttpHeaders: Object.fromEntries(headers.map(([name, value]) => [name, [value]])),
    HttpHeaders: Object.fromEntries(headers),
    HttpStatusCode: 200,
  },
  SdkResponseMetadata: { RequestId: requestId },
});
