import { showControlsInLines } from "../../core/wording/show-controls.ts";
import { findTarget } from "../remote/find-target.ts";
import { write } from "./remote/print-answer.ts";

export interface HealthOptions {
  readonly server?: string;
  /** Seconds, as typed. */
  readonly timeout: string;
  readonly json?: boolean;
}

/** The server that `serve` starts by default. */
const usualServer = "http://localhost:8080";

/** Longest answer that is read, bytes: that of a server is far shorter, and something else may listen there. */
const longestAnswer = 64 * 1024;

/**
 * `broadsheet health`: whether a server answers, in one line; for probes of containers and load balancers. It needs and
 * sends no token.
 *
 * @returns whether it is healthy
 * @throws BroadsheetError `invalid-request` for an address that is none
 */
export async function checkHealth({ server, timeout, json }: HealthOptions): Promise<boolean> {
  const target = findTarget({ server }, usualServer);
  const address = "server" in target ? target.server : usualServer;
  const answer = await ask(address, Number(timeout) * 1000);
  const healthy = "engine" in answer;
  if (json === true) await write(`${JSON.stringify({ server: address, healthy, ...answer })}\n`);
  else if (healthy) await write(showControlsInLines(`${address} is healthy: engine ${answer.engine.slice(0, 12)}\n`));
  else process.stderr.write(showControlsInLines(`${address} is not healthy: ${answer.reason}\n`));
  return healthy;
}

async function ask(
  address: string,
  timeoutMs: number,
): Promise<{ readonly engine: string } | { readonly reason: string }> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const response = await fetch(`${address.replace(/\/$/, "")}/health`, { signal, redirect: "manual" });
    if (!response.ok) return { reason: `it answers ${response.status}` };
    const { status, engine } = read(await textOf(response));
    return status === "ok" && typeof engine === "string" ? { engine } : { reason: "something else answers there" };
  } catch (error) {
    const { name, message, cause } = error as Error;
    if (name === "TimeoutError") return { reason: `no answer within ${timeoutMs / 1000} s` };
    const { code } = (cause ?? {}) as { readonly code?: string };
    return { reason: `it cannot be reached (${code ?? message})` };
  }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > longestAnswer) return "";
  }
  return Buffer.concat(chunks).toString();
}

function read(text: string): { readonly status?: unknown; readonly engine?: unknown } {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null ? value : {};
  } catch {
    return {};
  }
}
