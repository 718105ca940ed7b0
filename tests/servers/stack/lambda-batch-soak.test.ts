import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { systemClock } from "../../../functions/adapters/system-clock.ts";
import { openScratchFolder } from "../../../functions/adapters/scratch-folder.ts";
import { acceptReport } from "../../../functions/core/report/accept-report.ts";
import type { BatchJob } from "../../../functions/core/service/batch/batch-world.ts";
import { acceptBatch } from "../../../functions/core/service/batch/door/accept-batch.ts";
import { jobKey, parseJobKey } from "../../../functions/core/service/batch/records/batch-keys.ts";
import { withPacks } from "../../../functions/core/service/batch/pack/with-packs.ts";
import { requestBatch, retryBatch } from "../../../functions/core/service/batch/request/request-batch.ts";
import {
  isPresentBatch,
  type PresentBatch,
  readBatch,
} from "../../../functions/core/service/batch/status/batch-status.ts";
import { findItem } from "../../../functions/core/service/batch/status/find-item.ts";
import { readManifest } from "../../../functions/core/service/batch/status/read-manifest.ts";
import { sweepBatches } from "../../../functions/core/service/batch/sweep/sweep-batches.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { generateReport } from "../../../functions/core/report/generate-report.ts";
import type { LifecycleWorld } from "../../../functions/core/service/lifecycle/lifecycle-world.ts";
import { storeTemplate } from "../../../functions/core/report/template/store/store-template.ts";
import { createWorld } from "../../../functions/render/create-world.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import { seededRandom } from "../pages/chart-fidelity/seeded-random.ts";
import { type FaultProxy, startFaultProxy } from "../stores/fault-proxy.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { type LambdaStack, startLambdaStack } from "./lambda-stack.ts";
import { MessageQueue } from "./message-queue.ts";

/**
 * A batch on the bundle over a real S3, while its processes are killed and a fifth of all calls to the store fail:
 * nothing is lost, nothing is double, and every line of the manifest is true, with each PDF an object of its own and in
 * packs. `npm run soak` runs the full count; `ROWS` and `KILLS` set others, and `PACKS` one of the two ways.
 */
const whole = process.env["SOAK"] !== undefined;
const rows = Number(process.env["ROWS"] ?? (whole ? 100_000 : 75));
const kills = Number(process.env["KILLS"] ?? (whole ? 30 : 3));
const ways = ["", "true"].filter((packs) => packs === (process.env["PACKS"] ?? packs));
/** Rows of a page. After a death a page is made row by row, so few rows keep the sample short. */
const pageRows = whole ? 100 : 15;

/**
 * Lambda's times, shortened in one proportion: a lease lasts as long as an invocation may take, and a message is hidden
 * longer. The store's slow answers are shortened too, or a thousand pages would take longer than an invocation.
 */
const limitSeconds = whole ? 120 : 15;
const timing = { BROADSHEET_RENDER_SECONDS: whole ? "15" : "6", BROADSHEET_RENDER_TIMEOUT: String(limitSeconds) };

/** Most generations: on a slow machine a row may run out of its time once more. */
const mostGenerations = 5;

const random = seededRandom(20_260);
const queue = new MessageQueue({ visibilityMs: (limitSeconds + 1) * 1000 });
let stack: LambdaStack;
let s3: S3Client;
let world: LifecycleWorld;
let workers: LambdaRuntime[] = [];
/** Each worker's way to the store, which knows what it wrote. */
const proxies: FaultProxy[] = [];

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
  "report.md": "# The number is {{ parameters.number }}\n\nIt says no more.\n",
};

/**
 * Workers die right after they wrote something, before they hear of it: after records, and after every so many items.
 * A time would hit other moments on a slower machine.
 */
let deadlyKeys: RegExp[] = [];
let deadlyItems: number[] = [];
let items = 0;
let killed = 0;

function loadKills(): void {
  deadlyKeys = [/\/pages\/\d+\/outcome\.json$/, ...(whole ? [/\/pages\/000003\/rows\.json$/, /\/manifest\.csv$/] : [])];
  deadlyItems = Array.from(
    { length: kills - deadlyKeys.length },
    (_, index) => 1 + Math.floor(((index + random()) / kills) * rows),
  );
  items = 0;
  killed = 0;
}

function written(worker: number, key: string): void {
  tell(key);
  const record = deadlyKeys.findIndex((deadly) => deadly.test(key));
  if (record >= 0) deadlyKeys.splice(record, 1);
  if (key.endsWith("/report.pdf")) items += 1;
  // Whatever is in it: now and then a pack of a page that died halfway has fewer.
  if (key.includes("/packs/")) items += pageRows;
  const item = deadlyItems[0] !== undefined && items >= deadlyItems[0];
  if (item) deadlyItems.shift();
  if (record < 0 && !item) return;
  killed += 1;
  // Now and then only the process that renders.
  if (item && killed % 3 === 0) workers[worker]!.killChildren();
  else workers[worker]!.kill();
}

/** Sends S3's notification of a claim, now and then twice; some are lost. */
function tell(key: string): void {
  if (parseJobKey(key) === undefined || random() < 0.05) return;
  for (let times = random() < 0.1 ? 2 : 1; times > 0; times -= 1) notify(key, random() * 200);
}

function notify(key: string, afterMs: number): void {
  queue.send(
    JSON.stringify({ Records: [{ s3: { bucket: { name: stack.bucket }, object: { key, size: 1 } } }] }),
    afterMs,
  );
}

beforeAll(async () => {
  stack = await startLambdaStack({
    queueCalled({ action, body }) {
      if (action === "ChangeMessageVisibility")
        queue.hide(String(body["ReceiptHandle"]), Number(body["VisibilityTimeout"]));
    },
  });
  const connection = { region: "us-east-1", credentials: stack.ceph.credentials, forcePathStyle: true };
  s3 = new S3Client({ ...connection, endpoint: stack.ceph.endpoint });
  // Requests, the sweep and the checks reach the store without faults; only the workers meet them.
  const bare = new S3ObjectStore({ bucket: stack.bucket, client: { ...connection, endpoint: stack.ceph.endpoint } });
  const store = withPacks(bare);
  world = {
    store,
    clock: systemClock,
    engine: "e".repeat(64),
    logger: { info: () => {}, warn: () => {}, error: () => {} },
    newToken: () => crypto.randomUUID(),
  };
  await storeTemplate(
    store,
    "number",
    new Map(Object.entries(files).map(([path, text]) => [path, new TextEncoder().encode(text)])),
  );
  for (let worker = 0; worker < (whole ? 3 : 2); worker += 1)
    proxies.push(
      await startFaultProxy({
        upstream: stack.ceph.endpoint,
        random,
        slowMs: 400,
        written: (key) => written(worker, key),
      }),
    );
  // Lambda's poller hands each message to the environment that stands there now.
  for (const worker of proxies.keys()) queue.feed({ invoke: (event: unknown) => workers[worker]!.invoke(event) });
});

/** Puts workers into the place of those before, which end what they still have. */
async function hire(packs: string): Promise<void> {
  const hired = proxies.map(({ endpoint }) =>
    stack.start("BatchesWorker", {
      function: { ...stack.bundle.functions["BatchesWorker"]!, timeout: limitSeconds },
      environment: { ...timing, BROADSHEET_BATCH_PACKS: packs, AWS_ENDPOINT_URL_S3: endpoint },
    }),
  );
  workers = await Promise.all(hired);
}
afterAll(async () => {
  queue.stop();
  s3?.destroy();
  await stack?.stop();
  for (const proxy of proxies) proxy.stop();
});

/** Works on a batch, or its next generation, until it ends. */
async function work({ id, generation }: PresentBatch): Promise<PresentBatch> {
  notify(jobKey({ batch: id, generation }), 0);
  for (let looks = 1; ; looks += 1) {
    await delay(250);
    const batch = await readBatch(id, world);
    if (batch === undefined || !isPresentBatch(batch)) throw new Error("the batch is gone");
    if (batch.state === "ready" || batch.state === "failed") return batch;
    // What was handed over once waits in the queue for a while: handing it over each time would fill the queue. Lambda's
    // sweep waits twice as long as a lease lasts.
    const handed = { minAgeMs: limitSeconds * 1000, requeueMs: 2 * limitSeconds * 1000 };
    if (looks % 20 === 0)
      await sweepBatches(world, {
        ...handed,
        requeue: (jobs: readonly BatchJob[]) => jobs.forEach((job) => notify(jobKey(job), 0)),
      });
  }
}

test.each(ways)(
  `packs %j: ${rows} items under ${kills} kills, while a fifth of the calls to S3 fail: none lost, none double, every line of the manifest true`,
  async (packs) => {
    await hire(packs);
    loadKills();
    const before = proxies.map((proxy) => ({ ...proxy.counts, calls: proxy.calls() }));
    const scratch = { store: world.store, openScratch: () => openScratchFolder() };
    // All may fail and be made again: how many run out of their time is the machine's affair.
    const accepted = {
      ...(await acceptBatch(
        {
          template: "number",
          rows: { query: `SELECT range AS n FROM range(${rows})` },
          map: { number: "n" },
          name: `item-{{ n }}${packs && "-packed"}`,
          tolerate: rows,
        },
        scratch,
      )),
      pageRows,
    };
    for (const proxy of proxies) proxy.rate = 0.2;
    const begun = performance.now();
    let batch = await work((await requestBatch(accepted, world)).status);
    const alone = batch.counts.failed;
    while (batch.counts.failed > 0 && batch.generation < mostGenerations) {
      expect(batch, workers.map((worker) => worker.log().slice(-2000)).join("\n")).toMatchObject({
        state: "ready",
        rows,
        counts: { stopped: 0 },
      });
      // A row that was under way at two deaths, or for too long, fails alone, with its reason; a retry makes it.
      for (const { problems } of batch.failures) expect(problems[0]!.code).toMatch(/^render-(?:lost|crashed|timeout)$/);
      batch = await work((await retryBatch(accepted.id, world)).status);
    }
    const seconds = (performance.now() - begun) / 1000;
    for (const proxy of proxies) proxy.rate = 0;
    const counts = { refused: 0, slow: 0, cut: 0, lost: 0 };
    for (const [index, proxy] of proxies.entries())
      for (const fault of ["refused", "slow", "cut", "lost"] as const)
        counts[fault] += proxy.counts[fault] - before[index]![fault];
    const calls = proxies.reduce((sum, proxy, index) => sum + proxy.calls() - before[index]!.calls, 0);
    const share = Object.values(counts).reduce((sum, count) => sum + count, 0) / calls;
    noteFigures(
      `${rows} items${packs && " in packs"} in ${seconds.toFixed(0)} s, ${killed} kills, ${alone} rows that failed alone, ${calls} calls to S3 of which ${(share * 100).toFixed(0)}% went wrong (${JSON.stringify(counts)})`,
    );
    expect(batch, workers.map((worker) => worker.log().slice(-2000)).join("\n")).toMatchObject({
      state: "ready",
      rows,
      counts: { ready: rows, failed: 0, stopped: 0 },
    });
    expect(killed).toBe(kills);
    expect(share).toBeGreaterThan(0.1);

    const lines = new TextDecoder()
      .decode((await readManifest(batch, world)).body)
      .trimEnd()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(","));
    expect(lines.map(([row, name, state]) => [row, name, state])).toEqual(
      Array.from({ length: rows }, (_, index) => [String(index + 1), `item-${index}${packs && "-packed"}`, "ready"]),
    );
    // One object for each item, or none, and none beside them; the bytes are those of the line.
    const stored = await storedItems(batch);
    expect(stored.size).toBe(packs === "" ? rows : 0);
    for (let start = 0; start < lines.length; start += 64)
      await Promise.all(
        lines.slice(start, start + 64).map(async ([, name = "", , , hash, , bytes]) => {
          const pdf =
            packs === ""
              ? await read(stored.get(name) ?? `no object for ${name}`)
              : (await world.store.get((await findItem(batch, name, world)).key))!.body;
          expect([sha256(pdf), String(pdf.byteLength)], name).toEqual([hash, bytes]);
        }),
      );
    // And they are the reports that single requests would give.
    const pipeline = createWorld(world.store);
    for (let count = 0; count < (whole ? 20 : 5); count += 1) {
      const number = Math.floor(random() * rows);
      const single = await generateReport(
        await acceptReport({ template: "number", parameters: { number } }, scratch),
        pipeline,
      );
      expect(lines[number]!.slice(3, 6)).toEqual([single.id, single.sha256, String(single.pages)]);
    }
    const hashes = new Set(lines.map(([, , , , hash]) => hash));
    expect(hashes.size).toBe(rows);
  },
  whole ? 10_800_000 : 600_000,
);

/** Name of each item → the key of its only PDF, over all generations. */
async function storedItems({ id, generation: last }: PresentBatch): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (let generation = 1; generation <= last; generation += 1) {
    let token: string | undefined;
    do {
      const { Contents = [], NextContinuationToken } = await s3.send(
        new ListObjectsV2Command({
          Bucket: stack.bucket,
          Prefix: `batches/${id}/${generation}/items/`,
          ContinuationToken: token,
        }),
      );
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
