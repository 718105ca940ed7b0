import { appendFile, mkdtemp, open, rm, truncate, unlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import type { ObjectStore } from "../../functions/core/ports.ts";

/** All cases; otherwise every fifth. */
const whole = process.env["SOAK"] !== undefined;

/** Time within which any read must answer, ms. */
const bound = 5_000;

let folder: string;
let store: ObjectStore;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "broadsheet-damage-"));
  store = await FileObjectStore.open(folder);
});
afterAll(() => rm(folder, { recursive: true }));

async function* piecesOf(body: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < body.length; start += 100_000) yield body.subarray(start, start + 100_000);
}

/** Every way to write an object. */
const writes: Readonly<Record<string, (key: string, body: Uint8Array, type: string) => Promise<unknown>>> = {
  put: (key, body, type) => store.put(key, body, type),
  create: (key, body, type) => store.create(key, body, type),
  createStream: (key, body, type) => store.createStream(key, piecesOf(body), type),
  replace: async (key, body, type) => store.replace(key, body, type, await store.put(key, new Uint8Array([1]), type)),
  "put over another": async (key, body, type) => {
    await store.create(key, new Uint8Array([1, 2]), "text/plain");
    for (let number = 0; number < 40; number += 1) await store.put(key, new Uint8Array([3, number]), type);
    await store.put(key, body, type);
  },
};

/** What may happen to a file. */
const damages: Readonly<Record<string, (path: string, size: number) => Promise<void>>> = {
  "one byte changed": async (path, size) => {
    const file = await open(path, "r+");
    const place = Math.floor(size / 2);
    const { buffer } = await file.read(Buffer.alloc(1), 0, 1, place);
    await file.write(Buffer.of(buffer[0]! ^ 4), 0, 1, place);
    await file.close();
  },
  emptied: (path) => truncate(path, 0),
  "cut short": (path, size) => truncate(path, size - 1),
  "made longer": (path) => appendFile(path, "!"),
};

/** Every way to read an object. */
const reads: Readonly<Record<string, (key: string) => Promise<Uint8Array | string | undefined>>> = {
  get: async (key) => (await store.get(key))?.body,
  head: async (key) => (await store.head(key))?.etag,
  getStream: async (key) => {
    const found = await store.getStream(key);
    const pieces: Uint8Array[] = [];
    for await (const piece of found?.body ?? []) pieces.push(piece);
    return found && Buffer.concat(pieces);
  },
};

/** The problem code that a read ends with, or what it returns. */
async function answerOf(read: () => Promise<unknown>): Promise<unknown> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => (timer = setTimeout(resolve, bound, "no answer")));
  const answer = read().catch(
    (error: { problems?: readonly { code: string }[] }) => error.problems?.[0]?.code ?? String(error),
  );
  return Promise.race([answer, late]).finally(() => clearTimeout(timer));
}

test("a damaged file gives no content: each read ends soon and names the object", async () => {
  const wrong: string[] = [];
  let cases = 0;
  for (const [write, make] of Object.entries(writes))
    for (const type of ["text/csv", "text/csv; charset=utf-8"])
      for (const size of [1, 5_000, 3_000_000])
        for (const [damage, harm] of Object.entries(damages)) {
          const key = `d/${(cases += 1)}.csv`;
          if (!whole && cases % 5 !== 0) continue;
          const path = join(folder, key);
          await make(key, new Uint8Array(size).fill(65), type);
          await harm(path, size);
          for (const [read, ask] of Object.entries(reads)) {
            const answer = await answerOf(() => ask(key));
            if (answer !== "corrupt-object")
              wrong.push(`${write} ${type} ${size} ${damage} ${read}: ${String(answer).slice(0, 40)}`);
          }
          // What is damaged can be written again, and removed.
          await store.put(key, new Uint8Array([66]), type);
          if (Buffer.from((await store.get(key))!.body).toString() !== "B")
            wrong.push(`${write} ${damage}: not written again`);
          await harm(path, 1);
          await store.delete(key);
          if ((await store.get(key)) !== undefined) wrong.push(`${write} ${damage}: not deleted`);
        }
  expect(wrong).toEqual([]);
  expect(cases).toBe(120);
});

test("a damaged file is not taken for an absent one, nor for another", async () => {
  const etag = await store.put("a.json", new Uint8Array([1, 2, 3]), "application/json");
  await truncate(join(folder, "a.json"), 2);
  expect(await store.create("a.json", new Uint8Array([9]), "application/json")).toBe(false);
  expect(await store.createStream("a.json", piecesOf(new Uint8Array([9])), "application/json")).toBe(false);
  expect(await answerOf(() => store.replace("a.json", new Uint8Array([9]), "application/json", etag))).toBe(
    "corrupt-object",
  );
  expect((await store.list("a")).objects).toMatchObject([{ key: "a.json", size: 2 }]);
});

test("a large object that turns out damaged while it is sent breaks off, and is refused from then on", async () => {
  const body = new Uint8Array(3_000_000).fill(7);
  await store.create("large.zip", body, "application/zip");
  await damages["one byte changed"]!(join(folder, "large.zip"), body.length);
  const found = await store.getStream("large.zip");
  let sent = 0;
  const reading = async (): Promise<void> => {
    for await (const piece of found!.body) sent += piece.byteLength;
  };
  await expect(reading()).rejects.toMatchObject({
    kind: "damaged",
    problems: [{ code: "corrupt-object", seen: "large.zip" }],
  });
  // Never all of them: who counts the bytes sees that the answer broke off.
  expect(sent).toBeLessThan(body.length);
  await expect(store.getStream("large.zip")).rejects.toMatchObject({ problems: [{ code: "corrupt-object" }] });
});

test("damage to what the store notes beside an object harms no object", async () => {
  for (const [damage, harm] of Object.entries(damages)) {
    await store.put("noted.csv", new Uint8Array([65]), "text/csv; charset=utf-8");
    await harm(join(folder, "noted.csv.%sum"), 60);
    expect(Buffer.from((await store.get("noted.csv"))!.body).toString(), damage).toBe("A");
    await unlink(join(folder, "noted.csv.%sum"));
    expect(Buffer.from((await store.get("noted.csv"))!.body).toString(), damage).toBe("A");
    await store.delete("noted.csv");
  }
});
