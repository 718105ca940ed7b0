import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, expect, test } from "vitest";
import { runCommand } from "../../../functions/local/start/run-command.ts";
import { captureOutput } from "../capture-output.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function listen(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function health(server: string, ...words: readonly string[]) {
  return await captureOutput(() => runCommand(["health", "--server", server, ...words]));
}

test("a server that answers is healthy, in one line, and no token is sent", async () => {
  const seen: unknown[] = [];
  const server = await listen((request, response) => {
    seen.push([request.url, request.headers.authorization]);
    response.end(JSON.stringify({ status: "ok", engine: "0123456789abcdef" }));
  });
  process.env["BROADSHEET_TOKEN"] = "secret";
  try {
    expect(await health(server)).toMatchObject({ code: 0, stdout: `${server} is healthy: engine 0123456789ab\n` });
  } finally {
    delete process.env["BROADSHEET_TOKEN"];
  }
  expect(seen).toEqual([["/health", undefined]]);
  const { code, stdout } = await health(server, "--json");
  expect([code, JSON.parse(stdout)]).toEqual([0, { server, healthy: true, engine: "0123456789abcdef" }]);
});

test.each<[string, RequestListener, RegExp]>([
  ["an error", (_, response) => void response.writeHead(503).end(), /it answers 503/],
  ["a redirect", (_, response) => void response.writeHead(302, { location: "/" }).end(), /it answers 302/],
  ["a page", (_, response) => void response.end("<html>"), /something else answers/],
  ["other JSON", (_, response) => void response.end('{"status":"ok"}'), /something else answers/],
  ["an endless answer", (_, response) => void response.write("x".repeat(100_000)), /something else answers/],
  ["no answer", () => {}, /no answer within 0\.2 s/],
  ["a cut connection", (request) => void request.socket.destroy(), /cannot be reached/],
])("%s is not healthy", async (_, answer, reason) => {
  const { code, stderr } = await health(await listen(answer), "--timeout", "0.2");
  expect(code).toBe(1);
  expect(stderr).toMatch(reason);
});

test("nothing that listens, and no address, are not healthy", async () => {
  const server = await listen(() => {});
  await new Promise<void>((resolve) => servers.pop()!.close(() => resolve()));
  expect(await health(server)).toMatchObject({ code: 1, stderr: expect.stringContaining("ECONNREFUSED") as string });
  expect((await health("nowhere")).code).toBe(1);
  expect((await health(server, "--timeout", "soon")).code).toBe(1);
});
