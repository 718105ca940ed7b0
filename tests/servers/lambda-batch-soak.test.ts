import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../functions/adapters/s3-object-store.ts";
import { systemClock } from "../../functions/adapters/system-clock.ts";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../functions/core/accept-report.ts";
import type { BatchJob } from "../../functions/core/batch/batch-world.ts";
import { acceptBatch } from "../../functions/core/batch/door/accept-batch.ts";
import { jobKey, parseJobKey } from "../../functions/core/batch/records/batch-keys.ts";
import { requestBatch, retryBatch } from "../../functions/core/batch/request/request-batch.ts";
import { isPresentBatch, type PresentBatch, readBatch } from "../../functions/core/batch/status/batch-status.ts";
import { readManifest } from "../../functions/core/batch/status/read-manifest.ts";
import { sweepBatches } from "../../functions/core/batch/sweep/sweep-batches.ts";
import { sha256 } from "../../functions/core/canonical-json.ts";
import { generateReport } from "../../functions/core/generate-report.ts";
import type { LifecycleWorld } from "../../functions/core/lifecycle/lifecycle-world.ts";
import { storeTemplate } from "../../functions/core/template/store/store-template.ts";
import { createWorld } from "../../functions/render/create-world.ts";
import { seededRandom } from "./chart-fidelity/seeded-random.ts";
import { type FaultProxy, startFaultProxy } from "./fault-proxy.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { type LambdaStack, startLambdaStack } from "./lambda-stack.ts";
import { MessageQueue } from "./message-queue.ts";

/**
 * A batch on the bundle over a real S3, while its processes are killed and a fifth of all calls to the store fail:
 * nothing is lost, nothing is double, and every line of the manifest is true. `npm run soak` runs the full count;
 * `ROWS` sets another.
 */
const whole = process.env["SOAK"] !== undefined;
const rows = Number(process.env["ROWS"] ?? (whole ? 100_000 : 2_000));
const kills = whole ? 30 : 6;
/** Rows of a page. After a death a page is made row by row, so few rows keep the sample short. */
const pageRows = whole ? 1_000 : 50;

/**
 * Shorter times of Lambda in the same proportion: a lease lasts as long as an invocation may take, and a message is
 * hidden longer.
 */
const limitSeconds = whole ? 40 : 18;
const timing = { BROADSHEET_RENDER_SECONDS: "4", BROADSHEET_RENDER_TIMEOUT: String(limitSeconds) };

const random = seededRandom(20_260);
const queue = new MessageQueue({ visibilityMs: (limitSeconds + 1) * 1000 });
let stack: LambdaStack;
let proxy: FaultProxy;
let s3: S3Client;
let world: LifecycleWorld;
let workers: readonly LambdaRuntime[];

const files = {
  "template.yaml": `title: A number
description: One number.
kicker: Sample
publication: Tests
footer: Tests
languages: [en]
date: "2026-01-31"
parameters:
  type: object
  additionalProperties: false
  properties:
    number: { type: integer, default: 0 }
`,
  "report.md": "# The number is {{ parameters.number }}\n\nNothing else is told of it.\n",
};

/** Sends S3's notification of a claim, now and then twice; some are lost. */
function tell(key: string): void {
  if (parseJobKey(key) === undefined || random() < 0.05) return;
  for (let times = random() < 0.1 ? 2 : 1; times > 0; times -= 1) notify(key, random() * 200);
}

function notify(key: string, afterMs: number): void {
  queue.send(JSON.stringify({ Records: [{ s3: { bucket: { name: stack.bucket }, object: { key, size: 1 } } }] }), afterMs);
}

beforeAll(async () => {
  stack = await startLambdaStack({
    storeEndpoint: async (upstream) => {
      proxy = await startFaultProxy({ upstream, random, written: tell });
      return proxy.endpoint;
    },
    queueCalled({ action, body }) {
      if (action === "ChangeMessageVisibility") queue.hide(String(body["ReceiptHandle"]), Number(body["VisibilityTimeout"]));
    },
  });
  const connection = { region: "us-east-1", credentials: stack.ceph.credentials, forcePathStyle: true };
  s3 = new S3Client({ ...connection, endpoint: stack.ceph.endpoint });
  // Whoever asks, sweeps and checks reaches the store without faults; only the workers meet them.
  const store = new S3ObjectStore({ bucket: stack.bucket, client: { ...connection, endpoint: stack.ceph.endpoint } });
  world = { store, clock: systemClock, engine: "e".repeat(64), logger: { info: () => {}, warn: () => {}, error: () => {} }, newToken: () => crypto.randomUUID() };
  await storeTemplate(store, "number", new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])));
  const worker = { function: { ...stack.bundle.functions["BatchesWorker"]!, timeout: limitSeconds }, environment: timing };
  workers = await Promise.all([1, 2].map(() => stack.start("BatchesWorker", worker)));
  for (const runtime of workers) queue.feed(runtime);
}, 180_000);
afterAll(async () => {
  queue.stop();
  s3?.destroy();
  await stack?.stop();
  proxy?.stop();
});

/** Requests the batch, or its next generation, and works until it ends. */
async function work(claim: () => Promise<{ readonly status: PresentBatch }>, wreck: (over: { readonly ended: boolean }) => Promise<void>): Promise<PresentBatch> {
  const { status } = await claim();
  notify(jobKey({ batch: status.id, generation: status.generation }), 0);
  const over = { ended: false };
  const wrecked = wreck(over);
  for (let looks = 1; ; looks += 1) {
    await delay(250);
    const batch = await readBatch(status.id, world);
    if (batch === undefined || !isPresentBatch(batch)) throw new Error("the batch is gone");
    if (batch.state === "ready" || batch.state === "failed") {
      over.ended = true;
      await wrecked;
      return batch;
    }
    if (looks % 20 === 0) await sweepBatches(world, { requeue: (jobs: readonly BatchJob[]) => jobs.forEach((job) => notify(jobKey(job), 0)) });
  }
}

test(`${rows} items under ${kills} kills and 20% failures of S3: none lost, none double, every line of the manifest true`, async () => {
  const scratch = { store: world.store, openScratch: () => openScratchFolder() };
  const accepted = { ...(await acceptBatch({ template: "number", rows: { query: `SELECT range AS n FROM range(${rows})` }, map: { number: "n" }, name: "item-{{ n }}", tolerate: 3 * kills }, scratch)), pageRows };
  proxy.rate = 0.2;
  let killed = 0;
  const wreck = async (over: { readonly ended: boolean }): Promise<void> => {
    while (killed < kills && !over.ended) {
      await delay(400 + random() * (whole ? 20_000 : 2_500));
      const victim = workers[Math.floor(random() * workers.length)]!;
      if (!victim.busy()) continue;
      killed += 1;
      if (random() < 0.7) victim.kill();
      else victim.killChildren();
    }
  };
  const begun = performance.now();
  let batch = await work(
    () => requestBatch(accepted, world).then(({ status }) => ({ status })),
    wreck,
  );
  const seconds = (performance.now() - begun) / 1000;
  const failed = batch.counts.failed;
  expect(batch, workers.map((worker) => worker.log().slice(-2000)).join("\n")).toMatchObject({ state: "ready", rows, counts: { ready: rows - failed, failed, stopped: 0 } });
  // A row that was under way at two deaths, or for too long, fails alone, with its reason; a retry makes it.
  for (const { problems } of batch.failures) expect(problems[0]!.code).toMatch(/^render-(?:lost|broke|crashed|timeout)$/);
  if (failed > 0) batch = await work(() => retryBatch(accepted.id, world).then(({ status }) => ({ status })), async () => {});
  proxy.rate = 0;
  const share = Object.values(proxy.counts).reduce((sum, count) => sum + count, 0) / proxy.calls();
  process.stdout.write(`${rows} items in ${seconds.toFixed(0)} s, ${killed} kills, ${failed} rows that failed alone, ${proxy.calls()} calls to S3 of which ${(share * 100).toFixed(0)}% went wrong (${JSON.stringify(proxy.counts)})\n`);
  expect(killed).toBe(kills);
  expect(share).toBeGreaterThan(0.15);

  expect(batch).toMatchObject({ state: "ready", counts: { ready: rows, failed: 0, stopped: 0 } });
  const lines = new TextDecoder().decode((await readManifest(batch, world)).body).trimEnd().split("\r\n").slice(1).map((line) => line.split(","));
  expect(lines.map(([row, name, state]) => [row, name, state])).toEqual(Array.from({ length: rows }, (_, index) => [String(index + 1), `item-${index}`, "ready"]));
  // One object for each item, none beside them, whose bytes are those of the line.
  const stored = await storedItems(accepted.id);
  expect(stored.size).toBe(rows);
  for (let start = 0; start < lines.length; start += 64)
    await Promise.all(lines.slice(start, start + 64).map(async ([, name = "", , , hash, , bytes]) => {
      const pdf = await read(stored.get(name) ?? `no object for ${name}`);
      expect([sha256(pdf), String(pdf.byteLength)], name).toEqual([hash, bytes]);
    }));
  // And they are the reports that single requests would give.
  const pipeline = createWorld(world.store);
  for (let count = 0; count < 20; count += 1) {
    const number = Math.floor(random() * rows);
    const single = await generateReport(await acceptReport({ template: "number", parameters: { number } }, scratch), pipeline);
    expect(lines[number]!.slice(3, 6)).toEqual([single.id, single.sha256, String(single.pages)]);
  }
  const hashes = new Set(lines.map(([, , , , hash]) => hash));
  expect(hashes.size).toBe(rows);
}, whole ? 10_800_000 : 600_000);

/** Name of each item → the key of its only PDF, over all generations. */
async function storedItems(id: string): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const generation of [1, 2]) {
    let token: string | undefined;
    do {
      const { Contents = [], NextContinuationToken } = await s3.send(new ListObjectsV2Command({ Bucket: stack.bucket, Prefix: `batches/${id}/${generation}/items/`, ContinuationToken: token }));
      for (const { Key = "" } of Contents) {
        const name = Key.split("/").at(-2)!;
        expect(found.has(name), `${name} is there twice`).toBe(false);
        found.set(name, Key);
      }
      token = NextContinuationToken;
    } while (token !== undefined);
  }
  return found;
}

async function read(key: string): Promise<Uint8Array> {
  return (await s3.send(new GetObjectCommand({ Bucket: stack.bucket, Key: key }))).Body!.transformToByteArray();
}
