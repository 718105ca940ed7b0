import { buffer } from "node:stream/consumers";
import { beforeEach, expect, test } from "vitest";
import { MemoryObjectStore } from "../../../../functions/adapters/memory-object-store.ts";
import { sha256 } from "../../../../functions/core/json/canonical-json.ts";
import { BroadsheetError } from "../../../../functions/core/errors.ts";
import { announceUpload } from "../../../../functions/core/service/upload/announce-upload.ts";
import { endUpload, ingestUpload, type UploadWorld } from "../../../../functions/core/service/upload/ingest-upload.ts";
import { readUpload } from "../../../../functions/core/service/upload/read-upload.ts";
import { type Upload, uploadKey } from "../../../../functions/core/service/upload/upload.ts";
import { FakeClock, FaultyStore, unavailable } from "../lifecycle/lifecycle-fakes.ts";

const csv = new TextEncoder().encode("year,value\n2021,1\n");
const clock = new FakeClock();
let store: FaultyStore;
let stored: string[];
let world: UploadWorld;

beforeEach(() => {
  store = new FaultyStore(new MemoryObjectStore(clock));
  stored = [];
  world = {
    store,
    clock,
    async storeDataset(name, { pieces, format }) {
      const body = await buffer(pieces);
      stored.push(`${name} ${format} ${body.byteLength}`);
      return sha256(body);
    },
    async rereadDataset(name, { version, cause }) {
      stored.push(`${name} ${version.slice(0, 4)} for ${cause.slice(0, 7)}`);
      return "f".repeat(64);
    },
    async changeRecipe(name, { text, kind, token, by }) {
      stored.push(`${name} ${kind} ${String(text)} by ${by?.name} ${token.length}`);
      return "e".repeat(64);
    },
    async eraseRows(name, { where, version, id }) {
      stored.push(`${name} ${version.slice(0, 4)} without ${where} ${id.length}`);
      return "d".repeat(64);
    },
    async storeDraft({ of, name, by }, archive) {
      stored.push(`draft of ${of} ${name} by ${by?.name} ${archive.byteLength}`);
      return sha256(archive);
    },
  };
});

const announce = (
  over: { readonly name?: string; readonly bytes?: number; readonly sha256?: string } = {},
): Promise<Upload> =>
  announceUpload(
    { name: "city", format: "csv", bytes: csv.byteLength, sha256: sha256(csv), ...over },
    { store, clock, newToken: () => crypto.randomUUID() },
  );
const send = (upload: Upload, body = csv): Promise<string> =>
  store.put(uploadKey(upload.id, "data"), body, "application/octet-stream");

const failing = (error: Error): UploadWorld => ({ ...world, storeDataset: () => Promise.reject(error) });

test("an upload waits, arrives and is stored; its bytes are removed", async () => {
  const upload = await announce();
  expect(await readUpload(store, upload.id)).toEqual({ ...upload, state: "waiting" });
  expect(await ingestUpload(upload.id, world)).toBeUndefined();
  await send(upload);
  expect(await readUpload(store, upload.id)).toMatchObject({ state: "received" });
  expect(await ingestUpload(upload.id, world)).toEqual({
    state: "stored",
    finished: clock.now(),
    version: sha256(csv),
  });
  expect(stored).toEqual([`city csv ${csv.byteLength}`]);
  expect(await readUpload(store, upload.id)).toEqual({
    ...upload,
    state: "stored",
    finished: clock.now(),
    version: sha256(csv),
  });
  expect(await store.head(uploadKey(upload.id, "data"))).toBeUndefined();
});

test("ingesting again, or without an announcement, does nothing", async () => {
  const upload = await announce();
  await send(upload);
  await ingestUpload(upload.id, world);
  expect(await ingestUpload(upload.id, world)).toMatchObject({ state: "stored" });
  expect(stored).toHaveLength(1);
  expect(await ingestUpload(crypto.randomUUID(), world)).toBeUndefined();
  expect(await readUpload(store, "../datasets/city")).toBeUndefined();
});

test.each(["template", "theme"] as const)(
  "a %s becomes a draft of whoever sent it; other bytes are its fault, not a dataset's",
  async (of) => {
    const announceTemplate = () =>
      announceUpload(
        { of, name: "city", by: { kind: "token", name: "ada" }, bytes: csv.byteLength, sha256: sha256(csv) },
        { store, clock, newToken: () => crypto.randomUUID() },
      );
    const upload = await announceTemplate();
    await send(upload);
    expect(await ingestUpload(upload.id, world)).toMatchObject({ state: "stored", version: sha256(csv) });
    expect(stored).toEqual([`draft of ${of} city by ada ${csv.byteLength}`]);
    const other = await announceTemplate();
    await send(other, csv.slice(1));
    expect(await ingestUpload(other.id, world)).toMatchObject({
      state: "failed",
      kind: "invalid-template",
      problems: [{ code: "upload-differs", where: { name: "city" } }],
    });
  },
);

test("other bytes than those announced fail, and are not stored", async () => {
  const upload = await announce();
  await send(upload, csv.slice(1));
  expect(await ingestUpload(upload.id, world)).toMatchObject({
    state: "failed",
    kind: "invalid-dataset",
    problems: [{ code: "upload-differs", seen: { bytes: csv.byteLength - 1 }, allowed: { bytes: csv.byteLength } }],
  });
  expect(stored).toEqual([]);
  expect(await readUpload(store, upload.id)).toMatchObject({ state: "failed", problems: [{ code: "upload-differs" }] });
});

test("content that is not a dataset fails with its fault; a store that fails is retried", async () => {
  const upload = await announce();
  await send(upload);
  const ragged = new BroadsheetError("invalid-dataset", { code: "ragged-row", message: "line 2 has one field" });
  await expect(ingestUpload(upload.id, failing(unavailable()))).rejects.toMatchObject({ kind: "unavailable" });
  await expect(ingestUpload(upload.id, failing(new Error("out of disk")))).rejects.toThrow("out of disk");
  expect(await readUpload(store, upload.id)).toMatchObject({ state: "received" });
  expect(await ingestUpload(upload.id, failing(ragged))).toMatchObject({
    state: "failed",
    problems: [{ code: "ragged-row" }],
  });
});

test("an answer that was lost, or bytes that stayed, are made good by the next call", async () => {
  const upload = await announce();
  await send(upload);
  store.failOn({ method: "create", key: /outcome/, committed: true });
  await expect(ingestUpload(upload.id, world)).rejects.toMatchObject({ kind: "unavailable" });
  expect(await ingestUpload(upload.id, world)).toMatchObject({ state: "stored" });
  expect(stored).toHaveLength(1);
  expect(await store.head(uploadKey(upload.id, "data"))).toBeUndefined();
});

test("the first outcome stays", async () => {
  const upload = await announce();
  const first = { state: "stored", finished: 1, version: sha256(csv) } as const;
  await endUpload(upload.id, first, { store });
  const second = {
    state: "failed",
    finished: 2,
    kind: "unavailable",
    problems: [{ code: "dead-letter", message: "given up" }],
  } as const;
  expect(await endUpload(upload.id, second, { store })).toEqual(first);
  expect(await readUpload(store, upload.id)).toMatchObject({ state: "stored" });
});

test("a name that no dataset may have is refused", async () => {
  await expect(announce({ name: "../city" })).rejects.toMatchObject({
    kind: "invalid-request",
    problems: [{ where: { pointer: "/name" } }],
  });
});

test("an upload that reads stored bytes again sends none, and has the version that results", async () => {
  const upload = await announceUpload(
    { name: "city", format: "csv", bytes: csv.byteLength, sha256: sha256(csv), reread: "a".repeat(64) },
    { store, clock, newToken: () => crypto.randomUUID() },
  );
  await send(upload, new Uint8Array(0));
  expect(await ingestUpload(upload.id, world)).toMatchObject({ state: "stored", version: "f".repeat(64) });
  expect(stored).toEqual(["city aaaa for reread:"]);
});

test("an upload that brings a recipe changes it, once for all deliveries", async () => {
  const recipe = { text: "steps: []", kind: "put" as const };
  const upload = await announceUpload(
    {
      name: "city",
      format: "csv",
      bytes: csv.byteLength,
      sha256: sha256(csv),
      reread: "a".repeat(64),
      recipe,
      by: { kind: "token", name: "ann" },
    },
    { store, clock, newToken: () => crypto.randomUUID() },
  );
  await send(upload, new Uint8Array(0));
  for (let time = 0; time < 2; time++)
    expect(await ingestUpload(upload.id, world)).toMatchObject({ state: "stored", version: "e".repeat(64) });
  expect(stored).toEqual(["city put steps: [] by ann 36"]);
});

test.each([undefined, "create", "put", "delete"] as const)(
  "the condition of an erasure is gone once it has ended, also if the process dies at a %s",
  async (method) => {
    const erase = { where: "email = 'ada@example.org'" };
    const upload = await announceUpload(
      { name: "city", format: "csv", bytes: 9, sha256: sha256(csv), reread: "a".repeat(64), erase },
      { store, clock, newToken: () => crypto.randomUUID() },
    );
    await send(upload, new Uint8Array(0));
    if (method !== undefined) {
      store.failOn({ method, key: new RegExp(`^uploads/${upload.id}/`), committed: false });
      await expect(ingestUpload(upload.id, world)).rejects.toThrow();
    }
    expect(await ingestUpload(upload.id, world)).toMatchObject({ state: "stored", version: "d".repeat(64) });
    expect(stored.at(-1)).toBe("city aaaa without email = 'ada@example.org' 36");
    const kept = await Promise.all(
      (await store.list("uploads/")).objects.map(async ({ key }) =>
        new TextDecoder().decode((await store.get(key))!.body),
      ),
    );
    expect(kept.join("\n")).not.toContain("ada@");
    expect(kept.join("\n")).toContain('"erase":{}');
  },
);
