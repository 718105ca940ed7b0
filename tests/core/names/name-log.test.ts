import { expect, test } from "vitest";
import { MemoryObjectStore } from "../../../functions/adapters/memory-object-store.ts";
import {
  currentVersionOf,
  moveName,
  moveNameFrom,
  placeOfName,
  readNameLog,
} from "../../../functions/core/names/name-log.ts";
import { FaultyStore } from "../service/lifecycle/lifecycle-fakes.ts";

const folder = "datasets/city";
const [v1, v2, v3] = ["1", "2", "3"].map((digit) => digit.repeat(64)) as [string, string, string];

const open = (): FaultyStore => new FaultyStore(new MemoryObjectStore());
const current = (store: FaultyStore): Promise<string | undefined> => currentVersionOf(store, folder);
const pointTo = (store: FaultyStore, pointer: unknown): Promise<string> =>
  store.put(`${folder}/current.json`, new TextEncoder().encode(JSON.stringify(pointer)), "application/json");

async function read(store: FaultyStore, key: string): Promise<unknown> {
  const found = await store.inner.get(`${folder}/${key}`);
  return found && (JSON.parse(new TextDecoder().decode(found.body)) as unknown);
}

test("a name moves by its log, and the pointer that earlier releases read follows", async () => {
  const store = open();
  expect(await current(store)).toBeUndefined();
  await moveName(store, folder, v1, "put");
  await moveName(store, folder, v2, "upload:u");
  await moveName(store, folder, v1, "put");
  expect(await current(store)).toBe(v1);
  expect(await read(store, "log/2.json")).toEqual({ version: v2, cause: "upload:u" });
  expect(await read(store, "current.json")).toEqual({ version: v1, seq: 3 });
  // The same content is the same version: nothing has moved.
  await moveName(store, folder, v1, "put");
  expect((await store.list(`${folder}/log/`)).objects).toHaveLength(3);
  store.calls.length = 0;
  await current(store);
  expect(store.calls).toEqual([`get ${folder}/current.json`, `get ${folder}/log/4.json`]);
});

test("a message that is delivered again does not turn a name back", async () => {
  const store = open();
  await moveName(store, folder, v1, "upload:first");
  for (let index = 0; index < 40; index += 1) await moveName(store, folder, index % 2 === 0 ? v2 : v3, "put");
  await moveName(store, folder, v1, "upload:first");
  expect(await current(store)).toBe(v3);
  // Content that is already current moves nothing, but its message is recorded.
  await moveName(store, folder, v3, "upload:second");
  await moveName(store, folder, v1, "put");
  await moveName(store, folder, v3, "upload:second");
  expect(await current(store)).toBe(v1);
});

test("a writer that died before the hint has moved the name; a hint that is late does not turn it back", async () => {
  const store = open();
  await moveName(store, folder, v1, "put");
  store.failOn({ method: "replace", key: /current/, committed: false });
  await expect(moveName(store, folder, v2, "put")).rejects.toMatchObject({ kind: "unavailable" });
  expect(await read(store, "current.json")).toEqual({ version: v1, seq: 1 });
  expect(await current(store)).toBe(v2);
  store.before("replace", /current/, () => moveName(store, folder, v1, "put"));
  await moveName(store, folder, v3, "put");
  expect(await current(store)).toBe(v1);
  expect(await read(store, "current.json")).toEqual({ version: v1, seq: 4 });
});

test("a process finds its own entry after a lost answer; each of many that move a name has an entry", async () => {
  const store = open();
  store.failOn({ method: "create", key: /log/, committed: "twice" });
  await moveName(store, folder, v1, "put");
  expect((await store.list(`${folder}/log/`)).objects).toHaveLength(1);
  await Promise.all([v2, v3, v1, v2].map((version, index) => moveName(store, folder, version, `upload:${index}`)));
  expect((await store.list(`${folder}/log/`)).objects).toHaveLength(5);
  expect(await read(store, "current.json")).toMatchObject({ seq: 5, version: await current(store) });
});

test("the pointer of an earlier release is where the log begins, and one that it moves after a rollback counts", async () => {
  const store = open();
  await pointTo(store, { version: v1 });
  expect(await current(store)).toBe(v1);
  store.failOn({ method: "replace", key: /current/, committed: false });
  await expect(moveName(store, folder, v2, "put")).rejects.toMatchObject({ kind: "unavailable" });
  expect(await read(store, "log/1.json")).toEqual({ version: v2, cause: "put", after: v1 });
  expect(await current(store)).toBe(v2);
  await moveName(store, folder, v3, "put");
  // The previous release has no log; it finds the pointer and moves it.
  expect(await read(store, "current.json")).toMatchObject({ version: v3 });
  await pointTo(store, { version: v1 });
  expect(await current(store)).toBe(v1);
  await moveName(store, folder, v2, "put");
  expect(await current(store)).toBe(v2);
  expect(await read(store, "current.json")).toEqual({ version: v2, seq: 3 });
});

test("a pointer or entry that names no version is reported with its key", async () => {
  const store = open();
  await pointTo(store, { version: "new" });
  await expect(current(store)).rejects.toMatchObject({
    kind: "damaged",
    problems: [
      {
        code: "corrupt-object",
        message: `The stored object ${folder}/current.json is damaged: it does not name a version`,
      },
    ],
  });
});

test("a decision moves a name only from where its maker saw it, and says who, when and why", async () => {
  const store = open();
  const said = { at: 5, by: { kind: "token", name: "anna" }, why: "new figures" };
  expect(await placeOfName(store, folder)).toEqual({ seq: 0 });
  expect(await moveNameFrom(store, folder, 0, { version: v1, cause: "promote:a", ...said })).toBe(true);
  expect(await moveNameFrom(store, folder, 0, { version: v2, cause: "promote:b" })).toBe(false);
  expect(await placeOfName(store, folder)).toEqual({ version: v1, seq: 1, cause: "promote:a" });
  // Its answer was lost: the entry is ours all the same.
  store.failOn({ method: "create", key: /log\/2/, committed: true });
  await expect(moveNameFrom(store, folder, 1, { version: v3, cause: "promote:c" })).rejects.toMatchObject({
    kind: "unavailable",
  });
  expect(await readNameLog(store, folder, { limit: 10 })).toMatchObject([
    { seq: 2, version: v3, cause: "promote:c" },
    { seq: 1, version: v1, cause: "promote:a", ...said },
  ]);
  expect(await readNameLog(store, folder, { before: 2, limit: 10 })).toHaveLength(1);
});

test("a name that was taken away has no version until it moves again", async () => {
  const store = open();
  await moveName(store, folder, v1, "put");
  expect(await moveNameFrom(store, folder, 1, { version: v1, removed: true, cause: "remove:a" })).toBe(true);
  expect(await current(store)).toBeUndefined();
  expect(await placeOfName(store, folder)).toEqual({ seq: 2, cause: "remove:a" });
  expect(await read(store, "current.json")).toEqual({ version: v1, seq: 2, removed: true });
  // The hint is only a hint.
  await store.delete(`${folder}/current.json`);
  expect(await current(store)).toBeUndefined();
  await moveName(store, folder, v1, "put");
  expect(await current(store)).toBe(v1);
});

const decided = { yieldTo: (cause: string): boolean => cause.startsWith("promote:") };

test("a move that yields to decisions leaves them alone", async () => {
  const store = open();
  await moveName(store, folder, v1, "seed", decided);
  await moveNameFrom(store, folder, 1, { version: v2, cause: "promote:a" });
  await moveName(store, folder, v3, "seed:deployment", decided);
  expect(await current(store)).toBe(v2);
});
