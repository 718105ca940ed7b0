import { GetObjectCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import { callsToRender } from "../../../functions/lambda/render/render-cost.ts";
import { noteFigures } from "../../ci/note-figures.ts";
import { seededRandom } from "../pages/chart-fidelity/seeded-random.ts";
import { type FaultProxy, startFaultProxy } from "../stores/fault-proxy.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, claimCreated, type HttpAnswer, type LambdaStack, startLambdaStack } from "./lambda-stack.ts";
import { MessageQueue } from "./message-queue.ts";
import { seedStack } from "./seed-stack.ts";

/**
 * Tests the bundles over a real S3 while processes are killed and the network fails. Notifications come late, twice or
 * not at all. `npm run soak` runs the full counts.
 */
const whole = process.env["SOAK"] !== undefined;
const kills = whole ? 50 : 3;
const callers = whole ? 200 : 40;
const faultyReports = whole ? 60 : 6;

const random = seededRandom(20_261);
/**
 * Shorter times of Lambda and SQS in the same proportion: a lease lasts as long as an invocation may take, and a
 * message is hidden longer.
 */
const limitSeconds = 24;
const timing = { BROADSHEET_RENDER_SECONDS: "12", BROADSHEET_RENDER_TIMEOUT: String(limitSeconds) };
const deadLetters = new MessageQueue({ visibilityMs: 28_000 });
const queue = new MessageQueue({ visibilityMs: 28_000, deadLetters: { queue: deadLetters, mostReceives: 10 } });

const uploads = new MessageQueue({ visibilityMs: 5_000 });

let stack: LambdaStack;
let proxy: FaultProxy;
let s3: S3Client;
let apis: readonly LambdaRuntime[];
let renders: readonly LambdaRuntime[];
/** The environment that the API calls directly for clients that wait. */
let waited: LambdaRuntime;
/** Claims whose notification S3 has lost. */
const untold: string[] = [];
let loss = 0;
/** Share of notifications that come twice. */
let twice = 0;

/** Sends S3's notification of a written claim or upload. */
function tell(key: string): void {
  if (/^uploads\/[^/]+\/data$/.test(key)) uploads.send(JSON.stringify({ Records: [{ s3: { object: { key } } }] }));
  const [, id = "", generation] = /^reports\/([0-9a-f]{64})\/(\d+)\/request\.json$/.exec(key) ?? [];
  if (id === "") return;
  if (random() < loss) return void untold.push(id);
  const times = random() < twice ? 2 : 1;
  for (let time = 0; time < times; time += 1)
    queue.send(JSON.stringify(claimCreated(id, Number(generation))), random() * 500);
}

beforeAll(async () => {
  stack = await startLambdaStack({
    storeEndpoint: async (upstream) => {
      proxy = await startFaultProxy({ upstream, random, written: tell });
      return proxy.endpoint;
    },
    queueCalled({ action, body }) {
      if (action === "ChangeMessageVisibility")
        queue.hide(String(body["ReceiptHandle"]), Number(body["VisibilityTimeout"]));
      if (action === "SendMessageBatch" && String(body["QueueUrl"]).endsWith("/render"))
        for (const { MessageBody } of body["Entries"] as { MessageBody: string }[]) queue.send(MessageBody);
    },
  });
  s3 = new S3Client({
    endpoint: stack.ceph.endpoint,
    region: "us-east-1",
    credentials: stack.ceph.credentials,
    forcePathStyle: true,
  });
  await seedStack(stack);
  const quick = { function: { ...stack.bundle.functions["Render"]!, timeout: limitSeconds }, environment: timing };
  apis = await Promise.all(Array.from({ length: 3 }, () => stack.start("Api")));
  renders = await Promise.all(Array.from({ length: 2 }, () => stack.start("Render", quick)));
  queue.feed(renders[0]!);
  deadLetters.feed(await stack.start("DeadLetter"));
  uploads.feed(await stack.start("Ingest"));
  // A direct call takes any free environment; with two, it meets the other one.
  waited = await stack.start("Render", quick);
  stack.serveRender(waited);
});
afterAll(async () => {
  queue.stop();
  deadLetters.stop();
  uploads.stop();
  await stack?.stop();
  proxy?.stop();
});

/** Milliseconds that a warm report takes on this machine now. */
let pace = 1000;
let turn = 0;
let refusals = 0;
const nextApi = (): LambdaRuntime => apis[(turn += 1) % apis.length]!;

/**
 * Calls as a client does that follows the API's documentation: it tries again after 503, 500 and API Gateway's timeout.
 */
async function call(
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<HttpAnswer> {
  for (let asked = 1; ; asked += 1) {
    const asking = callApi(nextApi(), method, path, {
      headers: { "content-type": "application/json", ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const answer = await asking.catch((error: Error) => error);
    if (!(answer instanceof Error) && answer.status < 500) return answer;
    if (asked === 8)
      throw new Error(
        `${method} ${path} was refused ${asked} times: ${answer instanceof Error ? answer.message : answer.text}`,
      );
    refusals += 1;
  }
}

let day = Date.UTC(2023, 0, 1);
/** Makes a request that was not made before. */
async function askAnother(headers: Record<string, string> = {}): Promise<string> {
  day += 86_400_000;
  const template = random() < 0.5 ? "high-tech-industries" : "dataset-profile";
  const answer = await call("POST", "/reports", { template, date: new Date(day).toISOString().slice(0, 10) }, headers);
  expect([200, 201, 202]).toContain(answer.status);
  return String(answer.json["id"]);
}

/** Lists the names of a report's objects in the bucket. */
async function objectsOf(id: string): Promise<readonly string[]> {
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: stack.bucket, Prefix: `reports/${id}/` }));
  return Contents.map(({ Key }) => Key!.slice(`reports/${id}/`.length));
}

async function read(key: string): Promise<Uint8Array> {
  return (await s3.send(new GetObjectCommand({ Bucket: stack.bucket, Key: key }))).Body!.transformToByteArray();
}

/** Waits until every report has an outcome. */
async function settle(ids: readonly string[], seconds: number): Promise<void> {
  const until = Date.now() + seconds * 1000;
  let open = ids;
  while (open.length > 0 && Date.now() < until) {
    const states = await Promise.all(open.map(async (id) => ({ id, names: await objectsOf(id) })));
    open = states.filter(({ names }) => !names.some((name) => name.endsWith("outcome.json"))).map(({ id }) => id);
    if (open.length > 0) await delay(500);
  }
  expect(open, "reports without an outcome").toEqual([]);
}

interface Outcome {
  readonly state: string;
  readonly attempts: number;
  readonly sha256?: string;
  readonly problems?: readonly { readonly code: string }[];
  readonly warnings?: readonly { readonly code: string }[];
}

/** Checks what belongs to a generation and returns its outcome. */
async function checkOutcome(id: string, generation = 1): Promise<Outcome> {
  const outcome = JSON.parse(
    new TextDecoder().decode(await read(`reports/${id}/${generation}/outcome.json`)),
  ) as Outcome;
  const names = await objectsOf(id);
  expect(names.filter((name) => name.startsWith(`${generation}/attempts/`)).length).toBeLessThanOrEqual(3);
  if (outcome.state === "ready") {
    expect(sha256(await read(`reports/${id}/${generation}/report.pdf`))).toBe(outcome.sha256);
    expect(outcome.warnings).toEqual([]);
  } else {
    expect(outcome.state).toBe("failed");
    expect(outcome.problems?.[0]?.code).toMatch(/^(?:render-lost|render-crashed|render-timeout|dead-letter)$/);
  }
  return outcome;
}

test("a report makes the calls to S3 that its estimate counts", async () => {
  const [api] = apis;
  const ask = (date: string) =>
    callApi(api!, "POST", "/reports", {
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ template: "high-tech-industries", date }),
    });
  // Warms everything up.
  await settle([String((await ask("2022-09-30")).json["id"])], 60);
  Object.assign(proxy.tally, { write: 0, read: 0, delete: 0 });
  const begun = performance.now();
  const id = String((await ask("2022-10-31")).json["id"]);
  await settle([id], 60);
  pace = performance.now() - begun;
  while (queue.size() > 0) await delay(20);
  const { json } = await callApi(api!, "GET", `/reports/${id}`);
  const { headers } = await callApi(api!, "GET", `/reports/${id}/report.pdf`);
  const link = new URL(headers["location"]!);
  expect((await fetch(link)).status).toBe(200);
  const { write, read } = proxy.tally;
  noteFigures(
    `calls to S3 of one report: ${JSON.stringify(proxy.tally)}; ${JSON.stringify(json["cost"])}, ${JSON.stringify(json["bytes"])} bytes`,
  );
  // A render of more than a second records its progress; each time it reads and writes its attempt.
  const notes = write - callsToRender.s3Write;
  expect([0, 1, 2, 3]).toContain(notes);
  expect(read).toBe(callsToRender.s3Read + notes);
  expect(json["cost"]).toMatchObject({ gigabyteSeconds: expect.any(Number), usd: expect.any(Number) });
});

test(`${callers} identical requests at once are one report and one render`, async () => {
  // Warms up all three environments that may render it: the first render of a process takes three times as long.
  for (const runtime of [renders[1]!, waited])
    expect((await runtime.invoke({ id: await askAnother(), generation: 1 })).error).toBeUndefined();
  twice = 0.2;
  queue.feed(renders[1]!);
  const body = { template: "high-tech-industries", date: "2022-11-30" };
  const answers = await Promise.all(
    Array.from({ length: callers }, (_, index) =>
      call("POST", "/reports", body, index % 20 === 0 ? { prefer: "wait=20" } : {}),
    ),
  );
  expect(new Set(answers.map(({ json }) => json["id"])).size).toBe(1);
  for (const { status } of answers) expect([200, 201, 202]).toContain(status);
  const id = String(answers[0]!.json["id"]);
  await settle([id], 30);
  expect((await checkOutcome(id)).state).toBe("ready");
  expect((await objectsOf(id)).toSorted()).toEqual([
    "1/attempts/1.json",
    "1/content.json",
    "1/outcome.json",
    "1/report.pdf",
    "1/request.json",
  ]);
});

test(`killed at ${kills} random points: every accepted report ends, ready once or failed with a reason`, async () => {
  loss = 0.15;
  const ids: string[] = [];
  let killed = 0;
  while (killed < kills) {
    if (queue.size() < 5) ids.push(await askAnother());
    await delay(random() * pace);
    const victim = renders[Math.floor(random() * renders.length)]!;
    if (!victim.busy()) continue;
    killed += 1;
    if (random() < 0.7) victim.kill();
    else victim.killChildren();
  }
  loss = 0;
  const told = ids.filter((id) => !untold.includes(id));
  await settle(told, 200);
  // The sweep finds the claims without a notification once they are old enough.
  // Its clock is ahead; the difference counts as time that it has used.
  const sweep = await stack.start("Sweep", {
    function: { ...stack.bundle.functions["Sweep"]!, timeout: 900 },
    environment: {
      NODE_OPTIONS: `--import data:text/javascript,${encodeURIComponent("const now = Date.now; Date.now = () => now() + 300_000;")}`,
    },
  });
  const { payload } = await sweep.invoke({});
  expect(payload).toEqual({ requeued: untold.length, uploads: 0, promotions: 0, expired: 0, batches: 0 });
  await settle(ids, 60);
  const outcomes = await Promise.all(ids.map((id) => checkOutcome(id)));
  const failed = ids.filter((_, index) => outcomes[index]?.state === "failed");
  noteFigures(
    `${kills} kills over ${ids.length} reports: ${ids.length - failed.length} ready, ${failed.length} failed with a reason, ${untold.length} found by the sweep`,
  );
  // It is enough to request them again.
  for (const id of failed) expect([202, 200]).toContain((await call("POST", `/reports/${id}/retry`)).status);
  for (const id of failed) {
    for (let turns = 0; turns < 100 && (await call("GET", `/reports/${id}`)).json["status"] !== "ready"; turns += 1)
      await delay(300);
    expect((await checkOutcome(id, 2)).state).toBe("ready");
  }
  expect((await sweep.invoke({})).payload).toEqual({ requeued: 0, uploads: 0, promotions: 0, expired: 0, batches: 0 });
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: stack.bucket, Prefix: "pending/" }));
  expect(Contents).toEqual([]);
});

const csv = (seed: number): string =>
  `year,value\n${Array.from({ length: 5_000 }, (_, index) => `${1900 + (index % 120)},${index * seed}\n`).join("")}`;

/** Stores a dataset through a signed URL, with retries; returns the address of its state. */
async function upload(name: string, body: string): Promise<string> {
  const { json } = await call("POST", "/uploads", {
    name,
    format: "csv",
    bytes: Buffer.byteLength(body),
    sha256: sha256(Buffer.from(body)),
  });
  for (let tries = 1; ; tries += 1) {
    const sent = await fetch(String(json["url"]), {
      method: "PUT",
      headers: json["headers"] as Record<string, string>,
      body,
    }).catch(() => undefined);
    if (sent?.status === 200) return String(json["self"]);
    if (tries === 8) throw new Error(`the upload was refused ${tries} times`);
  }
}

test(`S3 failing in 20% of calls: ${faultyReports} reports and three uploads are made, each once`, async () => {
  const calls = proxy.calls();
  proxy.rate = 0.2;
  const sent = await Promise.all([1, 2, 3].map((seed) => upload(`sent-${seed}`, csv(seed))));
  const ids = await Promise.all(
    Array.from({ length: faultyReports }, (_, index) => askAnother(index % 4 === 0 ? { prefer: "wait=5" } : {})),
  );
  await settle(ids, 200);
  const shown = await Promise.all(ids.map((id) => call("GET", `/reports/${id}`)));
  for (let turns = 0; turns < 100 && uploads.size() > 0; turns += 1) await delay(200);
  const stored = await Promise.all(sent.map((self) => call("GET", self)));
  proxy.rate = 0;
  expect(stored.map(({ json }) => [json["status"], json["version"]])).toEqual(
    [1, 2, 3].map((seed) => ["stored", sha256(Buffer.from(csv(seed)))]),
  );
  const outcomes = await Promise.all(ids.map((id) => checkOutcome(id)));
  const share = Object.values(proxy.counts).reduce((sum, count) => sum + count, 0) / (proxy.calls() - calls);
  noteFigures(
    `${proxy.calls() - calls} calls to S3, ${JSON.stringify(proxy.counts)} went wrong; the API refused ${refusals} times, ${outcomes.filter(({ attempts }) => attempts > 1).length} reports took more than one attempt`,
  );
  expect(share).toBeGreaterThan(0.1);
  expect(outcomes.map(({ state }) => state)).toEqual(ids.map(() => "ready"));
  expect(shown.map(({ json }) => json["status"])).toEqual(ids.map(() => "ready"));
});
