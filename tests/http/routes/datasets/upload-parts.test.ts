import { buffer } from "node:stream/consumers";
import { randomFillSync } from "node:crypto";
import { beforeEach, describe, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { findPrincipal } from "../../../../functions/core/service/access/find-principal.ts";
import { ingestUpload, type UploadWorld } from "../../../../functions/core/service/upload/ingest-upload.ts";
import { signContentPath, signPartPath } from "../../../../functions/core/service/upload/sign-content-path.ts";
import { sweepUploads } from "../../../../functions/core/service/upload/sweep-uploads.ts";
import {
  mostParts,
  partBytesOf,
  partCountOf,
  sizeOfPart,
} from "../../../../functions/core/service/upload/upload-parts.ts";
import { seeded } from "../../../core/report/dataset/seeded.ts";
import { MemorySecrets } from "../../../core/service/delivery/memory-secrets.ts";
import { FakeClock, recordingLogger } from "../../../core/service/lifecycle/lifecycle-fakes.ts";
import { bodyOf, openTestApp, problemFrom, type TestApp } from "../../open-test-app.ts";

const token = "a-token-of-sixteen-letters";
const mebibyte = 1024 * 1024;
/** A file of three parts, of which the last is short. */
const whole = randomFillSync(Buffer.alloc(17 * mebibyte));
const announced = { name: "mine", format: "parquet", bytes: whole.length, sha256: sha256(whole) };
const pieces = [0, 8, 16].map((start) => whole.subarray(start * mebibyte, (start + 8) * mebibyte));
const hashes = pieces.map((piece) => sha256(piece));

let app: TestApp;
let clock: FakeClock;
let arrived: string[];
let stored: string[];
beforeEach(async () => {
  const secrets = new MemorySecrets();
  clock = new FakeClock();
  arrived = [];
  stored = [];
  app = await openTestApp({
    guards: { loopback: true, tokens: (given) => findPrincipal(given, [], token) },
    change: {
      clock,
      store: new MemoryObjectStore(clock),
      signUpload: async ({ id }, part) => {
        const expires = clock.now() + 900_000;
        const url =
          part === undefined
            ? await signContentPath(id, expires, secrets)
            : await signPartPath(id, part, expires, secrets);
        return { url, headers: {}, expires };
      },
      uploadDesk: { secrets, arrived: ({ id }) => arrived.push(id) },
    },
  });
});

interface Begun {
  readonly id: string;
  readonly status: string;
  readonly partBytes: number;
  readonly partCount: number;
}

const post = (path: string, body: unknown): Promise<Response> =>
  app.call(`http://localhost:8080${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify(body),
  });
const get = (path: string): Promise<Response> =>
  app.call(`http://localhost:8080${path}`, { headers: { authorization: `Bearer ${token}` } });
const begin = async (): Promise<Begun> => bodyOf<Begun>(post("/uploads/in-parts", announced));
const complete = (id: string, parts: readonly string[] = hashes): Promise<Response> =>
  post(`/uploads/${id}/complete`, { parts });

async function sign(id: string, number: number, hash: string): Promise<string> {
  const signed = await bodyOf<{ parts: { url: string }[] }>(
    post(`/uploads/${id}/parts`, { parts: [{ number, sha256: hash }] }),
  );
  return signed.parts[0]!.url;
}

const put = (url: string, body: Uint8Array): Promise<Response> =>
  app.call(url, { method: "PUT", body: body as Uint8Array<ArrayBuffer> });

async function send(id: string, index: number, body: Uint8Array = pieces[index]!): Promise<number> {
  return (await put(await sign(id, index + 1, sha256(body)), body)).status;
}

const listed = async (id: string): Promise<readonly { readonly number: number; readonly sha256: string }[]> =>
  (await bodyOf<{ parts: { number: number; sha256: string }[] }>(get(`/uploads/${id}/parts`))).parts;

const never = (): never => {
  throw new Error("nobody asked for that");
};

/** What the upload becomes. */
async function ingest(id: string): Promise<unknown> {
  const world: UploadWorld = {
    store: app.services.store,
    clock,
    async storeDataset(_name, { pieces: arrived }) {
      const body = await buffer(arrived);
      stored.push(sha256(body));
      return sha256(body);
    },
    rereadDataset: never,
    changeRecipe: never,
    eraseRows: never,
    storeDraft: never,
  };
  return await ingestUpload(id, world);
}

const objects = async (): Promise<readonly string[]> =>
  (await app.services.store.list("uploads/")).objects.map(({ key }) => key);

test(
  "whatever is sent, twice, wrong, cut short or out of order: what is stored is the file",
  { timeout: 60_000 },
  async () => {
    const random = seeded(31);
    const pick = (below: number): number => Math.floor(random() * below);
    for (let history = 0; history < 6; history += 1) {
      const { id, partCount } = await begin();
      expect(partCount).toBe(3);
      const right = new Set<number>();
      for (let step = 0; step < 8; step += 1) {
        const index = pick(3);
        const piece = pieces[index]!;
        const other = Buffer.from(piece).fill(history, 5, 9);
        const kind = pick(5);
        if (kind === 0) {
          expect(await send(id, index)).toBe(200);
          right.add(index + 1);
        }
        // Its own hash is signed, but it is no part of the file.
        if (kind === 1) expect(await send(id, index, other)).toBe(200);
        if (kind === 2) expect((await put(await sign(id, index + 1, hashes[index]!), other)).status).toBe(422);
        if (kind === 3)
          expect((await put(await sign(id, index + 1, hashes[index]!), piece.subarray(0, 4096))).status).toBe(422);
        // Another client, or the same after its end.
        if (kind === 4) expect((await begin()).id).toBe(id);
        const there = (await listed(id)).filter(({ number, sha256: hash }) => hashes[number - 1] === hash);
        expect(there.map(({ number }) => number)).toEqual([...right].toSorted());
        if (right.size < 3) {
          const { status, problems } = await problemFrom(await complete(id));
          const missing = [1, 2, 3].filter((number) => !right.has(number));
          expect([status, problems]).toMatchObject([409, [{ code: "parts-missing", seen: missing }]]);
        }
      }
      for (const index of [2, 0, 1]) if (!right.has(index + 1)) expect(await send(id, index)).toBe(200);
      expect([(await complete(id)).status, (await complete(id)).status]).toEqual([202, 202]);
      expect(new Set(arrived)).toEqual(new Set([id]));
      expect(await ingest(id)).toMatchObject({ state: "stored", version: announced.sha256 });
      expect((await objects()).filter((key) => key.startsWith(`uploads/${id}/`))).toEqual([
        `uploads/${id}/outcome.json`,
        `uploads/${id}/upload.json`,
      ]);
      expect(await ingest(id)).toMatchObject({ state: "stored" });
      arrived = [];
    }
    expect(new Set(stored)).toEqual(new Set([announced.sha256]));
    expect(stored).toHaveLength(6);
  },
);

test("parts that are not the announced file fail, and a part that is lost or damaged is named", async () => {
  const { id } = await begin();
  const other = Buffer.from(pieces[1]!).fill(0, 0, 8);
  for (const [index, body] of [pieces[0]!, other, pieces[2]!].entries()) expect(await send(id, index, body)).toBe(200);
  expect((await complete(id, [hashes[0]!, sha256(other), hashes[2]!])).status).toBe(202);
  expect(await ingest(id)).toMatchObject({ state: "failed", problems: [{ code: "upload-differs" }] });
  const again = await begin();
  expect(again.id).not.toBe(id);
  for (const index of [0, 1, 2]) await send(again.id, index);
  await complete(again.id);
  const key = (await objects()).find((one) => one.includes(`${again.id}/parts/00002`))!;
  await app.services.store.put(key, other, "application/octet-stream");
  expect(await ingest(again.id)).toMatchObject({ state: "failed", problems: [{ code: "parts-missing", seen: [2] }] });
  expect(stored).toEqual([]);
});

describe("what is refused", () => {
  test("a part of another number, length or upload, without our signature, or after the end", async () => {
    const { id } = await begin();
    const beyond = await problemFrom(await post(`/uploads/${id}/parts`, { parts: [{ number: 4, sha256: hashes[0] }] }));
    expect(beyond).toMatchObject({
      status: 400,
      problems: [{ code: "invalid-part", pointer: "/parts/0/number", seen: 4, allowed: "1 to 3" }],
    });
    expect((await problemFrom(await complete(id, hashes.slice(1)))).problems).toMatchObject([
      { code: "invalid-part", seen: 2, allowed: 3 },
    ]);
    const url = await sign(id, 1, hashes[0]!);
    expect((await put(url.replace("/00001-", "/00002-"), pieces[0]!)).status).toBe(404);
    // One signature in 64 begins with the character that another is forged with.
    const forged = url.replace(/(?<=signature=)./, (first) => (first === "A" ? "B" : "A"));
    expect((await put(forged, pieces[0]!)).status).toBe(404);
    expect((await put(url, Buffer.concat([pieces[0]!, Buffer.from("x")]))).status).toBe(413);
    clock.time += 900_000;
    expect((await problemFrom(await put(url, pieces[0]!))).problems).toMatchObject([{ code: "url-expired" }]);
    for (const index of [0, 1, 2]) await send(id, index);
    await complete(id);
    const late = await problemFrom(await post(`/uploads/${id}/parts`, { parts: [{ number: 1, sha256: hashes[0] }] }));
    expect(late).toMatchObject({ status: 409, problems: [{ code: "upload-has-ended", seen: "received" }] });
    expect((await get(`/uploads/${crypto.randomUUID()}/parts`)).status).toBe(404);
  });

  test("an upload that is sent whole has no parts", async () => {
    const { id } = await bodyOf<Begun>(post("/uploads", announced));
    expect((await get(`/uploads/${id}/parts`)).status).toBe(404);
    expect((await complete(id)).status).toBe(404);
  });
});

test("one that is abandoned fails a day after its last part, and leaves nothing but its record", async () => {
  const { id } = await begin();
  const day = 24 * 3_600_000;
  const sweep = async (): Promise<void> => {
    await sweepUploads(
      { store: app.services.store, clock, logger: recordingLogger([]) },
      { requeueMs: 0, requeue: async () => {} },
    );
  };
  const status = async (): Promise<string> => (await bodyOf<Begun>(get(`/uploads/${id}`))).status;
  clock.time += 0.7 * day;
  await send(id, 0);
  clock.time += 0.7 * day;
  await sweep();
  expect([await status(), (await listed(id)).length]).toEqual(["waiting", 1]);
  clock.time += 0.4 * day;
  await sweep();
  expect(await status()).toBe("failed");
  expect((await objects()).filter((key) => key.includes("/parts/"))).toEqual([]);
  // A part that was under way then.
  const late = `uploads/${id}/parts/00001-${hashes[0]}`;
  await app.services.store.put(late, pieces[0]!, "application/octet-stream");
  clock.time += day;
  await sweep();
  expect(await objects()).not.toContain(late);
  clock.time += 8 * day;
  await sweep();
  expect((await objects()).filter((key) => key.startsWith("uploads/begun/"))).toEqual([]);
});

test.each([1, 8 * mebibyte, 8 * mebibyte + 1, 256 * mebibyte, 10 * 1024 * mebibyte, 5 * 1024 * 1024 * mebibyte])(
  "a file of %i bytes has parts of whole MiB, a thousand at most, which make it up",
  (bytes) => {
    const partBytes = partBytesOf(bytes);
    const count = partCountOf({ bytes, partBytes });
    expect(count).toBeLessThanOrEqual(mostParts);
    expect(partBytes % mebibyte).toBe(0);
    const sizes = Array.from({ length: count }, (_, index) => sizeOfPart({ bytes, partBytes }, index + 1));
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(bytes);
    expect(Math.min(...sizes)).toBeGreaterThan(0);
  },
);
