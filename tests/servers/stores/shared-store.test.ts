import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import type { ServerOptions } from "../../../functions/local/server/server-options.ts";
import { startServer } from "../../../functions/local/server/server.ts";
import { type Ceph, startCeph } from "../ceph.ts";
import {
  bodyOf,
  outcomeOf,
  type ServerProcess,
  startServerProcess,
  untilRendering,
  writeTemplate,
} from "../start-server.ts";

/** Several servers on one store: a bucket of a real S3 server. */
let ceph: Ceph;
let folder = "";
let place = "";
const variables = ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_REGION"] as const;
const before = variables.map((name) => [name, process.env[name]] as const);
let three: ServerProcess[] = [];

beforeAll(async () => {
  ceph = await startCeph();
  process.env["AWS_ACCESS_KEY_ID"] = ceph.credentials.accessKeyId;
  process.env["AWS_SECRET_ACCESS_KEY"] = ceph.credentials.secretAccessKey;
  process.env["AWS_REGION"] = "us-east-1";
  const { S3Client, CreateBucketCommand } = await import("@aws-sdk/client-s3");
  const client = new S3Client({ endpoint: ceph.endpoint, forcePathStyle: true });
  await client.send(new CreateBucketCommand({ Bucket: "shared" }));
  folder = await mkdtemp(join(tmpdir(), "shared-"));
  await writeTemplate(join(folder, "templates", "quick"));
  await writeTemplate(join(folder, "templates", "slow"), [
    { filter: `test(regexp('^(a+)+$'), '${"a".repeat(23)}b') || true` },
  ]);
  place = `s3://shared/prod?endpoint=${ceph.endpoint}&path-style`;
  three = await Promise.all([start(), start(), start()]);
});

afterAll(async () => {
  await Promise.all(three.map((server) => server.end("SIGKILL")));
  await ceph.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
  for (const [name, value] of before) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
});

interface Upload {
  readonly self: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
}

const settings = (): Partial<ServerOptions> & { readonly store: string } => ({
  store: place,
  secrets: join(folder, "secrets.json"),
  templateFolders: [join(folder, "templates")],
  allowLocalWebhooks: true,
  // A short deadline, so that the leases of the dead end soon; the soak may run beside other work.
  renderMs: process.env["SOAK"] === undefined ? 15_000 : 60_000,
});

const start = (): Promise<ServerProcess> => startServerProcess(settings());

/** Kills a server, and starts another in its place once `meanwhile` is done. */
async function replace(index: number, meanwhile: () => Promise<void> = async () => {}): Promise<void> {
  await three[index]!.end("SIGKILL");
  await meanwhile();
  three[index] = await start();
}

const ask = (server: ServerProcess, note: string, template = "quick", headers: Record<string, string> = {}) =>
  server.ask({ template, parameters: { note } }, headers);

test("three servers render each report once, however many ask for it, and each shows all", async () => {
  const answers = await Promise.all(
    Array.from({ length: 24 }, async (_, index) => bodyOf(ask(three[index % 3]!, `report ${index % 8}`))),
  );
  const ids = new Set(answers.map(({ id }) => id));
  expect(ids.size).toBe(8);
  for (const { self } of answers.slice(0, 8)) {
    const shown = await Promise.all(three.map((server) => outcomeOf(server.url, self)));
    expect(shown.map(({ status, attempts }) => `${status} ${attempts}`)).toEqual(three.map(() => "ready 1"));
    expect(new Set(shown.map(({ sha256 }) => sha256)).size).toBe(1);
  }
});

test("a client of one server has its report as soon as another has rendered it", async () => {
  const [one, two] = three;
  const { self } = await bodyOf(ask(one!, "waited for", "slow"));
  await untilRendering(one!.url, self);
  const waited = await ask(two!, "waited for", "slow", { prefer: "wait=25" });
  expect([201, 200]).toContain(waited.status);
  expect(await bodyOf(waited)).toMatchObject({ status: "ready", attempts: 1 });
});

test("what a server has accepted and not begun is taken by another when it is killed", async () => {
  const asked = await Promise.all(
    Array.from({ length: 6 }, (_, index) => bodyOf(ask(three[0]!, `queued ${index}`, index === 0 ? "slow" : "quick"))),
  );
  await replace(0, async () => {
    const begun = performance.now();
    for (const { self } of asked.slice(1))
      expect(await outcomeOf(three[1]!.url, self)).toMatchObject({ status: "ready" });
    // Far less than the five minutes between two sweeps of a server that is alone.
    expect(performance.now() - begun).toBeLessThan(90_000);
  });
});

async function call(server: ServerProcess, method: string, path: string, body?: unknown): Promise<Response> {
  return await fetch(`${server.url}${path}`, {
    method,
    ...(body !== undefined && { body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
  });
}

/** Servers are killed, requests are asked of any that lives. */
const [requests, kills] = process.env["SOAK"] === undefined ? [16, 1] : [2_000, 30];

test(`${requests} requests of three servers under ${kills} kills: none is lost, none is rendered twice`, async () => {
  const accepted = new Set<string>();
  let killed = 0;
  for (let index = 0; index < requests; index += three.length) {
    if (Math.floor(((index + three.length) * kills) / requests) > killed) {
      await replace(killed % 3);
      killed += 1;
    }
    // One request of each server at a time.
    const asked = await Promise.all(
      three.slice(0, requests - index).map((server, place) => bodyOf(ask(server, `soak ${index + place}`))),
    );
    for (const { self } of asked) accepted.add(self);
  }
  expect(killed).toBe(kills);
  expect(accepted.size).toBe(requests);
  const attempts: number[] = [];
  for (const self of accepted) {
    const report = await outcomeOf(three[0]!.url, self);
    expect([report.status, report.failure?.problems]).toEqual(["ready", undefined]);
    attempts.push(report.attempts);
  }
  // Only what a killed server held was begun again.
  expect(attempts.filter((count) => count > 1).length).toBeLessThanOrEqual(kills);
});

test("an upload that one server signs is sent to another, and a batch, a webhook and a publication work", async () => {
  const received: string[] = [];
  const receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (part: Buffer) => (body += part.toString()));
    request.on("end", () => {
      const { type } = JSON.parse(body) as { readonly type: string };
      received.push(`${type} ${String(request.headers["webhook-id"])}`);
      response.writeHead(204).end();
    });
  });
  await new Promise<void>((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  try {
    const [one, two] = three;
    const bytes = new TextEncoder().encode("note\none\ntwo\nthree\n");
    const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes));
    const upload = (await (
      await call(one!, "POST", "/uploads", {
        name: "notes",
        format: "csv",
        bytes: bytes.byteLength,
        sha256: digest.toString("hex"),
      })
    ).json()) as Upload;
    const path = upload.url.replace(/^https?:\/\/[^/]+/, "");
    const sent = await fetch(`${two!.url}${path}`, { method: "PUT", headers: upload.headers, body: bytes });
    expect(sent.ok).toBe(true);
    await vi.waitFor(
      async () => expect(await (await call(one!, "GET", upload.self)).json()).toMatchObject({ status: "stored" }),
      { timeout: 30_000, interval: 100 },
    );
    const { port } = receiver.address() as AddressInfo;
    expect((await call(one!, "PUT", "/webhooks/crm", { url: `http://127.0.0.1:${port}/` })).ok).toBe(true);
    const batch = (await (
      await call(two!, "POST", "/batches", {
        template: "quick",
        rows: { dataset: "notes" },
        map: { note: "note" },
        name: "{{ note }}",
      })
    ).json()) as { readonly self: string };
    await vi.waitFor(
      async () =>
        expect(await (await call(one!, "GET", batch.self)).json()).toMatchObject({
          status: "ready",
          counts: { ready: 3 },
        }),
      { timeout: 60_000, interval: 200 },
    );
    await vi.waitFor(() => expect(received.filter((id) => id.startsWith("batch.ready "))).toHaveLength(1), {
      timeout: 30_000,
      interval: 100,
    });
    await delay(1_000);
    expect(new Set(received).size).toBe(received.length);
  } finally {
    receiver.close();
  }
});

test.each<readonly [string, Partial<ServerOptions>, RegExp]>([
  [
    "--data-dir is an address",
    { store: undefined, secrets: undefined, dataDir: "s3://shared" },
    /--data-dir takes the path of a folder/,
  ],
  ["--store is a folder", { store: "data" }, /--store takes s3:/],
  ["there are both", { dataDir: "data" }, /different stores/],
  ["--watch is set", { watch: true }, /--watch/],
  ["there are no secrets", { secrets: undefined }, /needs --secrets/],
  ["the address has an unknown setting", { store: "s3://shared/x?colour=red" }, /cannot have colour=red/],
])("it does not start where %s", async (_, options, message) => {
  const quiet = { write: () => true };
  await expect(
    startServer({ port: 0, templateFolders: [], output: quiet, errors: quiet, ...settings(), ...options }),
  ).rejects.toMatchObject({ kind: "invalid-request", message: expect.stringMatching(message) as string });
});
