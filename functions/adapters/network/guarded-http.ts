import { lookup, type LookupAddress, type LookupOptions } from "node:dns";
import { type ClientRequest, request as requestHttp } from "node:http";
import { request as requestHttps, type RequestOptions } from "node:https";
import { isIP } from "node:net";
import type { HttpPoster, Posted } from "../../core/ports.ts";
import { isPublicAddress } from "./public-address.ts";

export interface GuardedHttpOptions {
  /** Accept http, and addresses that are not public. For a laptop. @default false */
  readonly allowLocal?: boolean;
  /** Certificates to trust besides the system's, in PEM. @default none */
  readonly ca?: string;
  /** @default the system's */
  readonly resolve?: typeof lookup;
}

/** Most bytes of the answer's head, and of the body that is read away before the connection is closed. */
export const mostHead = 8192;
const mostBody = 16_384;

type LookupCallback = (error: NodeJS.ErrnoException | null, address: string | LookupAddress[], family?: number) => void;

/**
 * Posts to addresses that others chose, on the public internet only. The address is checked where the connection is
 * made, after its name was looked up, so that a name cannot lead elsewhere after a check. Each message has a connection
 * of its own; no proxy, cookie or redirect is followed; the answer's body is thrown away unread.
 */
export function guardedHttp({ allowLocal = false, ca, resolve = lookup }: GuardedHttpOptions = {}): HttpPoster {
  const guardedLookup = lookUpPublic(allowLocal, resolve);
  return {
    async post(text, headers, body, timeoutMs) {
      const url = new URL(text);
      const fault = faultOfAddress(url, allowLocal);
      if (fault !== undefined) return { fault };
      const options: RequestOptions = {
        method: "POST",
        agent: false,
        headers: {
          ...headers,
          "content-length": String(Buffer.byteLength(body)),
          "user-agent": "Broadsheet",
          accept: "*/*",
          connection: "close",
        },
        maxHeaderSize: mostHead,
        lookup: guardedLookup as NonNullable<RequestOptions["lookup"]>,
        signal: AbortSignal.timeout(timeoutMs),
        ...(ca !== undefined && { ca }),
      };
      return send(url, options, body, timeoutMs, allowLocal);
    },
  };
}

/** Looks a name up, and refuses one that leads to an address which is not public. */
export function lookUpPublic(
  allowLocal: boolean,
  resolve: typeof lookup = lookup,
): (host: string, options: LookupOptions, callback: LookupCallback) => void {
  return (host, options, callback) => {
    resolve(host, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const refused = allowLocal ? undefined : addresses.find(({ address }) => !isPublicAddress(address));
      if (refused !== undefined || addresses.length === 0) return callback(notPublic(), []);
      if (options.all === true) return callback(null, addresses);
      return callback(null, addresses[0]!.address, addresses[0]!.family);
    });
  };
}

/** Why an address may not be called; undefined if it may, once its name was looked up. */
export function faultOfAddress(url: URL, allowLocal: boolean): string | undefined {
  if (url.protocol !== "https:" && !(allowLocal && url.protocol === "http:")) return "the address is not https";
  const host = url.hostname.replace(/^\[|\]$/g, "");
  // A literal address is not looked up.
  return !allowLocal && isIP(host) !== 0 && !isPublicAddress(host)
    ? "the address is not on the public internet"
    : undefined;
}

/** Ends a request whose connection leads to an address that is not public, whatever the look-up said. */
export function guardSocket(request: ClientRequest, allowLocal: boolean): void {
  request.on("socket", (socket) => {
    socket.once("connect", () => {
      if (!allowLocal && !isPublicAddress(socket.remoteAddress ?? "")) request.destroy(notPublic());
    });
  });
}

function send(
  url: URL,
  options: RequestOptions,
  body: string,
  timeoutMs: number,
  allowLocal: boolean,
): Promise<Posted> {
  return new Promise((resolve) => {
    const request = (url.protocol === "https:" ? requestHttps : requestHttp)(url, options, (response) => {
      const status = response.statusCode ?? 0;
      const seconds = Number(response.headers["retry-after"]);
      resolve(
        status >= 200
          ? { status, ...(seconds > 0 && { retryAfterMs: seconds * 1000 }) }
          : { fault: "the answer has no status" },
      );
      let read = 0;
      response.on("data", (chunk: Buffer) => {
        read += chunk.length;
        if (read > mostBody) response.destroy();
      });
      // The rest of the answer is of no interest: it may break off, or run out of time.
      response.on("error", () => {});
    });
    guardSocket(request, allowLocal);
    request.on("error", (error: NodeJS.ErrnoException) => resolve({ fault: faultOf(error, timeoutMs) }));
    request.end(body);
  });
}

function notPublic(): NodeJS.ErrnoException {
  return Object.assign(new Error("the address is not on the public internet"), { code: "ENOTPUBLIC" });
}

/** The fault in a few words. Node's own messages hold addresses that a caller need not learn. */
export function faultOf({ code = "", name, message }: NodeJS.ErrnoException, timeoutMs: number): string {
  if (name === "AbortError" || name === "TimeoutError" || code === "ABORT_ERR")
    return `no answer within ${timeoutMs / 1000} s`;
  if (code === "ENOTPUBLIC") return message;
  if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "the host name cannot be found";
  if (code === "ECONNREFUSED") return "the connection was refused";
  if (code === "ECONNRESET" || code === "EPIPE") return "the connection broke off";
  if (/CERT|ALTNAME|SELF_SIGNED|UNABLE_TO/.test(code)) return `the certificate is not accepted (${code})`;
  if (code.startsWith("HPE_")) return "the answer is not HTTP";
  return `the connection failed${code === "" ? "" : ` (${code})`}`;
}
