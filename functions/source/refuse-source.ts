import { BroadsheetError, type ErrorKind } from "../core/errors.ts";
import { largestLimits } from "../core/service/source/source.ts";

/** A refusal of a source, with its connection. */
export function refuseSource(
  kind: ErrorKind,
  connection: string,
  problem: { readonly code: string; readonly message: string; readonly [member: string]: unknown },
  cause?: unknown,
): BroadsheetError {
  return new BroadsheetError(kind, { where: { name: connection }, ...problem }, { cause });
}

/** The size of what came exceeds the source's limit. */
export function tooMuch(
  connection: string,
  what: "bytes" | "rows",
  allowed: number,
  kind: "too-large" | "limit-exceeded",
): BroadsheetError {
  return refuseSource(kind, connection, {
    code: `too-many-${what}`,
    message: `The source gives more than ${allowed} ${what}, its limit`,
    where: { pointer: `/limits/${what}` },
    allowed,
    hint:
      what === "rows"
        ? "choose or aggregate in the query"
        : allowed < largestLimits.bytes
          ? "fetch less, or raise the limit, or the host's (GET /capabilities, largestUpload)"
          : "fetch less: no limit is higher",
  });
}

/** The source took too long. */
export function tooSlow(connection: string, minutes: number, cause?: unknown): BroadsheetError {
  return refuseSource(
    "limit-exceeded",
    connection,
    {
      code: "source-too-slow",
      message: `The source took longer than ${minutes} ${minutes === 1 ? "minute" : "minutes"}, its limit`,
      where: { pointer: "/limits/minutes" },
      allowed: minutes,
    },
    cause,
  );
}
