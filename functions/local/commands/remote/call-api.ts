import { BroadsheetError } from "../../../core/errors.ts";
import { type ApiCaller, openApiCaller } from "../../open-api-caller.ts";
import { checkOut } from "../../check-out.ts";
import { refusalOf } from "../../remote/open-client.ts";
import type { TargetOptions } from "../../remote/find-target.ts";
import { writeWholeFile } from "../../write-pdf-file.ts";
import { readFileInto } from "../../inputs/read-input.ts";
import { write } from "./print-answer.ts";

export interface ApiCallOptions extends TargetOptions {
  readonly input?: string;
  readonly query: readonly string[];
  readonly header: readonly string[];
  readonly paginate?: boolean;
  readonly out?: string;
  readonly include?: boolean;
  readonly json?: boolean;
  readonly requestTimeout?: number;
}

/** Media types by the end of a file's name; anything else is JSON. */
const mediaTypes: Readonly<Record<string, string>> = {
  csv: "text/csv",
  tsv: "text/tab-separated-values",
  ndjson: "application/x-ndjson",
  parquet: "application/vnd.apache.parquet",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  zip: "application/zip",
};

/** Of a data directory, GETs that only a server answers. */
const needsServer = /\/(?:events|pages|picture|files|words|uploads|webhooks|deliveries|schedule|unsubscribed)\b/;

/**
 * `broadsheet api`: sends one request and prints the answer as it is: bytes, or JSON, which a terminal gets in lines. A
 * refusal is printed too, and its words go to stderr.
 *
 * @throws BroadsheetError with the server's problems
 */
export async function callApi(method: string, path: string, options: ApiCallOptions): Promise<void> {
  checkOut(options.out);
  const url = addressOf(path, options.query);
  if (options.paginate === true && method !== "GET")
    throw new BroadsheetError("invalid-request", {
      code: "invalid-option",
      message: `--paginate is for GET, not ${method}`,
      seen: method,
      allowed: "GET",
    });
  const headers = headersOf(options.header);
  const input = options.input === undefined ? undefined : await readFileInto(options.input, "--input");
  if (input !== undefined && !headers.has("content-type"))
    headers.set("content-type", mediaTypes[options.input!.split(".").at(-1)!.toLowerCase()] ?? "application/json");
  const api = await openApiCaller({ ...options, works: method !== "GET" || needsServer.test(path) });
  try {
    const send = async (target: string): Promise<Response> =>
      await api.fetch(
        new Request(`${api.server}${target}`, { method, headers, ...(input !== undefined && { body: input }) }),
      );
    const answer = await send(url);
    if (options.include === true) await write(headOf(answer));
    if (!answer.ok) await refuse(answer, api, options.json === true);
    if (options.paginate === true) await printPages(answer, send, options.out);
    else await print(answer, options.out);
  } finally {
    await api.close();
  }
}

/** @throws BroadsheetError `invalid-request` for what is no path, or a query parameter without a value */
function addressOf(path: string, query: readonly string[]): string {
  if (!path.startsWith("/") || path.startsWith("//"))
    throw new BroadsheetError("invalid-request", {
      code: "invalid-path",
      message: `"${path}" is not a path of the API`,
      seen: path,
      allowed: "a path that begins with /, such as /reports",
    });
  const url = new URL(path, "http://localhost");
  for (const word of query) {
    const at = word.indexOf("=");
    if (at < 1) throw invalidPair("--query", word, "key=value");
    url.searchParams.append(word.slice(0, at), word.slice(at + 1));
  }
  return `${url.pathname}${url.search}`;
}

function headersOf(words: readonly string[]): Headers {
  const headers = new Headers();
  for (const word of words) {
    const [, name, value] = /^([\w!#$%&'*+.^`|~-]+):\s*(.*)$/.exec(word) ?? [];
    if (name === undefined) throw invalidPair("--header", word, "Name: value");
    if (name.toLowerCase() === "authorization")
      throw new BroadsheetError("invalid-request", {
        code: "secret-on-command-line",
        message: "--header Authorization is refused: other users of the machine would have the secret",
        allowed: "--token-file FILE, the variable BROADSHEET_TOKEN, or a profile (broadsheet login)",
      });
    headers.append(name, value!);
  }
  return headers;
}

function invalidPair(option: string, word: string, form: string): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "invalid-option",
    message: `${option} takes ${form}, not "${word}"`,
    seen: word,
    allowed: form,
  });
}

function headOf({ status, statusText, headers }: Response): string {
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  return `HTTP ${status} ${statusText}\n${lines.join("\n")}\n\n`;
}

/** A script has the server's problem details on stdout; `--json` has them as the other commands do, and only them. */
async function refuse(answer: Response, { server }: ApiCaller, json: boolean): Promise<never> {
  const text = await answer.text();
  if (!json) await write(text.endsWith("\n") || text === "" ? text : `${text}\n`);
  let body: unknown = text;
  try {
    body = JSON.parse(text);
  } catch {
    // Another program than Broadsheet answered.
  }
  throw refusalOf(answer, body, server);
}

const isJson = (answer: Response): boolean => /\bjson\b/.test(answer.headers.get("content-type") ?? "");

async function print(answer: Response, out: string | undefined): Promise<void> {
  if (out !== undefined && out !== "-") return await writeWholeFile(out, answer.body ?? new Uint8Array());
  const terminal = process.stdout.isTTY === true && out !== "-";
  const type = answer.headers.get("content-type") ?? "";
  if (terminal && isJson(answer) && !type.includes("ndjson"))
    return await write(`${JSON.stringify(await answer.json(), null, 2)}\n`);
  if (terminal && answer.body !== null && !/^text\/|json|xml/.test(type))
    throw new BroadsheetError("invalid-request", {
      code: "binary-on-terminal",
      message: `the answer is ${type || "binary"}, which a terminal cannot show`,
      hint: "--out FILE writes it to a file, --out - to standard output all the same",
    });
  for await (const chunk of answer.body ?? []) await write(chunk);
}

/** Merges the pages: the list that each has becomes one, and the cursors go. */
async function printPages(
  first: Response,
  send: (path: string) => Promise<Response>,
  out: string | undefined,
): Promise<void> {
  const merged: Record<string, unknown> = {};
  for (let answer = first; ;) {
    if (!isJson(answer)) throw noList(answer.headers.get("content-type"));
    const { next, lookedBackTo: _, ...page } = (await answer.json()) as Record<string, unknown>;
    for (const [member, value] of Object.entries(page)) {
      const before = merged[member];
      merged[member] = Array.isArray(before) && Array.isArray(value) ? [...before, ...(value as unknown[])] : value;
    }
    if (typeof next !== "string") break;
    answer = await send(next);
    if (!answer.ok) throw refusalOf(answer, await answer.json().catch(() => ""), "the server");
  }
  const text = `${JSON.stringify(merged, null, 2)}\n`;
  if (out !== undefined && out !== "-") await writeWholeFile(out, Buffer.from(text));
  else await write(text);
}

function noList(type: string | null): BroadsheetError {
  return new BroadsheetError("invalid-request", {
    code: "no-list",
    message: "--paginate is for lists, and this answer is none",
    seen: type,
    allowed: "application/json",
  });
}
