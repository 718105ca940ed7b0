import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FileObjectStore } from "../../functions/adapters/file-object-store.ts";
import { guardFiles } from "../../functions/adapters/files/guard-files.ts";
import { describeObjectStore } from "./object-store-contract.ts";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const read = (content: Uint8Array | undefined): string | undefined => content && new TextDecoder().decode(content);

/** Two tests take seconds, for the server suites and CI. */
const whole = process.env["WHOLE"] !== undefined;

let parent: string;
let folders = 0;
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), "broadsheet-store-"));
});
afterAll(() => rm(parent, { recursive: true }));

/** Number of lines in each object of `store-writer.ts`. */
const lines = 500_000;

const newFolder = (): string => join(parent, `store-${(folders += 1)}`);

describeObjectStore("FileObjectStore", async () => ({ store: await FileObjectStore.open(newFolder()) }));

test("ordinary keys are ordinary files", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  await store.put("reports/ab/1/report.pdf", text("%PDF"), "application/pdf");
  expect(await readFile(join(folder, "reports/ab/1/report.pdf"), "utf8")).toBe("%PDF");
  await store.put("模板/高技术.md", text("字"), "text/markdown");
  expect(await readFile(join(folder, "模板/高技术.md"), "utf8")).toBe("字");
});

test("stored objects are there when the folder is opened again", async () => {
  const folder = newFolder();
  const etag = await (await FileObjectStore.open(folder)).put("a/b", text("1"), "text/odd");
  const found = await (await FileObjectStore.open(folder)).get("a/b");
  expect(found).toMatchObject({ etag, contentType: "text/odd" });
});

test("a content that a program of an earlier release wrote is as it is found", async () => {
  const folder = newFolder();
  const store = await FileObjectStore.open(folder);
  await mkdir(join(folder, "old"));
  await writeFile(join(folder, "old/a.json"), "12345");
  await writeFile(join(folder, "old/b.csv"), "n");
  // An earlier release noted the type of an unusual content, by its hash.
  await writeFile(
    join(folder, "old/b.csv.%type"),
    JSON.stringify({ "1b16b1df538ba12dc3f97edbb85caa7050d46c148134290feba80f8236c83db9": "text/csv; charset=utf-8" }),
  );
  const { etag } = (await store.head("old/a.json"))!;
  expect(await store.get("old/b.csv")).toMatchObject({ contentType: "text/csv; charset=utf-8" });
  expect(await store.create("old/a.json", text("6"), "application/json")).toBe(false);
  expect(read((await store.get("old/a.json"))?.body)).toBe("12345");
  expect(await store.replace("old/a.json", text("67"), "application/json", etag)).toBe(true);
  expect(read((await store.get("old/a.json"))?.body)).toBe("67");
  await truncate(join(folder, "old/a.json"), 1);
  await writeFile(join(folder, "old/b.csv"), "m");
  for (const key of ["old/a.json", "old/b.csv"])
    await expect(store.get(key)).rejects.toMatchObject({
      kind: "damaged",
      problems: [{ code: "corrupt-object", seen: key }],
    });
});

test("an empty object stays one while others try to create another in its place", async () => {
  const store = await FileObjectStore.open(newFolder());
  for (let round = 0; round < 30; round += 1) {
    const key = `markers/${round}`;
    const won = await Promise.all(
      ["", "1", "", "22"].map((body) => store.create(key, text(body), "application/octet-stream")),
    );
    expect(won.filter(Boolean)).toHaveLength(1);
    expect(read((await store.get(key))?.body)).toBe(["", "1", "", "22"][won.indexOf(true)]);
  }
});

test("what the disk cannot read is damaged, not temporarily absent", async () => {
  const failing = guardFiles("a/b.csv", () => Promise.reject(Object.assign(new Error("i/o error"), { code: "EIO" })));
  await expect(failing).rejects.toMatchObject({
    kind: "damaged",
    transient: false,
    problems: [{ code: "corrupt-object", seen: "a/b.csv" }],
  });
});

test("no symbolic link leads out", async () => {
  const folder = newFolder();
  const outside = join(parent, "outside");
  await mkdir(join(outside, "sub"), { recursive: true });
  await writeFile(join(outside, "secret.json"), "secret");
  const store = await FileObjectStore.open(folder);
  await symlink(outside, join(folder, "link"));
  await symlink(join(outside, "secret.json"), join(folder, "secret.json"));
  const refused = expect.objectContaining({
    kind: "conflict",
    problems: [expect.objectContaining({ code: "outside-data-directory" })],
  });
  for (const key of ["link/secret.json", "link/sub/new.json"]) {
    await expect(store.get(key)).rejects.toEqual(refused);
    await expect(store.put(key, text("1"), "application/json")).rejects.toEqual(refused);
    await expect(store.create(key, text("1"), "application/json")).rejects.toEqual(refused);
    await expect(store.delete(key)).rejects.toEqual(refused);
  }
  await expect(store.get("secret.json")).rejects.toEqual(refused);
  await expect(store.list("link/")).rejects.toEqual(refused);
  expect(await store.list("")).toEqual({ objects: [], prefixes: [] });
  await store.delete("secret.json");
  expect(await readFile(join(outside, "secret.json"), "utf8")).toBe("secret");
  expect(await readdir(outside)).toEqual(["secret.json", "sub"]);
  // The data directory itself may be a link.
  await symlink(folder, join(parent, "alias"));
  await (await FileObjectStore.open(join(parent, "alias"))).put("a.json", text("1"), "application/json");
  expect(read((await store.get("a.json"))?.body)).toBe("1");
});

test("a folder that cannot be written is a named error", async () => {
  await writeFile(join(parent, "file"), "");
  await expect(FileObjectStore.open(join(parent, "file", "store"))).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "store-failed" }],
  });
  const store = await FileObjectStore.open(newFolder());
  await expect(store.put("x".repeat(400), text("1"), "application/json")).rejects.toMatchObject({
    kind: "invalid-request",
  });
  expect(await store.get("x".repeat(400))).toBeUndefined();
});

if (whole)
  test("folders appear and disappear while others write into them", async () => {
    const folder = newFolder();
    const stores = [await FileObjectStore.open(folder), await FileObjectStore.open(folder)];
    await Promise.all(
      Array.from({ length: 80 }, async (_, index) => {
        const store = stores[index % 2]!;
        const key = `a/b/c/${index}.json`;
        expect(await store.create(key, text("1"), "application/json")).toBe(true);
        await store.delete(key);
      }),
    );
    expect(await stores[0]!.list("")).toEqual({ objects: [], prefixes: [] });
    expect(existsSync(join(folder, "a"))).toBe(false);
  });

if (whole)
  test("kill -9 at any moment leaves the old or the new object, and nothing that was answered is lost", async () => {
    const folder = newFolder();
    let random = 20_260_105;
    const next = (): number => (random = (random * 48_271) % 2_147_483_647) / 2_147_483_647;
    const answered = { put: -1, create: new Set<number>(), deleted: new Set<number>() };
    const halves: string[] = [];
    let number = 0;
    let counted = 0;
    for (let run = 0; run < 12; run += 1) {
      const child = spawn(process.execPath, [join(import.meta.dirname, "store-writer.ts"), folder, String(number)], {
        stdio: ["ignore", "pipe", "inherit"],
      });
      let said = "";
      child.stdout.on("data", (chunk: Buffer) => {
        if (said === "") setTimeout(() => child.kill("SIGKILL"), next() * 250);
        said += chunk.toString();
      });
      // A kill may leave anything that a reader may see.
      const ended = new Promise((resolve) => child.once("close", resolve));
      while (child.signalCode === null && child.exitCode === null) {
        for (const path of ["current/data.json", `all/${number}/report.pdf`, `all/${number + 1}/report.pdf`]) {
          const { size } = await stat(join(folder, path)).catch(() => ({ size: lines }));
          if (size % lines !== 0 || size === 0) halves.push(`${path}: ${size} bytes`);
        }
      }
      await ended;
      expect(halves).toEqual([]);
      expect(child.signalCode).toBe("SIGKILL");
      for (const line of said.split("\n").slice(0, -1)) {
        const [what, which] = line.split(" ") as [string, string];
        if (what === "put") answered.put = Number(which);
        if (what === "create") answered.create.add(Number(which));
        if (what === "delete") answered.deleted.add(Number(which));
      }

      const store = await FileObjectStore.open(folder);
      const current = await store.get("current/data.json");
      if (current !== undefined) {
        const content = read(current.body)!;
        const stored = Number(content.split("\n")[0]);
        expect(content === `${stored}\n`.repeat(lines), `${stored} is whole`).toBe(true);
        expect(stored).toBeGreaterThanOrEqual(answered.put);
        expect(current.contentType).toBe(stored % 3 === 0 ? "text/odd" : "application/json");
        number = stored + 1;
      }
      for (const created of answered.create) {
        const found = await store.get(`all/${created}/report.pdf`);
        if (answered.deleted.has(created)) expect(found, `${created} was deleted`).toBeUndefined();
        else if (created % 4 !== 3)
          expect(read(found?.body) === `${created}\n`.repeat(lines), `${created} is whole`).toBe(true);
      }
      for (const { key, size } of (await store.list("all/")).objects) {
        expect(size, key).toBe(Buffer.byteLength(`${/\d+/.exec(key)![0]}\n`.repeat(lines)));
      }
      const counter = await store.get("counter.json");
      const count = Number(read(counter?.body) ?? 0);
      expect(count).toBeGreaterThanOrEqual(counted);
      counted = count;
      expect(
        (await readdir(join(folder, ".store/staging"))).filter((owner) => owner.includes(`-${child.pid}-`)),
      ).toEqual([]);
    }
    expect(number).toBeGreaterThan(5);
  }, 120_000);
