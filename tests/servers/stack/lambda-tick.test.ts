import { DeleteObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, claimCreated, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import { seedStack } from "./seed-stack.ts";

/** Tests the bundle of the tick, run as Lambda runs it, over a real S3. */
let stack: LambdaStack;
let api: LambdaRuntime;
let render: LambdaRuntime;
let tick: LambdaRuntime;

beforeAll(async () => {
  stack = await startLambdaStack();
  await seedStack(stack);
  [api, render, tick] = await Promise.all([stack.start("Api"), stack.start("Render"), stack.start("MinuteTick")]);
});
afterAll(() => stack?.stop());

const send = (method: string, path: string, body: unknown) =>
  callApi(api, method, path, { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const editions = async (): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await callApi(api, "GET", "/publications/minutely/editions")).json["editions"] as Readonly<
    Record<string, unknown>
  >[];

/**
 * Starts a tick whose clock shows the next minute. What an invocation has left is counted by the same clock, so it has
 * more time.
 */
function startAhead(): Promise<LambdaRuntime> {
  const ms = 60_000 - (Date.now() % 60_000) + 500;
  return stack.start("MinuteTick", {
    function: { ...stack.bundle.functions["MinuteTick"]!, timeout: 300 },
    environment: {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent(`const now = Date.now; Date.now = () => now() + ${ms};`)}`,
    },
  });
}

test("a tick makes the edition that is due, another publishes it, and its PDF is the report's", async () => {
  expect((await tick.invoke({})).error).toBeUndefined();
  // The minute must not end before the publication is stored.
  const left = 60_000 - (Date.now() % 60_000);
  if (left < 15_000) await new Promise((resolve) => setTimeout(resolve, left));
  // They act in the next minute, which need not be waited for.
  const ahead = await Promise.all([startAhead(), startAhead()]);
  expect(
    (
      await send("PUT", "/publications/minutely", {
        template: "high-tech-industries",
        on: [{ schedule: "* * * * *", timezone: "Europe/Zurich" }],
      })
    ).status,
  ).toBe(201);
  // Two at once, as when a function that EventBridge retries is still running.
  const ticks = await Promise.all(ahead.map((one) => one.invoke({})));
  expect(ticks.map(({ error }) => error)).toEqual([undefined, undefined]);
  const [made, ...others] = await editions();
  expect([made?.["status"], others]).toEqual(["making", []]);
  const report = String(made?.["report"]).slice("/reports/".length);
  expect((await render.invoke({ Records: [message("claim", claimCreated(report))] })).error).toBeUndefined();
  expect((await ahead[0]!.invoke({})).error).toBeUndefined();
  const ready = (await editions()).find(({ id }) => id === made?.["id"]);
  expect(ready).toMatchObject({ status: "ready", warnings: [] });
  const link = await callApi(api, "GET", "/publications/minutely/editions/latest/report.pdf");
  expect(link.status).toBe(302);
  const pdf = Buffer.from(await (await fetch(link.headers["location"]!)).arrayBuffer());
  expect(pdf.length).toBe(ready?.["bytes"]);
  expect((await callApi(api, "GET", "/publications/minutely/editions/latest/changes")).json).toMatchObject({
    words: ["First edition"],
    pages: { before: 0 },
  });
  const feed = await callApi(api, "GET", "/publications/minutely/feed.atom");
  expect(feed.headers["content-type"]).toBe("application/atom+xml; charset=utf-8");
});

test("a publication that cannot be read fails the tick, so that its alarm goes off", async () => {
  const s3 = new S3Client({
    endpoint: stack.ceph.endpoint,
    region: "us-east-1",
    credentials: stack.ceph.credentials,
    forcePathStyle: true,
  });
  const { Contents: records = [] } = await s3.send(
    new ListObjectsV2Command({ Bucket: stack.bucket, Prefix: "publications/minutely/records/" }),
  );
  for (const { Key } of records) await s3.send(new DeleteObjectCommand({ Bucket: stack.bucket, Key }));
  expect((await tick.invoke({})).error).toMatchObject({ errorMessage: "duties of the tick failed: publications" });
});
