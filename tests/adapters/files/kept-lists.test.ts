import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setImmediate, setTimeout as delay } from "node:timers/promises";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../../functions/adapters/file-object-store.ts";
import { fileSegment } from "../../../functions/adapters/files/file-object-path.ts";
import { compareKeys } from "../../../functions/adapters/object-key.ts";

const nothing = new Uint8Array();
const type = "application/octet-stream";

let parent: string;
let folders = 0;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "broadsheet-lists-"));
});
afterAll(() => rm(parent, { recursive: true }));
const newFolder = (): string => join(parent, `store-${(folders += 1)}`);

/** What the folder holds now, in order. */
function onDisk(folder: string): string[] {
  try {
    return readdirSync(join(folder, "recent"))
      .flatMap((name) => fileSegment(name) ?? [])
      .map((segment) => `recent/${segment}`)
      .sort(compareKeys);
  } catch {
    return [];
  }
}

test("a list is what its folder holds, while another process writes and deletes", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  const child = spawn(process.execPath, [join(import.meta.dirname, "..", "marker-writer.ts"), folder], {
    stdio: ["pipe", "pipe", "inherit"],
  });
  let seed = 20_261_130;
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
  const rounds = process.env["SOAK"] === undefined ? 80 : 10_000;
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await lines.next();
    for (let round = 0; round < rounds; round += 1) {
      const key = `recent/${random(40)}-${"é"[random(4)] ?? ""}x`;
      const act = random(5);
      if (act === 0) await store.create(key, nothing, type);
      else if (act === 1) await store.delete(key);
      else {
        child.stdin.write(`${act === 2 ? "-" : "+"}${key}\n`);
        // Half of the lists are made while the other process is at work: they may show the folder before or after.
        if (random(2) === 0) {
          const before = onDisk(folder);
          const seen = (await store.list("recent/")).objects.map((object) => object.key);
          await lines.next();
          expect([before.join(), onDisk(folder).join()], `round ${round}`).toContain(seen.join());
        } else await lines.next();
      }
      // Sometimes the folder has settled, so that its names are kept.
      if (random(4) === 0) await delay(25);
      const expected = onDisk(folder);
      const listed = await store.list("recent/");
      expect(
        listed.objects.map((object) => object.key),
        `round ${round}`,
      ).toEqual(expected);
      const after = expected[random(expected.length + 1)];
      const page = await store.list("recent/1", { limit: 3, after });
      const rest = expected.filter((one) => one.startsWith("recent/1") && (after === undefined || one > after));
      expect(page.objects.map((object) => object.key)).toEqual(rest.slice(0, 3));
      expect(page.next).toBe(rest.length > 3 ? rest[2] : undefined);
    }
  } finally {
    child.kill();
  }
}, 600_000);

test("a list that begins while the folder is being read shows what was written before it", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  const recent = join(folder, "recent");
  mkdirSync(recent);
  for (let number = 0; number < 5_000; number += 1) writeFileSync(join(recent, `z${number}.%`), "");
  const missing: string[] = [];
  for (let round = 100; round < 140; round += 1) {
    const first = store.list("recent/", { limit: 1 });
    for (let turn = 0; turn < 2 * (round % 4); turn += 1) await setImmediate();
    writeFileSync(join(recent, `a${round}.%`), "");
    const { objects } = await store.list("recent/a", { limit: 300 });
    if (!objects.some(({ key }) => key === `recent/a${round}`)) missing.push(`a${round}`);
    await first;
  }
  expect(missing).toEqual([]);
});

test("a link among the markers is no object, and a folder among them is walked", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  for (const key of ["recent/a", "recent/b.json", "recent/c"]) await store.create(key, nothing, type);
  await writeFile(join(parent, "elsewhere"), "");
  await symlink(join(parent, "elsewhere"), join(folder, "recent/d.%"));
  await delay(25);
  const keys = async (): Promise<string[]> => (await store.list("recent/")).objects.map(({ key }) => key);
  for (let turn = 0; turn < 2; turn += 1) expect(await keys()).toEqual(["recent/a", "recent/b.json", "recent/c"]);
  await store.create("recent/b/1", nothing, type);
  await delay(25);
  for (let turn = 0; turn < 2; turn += 1)
    expect(await keys()).toEqual(["recent/a", "recent/b.json", "recent/b/1", "recent/c"]);
  await rm(join(folder, "recent"), { recursive: true });
  expect(await keys()).toEqual([]);
  await mkdir(join(parent, "out"));
  await symlink(join(parent, "out"), join(folder, "recent"));
  await expect(store.list("recent/")).rejects.toMatchObject({ problems: [{ code: "outside-data-directory" }] });
});
