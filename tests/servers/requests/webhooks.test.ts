import { mkdtemp, readFile, stat } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Webhook as Receiver } from "standardwebhooks";
import { afterAll, beforeAll, expect, test } from "vitest";
import { outcomeOf, removeData, type ServerProcess, startServerProcess } from "../start-server.ts";

/*
 * The whole server with a real receiver: it is killed while it announces and delivers, and the receiver fails, hangs
 * and redirects. Every end of a report must arrive all the same, signed.
 */
const templates = join(import.meta.dirname, "../../../templates");
let folder = "";
let server: ServerProcess;
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), "broadsheet-webhooks-"))));
afterAll(async () => {
  await server?.end("SIGKILL");
  await removeData(folder);
});

const start = async (): Promise<void> =>
  void (server = await startServerProcess({
    dataDir: join(folder, "data"),
    templateFolders: [templates],
    allowLocalWebhooks: true,
  }));
const call = (method: string, path: string, body?: unknown): Promise<Response> =>
  fetch(`${server.url}${path}`, {
    method,
    ...(body === undefined ? {} : { headers: { "content-type": "application/json" }, body: JSON.stringify(body) }),
  });

async function deliveriesOf(): Promise<{ event: string; state: string; tries: { status?: number }[] }[]> {
  return (
    (await (await call("GET", "/webhooks/crm/deliveries")).json()) as {
      deliveries: { event: string; state: string; tries: { status?: number }[] }[];
    }
  ).deliveries;
}

test("every end arrives, signed, although the receiver fails, hangs and redirects and the server is killed in between", async () => {
  const arrived: { id: string; type: string; body: string; headers: Record<string, string> }[] = [];
  const known = new Set<unknown>();
  let deletionRefused = false;
  const receiver = createServer((request, response) => {
    let body = "";
    request
      .setEncoding("utf8")
      .on("data", (part: string) => (body += part))
      .on("end", () => {
        const id = request.headers["webhook-id"];
        const { type, subject } = JSON.parse(body) as { type: string; subject: { id: string } };
        if (type === "report.deleted") {
          if (!deletionRefused) {
            deletionRefused = true;
            return void response.writeHead(503).end();
          }
        } else if (!known.has(id)) {
          known.add(id);
          // The first try of each report's end goes wrong in its own way.
          if (known.size === 1) return void response.writeHead(500).end();
          if (known.size === 2) return void response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
          if (known.size === 3) return undefined;
        }
        arrived.push({ id: subject.id, type, body, headers: request.headers as Record<string, string> });
        return void response.writeHead(204).end();
      });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  await start();
  const created = (await (
    await call("PUT", "/webhooks/crm", { url: `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/` })
  ).json()) as { secret: string };
  const ids: string[] = [];
  for (const year of [2023, 2024, 2025]) {
    const report = (await (await server.ask({ template: "high-tech-industries", parameters: { year } })).json()) as {
      id: string;
      self: string;
      status?: string;
    };
    if (report.id === undefined) throw new Error(JSON.stringify(report));
    ids.push(report.id);
    // Killed as soon as the outcome is there: its announcement or delivery is under way.
    await outcomeOf(server.url, report.self);
    await server.end("SIGKILL");
    await start();
  }
  await call("DELETE", `/reports/${ids[0]}`);
  await expect
    .poll(() => new Set(arrived.map(({ id, type }) => `${type} ${id}`)), { timeout: 180_000, interval: 200 })
    .toEqual(new Set([...ids.map((id) => `report.ready ${id}`), `report.deleted ${ids[0]}`]));
  for (const { body, headers } of arrived)
    expect(new Receiver(created.secret).verify(body, headers)).toMatchObject({ timestamp: expect.any(String) });
  // The receiver has an event before the server has noted that it arrived.
  await expect
    .poll(async () => new Set((await deliveriesOf()).map(({ state }) => state)), { timeout: 180_000, interval: 200 })
    .toEqual(new Set(["delivered"]));
  const deliveries = await deliveriesOf();
  // A kill may come between an answer and its record, so only what happened after the last one is known whole.
  expect(
    deliveries.find(({ event }) => event === `report/${ids[0]}/1/deleted`)?.tries.map(({ status }) => status),
  ).toEqual([503, 204]);
  for (const { tries } of deliveries) expect(tries.at(-1)).toMatchObject({ status: 204 });
  const secrets = join(folder, "data", ".secrets.json");
  expect((await stat(secrets)).mode & 0o777).toBe(0o600);
  expect(await readFile(secrets, "utf8")).toContain(created.secret);
  receiver.closeAllConnections();
  receiver.close();
});

test("without the flag a webhook must be https, and private addresses are refused when it is called", async () => {
  await server.end("SIGTERM");
  server = await startServerProcess({ dataDir: join(folder, "strict"), templateFolders: [templates] });
  expect((await call("PUT", "/webhooks/crm", { url: "http://example.org/" })).status).toBe(400);
  expect((await call("PUT", "/webhooks/crm", { url: "https://localhost:9/" })).status).toBe(201);
  await expect((await call("POST", "/webhooks/crm/test")).json()).resolves.toEqual({
    delivered: false,
    fault: "the address is not on the public internet",
  });
});
