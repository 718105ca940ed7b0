import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../../functions/http/create-app.ts";
import type { ProblemDetails } from "../../../../functions/http/problem-details.ts";
import { listen, type Listener } from "../../../../functions/local/server/connections/listen.ts";
import { bodyOf, openTestApp } from "../../../http/open-test-app.ts";
import { letTurn } from "../../../let-turn.ts";

let listener: Listener;
beforeAll(async () => {
  const { services } = await openTestApp();
  const app = createApp(services, { loopback: true });
  listener = await listen((request) => app.fetch(request), "127.0.0.1", 0);
});
afterAll(() => listener.close());

/** Sends raw lines, for requests that no client would send. */
async function send(
  ...lines: string[]
): Promise<{ status: number; headers: string; problem: ProblemDetails | undefined }> {
  const socket = connect(Number(new URL(listener.url).port), "127.0.0.1");
  socket.end(`${lines.join("\r\n")}\r\nConnection: close\r\n\r\n`);
  const [headers = "", body = ""] = (await text(socket)).replace("HTTP/1.1 100 Continue\r\n\r\n", "").split("\r\n\r\n");
  const json = /\{.*\}/s.exec(body)?.[0];
  return {
    status: Number(headers.split(" ")[1]),
    headers: headers.toLowerCase(),
    problem: json === undefined ? undefined : (JSON.parse(json) as ProblemDetails),
  };
}

test.each([
  ["no Host", ["GET /health HTTP/1.1"], 400, "invalid-host"],
  ["an invalid Host", ["GET /health HTTP/1.1", "Host: a b"], 400, "invalid-host"],
  ["an empty Host", ["GET /health HTTP/1.1", "Host:"], 400, "invalid-host"],
  ["a Host with a path", ["GET /health HTTP/1.1", "Host: localhost/x"], 400, "invalid-host"],
  ["another Host", ["GET /health HTTP/1.1", "Host: example.org"], 421, "host-not-allowed"],
  ["two Hosts", ["GET /health HTTP/1.1", "Host: localhost", "Host: example.org"], 400, "several-hosts"],
  ["a Host twice", ["GET /health HTTP/1.1", "Host: localhost", "Host: localhost"], 400, "several-hosts"],
  ["a target of another host", ["GET http://example.org/health HTTP/1.1", "Host: localhost"], 400, "several-hosts"],
  ["CONNECT", ["CONNECT example.org:443 HTTP/1.1", "Host: localhost"], 405, "method-not-allowed"],
  ["OPTIONS *", ["OPTIONS * HTTP/1.1", "Host: localhost"], 400, "invalid-target"],
  [
    "another expectation",
    ["POST /reports HTTP/1.1", "Host: localhost", "Expect: the moon", "Content-Length: 0"],
    417,
    "expectation-failed",
  ],
  [
    "headers without end",
    ["GET /health HTTP/1.1", "Host: localhost", `X: ${"x".repeat(20_000)}`],
    431,
    "header-too-large",
  ],
  ["bytes that are not HTTP", ["hello"], 400, undefined],
])("%s is answered with a problem", async (_, lines, status, code) => {
  const answer = await send(...lines);
  expect(answer).toMatchObject({ status, problem: { status } });
  expect(answer.headers).toContain("content-type: application/problem+json");
  expect(answer.headers).toContain("x-content-type-options: nosniff");
  if (code !== undefined) expect(answer.problem?.problems).toMatchObject([{ code }]);
});

test("Expect: 100-continue goes on", async () => {
  expect((await send("GET /health HTTP/1.1", "Host: localhost", "Expect: 100-continue")).headers).toContain("200 ok");
});

interface Operations {
  readonly paths: Readonly<
    Record<
      string,
      Readonly<Record<string, { readonly operationId: string; readonly responses: Readonly<Record<string, unknown>> }>>
    >
  >;
}

test("every operation declares what the wire may answer in its place", async () => {
  const { paths } = await bodyOf<Operations>(await fetch(`${listener.url}/openapi.json`));
  const faults: string[] = [];
  for (const [path, methods] of Object.entries(paths))
    for (const [method, { operationId, responses }] of Object.entries(methods)) {
      const line = `${method.toUpperCase()} ${path.replaceAll(/[{}]/g, "")} HTTP/1.1`;
      const wire = [
        ["Host: a b"],
        ["Host: localhost", "Host: example.org"],
        ["Host: localhost", "Expect: the moon", "Content-Length: 0"],
        ["Host: example.org"],
        ["Host: localhost", "Origin: https://example.org"],
        ["Host: localhost", `X: ${"x".repeat(20_000)}`],
      ];
      for (const headers of wire) {
        const { status } = await send(line, ...headers);
        if (!(status in responses)) faults.push(`${operationId}: ${status} to ${headers.join(", ").slice(0, 60)}`);
      }
      for (const status of [408, 500]) if (!(status in responses)) faults.push(`${operationId}: ${status}`);
    }
  expect(faults).toEqual([]);
});

test("a client that closes its direction after its request is answered, however long that takes", async () => {
  // Long after the end of the request, as a server counts.
  const slow = await listen(async () => (await letTurn(200), new Response("at last")), "127.0.0.1", 0);
  try {
    for (const request of [
      "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}",
    ]) {
      const socket = connect(Number(new URL(slow.url).port), "127.0.0.1");
      socket.end(request);
      expect(await text(socket)).toMatch(/^HTTP\/1.1 200 OK[^]*at last$/);
    }
  } finally {
    await slow.close();
  }
});
