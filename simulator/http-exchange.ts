// The exchange of an HTTP task, from what the state sends and what comes back.
// @see https://docs.aws.amazon.com/step-functions/latest/dg/call-https-apis.html
import { isObject, type Json, type JsonObject } from "../asl/json.js";
import type { TestStateHttpRequest, TestStateHttpResponse } from "./test-state-request.js";

const textOf = (value: Json): string => (typeof value === "string" ? value : JSON.stringify(value));
const pairs = (value: Json | undefined): readonly (readonly [name: string, value: Json])[] =>
  isObject(value) ? Object.entries(value) : [];

const headersOf = (headers: Json | undefined): string =>
  `[${pairs(headers)
    .map(([name, value]) => `${name}: ${textOf(value)}`)
    .join(", ")}]`;

function urlOf({ ApiEndpoint = "", QueryParameters }: JsonObject): string {
  const query = new URLSearchParams(
    pairs(QueryParameters).map(([name, value]): [string, string] => [name, textOf(value)]),
  ).toString();
  return query === "" ? textOf(ApiEndpoint) : `${textOf(ApiEndpoint)}?${query}`;
}

export function httpRequest(parameters: JsonObject): TestStateHttpRequest {
  const { Method, Headers, RequestBody } = parameters;
  return {
    protocol: "https",
    ...(Method === undefined ? {} : { method: textOf(Method) }),
    url: urlOf(parameters),
    headers: headersOf(Headers),
    ...(RequestBody === undefined ? {} : { body: textOf(RequestBody) }),
  };
}

export function httpResponse({ StatusCode, StatusText, Headers, ResponseBody }: JsonObject): TestStateHttpResponse {
  return {
    protocol: "https",
    ...(StatusCode === undefined ? {} : { statusCode: textOf(StatusCode) }),
    ...(StatusText === undefined ? {} : { statusMessage: textOf(StatusText) }),
    headers: headersOf(Headers),
    ...(ResponseBody === undefined ? {} : { body: textOf(ResponseBody) }),
  };
}
