import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { engineDigest } from "../../../functions/engine-digest.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import type { BundledFunction } from "./lambda-bundle.ts";
import { callApi, claimCreated, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import { runProgram } from "../run-program.ts";
import { seedStack } from "./seed-stack.ts";

/** Tests the CDK's bundles, run as Lambda runs them, over a real S3. */
let stack: LambdaStack;
let api: LambdaRuntime;
let render: LambdaRuntime;
let ingest: LambdaRuntime;
const folder = mkdtempSync(join(tmpdir(), "broadsheet-lambda-test-"));

beforeAll(async () => {
  stack = await startLambdaStack();
  await seedStack(stack);
  [api, render, ingest] = await Promise.all([stack.start("Api"), stack.start("Render"), stack.start("Ingest")]);
  stack.serveRender(render);
  stack.serveIngest(ingest);
});
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Digest of another engine. */
const otherEngine = sha256("another version");
const json = { "content-type": "application/json" };
const ask = (body: unknown, headers: Record<string, string> = {}) =>
  callApi(api, "POST", "/reports", { headers: { ...json, ...headers }, body: JSON.stringify(body) });

test("seeding reports its result to CloudFormation, again and at deletion too", async () => {
  expect(await seedStack(stack, "Update")).toMatchObject({
    Status: "SUCCESS",
    PhysicalResourceId: "broadsheet-samples",
    RequestId: "r",
  });
  expect(await seedStack(stack, "Delete")).toMatchObject({ Status: "SUCCESS" });
  expect((await callApi(api, "GET", "/templates")).json).toMatchObject({
    templates: expect.arrayContaining(
      ["country-profile", "dataset-profile", "high-tech-industries", "monthly-business-review"].map(
        (name) => expect.objectContaining({ name }) as object,
      ),
    ) as object[],
  });
});

test("the bundles carry the same engine as the laptop", async () => {
  expect((await callApi(api, "GET", "/health")).json).toEqual({ status: "ok", engine: engineDigest() });
});

/** Makes another version of a function: the same code with another engine's digest. */
function otherVersion(name: string): BundledFunction {
  const present = stack.bundle.functions[name]!;
  const task = join(folder, `other-${name}`);
  cpSync(present.task, task, { recursive: true });
  for (const file of readdirSync(task, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".mjs"))) {
    const code = readFileSync(join(task, file), "utf8");
    writeFileSync(join(task, file), code.replaceAll(engineDigest(), otherEngine));
  }
  return { ...present, task };
}

test("an update fails nothing, whichever function comes first: the outcome names the engine that rendered", async () => {
  const [olderApi, olderRender] = await Promise.all([
    stack.start("Api", { function: otherVersion("Api") }),
    stack.start("Render", { function: otherVersion("Render") }),
  ]);
  expect((await callApi(olderApi, "GET", "/health")).json).toEqual({ status: "ok", engine: otherEngine });
  const call = { headers: { ...json, prefer: "wait=20" } };
  stack.serveRender(olderRender);
  const first = await callApi(api, "POST", "/reports", {
    ...call,
    body: JSON.stringify({ template: "high-tech-industries", date: "2019-01-01" }),
  });
  expect(first).toMatchObject({ status: 201, json: { status: "ready", engine: otherEngine } });
  stack.serveRender(render);
  const second = await callApi(olderApi, "POST", "/reports", {
    ...call,
    body: JSON.stringify({ template: "high-tech-industries", date: "2019-01-02" }),
  });
  expect(second).toMatchObject({ status: 201, json: { status: "ready", engine: engineDigest() } });

  // The report stays a hit for both until it is requested again.
  const body = JSON.stringify({ template: "high-tech-industries", date: "2019-01-01" });
  for (const one of [api, olderApi])
    expect(await callApi(one, "POST", "/reports", { headers: json, body })).toMatchObject({
      status: 200,
      json: { engine: otherEngine, sha256: first.json["sha256"] },
    });
  const anew = await callApi(api, "POST", "/reports", {
    headers: { ...call.headers, "cache-control": "no-cache" },
    body,
  });
  expect(anew).toMatchObject({ status: 201, json: { id: first.json["id"], engine: engineDigest() } });
  expect(anew.json["sha256"]).not.toBe(first.json["sha256"]);
});

test("the flagship is byte-identical to the laptop's, at once by Prefer: wait, and a hit when requested again", async () => {
  const made = await ask({ template: "high-tech-industries" }, { prefer: "wait=20" });
  expect(made).toMatchObject({ status: 201, json: { status: "ready", attempts: 1, warnings: [] } });
  expect(made.headers["location"]).toBe(`/reports/${String(made.json["id"])}`);

  const link = await callApi(api, "GET", String(made.json["pdf"]));
  expect(link).toMatchObject({ status: 302, headers: { "cache-control": "no-store" } });
  const fetched = await fetch(link.headers["location"]!);
  expect(fetched.headers.get("content-type")).toBe("application/pdf");
  expect(fetched.headers.get("content-disposition")).toMatch(
    /^inline; filename="high-tech-industries-\d{4}-\d\d-\d\d-en\.pdf"$/,
  );
  const pdf = Buffer.from(await fetched.arrayBuffer());
  expect(sha256(pdf)).toBe(made.json["sha256"]);

  const cli = join(import.meta.dirname, "../../../functions/local/broadsheet.mjs");
  const out = join(folder, "flagship.pdf");
  const laptop = await runProgram(process.execPath, [cli, "render", "high-tech-industries", "--out", out, "--json"]);
  expect((JSON.parse(laptop.stdout) as { sha256: string }).sha256).toBe(sha256(pdf));

  const again = await ask({ template: "high-tech-industries" });
  expect(again).toMatchObject({ status: 200, json: { id: made.json["id"], status: "ready", attempts: 1 } });
  const sizes = `first flagship ${made.ms.toFixed(0)} ms, hit ${again.ms.toFixed(0)} ms`;
  noteFigures(
    `api init ${api.initMs[0]?.toFixed(0)} ms, render init ${render.initMs[0]?.toFixed(0)} ms, ${sizes}, render peak ${render.peakMemory()} MiB`,
  );
});

test("a link that was tampered with is refused", async () => {
  const { json: made } = await ask({ template: "high-tech-industries" });
  const { headers } = await callApi(api, "GET", String(made["pdf"]));
  const link = headers["location"]!;
  expect((await fetch(link.replace("inline", "attachment"))).status).toBe(403);
  expect((await fetch(link.replace("report.pdf", "request.json"))).status).toBe(403);
  expect((await fetch(link.split("?")[0]!)).status).toBe(403);
});

describe("the API takes what API Gateway sends", () => {
  test("bodies in base64", async () => {
    const csv = Buffer.from("year,value\n2019,1\n2020,2\n");
    const put = await callApi(api, "PUT", "/datasets/from-base64", {
      headers: { "content-type": "text/csv" },
      body: csv.toString("base64"),
      isBase64Encoded: true,
    });
    expect(put).toMatchObject({ status: 201, json: { rows: 2, version: sha256(csv) } });
    const ragged = await callApi(api, "PUT", "/datasets/from-base64", {
      headers: { "content-type": "text/csv" },
      body: "a,b\n1\n",
    });
    expect(ragged).toMatchObject({ status: 422, json: { problems: [{ code: "ragged-row", line: 2 }] } });
  });

  test("a stage before the path, which Location gets back", async () => {
    expect((await callApi(api, "GET", "/prod/health", { stage: "prod" })).json).toMatchObject({ status: "ok" });
    const body = JSON.stringify({ template: "high-tech-industries" });
    const answer = await callApi(api, "POST", "/prod/reports", { stage: "prod", headers: json, body });
    expect(answer.headers["location"]).toBe(`/prod/reports/${String(answer.json["id"])}`);
  });

  test("odd headers, queries and paths", async () => {
    const headers = { "x-odd": "naïve ☃", "x-control": "a\u0001b", cookie: "a=b", origin: "https://elsewhere.example" };
    expect((await callApi(api, "GET", "/reports", { headers, query: "limit=1&search=%F0%9F%98%80" })).status).toBe(200);
    expect(await callApi(api, "GET", "/reports", { headers, query: "limit=1&%F0%9F%98%80=1" })).toMatchObject({
      status: 400,
      json: { problems: [{ code: "unknown-query-parameter", seen: "😀" }] },
    });
    expect((await callApi(api, "GET", "//elsewhere.example/health")).status).toBe(404);
    expect((await callApi(api, "GET", "/datasets/..%2f..%2fx")).status).toBe(400);
  });

  test("answers are compressed for whoever accepts that, and are the same answers", async () => {
    const gzip = { "accept-encoding": "gzip, deflate, br" };
    const [plain, packed] = [
      await callApi(api, "GET", "/openapi.json"),
      await callApi(api, "GET", "/openapi.json", { headers: gzip }),
    ];
    expect(plain.headers).not.toHaveProperty("content-encoding");
    expect(packed.headers).toMatchObject({ "content-encoding": "gzip", vary: "accept-encoding" });
    expect([packed.text, packed.headers["etag"], packed.headers["content-type"]]).toEqual([
      plain.text,
      plain.headers["etag"],
      plain.headers["content-type"],
    ]);
    expect(packed.bytes.byteLength).toBeLessThan(plain.bytes.byteLength / 4);
    const tag = { "if-none-match": plain.headers["etag"]! };
    for (const headers of [tag, { ...tag, ...gzip }])
      expect(await callApi(api, "GET", "/openapi.json", { headers })).toMatchObject({ status: 304, text: "" });
    const short = await callApi(api, "GET", "/health", { headers: gzip });
    expect(short.headers).not.toHaveProperty("content-encoding");
    const refused = await callApi(api, "GET", "/openapi.json", { headers: { "accept-encoding": "gzip;q=0" } });
    expect(refused.headers).not.toHaveProperty("content-encoding");
    const problem = await callApi(api, "GET", `/datasets/${"x".repeat(500)}`, { headers: gzip });
    expect(problem).toMatchObject({ status: 400, json: { status: 400 } });
  });

  test("problems are problem details", async () => {
    const answer = await ask({ template: "high-tech-industries", parameters: { currency: "EUR" } });
    expect(answer).toMatchObject({ status: 400, headers: { "content-type": "application/problem+json" } });
    expect(answer.json["problems"]).toMatchObject([{ pointer: "/parameters/currency" }]);
    expect(
      (
        await callApi(api, "PUT", "/datasets/big", {
          headers: { "content-type": "text/csv" },
          body: "x".repeat(5_000_000),
        })
      ).status,
    ).toBe(413);
  });
});

describe("the render function takes what SQS sends", () => {
  test("a claim, together with S3's test event and a poison message, which alone fails", async () => {
    const queued = await ask({ template: "high-tech-industries", parameters: { currency: "USD" } });
    expect(queued).toMatchObject({ status: 202, json: { status: "queued" }, headers: { "retry-after": "1" } });
    const id = String(queued.json["id"]);
    const { payload, ms } = await render.invoke({
      Records: [
        message("test", { Service: "Amazon S3", Event: "s3:TestEvent", Bucket: stack.bucket }),
        message("poison", "not json"),
        message("claim", claimCreated(id)),
        message("twice", { id, generation: 1 }),
        message("unknown", claimCreated("0".repeat(64))),
      ],
    });
    expect(payload).toEqual({ batchItemFailures: [{ itemIdentifier: "poison" }] });
    expect((await callApi(api, "GET", `/reports/${id}`)).json).toMatchObject({ status: "ready", attempts: 1 });
    noteFigures(`warm flagship with its claim read and its PDF stored: ${ms.toFixed(0)} ms`);
  });

  test("a claim that is being rendered elsewhere is hidden until that lease ends", async () => {
    const queued = await ask({ template: "high-tech-industries", date: "2024-02-01" });
    const id = String(queued.json["id"]);
    const other = await stack.start("Render");
    const answers = await Promise.all(
      [render, other].map((runtime, index) =>
        runtime.invoke({ Records: [message(`side-${index}`, claimCreated(id))] }),
      ),
    );
    const failures = answers.flatMap(
      ({ payload }) => (payload as { batchItemFailures: { itemIdentifier: string }[] }).batchItemFailures,
    );
    expect(failures.length).toBeLessThanOrEqual(1);
    for (const { itemIdentifier } of failures) {
      const call = stack.queueCalls.find(({ body }) => body["ReceiptHandle"] === `handle-${itemIdentifier}`);
      expect(call).toMatchObject({ action: "ChangeMessageVisibility" });
      expect(call?.body["VisibilityTimeout"]).toBeGreaterThan(80);
    }
    expect((await callApi(api, "GET", `/reports/${id}`)).json).toMatchObject({ status: "ready", attempts: 1 });
    await other.stop();
  });

  test("an invocation that is neither a batch nor a claim is an error", async () => {
    expect((await render.invoke({ hello: 1 })).error?.errorMessage).toMatch(/neither a batch/);
  });
});

test("a dead letter fails its report and is parked; the sweep requests the rest", async () => {
  const queued = await ask({ template: "high-tech-industries", date: "2024-03-01" });
  const id = String(queued.json["id"]);
  const [deadLetter, sweep] = await Promise.all([stack.start("DeadLetter"), stack.start("Sweep")]);
  const letters = [message("letter", claimCreated(id), 10), message("garbage", "not json", 10)];
  expect((await deadLetter.invoke({ Records: letters })).payload).toEqual({ batchItemFailures: [] });
  expect((await callApi(api, "GET", `/reports/${id}`)).json).toMatchObject({
    status: "failed",
    final: false,
    failure: { problems: [{ code: "dead-letter" }] },
  });
  const parked = stack.queueCalls
    .filter(({ body }) => String(body["QueueUrl"]).endsWith("/parking"))
    .flatMap(({ body }) => body["Entries"] as { MessageBody: string }[]);
  expect(parked.map(({ MessageBody }) => MessageBody)).toEqual([JSON.stringify(claimCreated(id)), "not json"]);
  expect((await sweep.invoke({})).payload).toEqual({ requeued: 0, uploads: 0, promotions: 0, expired: 0, batches: 0 });
  const again = await callApi(api, "POST", `/reports/${id}/retry`, { headers: { prefer: "wait=20" } });
  expect(again.json).toMatchObject({ id, status: "ready" });
});

/** Makes S3's notification that the bytes of an upload have arrived. */
const came = (id: unknown) => ({
  Records: [message("came", { Records: [{ s3: { object: { key: `uploads/${String(id)}/data` } } }] })],
});

describe("large datasets come by signed URL", () => {
  const csv = Buffer.from(
    `year,value\n${Array.from({ length: 400_000 }, (_, index) => `${2000 + (index % 25)},${index}`).join("\n")}\n`,
  );
  const announce = (over: Record<string, unknown> = {}) =>
    callApi(api, "POST", "/uploads", {
      headers: json,
      body: JSON.stringify({ name: "large", format: "csv", bytes: csv.byteLength, sha256: sha256(csv), ...over }),
    });
  test("announced, sent, ingested, and there as a dataset", async () => {
    const { status, json: upload, headers } = await announce();
    expect({ status, state: upload["status"], location: headers["location"] }).toEqual({
      status: 201,
      state: "waiting",
      location: upload["self"],
    });
    const sent = await fetch(String(upload["url"]), {
      method: "PUT",
      headers: upload["headers"] as Record<string, string>,
      body: csv,
    });
    expect(sent.status).toBe(200);
    expect((await callApi(api, "GET", String(upload["self"]))).json).toMatchObject({ status: "received" });
    for (let turn = 0; turn < 2; turn += 1)
      expect((await ingest.invoke(came(upload["id"]))).payload).toEqual({ batchItemFailures: [] });
    expect((await callApi(api, "GET", String(upload["self"]))).json).toMatchObject({
      status: "stored",
      version: sha256(csv),
      dataset: "/datasets/large",
    });
    expect((await callApi(api, "GET", "/datasets/large")).json).toMatchObject({ rows: 400_000, version: sha256(csv) });
  });

  test("other bytes are refused by the signature or the ingest", async () => {
    const { json: upload } = await announce();
    const headers = upload["headers"] as Record<string, string>;
    const { "content-length": _, ...rest } = headers;
    expect((await fetch(String(upload["url"]), { method: "PUT", headers: rest, body: csv.subarray(1) })).status).toBe(
      403,
    );
    const altered = Buffer.from(csv).fill("7", csv.byteLength - 3, csv.byteLength - 2);
    const sent = await fetch(String(upload["url"]), { method: "PUT", headers, body: altered });
    if (sent.status === 200) {
      await ingest.invoke(came(upload["id"]));
      expect((await callApi(api, "GET", String(upload["self"]))).json).toMatchObject({
        status: "failed",
        failure: { problems: [{ code: "upload-differs" }] },
      });
    } else expect(sent.status).toBe(400);
  });

  test("in parts, of which the store refuses a wrong one, and which are put together", async () => {
    const body = Buffer.from(`year,value\n${Array.from({ length: 900_000 }, (_, row) => `2020,${row}`).join("\n")}\n`);
    const pieces = [body.subarray(0, 8 * 1024 * 1024), body.subarray(8 * 1024 * 1024)];
    const hashes = pieces.map((piece) => sha256(piece));
    const asked = { name: "parts", format: "csv", bytes: body.byteLength, sha256: sha256(body) };
    const begin = () => callApi(api, "POST", "/uploads/in-parts", { headers: json, body: JSON.stringify(asked) });
    const { status, json: upload } = await begin();
    expect([status, upload["partBytes"], upload["partCount"]]).toEqual([201, 8 * 1024 * 1024, 2]);
    const self = String(upload["self"]);
    const complete = () =>
      callApi(api, "POST", `${self}/complete`, { headers: json, body: JSON.stringify({ parts: hashes }) });
    const { json: signed } = await callApi(api, "POST", `${self}/parts`, {
      headers: json,
      body: JSON.stringify({ parts: hashes.map((hash, index) => ({ number: index + 1, sha256: hash })) }),
    });
    const targets = signed["parts"] as { readonly url: string; readonly headers: Record<string, string> }[];
    const send = async (index: number, piece: Buffer<ArrayBuffer>): Promise<number> => {
      const { url, headers } = targets[index]!;
      return (await fetch(url, { method: "PUT", headers, body: piece })).status;
    };
    expect(await send(1, pieces[1]!)).toBe(200);
    expect((await complete()).json).toMatchObject({ problems: [{ code: "parts-missing", seen: [1] }] });
    expect((await begin()).json).toMatchObject({ id: upload["id"] });
    const { "content-length": _, ...rest } = targets[0]!.headers;
    const short = await fetch(targets[0]!.url, { method: "PUT", headers: rest, body: pieces[0]!.subarray(1) });
    expect(short.status).toBe(403);
    expect([await send(0, pieces[0]!), await send(0, pieces[0]!)]).toEqual([200, 200]);
    expect((await complete()).json).toMatchObject({ status: "received" });
    await ingest.invoke(came(upload["id"]));
    expect((await callApi(api, "GET", self)).json).toMatchObject({ status: "stored", version: sha256(body) });
    expect((await callApi(api, "GET", "/datasets/parts")).json).toMatchObject({ rows: 900_000 });
    expect((await callApi(api, "GET", `${self}/parts`)).json).toEqual({ parts: [] });
  });

  test("content that is not a dataset fails with its line, and faulty announcements name each member", async () => {
    const ragged = Buffer.from("a,b\n1\n");
    const { json: upload } = await announce({ name: "ragged", bytes: ragged.byteLength, sha256: sha256(ragged) });
    await fetch(String(upload["url"]), {
      method: "PUT",
      headers: upload["headers"] as Record<string, string>,
      body: ragged,
    });
    await ingest.invoke(came(upload["id"]));
    expect((await callApi(api, "GET", String(upload["self"]))).json).toMatchObject({
      status: "failed",
      failure: { status: 422, problems: [{ line: 2 }] },
    });
    const faulty = await announce({ format: "xls", bytes: 0 });
    expect(faulty).toMatchObject({ status: 400, json: { problems: [{ pointer: "/format" }, { pointer: "/bytes" }] } });
    expect((await callApi(api, "GET", "/uploads/none")).status).toBe(404);
  });

  test("a message that is not understood fails", async () => {
    expect(
      (await ingest.invoke({ Records: [message("odd", "{}"), message("test", { Event: "s3:TestEvent" })] })).payload,
    ).toEqual({ batchItemFailures: [{ itemIdentifier: "odd" }] });
  });
});

test("a recipe is run by the ingest function; a view is claimed by the API, and made and followed by bundles", async () => {
  const put = async (path: string, type: string, body: string) =>
    await callApi(api, "PUT", path, { headers: { "content-type": type }, body });
  expect((await put("/datasets/ledger", "text/csv", "year,value\n2020,1\n2021,2\nTotal,3\n")).status).toBe(201);
  const recipe = "steps:\n  - leave-out: {where: year = 'Total'}\n  - types: {year: integer}\n";
  expect(await put("/datasets/ledger/recipe", "application/yaml", recipe)).toMatchObject({
    status: 200,
    json: { rows: 2, rowsHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
  expect(await put("/datasets/ledger/recipe", "application/yaml", "steps: [{trim: [nothing]}]")).toMatchObject({
    status: 422,
    json: { problems: [{ pointer: "/steps/0/trim/0" }] },
  });

  const { endpoint, credentials } = stack.ceph;
  const client = { endpoint, region: "us-east-1", credentials, forcePathStyle: true };
  const store = new S3ObjectStore({ bucket: stack.bucket, client });
  const view = "from: ledger\nselect: SELECT year, value * 2 AS twice FROM ledger ORDER BY year\n";
  expect(await put("/views/twice", "application/yaml", view)).toMatchObject({ status: 200, json: { state: "behind" } });
  /** Delivers the claims of refreshes to the ingest function, as the store's notifications do. */
  const deliver = async (): Promise<void> => {
    const { objects } = await store.list("refreshes/twice/");
    for (const { key } of objects.filter((object) => object.key.endsWith("/request.json")))
      expect(
        (await ingest.invoke({ Records: [message(key, { Records: [{ s3: { object: { key } } }] })] })).payload,
      ).toEqual({ batchItemFailures: [] });
  };
  await deliver();
  expect((await callApi(api, "GET", "/views/twice")).json).toMatchObject({ state: "current", rows: 2 });
  await put("/datasets/ledger", "text/csv", "year,value\n2020,1\n2021,2\n2022,3\nTotal,6\n");
  expect((await callApi(api, "GET", "/views/twice")).json).toMatchObject({ state: "behind", rows: 2 });
  const tick = await stack.start("MinuteTick");
  await tick.invoke({});
  await tick.stop();
  await deliver();
  expect((await callApi(api, "GET", "/views/twice")).json).toMatchObject({ state: "current", rows: 3 });
});
