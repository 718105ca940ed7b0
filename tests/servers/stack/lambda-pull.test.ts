import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import type { Context, SQSBatchResponse } from "aws-lambda";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { claimPull } from "../../../functions/core/service/source/follow-sources.ts";
import { putSource, readSource, removeSource } from "../../../functions/core/service/source/stored-source.ts";
import { buildFunction } from "../../../infra/code/code-parts.ts";
import { fakeWorld } from "../../core/service/lifecycle/lifecycle-fakes.ts";
import { type Ceph, startCeph } from "../ceph.ts";
import { type AthenaServer, startAthena } from "../stores/athena-server.ts";

/** Tests the bundle of the function that fetches sources, over a real S3. */
let ceph: Ceph;
let s3: S3Client;
let store: S3ObjectStore;
let athena: AthenaServer;
let queue: Server;
/** For how many seconds messages were hidden, one after the other. */
const hidden: number[] = [];
let handler: (event: unknown, context: Context) => Promise<unknown>;
/** Within the project, so that the bundle finds DuckDB's binding, which a layer has on AWS. */
const folder = mkdtempSync(join(import.meta.dirname, "../../../node_modules/.cache-pull-"));

beforeAll(async () => {
  ceph = await startCeph();
  const client = { endpoint: ceph.endpoint, region: "us-east-1", credentials: ceph.credentials, forcePathStyle: true };
  s3 = new S3Client(client);
  for (const Bucket of ["store", "exports"]) await s3.send(new CreateBucketCommand({ Bucket }));
  store = new S3ObjectStore({ bucket: "store", client });
  await s3.send(new CreateBucketCommand({ Bucket: "output" }));
  athena = await startAthena(s3, "output");
  queue = createServer((request, response) => {
    void text(request).then((body) => {
      hidden.push((JSON.parse(body) as { VisibilityTimeout: number }).VisibilityTimeout);
      response.writeHead(200, { "content-type": "application/x-amz-json-1.0" }).end("{}");
    });
  });
  await once(queue.listen(0, "127.0.0.1"), "listening");
  const { port } = queue.address() as AddressInfo;
  buildFunction("pull", folder);
  const connection = { engine: "s3", bucket: "exports", prefix: "sales/", endpoint: ceph.endpoint, local: true };
  const lake = {
    engine: "athena",
    region: "us-east-1",
    database: "sales",
    output: "s3://output/rows/",
    endpoint: athena.endpoint,
    "output-endpoint": ceph.endpoint,
    "path-style": true,
    local: true,
  };
  const given: Readonly<Record<string, string>> = {
    AWS_ACCESS_KEY_ID: ceph.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ceph.credentials.secretAccessKey,
    AWS_REGION: "us-east-1",
    AWS_ENDPOINT_URL_S3: ceph.endpoint,
    // Its log and metrics would go to the runner.
    POWERTOOLS_LOG_LEVEL: "SILENT",
    POWERTOOLS_METRICS_DISABLED: "true",
    BROADSHEET_STACK: "tests",
    BROADSHEET_STORE: "store?path-style",
    BROADSHEET_RETENTION_DAYS: "90",
    AWS_ENDPOINT_URL_SQS: `http://127.0.0.1:${port}`,
    BROADSHEET_PULL_QUEUE: `http://127.0.0.1:${port}/1/pulls`,
    BROADSHEET_SOURCE_CONNECTIONS: JSON.stringify({
      connections: { shop: { ...connection, "path-style": true }, lake },
    }),
  };
  for (const [name, value] of Object.entries(given)) vi.stubEnv(name, value);
  const url = pathToFileURL(join(folder, "pull.mjs")).href;
  ({ handler } = (await import(/* @vite-ignore */ url)) as { handler: typeof handler });
});
afterAll(async () => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
  queue?.close();
  await athena?.close();
  await ceph?.stop();
});

const context = { awsRequestId: "1", getRemainingTimeInMillis: () => 900_000 } as unknown as Context;
const definition = "engine: s3\nconnection: shop\nprefix: days/\n";
const put = async (key: string, body: string): Promise<unknown> =>
  await s3.send(new PutObjectCommand({ Bucket: "exports", Key: key, Body: body }));

async function refresh(number: number): Promise<Readonly<Record<string, unknown>>> {
  const world = { ...fakeWorld(), store, clock: { now: () => Date.now(), sleep: async () => {} } };
  await putSource(store, "sales", definition, { cause: String(number), at: Date.now() });
  await claimPull((await readSource(store, "sales"))!, "request", world, {});
  const key = `pulls/sales/pull/${number}/request.json`;
  const record = { messageId: "m", body: JSON.stringify({ Records: [{ s3: { object: { key } } }] }) };
  const answer = (await handler({ Records: [record] }, context)) as SQSBatchResponse;
  expect(answer).toEqual({ batchItemFailures: [] });
  const outcome = await s3.send(
    new GetObjectCommand({ Bucket: "store", Key: `pulls/sales/pull/${number}/outcome.json` }),
  );
  return JSON.parse(await outcome.Body!.transformToString()) as Readonly<Record<string, unknown>>;
}

test("a notification about a claim fetches all objects, once; a failure is an outcome", async () => {
  await put("sales/days/1.csv", "day,sold\n1,10\n");
  await put("sales/days/2.csv", "day;sold\n2;20,5\n");
  expect(await refresh(1)).toMatchObject({ state: "ready", rows: 2, changed: true, provenance: { objects: 2 } });
  expect(await refresh(2)).toMatchObject({ state: "ready", rows: 2, changed: false });
  await put("sales/days/3.csv", "day,other\n3,30\n");
  expect(await refresh(3)).toMatchObject({ state: "failed", problems: [{ code: "other-columns" }] });
});

test("a direct invocation shows the first rows, or says why not, and stores nothing", async () => {
  const limits = { rows: 100, bytes: 1000, minutes: 5 };
  const trial = (path: string, minutes = 5) =>
    handler(
      {
        trial: { name: "sold", definition: { engine: "s3", connection: "shop", path, limits: { ...limits, minutes } } },
      },
      context,
    );
  expect(await trial("days/1.csv")).toMatchObject({
    profile: { rows: 1 },
    first: expect.stringContaining("sold") as string,
  });
  expect(await trial("absent.csv")).toMatchObject({ refused: "query-failed", problems: [{ code: "source-answered" }] });
  expect(await trial("days/1.csv", 10)).toMatchObject({
    refused: "invalid-request",
    problems: [{ allowed: "1 to 9" }],
  });
  expect((await store.list("datasets/sold/", {})).objects).toEqual([]);
});

const message = async (body: object): Promise<SQSBatchResponse> =>
  (await handler(
    { Records: [{ messageId: "m", receiptHandle: "r", body: JSON.stringify(body) }] },
    context,
  )) as SQSBatchResponse;
const again = { batchItemFailures: [{ itemIdentifier: "m" }] };
const done = { batchItemFailures: [] };

/** Asks for a refresh of a source that Athena answers, and works on its claim. */
async function begin(name: string): Promise<{ readonly source: string; readonly number: number }> {
  const world = { ...fakeWorld(), store, clock: { now: () => Date.now(), sleep: async () => {} } };
  await putSource(store, name, `engine: athena\nconnection: lake\nquery: SELECT 7 AS n\n`, {
    cause: name,
    at: Date.now(),
  });
  await claimPull((await readSource(store, name))!, "request", world, {});
  return { source: name, number: 1 };
}

const outcomeOf = async (name: string): Promise<unknown> => {
  const found = await store.get(`pulls/${name}/pull/1/outcome.json`);
  return found && (JSON.parse(new TextDecoder().decode(found.body)) as unknown);
};

test("a refresh of Athena waits in the queue, not in the function, and goes on when EventBridge says that its run has ended", async () => {
  athena.faults.running = 1;
  const job = await begin("by-event");
  hidden.length = 0;
  expect(await message(job)).toEqual(again);
  expect(hidden).toEqual([5]);
  expect(await outcomeOf("by-event")).toBeUndefined();
  // Runs of others end in the same workgroup; one whose id is none says nothing either.
  for (const run of ["run-77", "../x"]) expect(await message({ run })).toEqual(done);
  expect(await message({ run: "run-1" })).toEqual(done);
  expect(await outcomeOf("by-event")).toMatchObject({ state: "ready", attempts: 1, rows: 1 });
  // The look that comes later, and the event once more, find that it has ended.
  expect([await message(job), await message({ run: "run-1" })]).toEqual([done, done]);
  expect(athena.runs).toHaveLength(1);
  expect((await store.list("pulls/.runs/", {})).objects).toEqual([]);
});

test("where no event comes, looks find the end; a source that was deleted meanwhile has its run stopped", async () => {
  athena.faults.running = 2;
  const job = await begin("by-look");
  hidden.length = 0;
  for (let look = 0; look < 2; look += 1) expect(await message(job)).toEqual(again);
  expect(await message(job)).toEqual(done);
  expect(hidden).toHaveLength(2);
  expect(await outcomeOf("by-look")).toMatchObject({ state: "ready", attempts: 1 });

  athena.faults.hangs = true;
  const other = await begin("unwanted");
  expect(await message(other)).toEqual(again);
  await removeSource(store, "unwanted", { cause: "gone", at: Date.now() });
  expect(await message(other)).toEqual(done);
  expect(athena.stopped).toHaveLength(1);
  expect(await outcomeOf("unwanted")).toMatchObject({ state: "failed", problems: [{ code: "source-changed" }] });
  expect((await store.list("pulls/.runs/", {})).objects).toEqual([]);
});
