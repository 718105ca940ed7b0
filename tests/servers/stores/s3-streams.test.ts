import { CreateBucketCommand, ListMultipartUploadsCommand, S3Client } from "@aws-sdk/client-s3";
import { createHash } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { S3ObjectStore } from "../../../functions/adapters/s3-object-store.ts";
import { startCeph, type Ceph } from "../ceph.ts";
import { startFaultProxy, type FaultProxy } from "./fault-proxy.ts";

/** Streams through a network that loses, cuts, refuses and delays. */
let ceph: Ceph;
let proxy: FaultProxy;
let store: S3ObjectStore;
let s3: S3Client;
let state = 20_261_127;
const random = (): number => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};
const size = 40_000_000;
const whole = Buffer.from(Uint8Array.from({ length: size }, (_, index) => (index * 7919) % 251));
const digest = createHash("sha256").update(whole).digest("hex");
async function* pieces(until = size): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < until; at += 1_000_003) yield whole.subarray(at, Math.min(at + 1_000_003, until));
}

beforeAll(async () => {
  ceph = await startCeph();
  proxy = await startFaultProxy({ upstream: ceph.endpoint, random });
  const client = { endpoint: proxy.endpoint, region: "us-east-1", credentials: ceph.credentials, forcePathStyle: true };
  s3 = new S3Client({ ...client, endpoint: ceph.endpoint });
  await s3.send(new CreateBucketCommand({ Bucket: "streams" }));
  store = new S3ObjectStore({ bucket: "streams", client, timeoutMs: 2_500 });
});
afterAll(() => {
  proxy?.stop();
  ceph?.stop();
});

const uploads = async (): Promise<number> =>
  ((await s3.send(new ListMultipartUploadsCommand({ Bucket: "streams" }))).Uploads ?? []).length;

/** Reads an object to its end, anew if four tries of one call in a row have failed. */
async function readAll(key: string): Promise<[number, string]> {
  for (let turn = 0; ; turn++) {
    const hash = createHash("sha256");
    let bytes = 0;
    try {
      for await (const piece of (await store.getStream(key))!.body) {
        hash.update(piece);
        bytes += piece.byteLength;
      }
      return [bytes, hash.digest("hex")];
    } catch (error) {
      expect(error).toMatchObject({ kind: "unavailable" });
      if (turn === 5) throw error;
    }
  }
}

test("streams arrive whole or not at all, whatever the network does", async () => {
  proxy.rate = 0.2;
  const rounds = process.env["SOAK"] === undefined ? 4 : 60;
  let arrived = 0;
  for (let round = 0; round < rounds; round++) {
    const key = `output/${round}.zip`;
    const made = await store
      .createStream(key, pieces(), "application/zip")
      .catch((error: { kind?: string }) => error.kind);
    expect([true, "unavailable"]).toContain(made);
    if (made !== true) continue;
    arrived += 1;
    expect(await store.createStream(key, pieces(12_000_000), "application/zip").catch(() => false)).toBe(false);
    expect(await readAll(key)).toEqual([size, digest]);
  }
  proxy.rate = 0;
  expect(arrived).toBeGreaterThan(rounds / 2);
  expect(Object.values(proxy.counts).every((count) => count > 0)).toBe(true);
});

test("a failed stream leaves no upload behind", async () => {
  const before = await uploads();
  async function* broken(): AsyncGenerator<Uint8Array> {
    yield* pieces(20_000_000);
    throw new RangeError("the maker failed");
  }
  await expect(store.createStream("output/broken.zip", broken(), "application/zip")).rejects.toThrow(
    "the maker failed",
  );
  expect(await store.createStream("output/0.zip", pieces(), "application/zip")).toBe(false);
  expect(await uploads()).toBe(before);
  expect(await store.head("output/broken.zip")).toBeUndefined();
});
