import { execFile } from "node:child_process";
import { rmSync, symlinkSync } from "node:fs";
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openScratchFolder } from "../../functions/adapters/scratch-folder.ts";

let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "scratch-test-"));
});
afterEach(() => rm(parent, { recursive: true }));

test("a scratch folder is private and leaves nothing behind", async () => {
  const scratch = await openScratchFolder(parent);
  const path = await scratch.write("a.csv", new TextEncoder().encode("x"));
  expect(await readFile(path, "utf8")).toBe("x");
  expect([(await stat(scratch.folder)).mode & 0o777, (await stat(path)).mode & 0o777]).toEqual([0o700, 0o600]);
  await scratch.dispose();
  expect(await readdir(parent)).toEqual([]);
  await scratch.dispose();
});

test("a file in parts is as long as it shall be, with zeros between the parts and no space for them", async () => {
  const scratch = await openScratchFolder(parent);
  const path = await scratch.writeSparse("a.parquet", 50_000_000, async (write) => {
    await Promise.all([
      write(49_999_999, Uint8Array.of(9)),
      write(0, Uint8Array.of(1, 2)),
      write(70_000, Uint8Array.of(3)),
    ]);
  });
  const found = await stat(path);
  expect([found.size, found.mode & 0o777]).toEqual([50_000_000, 0o600]);
  expect(found.blocks * 512).toBeLessThan(1_000_000);
  const bytes = await readFile(path);
  expect([bytes[0], bytes[1], bytes[2], bytes[70_000], bytes[70_001], bytes[49_999_999]]).toEqual([1, 2, 0, 3, 0, 9]);
  const fault = scratch.writeSparse("b.parquet", 10, () => Promise.reject(new Error("no part")));
  await expect(fault).rejects.toThrow("no part");
  await expect(scratch.writeSparse("../b", 1, async () => {})).rejects.toThrow("not a file name");
  await scratch.dispose();
});

test.each(["../a", "a/b", "", "..", "/etc/x"])("%j is not one of its files", async (name) => {
  const scratch = await openScratchFolder(parent);
  await expect(scratch.write(name, new Uint8Array())).rejects.toThrow("not a file name");
  await scratch.dispose();
});

test("a folder that is touched is not stale, and one that is gone cannot be touched", async () => {
  const scratch = await openScratchFolder(parent);
  const old = new Date(Date.now() - 2 * 3_600_000);
  await utimes(scratch.folder, old, old);
  expect(await scratch.touch()).toBe(true);
  expect(Date.now() - (await stat(scratch.folder)).mtimeMs).toBeLessThan(60_000);
  await scratch.dispose();
  expect(await scratch.touch()).toBe(false);
});

test("leftovers of killed processes are removed once they are stale", async () => {
  for (const name of ["broadsheet-scratch-old", "broadsheet-scratch-new", "another"]) {
    await mkdir(join(parent, name, "spill"), { recursive: true });
  }
  const old = new Date(Date.now() - 2 * 3_600_000);
  await utimes(join(parent, "broadsheet-scratch-old"), old, old);
  await utimes(join(parent, "another"), old, old);
  const scratch = await openScratchFolder(parent);
  await scratch.dispose();
  expect((await readdir(parent)).sort()).toEqual(["another", "broadsheet-scratch-new"]);
});

test("what a killed process left goes when the next one starts, whatever its age; what living ones have stays", async () => {
  const module = new URL("../../functions/adapters/scratch-folder.ts", import.meta.url).href;
  const program = (then: string): string =>
    `const { openScratchFolder } = await import(${JSON.stringify(module)}); const s = await openScratchFolder(${JSON.stringify(parent)}); await s.write("a", new Uint8Array(3)); console.log(s.folder); ${then}`;
  const run = (then: string) => promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program(then)]);
  const own = await openScratchFolder(parent);
  for (let round = 0; round < 3; round += 1)
    await expect(run('process.kill(process.pid, "SIGKILL");')).rejects.toMatchObject({ signal: "SIGKILL" });
  // Each start removes those before it.
  expect(await readdir(parent)).toHaveLength(2);
  const { stdout } = await run("await s.dispose();");
  expect(stdout).toContain(parent);
  expect((await readdir(parent)).map((name) => join(parent, name))).toEqual([own.folder]);
  await own.dispose();
});

test("a process that exits without disposing of it leaves nothing", async () => {
  const module = new URL("../../functions/adapters/scratch-folder.ts", import.meta.url).href;
  const program = `const { openScratchFolder } = await import(${JSON.stringify(module)}); const s = await openScratchFolder(${JSON.stringify(parent)}); await s.write("a", new Uint8Array(3)); process.exit(3);`;
  await expect(promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program])).rejects.toMatchObject(
    { code: 3 },
  );
  expect(await readdir(parent)).toEqual([]);
});

test.skipIf(process.platform !== "linux")("a full or read-only disk is reported as such", async () => {
  const scratch = await openScratchFolder();
  symlinkSync("/dev/full", join(scratch.folder, "data.csv"));
  await expect(scratch.write("data.csv", new Uint8Array(10))).rejects.toMatchObject({
    kind: "unavailable",
    problems: [{ code: "scratch-full" }],
  });
  rmSync(join(scratch.folder, "data.csv"));
  await scratch.dispose();
});
