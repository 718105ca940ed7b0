import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../functions/core/json/canonical-json.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { fetchHttp } from "../../functions/source/fetch-http.ts";
import { BroadsheetError } from "../../functions/core/errors.ts";
import type { SourceProvenance } from "../../functions/core/report/dataset/source/provenance.ts";
import { type SourceDefinition, usualLimits } from "../../functions/core/service/source/source.ts";

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

let answer: Answer;
let base: string;
const server = createServer((request, response) => answer(request, response));

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}/exports/`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

interface Asked {
  readonly change?: Partial<SourceDefinition>;
  readonly last?: Partial<SourceProvenance>;
  readonly local?: boolean;
  readonly place?: string;
  readonly ca?: string;
  readonly token?: string;
}

async function fetchAnswer(
  given: Answer,
  { change, last, local = true, place = base, ca, token = "Bearer abc" }: Asked = {},
) {
  answer = given;
  const scratch = await openScratchFolder();
  try {
    const definition: SourceDefinition = {
      engine: "http",
      connection: "web",
      path: "sales.csv",
      limits: usualLimits,
      ...change,
    };
    process.env["BROADSHEET_TEST_TOKEN"] = token;
    const headers = { authorization: { env: "BROADSHEET_TEST_TOKEN" }, "x-plain": "1" };
    const found = await fetchHttp(
      definition,
      { engine: "http", base: place, headers, local, ...(ca !== undefined && { ca }) },
      { folder: scratch.folder, last: last as SourceProvenance | undefined },
    );
    return found === "unchanged" || !("file" in found) ? found : { ...found, text: readFileSync(found.file, "utf8") };
  } finally {
    await scratch.dispose();
  }
}

const csv = "a,b\n1,2\n";
const send =
  (status: number, headers: Record<string, string>, body = csv): Answer =>
  (_, response) =>
    response.writeHead(status, { "content-length": String(Buffer.byteLength(body)), ...headers }).end(body);

test("a file comes with what tells whether it changes, and with the operator's headers", async () => {
  let seen: IncomingMessage | undefined;
  const found = await fetchAnswer((request, response) => {
    seen = request;
    send(200, { etag: '"v1"', "last-modified": "Mon, 02 Nov 2026 00:00:00 GMT" })(request, response);
  });
  expect(found).toMatchObject({ text: csv, format: "csv", provenance: { etag: '"v1"', bytes: 8, connection: "web" } });
  expect(seen).toMatchObject({
    url: "/exports/sales.csv",
    headers: { authorization: "Bearer abc", "x-plain": "1", "accept-encoding": "identity" },
  });
});

const conditional =
  (name: string, value: string): Answer =>
  (request, response) =>
    request.headers[name] === value ? response.writeHead(304).end() : send(200, {})(request, response);

test("what has not changed is not fetched again, by its ETag or else by its date", async () => {
  const modified = "Mon, 02 Nov 2026 00:00:00 GMT";
  const query = sha256(new URL("sales.csv", base).href);
  const sameTag = conditional("if-none-match", '"v1"');
  expect(await fetchAnswer(sameTag, { last: { query, etag: '"v1"', modified } })).toBe("unchanged");
  expect(await fetchAnswer(conditional("if-modified-since", modified), { last: { query, modified } })).toBe(
    "unchanged",
  );
  expect(await fetchAnswer(sameTag, { last: { query, etag: '"v0"' } })).toMatchObject({ text: csv });
  // The operator has led the connection elsewhere, where a file may have the same ETag.
  const elsewhere = sha256(new URL("sales.csv", "https://staging.example.org/exports/").href);
  expect(await fetchAnswer(sameTag, { last: { query: elsewhere, etag: '"v1"', modified } })).toMatchObject({
    text: csv,
  });
});

test("the format is said, or told by the path or the answer", async () => {
  const json = { "content-type": "application/json; charset=utf-8" };
  expect(await fetchAnswer(send(200, json), { change: { path: "query" } })).toMatchObject({ format: "json" });
  expect(await fetchAnswer(send(200, json), { change: { path: "a.tsv?x=1" } })).toMatchObject({ format: "tsv" });
  expect(await fetchAnswer(send(200, json), { change: { path: "a.csv.gz", format: "ndjson" } })).toMatchObject({
    format: "ndjson",
  });
});

const broken: readonly (readonly [string, Answer, Asked, string, string])[] = [
  ["an error of the server", send(503, {}), {}, "unavailable", "source-unreachable"],
  ["too many requests", send(429, {}), {}, "unavailable", "source-unreachable"],
  ["nothing there", send(404, {}), {}, "query-failed", "source-answered"],
  ["no right", send(403, {}), {}, "query-failed", "source-answered"],
  [
    "a redirect, also to this machine",
    send(302, { location: "http://127.0.0.1/" }),
    {},
    "query-failed",
    "source-answered",
  ],
  ["an empty success", (_, response) => response.writeHead(204).end(), {}, "query-failed", "source-answered"],
  [
    "a 304 that nobody asked for",
    (_, response) => response.writeHead(304).end(),
    {},
    "query-failed",
    "source-answered",
  ],
  ["a packed answer", send(200, { "content-encoding": "gzip" }), {}, "query-failed", "source-answered"],
  ["no format", send(200, {}), { change: { path: "sales" } }, "query-failed", "unknown-format"],
  [
    "an answer without a length, whose end cannot be told",
    (_, response) => {
      response.shouldKeepAlive = false;
      response.useChunkedEncodingByDefault = false;
      response.writeHead(200, { connection: "close" });
      response.end(csv);
    },
    {},
    "query-failed",
    "source-answered",
  ],
  [
    "an answer that breaks off",
    (_, response) => {
      response.writeHead(200, { "content-length": "100" });
      response.write(csv);
      setTimeout(() => response.destroy(), 20);
    },
    {},
    "unavailable",
    "source-unreachable",
  ],
  [
    "chunks that break off",
    (_, response) => {
      response.writeHead(200);
      response.write(csv);
      setTimeout(() => response.destroy(), 20);
    },
    {},
    "unavailable",
    "source-unreachable",
  ],
  [
    "more bytes than it says",
    (_, response) => {
      response.writeHead(200);
      response.end("x".repeat(2000));
    },
    { change: { limits: { ...usualLimits, bytes: 1000 } } },
    "too-large",
    "too-many-bytes",
  ],
  [
    "a length beyond the limit",
    send(200, {}),
    { change: { limits: { ...usualLimits, bytes: 7 } } },
    "too-large",
    "too-many-bytes",
  ],
  [
    "bytes that come for ever",
    (_, response) => {
      response.writeHead(200);
      const more = setInterval(() => response.write("x"), 5);
      response.on("close", () => clearInterval(more));
    },
    { change: { limits: { ...usualLimits, minutes: 0.003 } } },
    "limit-exceeded",
    "source-too-slow",
  ],
  [
    "silence",
    () => {},
    { change: { limits: { ...usualLimits, minutes: 0.003 } } },
    "limit-exceeded",
    "source-too-slow",
  ],
  [
    "an address of this machine without the operator's leave",
    send(200, {}),
    { local: false },
    "unavailable",
    "source-unreachable",
  ],
  [
    "a path that leads out of the place",
    send(200, {}),
    { change: { path: "../secrets.csv" } },
    "invalid-request",
    "invalid-source-path",
  ],
  ["certificates that are not there", send(200, {}), { ca: "/no/such.pem" }, "unavailable", "secret-missing"],
  [
    "a secret that would be two headers",
    send(200, {}),
    { token: "Bearer abc\nx-more: 1" },
    "unavailable",
    "secret-missing",
  ],
  [
    "a path whose slash is packed",
    send(200, {}),
    { change: { path: "..%2Fsecrets.csv" } },
    "invalid-request",
    "invalid-source-path",
  ],
  [
    "a path that is another address",
    send(200, {}),
    { change: { path: "//169.254.169.254/latest.csv" } },
    "invalid-request",
    "invalid-source-path",
  ],
];

test.for(broken)("%s is refused by name", async ([, given, asked, kind, code]) => {
  const error = await fetchAnswer(given, asked).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(BroadsheetError);
  expect([(error as BroadsheetError).kind, (error as BroadsheetError).problems[0]?.code]).toEqual([kind, code]);
  expect(JSON.stringify((error as BroadsheetError).problems)).not.toContain("abc");
});
