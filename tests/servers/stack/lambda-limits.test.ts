import { createSocket, type Socket } from "node:dgram";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { largestAnswer } from "../../../functions/lambda/http/limit-answer.ts";
import { seedTemplate } from "../../../functions/seed/seed-template.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, claimCreated, type HttpAnswer, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import { writeTemplate } from "../start-server.ts";

/** Tests the sizes, limits and traces of the bundles; `lambda-starts.test.ts` has the times of cold starts. */
let stack: LambdaStack;
let api: LambdaRuntime;
let daemon: Socket;
/** What the functions have sent to X-Ray. */
const traced: string[] = [];
const folder = mkdtempSync(join(tmpdir(), "broadsheet-limits-"));

beforeAll(async () => {
  stack = await startLambdaStack();
  daemon = createSocket("udp4", (datagram) => void traced.push(datagram.toString()));
  await new Promise<void>((resolve) => daemon.bind(0, "127.0.0.1", resolve));
  const client = {
    endpoint: stack.ceph.endpoint,
    region: "us-east-1",
    credentials: stack.ceph.credentials,
    forcePathStyle: true,
  };
  const store = new S3ObjectStore({ bucket: stack.bucket, client });
  await writeTemplate(join(folder, "quick"));
  await writeTemplate(join(folder, "hanging"), [{ filter: `test(regexp('^(a+)+$'), '${"a".repeat(64)}b')` }]);
  for (const name of ["quick", "hanging"]) await seedTemplate(store, name, join(folder, name));
  api = await stack.start("Api");
});
afterAll(async () => {
  await stack?.stop();
  daemon?.close();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

const ask = (body: unknown): Promise<HttpAnswer> =>
  callApi(api, "POST", "/reports", { headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
const listed = (limit: number): Promise<HttpAnswer> => callApi(api, "GET", "/reports", { query: `limit=${limit}` });

test("code and layers stay well under what Lambda unpacks", async () => {
  const sizes = Object.entries(stack.bundle.functions).map(([name, { task, layers }]) => {
    const files = [task, ...layers]
      .flatMap((path) => readdirSync(path, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile());
    return [
      name,
      files.reduce((sum, { parentPath, name: file }) => sum + statSync(join(parentPath, file)).size, 0) / 1e6,
    ] as const;
  });
  for (const [name, megabytes] of sizes) expect(megabytes, name).toBeLessThan(200);
  expect(Math.max(...sizes.map(([, megabytes]) => megabytes))).toBeGreaterThan(50);
});

test("the API brings neither Vega nor PDFKit, and starts without DuckDB", async () => {
  const contents = (name: string): string => {
    const { task } = stack.bundle.functions[name]!;
    const programs = readdirSync(task, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".mjs"));
    return programs.map((file) => readFileSync(join(task, file), "utf8")).join("\n");
  };
  // Words of these packages that no minifier changes; the bundle of the render function has them.
  for (const word of ["scenegraph", "PDFDocument"])
    expect([contents("Render").includes(word), contents("Api").includes(word)]).toEqual([true, false]);
  const cold = await stack.start("Api");
  const ingest = await stack.start("Ingest");
  stack.serveIngest(ingest);
  const loaded = ({ pid }: typeof cold): string => readFileSync(`/proc/${pid()}/maps`, "utf8");
  await callApi(cold, "GET", "/health");
  expect([loaded(cold), loaded(ingest)].map((maps) => maps.includes("duckdb"))).toEqual([false, false]);
  // A dataset is read by the ingest function, which has the memory for it.
  expect(
    (await callApi(cold, "PUT", "/datasets/loads-duckdb", { headers: { "content-type": "text/csv" }, body: "a\n1\n" }))
      .status,
  ).toBe(201);
  expect([loaded(cold), loaded(ingest)].map((maps) => maps.includes("duckdb"))).toEqual([false, true]);
  await Promise.all([cold.stop(), ingest.stop()]);
});

test("an endless render is stopped once and for all, and the function goes on", async () => {
  // Enough for the quick report in a process that has just started, on a machine that is busy with others.
  const seconds = 8;
  const render = await stack.start("Render", { environment: { BROADSHEET_RENDER_SECONDS: String(seconds) } });
  const note = randomUUID();
  const id = String((await ask({ template: "hanging", parameters: { note } })).json["id"]);
  const { payload, ms } = await render.invoke({ Records: [message("hanging", claimCreated(id))] });
  expect(ms).toBeGreaterThan(seconds * 1000 - 100);
  expect(payload).toEqual({ batchItemFailures: [] });
  const { json: report } = await callApi(api, "GET", `/reports/${id}`);
  expect(report).toMatchObject({
    status: "failed",
    final: true,
    attempts: 1,
    failure: { status: 422, problems: [{ code: "render-timeout" }] },
    cost: { gigabyteSeconds: expect.any(Number) },
  });
  const quick = String((await ask({ template: "quick", parameters: { note } })).json["id"]);
  expect((await render.invoke({ Records: [message("quick", claimCreated(quick))] })).payload).toEqual({
    batchItemFailures: [],
  });
  expect((await callApi(api, "GET", `/reports/${quick}`)).json).toMatchObject({ status: "ready", attempts: 1 });
  await render.stop();
});

test("an invocation beyond the function's own limit loses nothing: the message comes again", async () => {
  const render = await stack.start("Render", {
    function: { ...stack.bundle.functions["Render"]!, timeout: 13 },
    environment: { BROADSHEET_RENDER_SECONDS: "60", BROADSHEET_RENDER_TIMEOUT: "13" },
  });
  const id = String((await ask({ template: "hanging", parameters: { note: "again" } })).json["id"]);
  // No render begins with less time left than it may take.
  expect((await render.invoke({ Records: [message("late", claimCreated(id))] })).payload).toEqual({
    batchItemFailures: [{ itemIdentifier: "late" }],
  });
  expect((await callApi(api, "GET", `/reports/${id}`)).json).toMatchObject({ status: "queued", attempts: 0 });
  // A direct call begins it and is cut off; the lease keeps others away until then, and not longer.
  expect((await render.invoke({ id, generation: 1 })).error?.errorType).toBe("Sandbox.Timedout");
  await expect
    .poll(async () => (await callApi(api, "GET", `/reports/${id}`)).json, { timeout: 20_000 })
    .toMatchObject({ status: "queued", attempts: 1 });
  await render.stop();
});

test("an answer near Lambda's 6 MB passes; a larger one is a problem that says what to do", async () => {
  const note = "x".repeat(200_000);
  for (let turn = 0; turn < 32; turn += 1)
    expect((await ask({ template: "quick", parameters: { note: `${turn} ${note}` } })).status).toBe(202);
  const near = await listed(31);
  expect(near).toMatchObject({ status: 200 });
  expect(near.text.length).toBeGreaterThan(6_200_000);
  const beyond = await listed(32);
  expect(beyond).toMatchObject({ status: 422, headers: { "content-type": "application/problem+json" } });
  expect(beyond.json["problems"]).toMatchObject([
    { code: "answer-too-large", allowed: largestAnswer, hint: "request fewer items at a time, with a smaller limit" },
  ]);
});

test("a traced invocation reports to X-Ray how long each stage took", async () => {
  const render = await stack.start("Render", {
    environment: { AWS_XRAY_DAEMON_ADDRESS: `127.0.0.1:${daemon.address().port}` },
  });
  const id = String((await ask({ template: "quick", date: "2026-02-01" })).json["id"]);
  await render.invoke({ Records: [message("traced", claimCreated(id))] });
  for (let turns = 0; turns < 50 && traced.length === 0; turns += 1)
    await new Promise((resolve) => setTimeout(resolve, 20));
  const [header, document = "{}"] = (traced[0] ?? "").split("\n");
  expect(JSON.parse(header!)).toEqual({ format: "json", version: 1 });
  const part = JSON.parse(document) as Record<string, unknown>;
  expect(part).toMatchObject({ name: "render", type: "subsegment", annotations: { report: id, template: "quick" } });
  expect(part["trace_id"]).toMatch(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/);
  expect(part["parent_id"]).toMatch(/^[0-9a-f]{16}$/);
  expect((part["subsegments"] as { name: string }[]).map(({ name }) => name)).toEqual([
    "template",
    "dataset",
    "query",
    "compose",
    "chart",
    "layout",
    "pdf",
    "publish",
  ]);
  await render.stop();
});
