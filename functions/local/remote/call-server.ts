import { BroadsheetError, type ErrorKind, errorKinds, type Problem } from "../../core/errors.ts";
import { readProblem } from "./read-problem.ts";

/** Which server a command talks to. */
export interface ServerOptions {
  /** Its address, without a final slash. */
  readonly server: string;
}

/**
 * Calls a server's API, with the token of BROADSHEET_TOKEN if there is one.
 *
 * @param path begins with a slash
 * @returns an answer that succeeded
 * @throws BroadsheetError with the problems that the server names; `unavailable` if it cannot be reached
 */
export async function callServer({ server }: ServerOptions, path: string, init: RequestInit = {}): Promise<Response> {
  const token = process.env["BROADSHEET_TOKEN"];
  const headers = { ...(init.headers as Readonly<Record<string, string>> | undefined), ...(token !== undefined && { authorization: `Bearer ${token}` }) };
  const address = `${server.replace(/\/+$/, "")}${path}`;
  if (!/^https?:\/\//.test(address)) throw new BroadsheetError("invalid-request", { code: "invalid-option", message: `--server takes an address such as http://localhost:8080, not "${server}"`, seen: server });
  const response = await fetch(address, { ...init, headers }).catch((cause: unknown) => {
    throw new BroadsheetError("unavailable", { code: "server-unreachable", message: `${server} does not answer`, seen: server, hint: "is it running? --server or BROADSHEET_SERVER name another" }, { cause });
  });
  if (response.ok) return response;
  throw await errorOf(response, server);
}

async function errorOf(response: Response, server: string): Promise<BroadsheetError> {
  const text = await response.text();
  const body = (response.headers.get("content-type")?.startsWith("application/problem+json") === true ? JSON.parse(text) : {}) as { readonly type?: string; readonly detail?: string; readonly problems?: readonly Readonly<Record<string, unknown>>[] };
  const kind = body.type?.split(":").at(-1) ?? "";
  const problems = (body.problems ?? []).map(readProblem);
  const otherwise: Problem = { code: "server-refused", message: `${server} answered ${response.status}: ${body.detail ?? (text.slice(0, 200) || response.statusText)}`, seen: response.status };
  return new BroadsheetError(Object.hasOwn(errorKinds, kind) ? (kind as ErrorKind) : response.status >= 500 ? "unavailable" : "invalid-request", problems.length > 0 ? problems : otherwise);
}
