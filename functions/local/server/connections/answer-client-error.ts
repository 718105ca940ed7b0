import { type IncomingMessage, STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Problem } from "../../../core/errors.ts";
import { problemDetails, type ProblemDetails, type ProblemKind } from "../../../http/problem-details.ts";

/** Node's limit for the request line and all headers, bytes. */
const headerLimit = 16 * 1024;

/** Error code of Node's parser → the response. */
const faults: Readonly<Record<string, { readonly kind: ProblemKind; readonly problem: Problem }>> = {
  HPE_INVALID_METHOD: {
    kind: "invalid-request",
    problem: {
      code: "unknown-method",
      message: "the request's method is not one that HTTP knows",
      allowed: ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"],
    },
  },
  HPE_HEADER_OVERFLOW: {
    kind: "header-too-large",
    problem: {
      code: "header-too-large",
      message: "the address and the headers of the request are too large together",
      allowed: `at most ${headerLimit} bytes`,
    },
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    kind: "request-timeout",
    problem: { code: "request-timeout", message: "the request did not arrive in time" },
  },
};

/**
 * Answers a request that Node's parser refuses, before the application sees it, with the usual problem details. Then
 * ends the connection, since whatever follows cannot be distinguished from the rest of the request.
 */
export function answerClientError(
  error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer },
  socket: Duplex,
): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { kind, problem } = faults[error.code ?? ""] ?? {
    kind: "invalid-request",
    problem: { code: "malformed-request", message: "the request is not readable HTTP", seen: error.code },
  };
  // The method is the first word received.
  const word =
    problem.code === "unknown-method"
      ? /^[!-~]{1,40}(?= )/.exec(error.rawPacket?.subarray(0, 100).toString("latin1") ?? "")?.[0]
      : undefined;
  writeProblem(
    socket,
    problemDetails(kind, problem.message, [word === undefined ? problem : { ...problem, seen: word }]),
  );
}

/** Answers `CONNECT`, which asks for a tunnel: this service is no proxy. */
export function answerConnect(_: IncomingMessage, socket: Duplex): void {
  const message = "this service is no proxy";
  socket.on("error", () => socket.destroy());
  writeProblem(
    socket,
    problemDetails("method-not-allowed", message, [{ code: "method-not-allowed", message, seen: "CONNECT" }]),
    ["allow: GET, HEAD, POST, PUT, DELETE"],
  );
}

function writeProblem(socket: Duplex, details: ProblemDetails, headers: readonly string[] = []): void {
  const body = JSON.stringify(details);
  const head = [
    `HTTP/1.1 ${details.status} ${STATUS_CODES[details.status] ?? ""}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "connection: close",
    ...headers,
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
