import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { probeDisk } from "../../functions/adapters/probe-disk.ts";

test("a disk is probed as the store writes, and nothing is left", async () => {
  const folder = await mkdtemp(join(tmpdir(), "broadsheet-probe-"));
  try {
    expect(await probeDisk(folder)).toBe(true);
    const left = await readdir(folder, { recursive: true, withFileTypes: true });
    expect(left.filter((one) => one.isFile())).toEqual([]);
    await rm(join(folder, ".store"), { recursive: true });
    await writeFile(join(folder, ".store"), "in the way");
    expect(await probeDisk(folder)).toBe(false);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
