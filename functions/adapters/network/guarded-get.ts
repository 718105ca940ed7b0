import { type IncomingHttpHeaders, type IncomingMessage, request as requestHttp } from "node:http";
import { request as requestHttps, type RequestOptions } from "node:https";
import { faultOf, faultOfAddress, guardSocket, lookUpPublic, mostHead } from "./guarded-http.ts";

export interface GuardedGetOptions {
  /** Accept http, and addresses that are not public. */
  readonly allowLocal: boolean;
  /** Certificates to trust instead of the system's, in PEM. */
  readonly ca?: string;
  /** Ends the look-up, the wait for the answer and the reading of its body. */
  readonly signal: AbortSignal;
  /** Longest time without a byte, ms. @default 60000 */
  readonly idleMs?: number;
}

/** The answer to a request, whose body is yet to be read, or why there is none, in a few words. */
export type GetAnswer =
  | { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: IncomingMessage }
  | { readonly fault: string };

/**
 * Asks an address for what is there, with the guards of `guardedHttp`: the address is checked where the connection is
 * made, and no proxy, cookie or redirect is followed. The reader of the body sets its bound; a body that ends before
 * its length fails.
 *
 * @returns faults as values
 */
export function guardedGet(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { allowLocal, ca, signal, idleMs = 60_000 }: GuardedGetOptions,
): Promise<GetAnswer> {
  const fault = faultOfAddress(url, allowLocal);
  if (fault !== undefined) return Promise.resolve({ fault });
  const options: RequestOptions = {
    method: "GET",
    agent: false,
    headers: {
      ...headers,
      "user-agent": "Broadsheet",
      accept: "*/*",
      "accept-encoding": "identity",
      connection: "close",
    },
    maxHeaderSize: mostHead,
    lookup: lookUpPublic(allowLocal) as NonNullable<RequestOptions["lookup"]>,
    timeout: idleMs,
    signal,
    ...(ca !== undefined && { ca }),
  };
  return new Promise((resolve) => {
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options, (body) => {
      // Until somebody reads it.
      body.on("error", () => {});
      resolve({ status: body.statusCode ?? 0, headers: body.headers, body });
    });
    guardSocket(request, allowLocal);
    request.on("timeout", () => request.destroy(Object.assign(new Error("no bytes"), { code: "ABORT_ERR" })));
    request.on("error", (error: NodeJS.ErrnoException) => resolve({ fault: faultOf(error, idleMs) }));
    request.end();
  });
}
