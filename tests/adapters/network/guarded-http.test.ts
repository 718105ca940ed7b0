import { execFileSync } from "node:child_process";
import type { lookup } from "node:dns";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer, type RequestListener, type Server } from "node:http";
import { createServer as createSecureServer } from "node:https";
import { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { guardedHttp } from "../../../functions/adapters/network/guarded-http.ts";

const servers: (Server | TcpServer)[] = [];
const folder = mkdtempSync(join(tmpdir(), "broadsheet-http-"));
let ca = "";
let key = "";

async function listenOn<S extends Server | TcpServer>(server: S): Promise<number> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const serve = (listener: RequestListener): Promise<number> => listenOn(createServer(listener));
const local = guardedHttp({ allowLocal: true });

/** A resolver that answers each look-up with the next of the addresses. */
function resolver(...answers: readonly string[]): typeof lookup {
  let asked = 0;
  return ((
    _host: string,
    _options: object,
    callback: (error: null, addresses: { address: string; family: number }[]) => void,
  ) => {
    const address = answers[Math.min(asked, answers.length - 1)]!;
    asked += 1;
    callback(null, [{ address, family: address.includes(":") ? 6 : 4 }]);
  }) as unknown as typeof lookup;
}

beforeAll(() => {
  execFileSync(
    "openssl",
    [
      "req",
      "-x509",
      "-newkey",
      "ec",
      "-pkeyopt",
      "ec_paramgen_curve:prime256v1",
      "-nodes",
      "-days",
      "2",
      "-subj",
      "/CN=hooks.example",
      "-addext",
      "subjectAltName=DNS:hooks.example",
      "-keyout",
      join(folder, "key.pem"),
      "-out",
      join(folder, "cert.pem"),
    ],
    { stdio: "ignore" },
  );
  [key, ca] = [readFileSync(join(folder, "key.pem"), "utf8"), readFileSync(join(folder, "cert.pem"), "utf8")];
});

afterAll(() => {
  for (const server of servers) {
    if ("closeAllConnections" in server) server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
});

test("a message arrives whole, with its headers, and the status comes back", async () => {
  const seen: unknown[] = [];
  const port = await serve((request, response) => {
    const chunks: Buffer[] = [];
    request
      .on("data", (chunk: Buffer) => chunks.push(chunk))
      .on("end", () => {
        seen.push([request.method, request.url, request.headers["webhook-id"], Buffer.concat(chunks).toString()]);
        response.writeHead(202).end("thank you");
      });
  });
  await expect(
    local.post(`http://127.0.0.1:${port}/hook?a=1`, { "webhook-id": "evt_1" }, '{"größe":1}', 5000),
  ).resolves.toEqual({ status: 202 });
  expect(seen).toEqual([["POST", "/hook?a=1", "evt_1", '{"größe":1}']]);
});

test("a redirect is an answer like any other: nothing follows it", async () => {
  let followed = 0;
  const target = await serve((_, response) => void ((followed += 1), response.end()));
  const port = await serve((_, response) => response.writeHead(307, { location: `http://127.0.0.1:${target}/` }).end());
  await expect(local.post(`http://127.0.0.1:${port}/`, {}, "{}", 5000)).resolves.toEqual({ status: 307 });
  expect(followed).toBe(0);
});

test("the pause that the receiver asks for comes back", async () => {
  const port = await serve((_, response) => response.writeHead(429, { "retry-after": "120" }).end());
  await expect(local.post(`http://127.0.0.1:${port}/`, {}, "{}", 5000)).resolves.toEqual({
    status: 429,
    retryAfterMs: 120_000,
  });
});

test("an answer that never comes ends with its time", async () => {
  const port = await serve(() => {});
  await expect(local.post(`http://127.0.0.1:${port}/`, {}, "{}", 300)).resolves.toEqual({
    fault: "no answer within 0.3 s",
  });
});

test("an answer without end counts by its status, and is not read", async () => {
  let written = 0;
  const port = await serve((_, response) => {
    response.writeHead(200);
    const timer = setInterval(() => {
      if (response.destroyed) return clearInterval(timer);
      written += 65_536;
      response.write("x".repeat(65_536));
    }, 1);
  });
  await expect(local.post(`http://127.0.0.1:${port}/`, {}, "{}", 5000)).resolves.toEqual({ status: 200 });
  await expect.poll(() => servers.at(-1) !== undefined && written > 0).toBe(true);
  const before = written;
  await expect
    .poll(async () => new Promise((resolve) => (servers.at(-1) as Server).getConnections((_, count) => resolve(count))))
    .toBe(0);
  expect(written - before).toBeLessThan(20_000_000);
});

test.each([
  ["no HTTP", "SSH-2.0-OpenSSH_9\r\n", "the answer is not HTTP"],
  ["a head without end", `HTTP/1.1 200 OK\r\nx: ${"y".repeat(20_000)}\r\n\r\n`, "the answer is not HTTP"],
  ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab", "the answer is not HTTP"],
  ["nothing", "", "the connection broke off"],
])("a receiver that lies with %s is a fault", async (_, answer, fault) => {
  const port = await listenOn(
    createTcpServer((socket) => {
      socket.on("error", () => {});
      socket.once("data", () => socket.end(answer));
    }),
  );
  await expect(local.post(`http://127.0.0.1:${port}/`, {}, "{}", 5000)).resolves.toEqual({ fault });
});

test("a closed port is named without its address", async () => {
  const server = createServer();
  const port = await listenOn(server);
  await new Promise((resolve) => server.close(resolve));
  await expect(local.post(`http://127.0.0.1:${port}/`, {}, "{}", 5000)).resolves.toEqual({
    fault: "the connection was refused",
  });
});

test.each([
  "https://127.0.0.1/",
  "https://[::1]/",
  "https://[::ffff:127.0.0.1]/",
  "https://10.0.0.1:8443/",
  "https://169.254.169.254/latest/meta-data",
  "https://0x7f000001/",
  "https://2130706433/",
])("a literal address that is not public is refused: %s", async (url) => {
  await expect(guardedHttp().post(url, {}, "{}", 2000)).resolves.toEqual({
    fault: "the address is not on the public internet",
  });
});

test("http is refused where only https is allowed", async () => {
  await expect(guardedHttp().post("http://example.org/", {}, "{}", 2000)).resolves.toEqual({
    fault: "the address is not https",
  });
});

test("a name that leads to a private address is refused at the look-up, whatever it led to before", async () => {
  let connected = 0;
  const port = await listenOn(
    createSecureServer({ key, cert: ca }, (_, response) => response.end()).on("connection", () => (connected += 1)),
  );
  const rebinding = guardedHttp({ ca, resolve: resolver("127.0.0.1") });
  await expect(rebinding.post(`https://hooks.example:${port}/`, {}, "{}", 2000)).resolves.toEqual({
    fault: "the address is not on the public internet",
  });
  await expect(
    guardedHttp({ resolve: resolver("fd00::1") }).post("https://hooks.example/", {}, "{}", 2000),
  ).resolves.toEqual({ fault: "the address is not on the public internet" });
  expect(connected).toBe(0);
});

test("https is checked against the name, and an unknown certificate is refused", async () => {
  const port = await listenOn(createSecureServer({ key, cert: ca }, (_, response) => response.writeHead(204).end()));
  const url = `https://hooks.example:${port}/`;
  const resolve = resolver("127.0.0.1");
  await expect(guardedHttp({ allowLocal: true, ca, resolve }).post(url, {}, "{}", 5000)).resolves.toEqual({
    status: 204,
  });
  await expect(guardedHttp({ allowLocal: true, resolve }).post(url, {}, "{}", 5000)).resolves.toEqual({
    fault: "the certificate is not accepted (DEPTH_ZERO_SELF_SIGNED_CERT)",
  });
  await expect(
    guardedHttp({ allowLocal: true, ca, resolve }).post(`https://other.example:${port}/`, {}, "{}", 5000),
  ).resolves.toEqual({ fault: "the certificate is not accepted (ERR_TLS_CERT_ALTNAME_INVALID)" });
});
