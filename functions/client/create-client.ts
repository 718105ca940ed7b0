import createFetchClient, { type Client } from "openapi-fetch";
import type { paths } from "./schema.ts";

export type { components, operations, paths } from "./schema.ts";
export { pages } from "./pages-of-list.ts";
export { type Answer, type ProblemDetails, Refusal } from "./refusal.ts";
export { retrying, type RetryOptions } from "./retrying.ts";
export { settled, type SettleOptions, StillRunning, type Subjects } from "./settled.ts";

export type BroadsheetClient = Client<paths>;

export interface ClientOptions {
  /** Address of the server, such as `http://localhost:8080`; a path below it is kept. */
  readonly server: string;
  /** The bearer token, read anew for every request; none if absent or `undefined`. */
  readonly token?: string | (() => string | undefined) | undefined;
  /** Replaces `fetch`: an application in this process, a signing client. */
  readonly fetch?: (request: Request) => Promise<Response>;
  /** Called when the server answers 401. */
  readonly refused?: () => void;
}

/**
 * A client of Broadsheet's API, typed by its OpenAPI document. Calls return `{ data, error, response }`: `error` has
 * the problem details of a refusal. Only a server that cannot be reached makes a call throw.
 *
 * @example
 * const client = createClient({ server: "http://localhost:8080" });
 * const { data, error } = await client.POST("/reports", { body: { template: "high-tech-industries" } });
 */
export function createClient({
  server,
  token,
  fetch = (request) => globalThis.fetch(request),
  refused,
}: ClientOptions): BroadsheetClient {
  // No middleware, for which openapi-fetch would wait: a request leaves in the turn in which it was made.
  const send = async (request: Request): Promise<Response> => {
    const bearer = typeof token === "function" ? token() : token;
    if (bearer !== undefined) request.headers.set("authorization", `Bearer ${bearer}`);
    const response = await fetch(request);
    if (response.status === 401) refused?.();
    return response;
  };
  return createFetchClient<paths>({ baseUrl: server.replace(/\/+$/, ""), fetch: send });
}
