import { retrying } from "../../client/create-client.ts";
import { BroadsheetError } from "../../core/errors.ts";
import type { Target } from "./find-target.ts";

/** How long a server may take until it begins to answer, seconds; `Prefer: wait` may last 25. */
const usualTimeout = 60;

/** Redirects of one request, at most. */
const mostHops = 3;

type Fetch = (request: Request) => Promise<Response>;

const send: Fetch = (request) => fetch(request);

/**
 * What sends requests to a server: with its caller's token or signature, again if the network loses them, and to
 * another address without either.
 */
export function openFetch(
  target: Extract<Target, { readonly server: string }>,
  { requestTimeout = usualTimeout }: { readonly requestTimeout?: number | undefined },
): Fetch {
  const { origin } = new URL(target.server);
  const identify = identifier(target);
  const patient = retrying({
    tries: 4,
    async fetch(request) {
      // Redirects are followed here: a signed link to a store must get neither token nor signature.
      const asked = new Request(request, { redirect: "manual" });
      let answer = await identify(asked, send);
      let from = request.url;
      for (let hop = 0; hop < mostHops; hop += 1) {
        const location = [301, 302, 303, 307, 308].includes(answer.status) ? answer.headers.get("location") : null;
        if (location === null || request.method !== "GET") break;
        from = new URL(location, from).href;
        await answer.body?.cancel();
        const next = new Request(from, { redirect: "manual", signal: request.signal, headers: kept(request.headers) });
        answer = new URL(from).origin === origin ? await identify(next, send) : await send(next);
      }
      return answer;
    },
  });
  return (request) => inTime(request, patient, requestTimeout, target.server);
}

/** Of the headers, those that say what is wanted and not who wants it. */
function kept(headers: Headers): Headers {
  const some = new Headers();
  for (const name of ["accept", "range", "if-none-match"]) {
    const value = headers.get(name);
    if (value !== null) some.set(name, value);
  }
  return some;
}

/** All tries together; only until the answer begins, since a large one may take its time. */
async function inTime(request: Request, patient: Fetch, seconds: number, server: string): Promise<Response> {
  const stop = new AbortController();
  const late = setTimeout(() => stop.abort(), seconds * 1000);
  try {
    return await patient(new Request(request, { signal: AbortSignal.any([request.signal, stop.signal]) }));
  } catch (cause) {
    if (!stop.signal.aborted || request.signal.aborted) throw cause;
    throw new BroadsheetError(
      "unavailable",
      {
        code: "server-too-slow",
        message: `${server} did not answer within ${seconds} s`,
        seen: server,
        hint: "--request-timeout SECONDS waits longer",
      },
      { cause },
    );
  } finally {
    clearTimeout(late);
  }
}

/** Says who asks, in the way of the profile. What that needs is loaded for the first request. */
function identifier({
  server,
  profile,
  token,
  name = server,
}: Extract<Target, { readonly server: string }>): (request: Request, send: Fetch) => Promise<Response> {
  const { token: source, sigv4, oidc } = profile;
  if (sigv4 !== undefined) {
    let signer: Promise<(request: Request) => Promise<Request>> | undefined;
    return async (request, send) => {
      signer ??= import("./profile/sign-requests.ts").then(({ openRequestSigner }) => openRequestSigner(server, sigv4));
      return await send(await (await signer)(request));
    };
  }
  if (oidc !== undefined)
    return async (request, send) => {
      const { takeToken } = await import("./profile/kept-tokens.ts");
      const again = request.clone();
      const answer = await send(bearing(request, await takeToken(server, oidc, name)));
      if (answer.status !== 401) return answer;
      // A provider may end a token before its time.
      await answer.body?.cancel();
      return await send(bearing(again, await takeToken(server, oidc, name, true)));
    };
  if (source === undefined)
    return async (request, send) => await send(token === undefined ? request : bearing(request, token));
  let read: Promise<string> | undefined;
  return async (request, send) => {
    const { readToken } = await import("./profile/read-token.ts");
    return await send(bearing(request, await (read ??= readToken(source))));
  };
}

function bearing(request: Request, token: string): Request {
  const headers = new Headers(request.headers);
  headers.set("authorization", `Bearer ${token}`);
  return new Request(request, { headers });
}
