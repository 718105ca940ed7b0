import { STATUS_CODES } from "node:http";
import type { Duplex } from "node:stream";
import type { Problem } from "../../core/errors.ts";
import { problemDetails, type ProblemKind } from "../../http/problem-details.ts";

/** Bytes of the request line and all headers that Node takes. */
const headerLimit = 16 * 1024;

/** What Node's parser calls a fault → the answer to its sender. */
const faults: Readonly<Record<string, { readonly kind: ProblemKind; readonly problem: Problem }>> = {
  HPE_INVALID_METHOD: { kind: "invalid-request", problem: { code: "unknown-method", message: "the request's method is not one that HTTP knows", allowed: ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS"] } },
  HPE_HEADER_OVERFLOW: { kind: "header-too-large", problem: { code: "header-too-large", message: "the address and the headers of the request are too large together", allowed: `at most ${headerLimit} bytes` } },
  ERR_HTTP_REQUEST_TIMEOUT: { kind: "request-timeout", problem: { code: "request-timeout", message: "the request did not arrive in time" } },
};

/**
 * Answers a request that Node's parser refuses, before the application sees it, with problem details as all others, and ends
 * the connection: what follows on it cannot be told apart from the rest of the request.
 */
export function answerClientError(error: NodeJS.ErrnoException & { readonly rawPacket?: Buffer }, socket: Duplex): void {
  if (error.code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const { kind, problem } = faults[error.code ?? ""] ?? {
    kind: "invalid-request",
    problem: { code: "malformed-request", message: "the request is not readable HTTP", seen: error.code },
  };
  // The method is the first word of what came.
  const word = problem.code === "unknown-method" ? /^[!-~]{1,40}(?= )/.exec(error.rawPacket?.subarray(0, 100).toString("latin1") ?? "")?.[0] : undefined;
  const details = problemDetails(kind, problem.message, [word === undefined ? problem : { ...problem, seen: word }]);
  const body = JSON.stringify(details);
  const head = [
    `HTTP/1.1 ${details.status} ${STATUS_CODES[details.status] ?? ""}`,
    "content-type: application/problem+json",
    `content-length: ${Buffer.byteLength(body)}`,
    "cache-control: no-store",
    "x-content-type-options: nosniff",
    "connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
