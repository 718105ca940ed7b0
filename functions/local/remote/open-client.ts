import { type Answer, type BroadsheetClient, createClient } from "../../client/create-client.ts";
import { BroadsheetError, type ErrorKind, errorKinds, type Problem } from "../../core/errors.ts";
import { ExitError, exitCodes } from "../exit-codes.ts";
import { assertServer, findTarget, type TargetOptions } from "./find-target.ts";
import { openFetch } from "./open-fetch.ts";
import { readProblem } from "./read-problem.ts";

/** The server of a command that never works on a data directory. */
const usualServer = "http://localhost:8080";

/** A server's API, with its refusals and its absence as errors of ours. */
export interface Remote {
  readonly client: BroadsheetClient;
  /** Its address; `http://localhost` for a data directory. */
  readonly server: string;
  /** Sends any request to it, as its caller; refusals are answers. */
  readonly fetch: (request: Request) => Promise<Response>;
  /**
   * Waits for a call of the client.
   *
   * @returns the body of an answer that succeeded, and its headers
   * @throws BroadsheetError with the problems that the server names; `unavailable` if it cannot be reached
   */
  take<Data>(call: Promise<Answer<Data>>): Promise<{ readonly data: NonNullable<Data>; readonly headers: Headers }>;
  /** The same for an answer without a body. */
  done(call: Promise<Answer<unknown>>): Promise<void>;
}

/**
 * Opens the API of a server for a command that works on no data directory.
 *
 * @throws BroadsheetError `invalid-request` for options that do not go together, or an address that is none
 */
export function openServer(options: TargetOptions & { readonly requestTimeout?: number | undefined }): Remote {
  const target = findTarget(options, usualServer);
  if (!("server" in target))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: "only a server can do this, not a data directory",
      seen: target.dataDir,
      allowed: "--server https://… or --profile NAME",
    });
  return openClient(target, { fetch: openFetch(target, options) });
}

/**
 * Opens an API by what sends its requests: the network, or an application in this process.
 *
 * @throws BroadsheetError `invalid-request` for an address that is none
 */
export function openClient(
  { server: given }: { readonly server: string },
  { fetch }: { readonly fetch: (request: Request) => Promise<Response> },
): Remote {
  const server = assertServer(given, "--server");
  const answered = async <Data>(call: Promise<Answer<Data>>): Promise<Answer<Data>> => {
    const answer = await call.catch((cause: unknown) => {
      throw explain(cause, server);
    });
    if (!answer.response.ok) throw refusalOf(answer.response, answer.error, server);
    return answer;
  };
  return {
    client: createClient({ server, fetch }),
    server,
    fetch: (request) =>
      fetch(request).catch((cause: unknown) => {
        throw explain(cause, server);
      }),
    async take(call) {
      const { data, error, response } = await answered(call);
      if (data === undefined || data === null) throw refusalOf(response, error, server);
      return { data, headers: response.headers };
    },
    async done(call) {
      await answered(call);
    },
  };
}

/** Why there is no answer, or none that can be read. */
function explain(cause: unknown, server: string): unknown {
  // What a command itself stopped, and errors of ours.
  if (cause instanceof BroadsheetError || (cause instanceof Error && cause.name === "AbortError")) return cause;
  if (cause instanceof SyntaxError)
    return new BroadsheetError(
      "unavailable",
      { code: "server-refused", message: `${server} answers, but not as Broadsheet does`, seen: server },
      { cause },
    );
  return new BroadsheetError(
    "unavailable",
    {
      code: "server-unreachable",
      message: `${server} does not answer${reasonOf(cause)}`,
      seen: server,
      hint: "is it running? broadsheet serve starts one; --server, --profile or BROADSHEET_SERVER name another",
    },
    { cause },
  );
}

/** What the network says: a name without an address, a certificate that is not trusted. */
function reasonOf(cause: unknown): string {
  const reason = cause instanceof Error && cause.cause instanceof Error ? cause.cause : undefined;
  const said = (reason as NodeJS.ErrnoException | undefined)?.code ?? reason?.message ?? "";
  return said === "" ? "" : `: ${said}`;
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
  // API Gateway's own answers are `{"message": "Forbidden"}`.
  const { message } = (typeof error === "object" && error !== null ? error : {}) as { readonly message?: unknown };
  const said = typeof message === "string" ? message : error;
  const words = detail ?? (typeof said === "string" && said !== "" ? said.slice(0, 200) : statusText);
  const whoYouAre = { hint: "broadsheet login, --token-file or BROADSHEET_TOKEN say who you are" };
  const otherwise: Problem = {
    code: "server-refused",
    message: `${server} answered ${status}: ${words}`,
    seen: status,
    ...(status === 401 && whoYouAre),
  };
  const listed = (problems ?? [])
    .map(readProblem)
    .map((problem) => (status === 401 && problem.hint === undefined ? { ...problem, ...whoYouAre } : problem));
  const all = listed.length > 0 ? listed : otherwise;
  return status === 401 || status === 403
    ? new ExitError({ exitCode: exitCodes.notAllowed, heading: status === 401 ? "unauthorized" : "forbidden" }, all)
    : new BroadsheetError(kind, all);
}
