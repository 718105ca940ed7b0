import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { getRequestListener } from "@hono/node-server";
import { BroadsheetError } from "../../../core/errors.ts";
import { findBadRequest, sendProblem, unmetExpectation } from "./answer-bad-request.ts";
import { answerClientError, answerConnect } from "./answer-client-error.ts";
import { lingerAfter } from "./linger.ts";

export interface Listener {
  /** `http://localhost:8080`, without a final slash. */
  readonly url: string;
  /**
   * Accepts no more connections, closes idle ones, and closes the others when they are done or after a second and a
   * half.
   */
  close(): Promise<void>;
}

/** Connections that wait to be accepted while the process is busy; the system has a limit of its own. */
const mostWaiting = 4_096;

/** Time for requests to finish when the server closes, ms. */
const closeMs = 1_500;

const loopback = new Set(["localhost", "127.0.0.1", "::1"]);

/** Whether only this machine can reach an address. */
export function isLoopback(host: string): boolean {
  return loopback.has(host);
}

/**
 * Serves an application on a TCP port.
 *
 * @param port 0 takes any free one
 * @throws BroadsheetError `conflict` if the port is taken, `invalid-request` if the address cannot be used
 */
export async function listen(
  fetch: (request: Request) => Response | Promise<Response>,
  host: string,
  port: number,
): Promise<Listener> {
  // Node would refuse some requests itself, without a body; we answer those and say what is wrong.
  const answer = getRequestListener(fetch, { overrideGlobalObjects: false, autoCleanupIncoming: false });
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    lingerAfter(request, response);
    const problem = findBadRequest(request);
    if (problem === undefined) void answer(request, response);
    else sendProblem(response, problem);
  });
  server.on(
    "checkExpectation",
    (request, response) => void sendProblem(response, unmetExpectation(request.headers.expect ?? "")),
  );
  server.on("connect", answerConnect);
  // A client may close its direction when it has sent its request, and read then.
  Object.assign(server, { httpAllowHalfOpen: true });
  // A client that trickles its request must not hold a connection for ever.
  server.requestTimeout = 60_000;
  server.on("clientError", answerClientError);
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once("error", (error) => reject(explain(error, host, port)));
  server.listen({ host, port, backlog: mostWaiting }, resolve);
  await promise;
  const { port: taken } = server.address() as AddressInfo;
  const name = isLoopback(host) && host !== "::1" ? "localhost" : host.includes(":") ? `[${host}]` : host;
  return {
    url: `http://${name}:${taken}`,
    close: () =>
      new Promise((done) => {
        const late = setTimeout(() => server.closeAllConnections(), closeMs);
        server.close(() => {
          clearTimeout(late);
          done();
        });
        server.closeIdleConnections();
      }),
  };
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
  if (error.code === "EADDRINUSE")
    return new BroadsheetError(
      "conflict",
      {
        code: "port-in-use",
        message: `port ${port} on ${host} is in use by another program`,
        seen: port,
        hint: "choose another with --port, or --port 0 for any free port",
      },
      { cause: error },
    );
  if (error.code === "EACCES" || error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new BroadsheetError(
      "invalid-request",
      {
        code: "address-unusable",
        message: `the server cannot listen on ${host}, port ${port}: ${error.code}`,
        seen: `${host}:${port}`,
        hint: "choose others with --host and --port; ports below 1024 need special rights",
      },
      { cause: error },
    );
  return error;
}
