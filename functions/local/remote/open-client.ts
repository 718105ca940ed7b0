import { type BroadsheetClient, createClient } from "../../client/create-client.ts";
import { BroadsheetError, type ErrorKind, errorKinds, type Problem } from "../../core/errors.ts";
import { readProblem } from "./read-problem.ts";

/** Which server a command talks to. */
export interface ServerOptions {
  /** Its address; a final slash does not matter. */
  readonly server: string;
}

/** What a call of the client gives. */
interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/** A server's API, with its refusals and its absence as errors of ours. */
export interface Remote {
  readonly client: BroadsheetClient;
  /**
   * Waits for a call of the client.
   *
   * @returns the body of an answer that succeeded, and its headers
   * @throws BroadsheetError with the problems that the server names; `unavailable` if it cannot be reached
   */
  take<Data>(call: Promise<Answer<Data>>): Promise<{ readonly data: NonNullable<Data>; readonly headers: Headers }>;
}

/**
 * Opens the API of a server.
 *
 * @param token the bearer token @default that of BROADSHEET_TOKEN, if there is one
 * @param fetch calls an application in this process instead
 * @throws BroadsheetError `invalid-request` for an address that is none
 */
export function openClient(
  { server }: ServerOptions,
  {
    token = process.env["BROADSHEET_TOKEN"],
    fetch,
  }: { readonly token?: string | undefined; readonly fetch?: (request: Request) => Promise<Response> } = {},
): Remote {
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `--server takes the address of a server, not "${server}"`,
      seen: server,
      allowed: "http://localhost:8080",
    });
  return {
    client: createClient({ server, token, ...(fetch === undefined ? {} : { fetch }) }),
    async take(call) {
      const { data, error, response } = await call.catch((cause: unknown) => {
        // An answer that is no JSON, or no connection at all.
        throw cause instanceof SyntaxError
          ? new BroadsheetError(
              "unavailable",
              { code: "server-refused", message: `${server} answers, but not as Broadsheet does`, seen: server },
              { cause },
            )
          : new BroadsheetError(
              "unavailable",
              {
                code: "server-unreachable",
                message: `${server} does not answer`,
                seen: server,
                hint: "is it running? broadsheet serve starts one; --server or BROADSHEET_SERVER name another",
              },
              { cause },
            );
      });
      if (response.ok && data !== undefined && data !== null) return { data, headers: response.headers };
      throw refusalOf(response, error, server);
    },
  };
}

/** The error of problem details (RFC 9457): the same that this program would throw itself. */
export function refusalOf({ status, statusText }: Response, error: unknown, server: string): BroadsheetError {
  const { type, detail, problems } = (typeof error === "object" && error !== null ? error : {}) as {
    readonly type?: string;
    readonly detail?: string;
    readonly problems?: readonly Readonly<Record<string, unknown>>[];
  };
  const named = type?.split(":").at(-1) ?? "";
  const kind = Object.hasOwn(errorKinds, named)
    ? (named as ErrorKind)
    : status >= 500
      ? "unavailable"
      : "invalid-request";
  const words = detail ?? (typeof error === "string" && error !== "" ? error.slice(0, 200) : statusText);
  const otherwise: Problem = {
    code: "server-refused",
    message: `${server} answered ${status}: ${words}`,
    seen: status,
  };
  const listed = (problems ?? []).map(readProblem);
  return new BroadsheetError(kind, listed.length > 0 ? listed : otherwise);
}
