import { createWriteStream } from "node:fs";
import type { IncomingMessage } from "node:http";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { BroadsheetError } from "../core/errors.ts";
import { sha256 } from "../core/json/canonical-json.ts";
import type { DatasetFormat } from "../core/report/dataset/dataset.ts";
import { hasPackedSlash } from "../core/service/source/door/parse-source.ts";
import type { Fetched, FetchOptions } from "../core/service/source/fetched.ts";
import type { SourceDefinition } from "../core/service/source/source.ts";
import { type GetAnswer, guardedGet } from "../adapters/network/guarded-get.ts";
import type { HttpConnection } from "./connections.ts";
import { readCertificates, readSecret } from "./read-secret.ts";
import { refuseSource, tooMuch, tooSlow } from "./refuse-source.ts";

const endings: Readonly<Record<string, DatasetFormat>> = {
  csv: "csv",
  tsv: "tsv",
  json: "json",
  ndjson: "ndjson",
  jsonl: "ndjson",
  parquet: "parquet",
  xlsx: "xlsx",
};
const mediaTypes: Readonly<Record<string, DatasetFormat>> = {
  "text/csv": "csv",
  "text/tab-separated-values": "tsv",
  "application/json": "json",
  "application/x-ndjson": "ndjson",
  "application/vnd.apache.parquet": "parquet",
  "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
};

/**
 * Fetches the file at an address below the place of a connection. With the ETag or the date of what came last, the
 * server says if it is the same still. No redirect is followed. An answer that does not say how long it is may have
 * broken off unseen, and is refused.
 *
 * @throws BroadsheetError `unavailable` if there is no answer, or one that may pass; `query-failed` for any other;
 *   `too-large`, `limit-exceeded` beyond the source's limits
 */
export async function fetchHttp(
  { connection, path = "", format, limits }: SourceDefinition,
  { base, headers, ca, local }: HttpConnection,
  { folder, last, signal }: FetchOptions,
): Promise<Fetched | "unchanged"> {
  const started = new Date().toISOString();
  const url = new URL(path, base);
  // The path was checked when the source was put; the place may have changed since.
  if (!url.href.startsWith(new URL(base).href) || hasPackedSlash(path))
    throw refuseSource("invalid-request", connection, {
      code: "invalid-source-path",
      message: `The path leads out of the place of the connection`,
      where: { pointer: "/path" },
      seen: path,
    });
  // The whole address: an ETag says nothing of a file at another, to which the operator may have led the connection.
  const query = sha256(url.href);
  const deadline = AbortSignal.timeout(limits.minutes * 60_000);
  const isLate = (): boolean => deadline.aborted;
  const answer = await guardedGet(
    url,
    { ...(await secretHeaders(headers, connection)), ...conditions(last?.query === query ? last : undefined) },
    {
      allowLocal: local,
      ...(ca !== undefined && { ca: await readCertificates(ca, connection) }),
      signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
    },
  );
  if ("fault" in answer) {
    if (isLate()) throw tooSlow(connection, limits.minutes);
    throw unreachable(connection, answer.fault);
  }
  if (answer.status === 304 && last !== undefined) {
    answer.body.destroy();
    return "unchanged";
  }
  refuseAnswer(answer, connection, path, limits.bytes);
  const file = join(folder, "fetched");
  const bytes = await receive(answer.body, file, connection, limits.bytes).catch((error: unknown) => {
    throw isLate() ? tooSlow(connection, limits.minutes, error) : error;
  });
  const { etag, "last-modified": modified } = answer.headers;
  return {
    file,
    format: formatOf(format, url.pathname, answer, connection),
    provenance: {
      engine: "http",
      connection,
      query,
      ...(etag !== undefined && { etag }),
      ...(modified !== undefined && { modified }),
      started,
      finished: new Date().toISOString(),
      bytes,
    },
  };
}

/** Writes a body to disk. @returns its length, bytes @throws BroadsheetError `too-large`, `unavailable` */
async function receive(body: IncomingMessage, file: string, connection: string, most: number): Promise<number> {
  let bytes = 0;
  const bounded = async function* (pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const piece of pieces) {
      bytes += piece.length;
      if (bytes > most) throw tooMuch(connection, "bytes", most, "too-large");
      yield piece;
    }
  };
  await pipeline(body, bounded, createWriteStream(file, { mode: 0o600 })).catch((error: unknown) => {
    throw error instanceof BroadsheetError ? error : unreachable(connection, "the answer broke off", error);
  });
  return bytes;
}

async function secretHeaders(headers: HttpConnection["headers"], connection: string): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers))
    found[name] = typeof value === "string" ? value : await readSecret(value, connection);
  return found;
}

function conditions(last: FetchOptions["last"]): Record<string, string> {
  if (last?.etag !== undefined) return { "if-none-match": last.etag };
  return last?.modified === undefined ? {} : { "if-modified-since": last.modified };
}

/** @throws BroadsheetError for an answer that holds no file, or one without a length */
function refuseAnswer(answer: Exclude<GetAnswer, { fault: string }>, connection: string, path: string, most: number) {
  const { status, headers, body } = answer;
  const refuse = (error: Error): never => {
    body.destroy();
    throw error;
  };
  if (status >= 500 || status === 429 || status === 408) refuse(unreachable(connection, `the answer is ${status}`));
  if (status !== 200)
    refuse(
      refuseSource("query-failed", connection, {
        code: "source-answered",
        message: `The address answers ${status}${status >= 300 && status < 400 ? ", which leads elsewhere" : ""}`,
        where: { pointer: "/path", name: connection },
        seen: status,
        allowed: 200,
        ...(status >= 300 && status < 400 && { hint: "no redirect is followed: name the address itself" }),
        ...((status === 401 || status === 403) && { hint: "the operator's connection has the headers that are sent" }),
        ...(status === 404 && { hint: `look for ${path} at the place of the connection` }),
      }),
    );
  const { "content-length": length, "transfer-encoding": transfer, "content-encoding": encoding } = headers;
  if (encoding !== undefined && encoding !== "identity")
    refuse(
      refuseSource("query-failed", connection, {
        code: "source-answered",
        message: `The answer is compressed (${encoding}), which was not asked for`,
        seen: encoding,
      }),
    );
  if (length === undefined && transfer !== "chunked")
    refuse(
      refuseSource("query-failed", connection, {
        code: "source-answered",
        message: "The answer states no length, so one that was cut off would look complete",
        allowed: "Content-Length or chunks",
      }),
    );
  if (Number(length ?? 0) > most) refuse(tooMuch(connection, "bytes", most, "too-large"));
}

function formatOf(
  given: DatasetFormat | undefined,
  path: string,
  { headers }: Exclude<GetAnswer, { fault: string }>,
  connection: string,
): DatasetFormat {
  const ending = /\.([a-z0-9]+)(?:\.gz)?$/i.exec(path)?.[1]?.toLowerCase() ?? "";
  const type = headers["content-type"]?.split(";")[0]?.trim().toLowerCase() ?? "";
  const found = given ?? endings[ending] ?? mediaTypes[type];
  if (found !== undefined) return found;
  throw refuseSource("query-failed", connection, {
    code: "unknown-format",
    message: "Neither the path nor the answer says which format the file has",
    where: { pointer: "/format" },
    seen: type,
    allowed: [...new Set(Object.values(endings))],
    hint: "say it: format: csv",
  });
}

function unreachable(connection: string, fault: string, cause?: unknown): Error {
  return refuseSource(
    "unavailable",
    connection,
    { code: "source-unreachable", message: `The source of the connection "${connection}" cannot be read: ${fault}` },
    cause,
  );
}
