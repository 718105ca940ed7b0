import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createApp } from "../../../functions/http/create-app.ts";
import type { ProblemDetails } from "../../../functions/http/problem-details.ts";
import { listen, type Listener } from "../../../functions/local/server/listen.ts";
import { openTestApp } from "../../http/open-test-app.ts";

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
