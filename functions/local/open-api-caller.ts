import { machineTimeZones } from "../adapters/machine-time-zones.ts";
import { lockDataDirectory } from "../adapters/lock-data-directory.ts";
import { openStore } from "../adapters/open-store.ts";
import { openScratchFolder } from "../adapters/scratch-folder.ts";
import { systemClock } from "../adapters/system-clock.ts";
import { BroadsheetError, type ErrorKind, errorKinds, type Problem, type Where } from "../core/errors.ts";
import type { Logger } from "../core/ports.ts";
import type { PublicationWorld } from "../core/publication/publication-world.ts";
import { engineDigest } from "../engine-digest.ts";
import { createApp } from "../http/create-app.ts";
import { seedTemplate } from "../seed/seed-template.ts";

export interface ApiOptions {
  /** Address of a running server; absent: the data directory itself, which no server may be using. */
  readonly server?: string | undefined;
  readonly token?: string | undefined;
  readonly dataDir: string;
  /** Templates to publish in the data directory first, by name. */
  readonly templates: ReadonlyMap<string, string>;
}

/** Calls the API of a server, or that of a data directory in this process. */
export interface ApiCaller {
  /**
   * @param body sent as JSON
   * @returns the body of the answer
   * @throws BroadsheetError with the problems that the API names; `unavailable` if there is no server
   */
  call(method: "GET" | "PUT" | "POST", path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Readonly<Record<string, unknown>>>;
  close(): Promise<void>;
}

/**
 * @throws BroadsheetError `invalid-request` for an address that is none; `conflict` if a server uses the data directory
 */
export async function openApiCaller({ server, token, dataDir, templates }: ApiOptions): Promise<ApiCaller> {
  if (server !== undefined) return callerOf(server, token, (url, init) => fetch(url, init), async () => {});
  const lock = await lockDataDirectory(dataDir).catch((error: unknown) => {
    throw error instanceof BroadsheetError && error.problems[0]?.code === "data-directory-in-use" ? inUse(error) : error;
  });
  try {
    const store = await openStore(dataDir);
    for (const [name, folder] of templates) await seedTemplate(store, name, folder);
    const own = { store, clock: systemClock, logger: silent, engine: engineDigest(), newToken: () => crypto.randomUUID(), run: lock.run, openScratch: () => openScratchFolder() };
    // What is claimed here is rendered by the next server.
    const world: PublicationWorld = { ...own, zones: machineTimeZones, claimed: () => {} };
    const app = createApp({ ...world, suggestsNames: true, settle: async () => {}, checkTemplate: noRenderer, runQuery: noRenderer, seedSamples: noRenderer, publications: world });
    return await callerOf("http://localhost", undefined, async (url, init) => app.request(url, init), () => lock.release());
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** What only a server does. */
async function noRenderer(): Promise<never> {
  throw new BroadsheetError("unavailable", { code: "no-server", message: "only a server can do this", hint: "start one with broadsheet serve, and add --server http://localhost:8080" });
}

const silent: Logger = { info: () => {}, warn: () => {}, error: () => {} };

async function callerOf(server: string, token: string | undefined, send: (url: string, init: RequestInit) => Promise<Response>, close: () => Promise<void>): Promise<ApiCaller> {
  if (!URL.canParse(server) || !/^https?:$/.test(new URL(server).protocol)) throw new BroadsheetError("invalid-request", { code: "invalid-option", message: `--server takes the address of a server, not "${server}"`, seen: server, allowed: "http://localhost:8080" });
  return {
    async call(method, path, body, headers = {}) {
      const json = body === undefined ? {} : { "content-type": "application/json" };
      const authorization = token === undefined ? {} : { authorization: `Bearer ${token}` };
      const init = { method, headers: { accept: "application/json", ...json, ...authorization, ...headers }, ...(body !== undefined && { body: JSON.stringify(body) }) };
      const response = await send(`${server.replace(/\/+$/, "")}${path}`, init).catch((cause: unknown) => {
        throw new BroadsheetError("unavailable", { code: "no-server", message: `no server answers at ${server}`, seen: server, hint: "start one with broadsheet serve" }, { cause });
      });
      const text = await response.text();
      const answer = parseAnswer(text);
      if (response.ok && answer !== undefined) return answer;
      throw refusalOf(response.status, answer ?? {}, server);
    },
    close,
  };
}

function parseAnswer(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>) : undefined;
  } catch {
    return undefined;
  }
}

/** The error of problem details (RFC 9457): the same that this program would throw itself. */
function refusalOf(status: number, { type, detail, problems }: Readonly<Record<string, unknown>>, server: string): BroadsheetError {
  const named = String(type ?? "").split(":").at(-1) ?? "";
  const kind = Object.hasOwn(errorKinds, named) ? (named as ErrorKind) : status >= 500 ? "unavailable" : "invalid-request";
  const entries = Array.isArray(problems) ? (problems as readonly (Problem & Where)[]) : [];
  if (entries.length === 0) return new BroadsheetError(kind, { code: named || "not-broadsheet", message: typeof detail === "string" ? detail : `${server} answered ${status}, but not as Broadsheet does`, seen: status });
  return new BroadsheetError(kind, entries.map(({ code, message, seen, allowed, hint, ...where }) => ({ code, message, seen, allowed, hint, where })));
}

function inUse({ kind, problems }: BroadsheetError): BroadsheetError {
  return new BroadsheetError(kind, problems.map((problem) => ({ ...problem, hint: "Add --server http://localhost:8080 to ask that server, or choose another folder with --data-dir." })));
}
