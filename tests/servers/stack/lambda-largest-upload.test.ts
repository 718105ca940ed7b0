import { createHash } from "node:crypto";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { stat } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { text } from "node:stream/consumers";
import { afterAll, beforeAll, expect, test } from "vitest";
import { noteFigures } from "../../ci/note-figures.ts";
import { callApi, type LambdaStack, message, startLambdaStack } from "./lambda-stack.ts";
import type { LambdaRuntime } from "./lambda-runtime.ts";

/** The largest file that the stack may be set to take, or one above what a request may bring, MiB. */
const mebibytes = Number(process.env["MEBIBYTES"] ?? (process.env["SOAK"] === undefined ? 16 : 1024));
/** Of at most 112 bytes each. */
const rows = Math.floor((mebibytes * 1024 * 1024) / 112);

let stack: LambdaStack;
let api: LambdaRuntime;
let ingest: LambdaRuntime;
const folder = mkdtempSync(join(tmpdir(), "broadsheet-largest-"));
const file = join(folder, "wide.csv");

beforeAll(async () => {
  stack = await startLambdaStack();
  const environment = { BROADSHEET_LARGEST_UPLOAD: String(mebibytes) };
  api = await stack.start("Api", { environment });
  ingest = await stack.start("Ingest", { environment });
});
afterAll(async () => {
  await stack?.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
});

/** Ten columns of sales by day and shop, about 110 bytes a row. */
function* lines(): Generator<string> {
  yield "id,day,region,shop,product,staff,amount,share,quantity,receipt\n";
  for (let from = 0; from < rows; from += 10_000) {
    let piece = "";
    for (let row = from; row < Math.min(rows, from + 10_000); row += 1) {
      const mixed = Math.imul(row, 2_654_435_761) >>> 0;
      const receipt = `${mixed.toString(16).padStart(8, "0")}${(mixed ^ 0x5bd1e995).toString(16).slice(-8)}`;
      piece += `${row},2024-0${1 + (row % 9)}-${10 + (row % 19)},region number ${row % 7},shop ${mixed % 500},product ${mixed % 20_000},${mixed % 5000},${1_000_000 + (mixed % 1_000_000)}.25,0.${100 + (mixed % 900)},${row % 50},${receipt}\n`;
    }
    yield piece;
  }
}

/** @returns the file's SHA-256 */
async function writeWide(): Promise<string> {
  await pipeline(Readable.from(lines()), createWriteStream(file));
  const hash = createHash("sha256");
  for await (const piece of createReadStream(file)) hash.update(piece as Uint8Array);
  return hash.digest("hex");
}

async function send(url: string, headers: Readonly<Record<string, string>>): Promise<number> {
  const { size } = await stat(file);
  return await new Promise((resolve, reject) => {
    const call = request(url, { method: "PUT", headers: { ...headers, "content-length": String(size) } }, (answer) => {
      void text(answer).then(() => resolve(answer.statusCode ?? 0), reject);
    });
    call.on("error", reject);
    createReadStream(file).pipe(call);
  });
}

test(
  "the ingest function reads a file of the largest upload within its own time and memory",
  { timeout: 3_600_000 },
  async () => {
    const sha256 = await writeWide();
    const { size } = await stat(file);
    expect(size).toBeLessThanOrEqual(mebibytes * 1024 * 1024);
    const headers = { "content-type": "application/json" };
    const body = JSON.stringify({ name: "wide", format: "csv", bytes: size, sha256 });
    const { json: upload } = await callApi(api, "POST", "/uploads", { headers, body });
    expect(await send(String(upload["url"]), upload["headers"] as Record<string, string>)).toBe(200);
    const came = { Records: [{ s3: { object: { key: `uploads/${String(upload["id"])}/data` } } }] };
    const { payload, error, ms } = await ingest.invoke({ Records: [message("came", came)] });
    const { memory } = stack.bundle.functions["Ingest"]!;
    noteFigures(`ingest of ${size} bytes: ${Math.round(ms)} ms, ${ingest.peakMemory()} of ${memory} MiB`);
    expect({ payload, error }).toEqual({ payload: { batchItemFailures: [] }, error: undefined });
    expect((await callApi(api, "GET", String(upload["self"]))).json).toMatchObject({
      status: "stored",
      version: sha256,
    });
    expect((await callApi(api, "GET", "/datasets/wide")).json).toMatchObject({ rows, version: sha256 });
    expect(ingest.peakMemory()).toBeLessThan(memory);
    const larger = JSON.stringify({ name: "wide", format: "csv", bytes: mebibytes * 1024 * 1024 + 1, sha256 });
    const refused = await callApi(api, "POST", "/uploads", { headers, body: larger });
    expect(refused).toMatchObject({ status: 413, json: { problems: [{ code: "too-many-bytes" }] } });
    expect(refused.text).toContain("source");
  },
);
