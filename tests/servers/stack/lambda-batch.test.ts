import { ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sha256 } from "../../../functions/core/json/canonical-json.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";
import { callApi, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import { seedStack } from "./seed-stack.ts";

let stack: LambdaStack;
let api: LambdaRuntime;

beforeAll(async () => {
  stack = await startLambdaStack();
  await seedStack(stack);
  api = await stack.start("Api");
});
afterAll(() => stack?.stop());

/** The keys below a batch, in the order of their names. */
async function keysOf(id: string): Promise<readonly string[]> {
  const { endpoint, credentials } = stack.ceph;
  const client = new S3Client({ endpoint, region: "us-east-1", credentials, forcePathStyle: true });
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: stack.bucket, Prefix: `batches/${id}/` }),
  );
  client.destroy();
  return Contents.map(({ Key }) => Key!);
}

/** Keys that the notifications of S3 would name: those of claims. */
async function claimsOf(id: string): Promise<readonly string[]> {
  return (await keysOf(id)).filter((key) => key.endsWith("/request.json"));
}

/** Fetches an item: by the link to it, or from the answer itself if it lies in a pack. */
async function fetchItem(path: string, inPack: boolean): Promise<Uint8Array> {
  if (!inPack) return follow(path);
  const answer = await callApi(api, "GET", path);
  expect(answer, answer.text.slice(0, 200)).toMatchObject({ status: 200 });
  expect(answer.headers["content-type"]).toBe("application/pdf");
  return answer.bytes;
}

/** Fetches what the API answers with a signed link to. */
async function follow(path: string): Promise<Uint8Array> {
  const answer = await callApi(api, "GET", path);
  expect(answer.status, answer.text).toBe(302);
  return new Uint8Array(await (await fetch(answer.headers["location"]!)).arrayBuffer());
}

/** Gives each try of a test a batch of its own: the same request again would find the earlier one ready. */
let batches = 0;

test.each([
  ["each PDF an object of its own", "", 20],
  ["the PDFs of a page in packs", "true", 0],
])("the bundle plans a batch, makes its pages and ends it, each notification delivered twice: %s", async (...given) => {
  const [, packs, items] = given;
  const worker = await stack.start("BatchesWorker", { environment: { BROADSHEET_BATCH_PACKS: packs } });
  const body = JSON.stringify({
    template: "country-profile",
    rows: {
      query: "SELECT code, range AS n FROM (SELECT DISTINCT code FROM indicator), range(2) ORDER BY ALL LIMIT 20",
    },
    map: { country: "code" },
    name: `{{ code }}-{{ n }}-${++batches}`,
    output: "zip",
  });
  const accepted = await callApi(api, "POST", "/batches", { headers: { "content-type": "application/json" }, body });
  expect(accepted, accepted.text).toMatchObject({ status: 202, json: { status: "queued" } });
  const id = String(accepted.json["id"]);

  const delivered: string[] = [];
  for (;;) {
    const key = (await claimsOf(id)).find((claim) => !delivered.includes(claim));
    if (key === undefined) break;
    delivered.push(key);
    const notice = { Records: [{ s3: { bucket: { name: stack.bucket }, object: { key, size: 1 } } }] };
    for (const receive of [1, 2])
      expect(
        await worker.invoke({ Records: [message(`${delivered.length}-${receive}`, notice, receive)] }),
        worker.log(),
      ).toMatchObject({ payload: { batchItemFailures: [] } });
  }
  expect(delivered.map((key) => key.slice(`batches/${id}/1/`.length))).toEqual([
    "request.json",
    "pages/000001/request.json",
    "end/request.json",
  ]);

  const ended = await callApi(api, "GET", `/batches/${id}`);
  expect(ended.json, `${ended.text}\n${worker.log()}`).toMatchObject({
    status: "ready",
    counts: { rows: 20, ready: 20, failed: 0 },
    outputs: [{ name: "reports.zip" }],
  });
  // Three jobs write some records each, and twenty PDFs on their own are twenty writes more: 0.000005 dollars each.
  const { cost } = ended.json as { readonly cost: { readonly usd: number; readonly gigabyteSeconds: number } };
  expect(cost.gigabyteSeconds).toBeGreaterThan(0);
  expect(cost.usd).toBeGreaterThan(packs === "true" ? 0.00005 : 0.00015);
  expect(cost.usd).toBeLessThan(0.01 + cost.gigabyteSeconds * 0.00002);
  const manifest = new TextDecoder().decode(await follow(`/batches/${id}/manifest.csv`));
  const lines = manifest
    .trimEnd()
    .split("\r\n")
    .slice(1)
    .map((line) => line.split(","));
  expect(lines.map(([row, , state]) => [row, state])).toEqual(
    Array.from({ length: 20 }, (_, index) => [String(index + 1), "ready"]),
  );
  for (const [, name = "", , , hash] of [lines[0]!, lines[19]!])
    expect(sha256(await fetchItem(`/batches/${id}/items/${name}/report.pdf`, packs === "true"))).toBe(hash);
  const keys = await keysOf(id);
  expect(keys.filter((key) => key.includes("/items/"))).toHaveLength(items);
  // A page stores what it has made after each twenty seconds, so that a slow machine makes some packs of it.
  const packed = keys.filter((key) => key.includes("/packs/")).length;
  if (packs === "true") expect(packed).toBeGreaterThan(0);
  expect(packed).toBeLessThan(packs === "true" ? 10 : 1);
  const archive = Buffer.from(await follow(`/batches/${id}/output/reports.zip`)).toString("latin1");
  // Each has its name before its content, and once more in the directory.
  for (const [, name = ""] of lines) expect(archive.split(`${name}.pdf`)).toHaveLength(3);

  const [, gone = ""] = lines[3]!;
  expect((await callApi(api, "DELETE", `/batches/${id}/items/${gone}`)).status).toBe(204);
  expect((await callApi(api, "GET", `/batches/${id}/items/${gone}/report.pdf`)).status).toBe(404);
  const [, stays = "", , , hash] = lines[4]!;
  expect(sha256(await fetchItem(`/batches/${id}/items/${stays}/report.pdf`, packs === "true"))).toBe(hash);
});
