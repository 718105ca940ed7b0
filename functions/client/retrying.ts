import { pause, retryAfterMs } from "./pause.ts";

export interface RetryOptions {
  /** What is repeated: a signing client, an application in this process. @default `fetch` */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
  /** Tries in all, at least 1. @default 5 */
  readonly tries?: number | undefined;
  /** Longest wait before another try, ms. A server that asks for more gets its answer handed on. @default 30000 */
  readonly longestWaitMs?: number | undefined;
  /** Called before each wait. @param reason what the last try gave */
  readonly onRetry?: ((reason: string, waitMs: number) => void) | undefined;
}

/** First wait, ms; the next ones are twice as long each. */
const firstWaitMs = 250;

/** Answers after which another try may succeed: too late, too much, and failures of gateways and services. */
const passing: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/**
 * POST requests that may be sent twice: the same content is the same report, batch or draft, and the rest only read.
 * An upload that is announced twice expires unused; one in parts is found again.
 */
const repeatable =
  /\/(?:reports|batches|batches\/preview|queries|previews|uploads(?:\/in-parts|\/[^/]+\/(?:parts|complete))?|templates\/[^/]+\/(?:choices|uploads))$/;

/** Creates a secret that is shown only once, so that the second answer would lack it. */
const secretive = /\/webhooks\/[^/]+$/;

/**
 * Makes a `fetch` that tries again what may be repeated: requests that the network lost, and answers that say that the
 * service is busy or failing. GET, PUT and DELETE are repeated, and those POSTs that give the same result twice; of the
 * others only what was answered 429, since nothing was done then. `Retry-After` is obeyed; otherwise each wait is twice
 * as long as the last, and a random part of it is left out, so that clients do not return all at once.
 *
 * A DELETE whose answer was lost may be answered 404 when it is repeated, and a PUT with `If-Match` 412: the first one
 * has done it.
 *
 * @example
 *   const client = createClient({ server: "https://reports.example", fetch: retrying() });
 *
 * @throws what the last try throws
 */
export function retrying({
  fetch = (request) => globalThis.fetch(request),
  tries = 5,
  longestWaitMs = 30_000,
  onRetry,
}: RetryOptions = {}): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let made = 1; ; made += 1) {
      const last = made >= tries;
      // A body can be read once.
      const answer = await fetch(last ? request : request.clone()).catch((error: unknown) => {
        if (last || request.signal.aborted || !isLost(error) || !mayRepeat(request)) throw error;
        return error;
      });
      const lost = answer instanceof Error;
      if (!lost && (last || !passes(answer) || !(answer.status === 429 || mayRepeat(request)))) return answer;
      const asked = lost ? undefined : retryAfterMs(answer.headers, Date.now());
      if (!lost && asked !== undefined && asked > longestWaitMs) return answer;
      const wait = asked ?? backoffMs(made, longestWaitMs);
      // The connection is free again only if its answer is read.
      if (!lost) await answer.body?.cancel();
      onRetry?.(lost ? reasonOf(answer) : `${answer.status}`, wait);
      await pause(wait, request.signal);
    }
  };
}

/** A 500 of Broadsheet itself is a damaged object or a fault of ours, which stay; one of a gateway may not. */
function passes({ status, headers }: Response): boolean {
  return (
    passing.has(status) ||
    (status === 500 && headers.get("content-type")?.startsWith("application/problem+json") !== true)
  );
}

/** `fetch` throws a TypeError for what the network lost; other errors are those of the function that was given. */
function isLost(error: unknown): error is Error {
  return error instanceof Error && error.name === "TypeError";
}

/** Whether sending a request twice does no more than sending it once. */
function mayRepeat({ method, url, headers }: Request): boolean {
  const { pathname } = new URL(url);
  // Each one renders again.
  if (headers.get("cache-control")?.toLowerCase().includes("no-cache") === true && method !== "GET") return false;
  if (method === "POST") return repeatable.test(pathname);
  return !(method === "PUT" && secretive.test(pathname));
}

function backoffMs(made: number, longest: number): number {
  const most = Math.min(longest, firstWaitMs * 2 ** (made - 1));
  return most / 2 + (Math.random() * most) / 2;
}

/** The cause of Node's `fetch failed` says more. */
function reasonOf(error: Error): string {
  return error.cause instanceof Error ? error.cause.message : error.message;
}
