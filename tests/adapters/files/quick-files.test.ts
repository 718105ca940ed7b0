import { copyFile, mkdir, mkdtemp, readFile, rename, rm, symlink, unlink, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../../functions/adapters/file-object-store.ts";
import { hasQuickReads } from "../../../functions/adapters/files/probe-reads.ts";
import { QuickFiles } from "../../../functions/adapters/files/quick-files.ts";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const read = (content: Uint8Array | undefined): string | undefined => content && new TextDecoder().decode(content);
const json = "application/json";
const version = "a".repeat(64);

let parent: string;
let folders = 0;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "broadsheet-quick-"));
});
afterAll(() => rm(parent, { recursive: true }));
const newFolder = (): string => join(parent, `store-${(folders += 1)}`);

const refused = expect.objectContaining({
  kind: "conflict",
  problems: [expect.objectContaining({ code: "outside-data-directory" })],
});

test("a local disk is read in the calling thread, and a folder that is not there is not", async () => {
  const folder = newFolder();
  await mkdir(folder);
  expect(hasQuickReads(folder)).toBe(true);
  expect(hasQuickReads(join(folder, "absent"))).toBe(false);
});

test.each([`datasets/numbers/${version}/dataset.json`, "datasets/numbers/log/1.json", "a/b/c/d/e.json"])(
  "a folder that became a symbolic link after it was read is refused, at each level of %s",
  async (key) => {
    const segments = key.split("/");
    for (let level = 1; level < segments.length; level += 1) {
      const folder = newFolder();
      const outside = join(parent, `outside-${folders}`);
      const store = await FileObjectStore.open(folder);
      await store.create(key, text("own"), json);
      await delay(25);
      for (let turn = 0; turn < 3; turn += 1) expect(read((await store.get(key))?.body)).toBe("own");
      const replaced = join(folder, ...segments.slice(0, level));
      // The very same files, moved out: inodes, sizes and times are as they were.
      await rename(replaced, outside);
      await symlink(outside, replaced);
      await expect(store.get(key)).rejects.toEqual(refused);
      await expect(store.head(key)).rejects.toEqual(refused);
      await expect(store.get(`${key}.absent`)).rejects.toEqual(refused);
      await expect(store.put(key, text("other"), json)).rejects.toEqual(refused);
      await expect(store.delete(key)).rejects.toEqual(refused);
      await unlink(replaced);
      expect(await store.get(key)).toBeUndefined();
      await rename(outside, replaced);
      expect(read((await store.get(key))?.body)).toBe("own");
    }
  },
);

test("a file that became a symbolic link is refused, also one that is kept", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  for (const key of [`templates/a/${version}/template.pack`, "templates/a/current.json"]) {
    await store.create(key, text("own"), json);
    await delay(25);
    await store.get(key);
    await store.get(key);
    await rename(join(folder, key), join(parent, "moved"));
    await symlink(join(parent, "moved"), join(folder, key));
    await expect(store.get(key)).rejects.toEqual(refused);
    await expect(store.head(key)).rejects.toEqual(refused);
  }
});

test.each([
  `datasets/numbers/${version}/dataset.json`,
  `reports/${version}/1/request.json`,
  `reports/${version}/2/outcome.json`,
])("%s is kept and served while its file is the same, and no longer", async (key) => {
  const folder = newFolder();
  const [store, other] = [await FileObjectStore.open(folder), await FileObjectStore.open(folder)];
  await store.create(key, text("one"), json);
  await delay(25);
  const first = await store.get(key);
  expect(await store.get(key)).toEqual(first);
  expect((await store.get(key))!.body, "kept").toBe((await store.get(key))!.body);
  const { body: _, ...about } = first!;
  expect(await store.head(key)).toEqual(about);
  // Deleted and written anew by another process, which the store cannot know of.
  await other.delete(key);
  expect(await store.get(key)).toBeUndefined();
  await other.create(key, text("two"), json);
  expect(read((await store.get(key))?.body)).toBe("two");
  await delay(25);
  expect(read((await store.get(key))?.body)).toBe("two");
  // Damaged in place, with the old time of modification.
  const { modified } = (await store.get(key))!;
  await writeFile(join(folder, key), "twO");
  await utimes(join(folder, key), modified / 1000, modified / 1000);
  await expect(store.get(key)).rejects.toMatchObject({ kind: "damaged" });
});

test("what is written more than once is never kept, and a file just written is not either", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  const changing = [
    "datasets/numbers/current.json",
    "datasets/numbers/log/1.json",
    `reports/${version}/1/attempts/1.json`,
    `reports/${version}/1/lease.json`,
    `pulls/numbers/pull/1/outcome.json`,
  ];
  for (const key of changing) await store.put(key, text("1"), json);
  const body = async (key: string) => (await store.get(key))!.body;
  await delay(25);
  for (const key of changing) expect(await body(key), key).not.toBe(await body(key));
  const key = `datasets/numbers/${version}/future.json`;
  await store.create(key, text("1"), json);
  await utimes(join(folder, key), Date.now() / 1000 + 60, Date.now() / 1000 + 60);
  await delay(25);
  expect(await body(key), "a time in the future tells nothing").not.toBe(await body(key));
});

test("a quick look leaves to the thorough one what it cannot tell", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  const quick = new QuickFiles(folder, () => false);
  const look = (key: string) => quick.look(join(folder, key), key);
  expect(look("absent.json")).toEqual({ object: undefined });
  expect(look("absent/a.json")).toEqual({ object: undefined });
  for (const [size, told] of [
    [0, false],
    [1, true],
    [65_536, true],
    [65_537, false],
  ] as const) {
    await store.put("sized.json", new Uint8Array(size), json);
    const found = look("sized.json");
    expect(found !== "undetermined", `${size} bytes`).toBe(told);
    if (found !== "undetermined") expect(found.object).toEqual(await store.get("sized.json"));
  }
  await writeFile(join(folder, "unknown.json"), "of an earlier release");
  expect(look("unknown.json")).toBe("undetermined");
  await store.put("damaged.json", text("12"), json);
  await writeFile(join(folder, "damaged.json"), "13");
  expect(look("damaged.json")).toBe("undetermined");
  expect(look(`${"x".repeat(400)}.json`)).toBe("undetermined");
  await mkdir(join(folder, "folder.json"));
  expect(look("folder.json")).toBe("undetermined");
  await writeFile(join(folder, "file"), "");
  expect(look("file/a.json")).toEqual({ object: undefined });
});

test("a note that was read before counts only while its file is the same", async () => {
  const folder = newFolder();
  const [store, other] = [await FileObjectStore.open(folder), await FileObjectStore.open(folder)];
  const key = "datasets/numbers/current.json";
  const note = join(folder, `${key}.%sum`);
  await store.put(key, text("1"), "text/one");
  await delay(25);
  for (let turn = 0; turn < 3; turn += 1) expect(await store.get(key)).toMatchObject({ contentType: "text/one" });
  // The same content, of another type; and the same again, where only another content is noted.
  await other.put(key, text("1"), "text/two");
  expect(await store.get(key)).toMatchObject({ contentType: "text/two" });
  await delay(25);
  expect(await store.get(key)).toMatchObject({ contentType: "text/two" });
  await other.put("other.json", text("2"), json);
  await copyFile(join(folder, "other.json.%sum"), note);
  await expect(store.get(key)).rejects.toMatchObject({ kind: "damaged" });
  await other.delete(key);
  expect(await store.get(key)).toBeUndefined();
  await other.put(key, text("2"), json);
  expect(read((await store.get(key))?.body)).toBe("2");
});

test("the type of a content is that of its last writer, whole lines only", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  for (const type of ["text/one", "text/two", "text/one", "text/three"]) {
    await store.put("typed.json", text("1"), type);
    expect(await store.get("typed.json")).toMatchObject({ contentType: type });
  }
  const note = join(folder, "typed.json.%sum");
  const lines = await readFile(note, "utf8");
  // The last line is torn, so the one before it counts.
  await writeFile(note, lines.trimEnd().slice(0, -3));
  expect(await store.get("typed.json")).toMatchObject({ contentType: "text/one" });
});
