import type { APIGatewayProxyEventV2 } from "aws-lambda";
import type { Caller } from "../../core/service/lifecycle/records/records.ts";

/** A request, and the path prefix under which the stage serves the API. */
export interface HttpRequest {
  readonly request: Request;
  /** Empty for the stage `$default`; else `/` and the stage's name. */
  readonly prefix: string;
  /** The caller according to API Gateway; absent if the API is open to everyone. */
  readonly caller: Caller | undefined;
  /** Scopes of the token that API Gateway has checked, as they are written in it; absent: there is none. */
  readonly granted: ReadonlySet<string> | undefined;
}

/**
 * Decodes an event of an HTTP API (payload format 2.0) to a request. The URL is assembled from the parts that API
 * Gateway has parsed, without the stage's name. Header values that HTTP does not allow are dropped, since API Gateway
 * passes on non-ASCII bytes unchanged.
 */
export function decodeHttpEvent(event: APIGatewayProxyEventV2): HttpRequest {
  const caller = decodeCaller(event);
  const { requestContext, rawPath, rawQueryString, cookies, body } = event;
  const prefix = stagePrefix(requestContext.stage, rawPath);
  const path = rawPath.slice(prefix.length).replace(/^\/*/, "/");
  const headers = new Headers();
  for (const [name, value] of Object.entries(event.headers))
    if (value !== undefined && isHeader(name, value)) headers.set(name, value);
  if (cookies !== undefined) headers.set("cookie", cookies.join("; "));
  const { method } = requestContext.http;
  const bytes =
    body === undefined || body === "" ? undefined : Buffer.from(body, event.isBase64Encoded ? "base64" : "utf8");
  if (bytes !== undefined) headers.set("content-length", String(bytes.byteLength));
  const url = `https://${requestContext.domainName}${path}${rawQueryString === "" ? "" : `?${rawQueryString}`}`;
  // GET and HEAD may not have a body, but API Gateway passes one on.
  const bodied = bytes !== undefined && method !== "GET" && method !== "HEAD";
  const granted = decodeScopes(event);
  return {
    prefix,
    caller,
    granted,
    request: new Request(url, { method, headers, ...(bodied ? { body: bytes } : {}) }),
  };
}

/** The scopes in a token's `scope` or `scp` claim; API Gateway writes lists as `[a b]`. */
function decodeScopes(event: APIGatewayProxyEventV2): ReadonlySet<string> | undefined {
  const { authorizer } = event.requestContext as {
    readonly authorizer?: { readonly jwt?: { readonly claims?: Readonly<Record<string, unknown>> } };
  };
  if (authorizer?.jwt === undefined) return undefined;
  const { scope, scp } = authorizer.jwt.claims ?? {};
  const claims = [scope, scp].filter((claim) => typeof claim === "string");
  return new Set(claims.flatMap((claim) => claim.split(/[\s,[\]]+/)));
}

/** The principal that signed the request, or the subject of its token. */
function decodeCaller(event: APIGatewayProxyEventV2): Caller | undefined {
  const { authorizer } = event.requestContext as {
    readonly authorizer?: {
      readonly iam?: { readonly userArn?: unknown };
      readonly jwt?: { readonly claims?: { readonly sub?: unknown } };
    };
  };
  const [arn, subject] = [authorizer?.iam?.userArn, authorizer?.jwt?.claims?.sub];
  if (typeof arn === "string" && arn !== "") return { kind: "iam", name: arn };
  return typeof subject === "string" && subject !== "" ? { kind: "jwt", name: subject } : undefined;
}

function stagePrefix(stage: string, path: string): string {
  const prefix = `/${stage}`;
  return stage !== "$default" && (path === prefix || path.startsWith(`${prefix}/`)) ? prefix : "";
}

/** RFC 9110: the name is a token; the value has no control characters and only single-byte characters. */
function isHeader(name: string, value: string): boolean {
  // eslint-disable-next-line no-control-regex -- the pattern looks for control characters
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\u0000-\u0008\u000a-\u001f\u007f]|[^\u0000-\u00ff]/.test(value);
}
