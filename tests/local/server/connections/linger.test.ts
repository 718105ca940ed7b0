import { once } from "node:events";
import { createServer, type Server } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { afterEach, expect, test, vi } from "vitest";
import { createApp } from "../../../../functions/http/create-app.ts";
import { lingerAfter } from "../../../../functions/local/server/connections/linger.ts";
import { listen, type Listener } from "../../../../functions/local/server/connections/listen.ts";
import { letTurn } from "../../../let-turn.ts";
import { openTestApp } from "../../../http/open-test-app.ts";

const opened: (Listener | { close(): unknown })[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

/** The application on a port, with what it logs. */
async function open(): Promise<{ readonly url: string; readonly log: readonly string[] }> {
  const { services, log } = await openTestApp();
  const app = createApp(services, { loopback: true });
  const listener = await listen((request) => app.fetch(request), "127.0.0.1", 0);
  opened.push(listener);
  return { url: listener.url, log };
}

/** A client that reads nothing before it has sent all, as many do. */
async function sendFirst(url: string, head: readonly string[], body: Buffer): Promise<string> {
  const { port } = new URL(url);
  const socket = connect(Number(port), "127.0.0.1");
  await once(socket, "connect");
  socket.write(`${head.join("\r\n")}\r\nHost: localhost\r\n\r\n`);
  for (let at = 0; at < body.length; at += 65_536)
    if (!socket.write(body.subarray(at, at + 65_536))) await once(socket, "drain");
  return text(socket);
}

const megabytes = (count: number): Buffer => Buffer.alloc(count * 1024 * 1024, "a,b\n");

test.each([
  ["413, length declared", "/datasets/large", "text/csv", 413],
  ["415", "/datasets/large", "image/png", 415],
  ["404", "/nowhere", "text/csv", 404],
])("an answer before the end of a body of 30 MB reaches clients that send first: %s", async (_, path, type, status) => {
  const { url, log } = await open();
  const body = megabytes(30);
  for (const connection of ["close", "keep-alive"])
    expect(
      await sendFirst(
        url,
        [
          `PUT ${path} HTTP/1.1`,
          `Content-Type: ${type}`,
          `Content-Length: ${body.length}`,
          `Connection: ${connection}`,
        ],
        body,
      ),
      connection,
    ).toMatch(new RegExp(`^HTTP/1.1 ${status} [^]*"status":${status}`));
  expect((await fetch(`${url}${path}`, { method: "PUT", body, headers: { "content-type": type } })).status).toBe(
    status,
  );
  expect(log).toEqual([]);
});

test("a body of chunks beyond the limit is answered, too", async () => {
  const { url } = await open();
  const chunk = Buffer.concat([Buffer.from("100000\r\n"), megabytes(1), Buffer.from("\r\n")]);
  const body = Buffer.concat([...Array.from({ length: 20 }, () => chunk), Buffer.from("0\r\n\r\n")]);
  expect(
    await sendFirst(
      url,
      ["PUT /datasets/large HTTP/1.1", "Content-Type: text/csv", "Transfer-Encoding: chunked"],
      body,
    ),
  ).toMatch(/^HTTP\/1.1 413 /);
});

/** A server that answers 413 at once, with bounds of its own. */
async function openBounded(bounds: {
  readonly idleMs: number;
  readonly longestMs: number;
  readonly mostBytes: number;
}): Promise<{ readonly socket: Socket; connections(): Promise<number> }> {
  const server: Server = createServer((request, response) => {
    lingerAfter(request, response, bounds);
    response.writeHead(413, { connection: "close" });
    response.end("no");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  opened.push({ close: () => server.close() });
  const socket = connect({ port: (server.address() as AddressInfo).port, host: "127.0.0.1", allowHalfOpen: true });
  socket.on("error", () => {}).resume();
  socket.write("PUT / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000000\r\n\r\n");
  return { socket, connections: () => new Promise((resolve) => server.getConnections((_, count) => resolve(count))) };
}

test.each([
  ["silence", { idleMs: 100, longestMs: 60_000, mostBytes: 1e9 }, 0],
  ["time", { idleMs: 60_000, longestMs: 300, mostBytes: 1e9 }, 20],
  ["bytes", { idleMs: 60_000, longestMs: 60_000, mostBytes: 200_000 }, 20],
])("the connection is closed at the bound of %s", async (_, bounds, pauseMs) => {
  const start = performance.now();
  const { socket, connections } = await openBounded(bounds);
  await vi.waitFor(async () => expect(await connections()).toBe(1));
  const timer =
    pauseMs === 0 ? undefined : setInterval(() => socket.writable && socket.write(Buffer.alloc(20_000)), pauseMs);
  await vi.waitFor(async () => expect(await connections()).toBe(0), { timeout: 5_000 });
  socket.destroy();
  clearInterval(timer);
  // Its bound, and not the answer, ended it.
  expect(performance.now() - start).toBeGreaterThan(90);
});

test.each([
  ["in its headers", "POST /reports HTTP/1.1\r\nHost: localhost\r\nContent-"],
  [
    "in a JSON body",
    'POST /reports HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"temp',
  ],
  [
    "in a dataset",
    "PUT /datasets/mine HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nContent-Length: 1000\r\n\r\na,b\n",
  ],
  [
    "in a body of chunks",
    "PUT /datasets/mine HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n5\r\na,",
  ],
  ["before the answer", "GET /reports HTTP/1.1\r\nHost: localhost\r\n\r\n"],
])("a client that hangs up %s is no error in the log", async (_, request) => {
  const printed = [vi.spyOn(console, "error"), vi.spyOn(console, "info")];
  const { url, log } = await open();
  for (const how of ["end", "reset"] as const) {
    const socket = connect(Number(new URL(url).port), "127.0.0.1");
    socket.on("error", () => {}).resume();
    await once(socket, "connect");
    await new Promise((resolve) => socket.write(request, resolve));
    // The server has what came before.
    expect((await fetch(`${url}/health`)).status).toBe(200);
    const closed = once(socket, "close");
    if (how === "end") socket.end();
    else socket.resetAndDestroy();
    await closed;
    await letTurn();
  }
  expect((await fetch(`${url}/health`)).status).toBe(200);
  expect(log).toEqual([]);
  for (const spy of printed) expect(spy).not.toHaveBeenCalled();
  vi.restoreAllMocks();
});
